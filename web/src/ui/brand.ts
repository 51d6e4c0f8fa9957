import { laidOver, readableOn, shadesOf, textOn } from './colour.ts'

const DARK_GROUND = '#1d2127'
// The strongest tint of ui.css laid under coloured text: --mantine-color-brand-light-hover of the dark scheme.
const TINT = 0.28
const HEX = /^#[0-9a-f]{6}$/i

/** The CSS variables that dress every screen in a tenant's colour, contrast already checked for both colour schemes. */
export function brandVariables(primaryColor: string): Readonly<Record<string, string>> {
  const shades = shadesOf(primaryColor)
  return {
    ...Object.fromEntries(shades.map((shade, at) => [`--brand-${at}`, shade])),
    '--brand-fill': primaryColor,
    '--brand-on-fill': textOn(primaryColor),
    '--brand-text-light': readableOn(shades[1] ?? '#ffffff', primaryColor, 4.6),
    '--brand-text-dark': readableOn(DARK_GROUND, readableOn(laidOver(DARK_GROUND, primaryColor, TINT), primaryColor, 5), 5),
  }
}

/** Dresses the page; a wrong colour leaves the last good one. */
function applyBrand(primaryColor: string): void {
  if (!HEX.test(primaryColor)) return
  for (const [name, value] of Object.entries(brandVariables(primaryColor))) document.documentElement.style.setProperty(name, value)
}

const remembered = (slug: string | undefined) => `linecard.brand.${slug ?? ''}`

/** The colour of the last visit, so that the first paint already has the right one. */
export function applyRememberedBrand(slug: string | undefined): void {
  applyBrand(localStorage.getItem(remembered(slug)) ?? '#1f4fd8')
}

export function rememberBrand(slug: string | undefined, primaryColor: string): void {
  applyBrand(primaryColor)
  localStorage.setItem(remembered(slug), primaryColor)
}
