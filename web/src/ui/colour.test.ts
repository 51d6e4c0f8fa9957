import { expect, test } from 'vitest'
import { brandVariables } from './brand.ts'
import { contrast, laidOver, readableOn, shadesOf, textOn } from './colour.ts'

const BRANDS = [
  '#1f4fd8',
  '#f5b800',
  '#ffffff',
  '#000000',
  '#ff0000',
  '#00ff00',
  '#0f766e',
  '#ffe4e6',
  '#7c3aed',
  '#808080',
  '#00ffff',
  '#fffb00',
]

test('contrast is what WCAG publishes for its examples', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 2)
})

test.each(BRANDS)('text can be read everywhere in the brand colour %s', (brand) => {
  const variables = brandVariables(brand)
  const light = variables['--brand-text-light'] ?? ''
  const dark = variables['--brand-text-dark'] ?? ''
  expect(contrast(variables['--brand-on-fill'] ?? '', brand)).toBeGreaterThanOrEqual(4.5)
  expect(contrast(light, '#ffffff')).toBeGreaterThanOrEqual(4.5)
  expect(contrast(light, variables['--brand-1'] ?? '')).toBeGreaterThanOrEqual(4.5)
  expect(contrast(dark, '#1d2127')).toBeGreaterThanOrEqual(4.5)
  expect(contrast(dark, laidOver('#1d2127', brand, 0.2))).toBeGreaterThanOrEqual(4.5)
})

test.each(BRANDS)('white can be read on shade 8 of %s, and every shade is a colour', (brand) => {
  const shades = shadesOf(brand)
  expect(shades).toHaveLength(10)
  for (const shade of shades) expect(shade).toMatch(/^#[0-9a-f]{6}$/)
  expect(contrast(shades[8] ?? '', '#ffffff')).toBeGreaterThanOrEqual(4.5)
})

test('a colour that can be read already stays exactly as the tenant chose it', () => {
  expect(readableOn('#ffffff', '#1f4fd8')).toBe('#1f4fd8')
  expect(shadesOf('#1f4fd8')[8]).toBe('#1f4fd8')
})

test('text on a colour is whichever of black and white is easier to read', () => {
  expect(textOn('#f5b800')).toBe('#000000')
  expect(textOn('#1f4fd8')).toBe('#ffffff')
})
