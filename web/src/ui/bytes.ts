const MB = 1_048_576n
const GB = 1024n * MB

/** Bytes as people read them, of 1024 MB to a GB: “5 GB”, “512 MB”, “1.25 GB”; rounded down, because nobody has more than he has. */
export function bytesText(bytes: string): string {
  const count = BigInt(bytes)
  const [unit, name] = count >= GB ? [GB, 'GB'] : [MB, 'MB']
  const hundredths = (count * 100n) / unit
  const fraction = String(hundredths % 100n)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${hundredths / 100n}${fraction && `.${fraction}`} ${name}`
}

/** The data of a plan: “5 GB”, or “Unlimited” when it has no end. */
export const dataText = (bytes: string | null): string => (bytes === null ? 'Unlimited' : bytesText(bytes))

/** The share of a whole in percent, from 0 to 100, for gauges. */
export function sharePercent(part: string, whole: string): number {
  const all = BigInt(whole)
  if (all <= 0n) return 0
  const tenths = Number((BigInt(part) * 1000n) / all)
  return Math.min(100, Math.max(0, tenths / 10))
}

/** “5” or “0.5” gigabytes as bytes; undefined when it is no such number. */
export function gigabytesToBytes(text: string): string | undefined {
  const match = /^(\d{1,6})(?:\.(\d{1,6}))?$/.exec(text.trim())
  if (!match) return undefined
  const millionths = BigInt(`${match[1]}${(match[2] ?? '').padEnd(6, '0')}`)
  return millionths === 0n ? undefined : String((millionths * GB) / 1_000_000n)
}
