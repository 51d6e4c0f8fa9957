type Rgb = readonly [number, number, number]
type Oklch = { readonly l: number; readonly c: number; readonly h: number }

const channel = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255
const parse = (hex: string): Rgb => [channel(hex, 1), channel(hex, 3), channel(hex, 5)]
const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const gamma = (value: number) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055)
const inRange = (rgb: Rgb) => rgb.every((value) => value >= -0.0005 && value <= 1.0005)

const toHex = (rgb: Rgb) =>
  `#${rgb
    .map((value) =>
      Math.round(Math.min(1, Math.max(0, value)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

/** The matrices are Björn Ottosson's OKLab: equal steps of `l` look equally far apart in every hue. */
function toOklch(hex: string): Oklch {
  const [r, g, b] = parse(hex).map(linear) as unknown as Rgb
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const k = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return { l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, c: Math.hypot(a, k), h: Math.atan2(k, a) }
}

function toRgb({ l, c, h }: Oklch): Rgb {
  const a = c * Math.cos(h)
  const k = c * Math.sin(h)
  const long = (l + 0.3963377774 * a + 0.2158037573 * k) ** 3
  const medium = (l - 0.1055613458 * a - 0.0638541728 * k) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * k) ** 3
  return [
    gamma(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    gamma(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    gamma(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ]
}

/** The nearest colour a screen can show: chroma gives way, lightness and hue stay. */
function shown(colour: Oklch): string {
  let c = colour.c
  while (c > 0 && !inRange(toRgb({ ...colour, c }))) c -= 0.004
  return toHex(toRgb({ ...colour, c: Math.max(0, c) }))
}

const luminance = (hex: string) => {
  const [r, g, b] = parse(hex).map(linear) as unknown as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast of two colours as WCAG 2 measures it, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** `hex` laid over `ground` with the opacity `share`. */
export function laidOver(ground: string, hex: string, share: number): string {
  const [under, over] = [parse(ground), parse(hex)]
  return toHex(over.map((value, at) => value * share + (under[at] ?? 0) * (1 - share)) as unknown as Rgb)
}

/** `hex` moved towards black or white by the least that makes it readable on `ground`. */
export function readableOn(ground: string, hex: string, least = 4.5): string {
  const colour = toOklch(hex)
  const step = luminance(ground) > 0.4 ? -0.01 : 0.01
  let l = colour.l
  while (l >= 0 && l <= 1 && contrast(shown({ ...colour, l }), ground) < least) l += step
  return l === colour.l ? hex : shown({ ...colour, l: Math.min(1, Math.max(0, l)) })
}

const STEPS = [0.975, 0.945, 0.885, 0.81, 0.735, 0.665, 0.6, 0.54] as const

/** Ten shades from a brand's colour: 0 the palest, 8 the colour itself where white text can be read on it, 9 a step darker. */
export function shadesOf(hex: string): readonly string[] {
  const { c, h } = toOklch(hex)
  const strong = readableOn('#ffffff', hex, 4.6)
  const { l } = toOklch(strong)
  const lighter = STEPS.map((step, at) => shown({ l: Math.max(step, l + (8 - at) * 0.012), c: c * (0.2 + (0.8 * at) / 7), h }))
  return [...lighter, strong, shown({ l: l - 0.06, c, h })]
}

/** Black or white, whichever is easier to read on `ground`; one of them always reaches 4.5. */
export const textOn = (ground: string): string => (contrast(ground, '#ffffff') >= 4.5 ? '#ffffff' : '#000000')
