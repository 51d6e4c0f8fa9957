const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const EXTENSION = new Set('^{}\\[~]|€\f')

type SegmentCount = { readonly encoding: 'GSM-7' | 'UCS-2'; readonly segments: number; readonly used: number; readonly room: number }

type Limits = { readonly one: number; readonly many: number }
const GSM: Limits = { one: 160, many: 153 }
const UCS: Limits = { one: 70, many: 67 }

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Fills segments with pieces that must not be split. */
function fill(sizes: readonly number[], { one, many }: Limits): { segments: number; used: number; room: number } {
  const used = sizes.reduce((sum, size) => sum + size, 0)
  if (used <= one) return { segments: 1, used, room: one - used }
  let segments = 1
  let inLast = 0
  for (const size of sizes) {
    if (inLast + size > many) {
      segments += 1
      inLast = 0
    }
    inLast += size
  }
  return { segments, used, room: many - inLast }
}

/**
 * Segments of a text (3GPP 23.038): 160 or 153 septets of GSM-7, else 70 or 67 UTF-16 units.
 * Neither an escape pair nor a grapheme is split between segments. For the instant counter; the server's count is charged.
 */
export function countSegments(text: string): SegmentCount {
  const letters = [...text]
  if (letters.every((letter) => BASIC.has(letter) || EXTENSION.has(letter))) {
    const sizes = letters.map((letter) => (EXTENSION.has(letter) ? 2 : 1))
    return { encoding: 'GSM-7', ...fill(sizes, GSM) }
  }
  const sizes = Array.from(graphemes.segment(text), ({ segment }) => segment.length)
  return { encoding: 'UCS-2', ...fill(sizes, UCS) }
}
