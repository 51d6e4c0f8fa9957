const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const EXTENDED = '^{}\\[~]|€\f'

/** How many segments a carrier counts (GSM 03.38): 160 septets or 70 UTF-16 units alone, 153 or 67 each when concatenated. */
export function countSegments(body: string): number {
  const characters = [...body]
  const gsm = characters.every((character) => BASIC.includes(character) || EXTENDED.includes(character))
  const widths = characters.map((character) => (gsm ? (EXTENDED.includes(character) ? 2 : 1) : character.length))
  const [alone, joined] = gsm ? [160, 153] : [70, 67]
  if (widths.reduce((sum, width) => sum + width, 0) <= alone) return 1

  let segments = 1
  let used = 0
  // An escape pair or a surrogate pair is never split across two segments.
  for (const width of widths) {
    if (used + width > joined) {
      segments += 1
      used = 0
    }
    used += width
  }
  return segments
}
