/** The two alphabets a text travels in (3GPP 23.038). */
export type Encoding = 'GSM-7' | 'UCS-2'

export type Segmentation = {
  readonly encoding: Encoding
  readonly segments: number
  /** Septets of GSM-7 or UTF-16 units of UCS-2 that the text takes. */
  readonly units: number
  /** Units left in the last segment. */
  readonly remaining: number
}

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const EXTENDED = new Set('^{}\\[~]|€\f')

const ALONE: Readonly<Record<Encoding, number>> = { 'GSM-7': 160, 'UCS-2': 70 }
const JOINED: Readonly<Record<Encoding, number>> = { 'GSM-7': 153, 'UCS-2': 67 }

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The widths of what must not be split: an escape pair in GSM-7, a whole grapheme in UCS-2. */
function widthsOf(body: string): { readonly encoding: Encoding; readonly widths: readonly number[] } {
  const points = [...body]
  if (points.every((point) => BASIC.has(point) || EXTENDED.has(point))) {
    return { encoding: 'GSM-7', widths: points.map((point) => (EXTENDED.has(point) ? 2 : 1)) }
  }
  return { encoding: 'UCS-2', widths: [...graphemes.segment(body)].map(({ segment }) => segment.length) }
}

/** Counts segments as the network bills them: 160 or 70 units alone, 153 or 67 in each of several. An empty text is one segment. */
export function segmentsOf(body: string): Segmentation {
  const { encoding, widths } = widthsOf(body)
  const units = widths.reduce((sum, width) => sum + width, 0)
  if (units <= ALONE[encoding]) return { encoding, segments: 1, units, remaining: ALONE[encoding] - units }
  const room = JOINED[encoding]
  let segments = 1
  let used = 0
  for (const width of widths.flatMap((width) => (width > room ? Array.from({ length: width }, () => 1) : [width]))) {
    if (used + width > room) {
      segments += 1
      used = 0
    }
    used += width
  }
  return { encoding, segments, units, remaining: room - used }
}
