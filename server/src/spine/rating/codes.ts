import { MOST_DIGITS } from './rate-rows.ts'

const MOST_CODES = 1_000

export type Codes = { readonly codes: readonly string[] } | { readonly refused: string }

/** The fewest codes that cover a range of equally long ones: `447700` to `447709` is `44770`. */
export function coverRange(from: string, to: string): readonly string[] {
  const codes: string[] = []
  const last = BigInt(to)
  for (let next = BigInt(from); next <= last; ) {
    let size = 1n
    let digits = from.length
    while (digits > 1 && next % (size * 10n) === 0n && next + size * 10n - 1n <= last) {
      size *= 10n
      digits -= 1
    }
    codes.push(String(next / size).padStart(digits, '0'))
    next += size
    if (codes.length > MOST_CODES) return codes
  }
  return codes
}

/** Codes as people write them: `44`, `+44`, `44 7700,7701`, `447700-447709`, `7700;7710-7719` below a country code. What Excel has damaged is refused, never guessed. */
export function readCodes(text: string, country: string): Codes {
  if (text.startsWith('="')) return { refused: 'A formula instead of a code: format the column as text.' }
  if (/^\d+([.,]\d+)?E\+?\d+$/i.test(text))
    return { refused: 'Scientific notation: the spreadsheet has lost digits. Format the column as text and export again.' }
  const [, head = '', list = ''] = /^(?:\+?(\d+)\s+)?(.+)$/.exec(text.replace(/\s*-\s*/g, '-').trim()) ?? []
  const codes: string[] = []
  for (const part of list.split(/[,;]/)) {
    const [, single, from, to] = /^\s*(?:\+?(\d+)|\+?(\d+)-\+?(\d+))\s*$/.exec(part) ?? []
    if (single === undefined && from === undefined) return { refused: 'Not a code: only digits, lists and ranges are.' }
    if (from !== undefined && to !== undefined && (from.length !== to.length || from > to))
      return { refused: 'Both ends of a range have the same number of digits, the lower one first.' }
    const found = from !== undefined && to !== undefined ? coverRange(from, to) : [single ?? '']
    codes.push(...found.map((code) => country + head + code))
    if (codes.length > MOST_CODES) return { refused: `More than ${MOST_CODES} codes in one row.` }
  }
  if (codes.some((code) => code.length > MOST_DIGITS)) return { refused: `Codes have at most ${MOST_DIGITS} digits.` }
  return { codes }
}
