import { Liquid } from 'liquidjs'
import type { Composed, Letter } from '../../platform/letters.ts'
import type { Words } from './template.ts'

/** What every letter may name besides its own facts. */
export const COMMON = ['brand', 'home']

// An empty set of templates instead of a folder: no tag can read a file. The limits end a template that would run for ever.
const SAFE = {
  templates: {},
  ownPropertyOnly: true,
  strictFilters: true,
  parseLimit: 100_000,
  renderLimit: 500,
  memoryLimit: 10_000_000,
} as const
const plain = new Liquid(SAFE)
const markup = new Liquid({ ...SAFE, outputEscape: 'escape' })
const strict = new Liquid({ ...SAFE, strictVariables: true, lenientIf: true })

/** A text over facts, nothing escaped: for plain text only. */
export const fill = (text: string, data: object): string => plain.parseAndRenderSync(text, data)

const FACTS = ['"', '&', "'", '<', '>']
const ESCAPED: Readonly<Record<string, string>> = { '"': '&quot;', '&': '&amp;', "'": '&#39;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string): string => text.replaceAll(new RegExp(`[${FACTS.join('')}]`, 'g'), (one) => ESCAPED[one] ?? one)

/** Plain words as paragraphs with their addresses as links. */
function paragraphs(text: string): string {
  const linked = (line: string) => escaped(line).replaceAll(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`)
  return text
    .trim()
    .split(/\n{2,}/)
    .map((part) => `<p>${part.split('\n').map(linked).join('<br>')}</p>`)
    .join('\n')
}

export type Brand = { readonly name: string; readonly colour: string; readonly home: string }
export type Scheme = 'auto' | 'light' | 'dark'

const LIGHT = 'background:#f4f5f7;color:#1c2024'
const DARK = 'background:#16181c;color:#e8eaed'
const CARD_DARK = 'background:#1f2227;border-color:#33373e'

/** The brand's frame around a letter, readable on light and dark screens. */
function frame(brand: Brand, subject: string, inner: string, scheme: Scheme): string {
  const dark = `body{${DARK}}.card{${CARD_DARK}}a{color:#8ab4ff}`
  const rules = scheme === 'dark' ? dark : scheme === 'auto' ? `@media (prefers-color-scheme:dark){${dark}}` : ''
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="${scheme === 'auto' ? 'light dark' : scheme}"><title>${escaped(subject)}</title>
<style>body{margin:0;padding:24px;font:16px/1.55 system-ui,sans-serif;${LIGHT}}.card{max-width:560px;margin:0 auto;background:#fff;border:1px solid #dfe2e6;border-top:4px solid ${escaped(brand.colour)};border-radius:8px;padding:8px 24px;overflow-wrap:anywhere}a{color:#0b57d0}${rules}</style></head>
<body><div class="card">
${inner}
</div></body></html>
`
}

/** The letter in its final words. Throws what Liquid says about a broken text. */
export function compose(words: Words, brand: Brand, data: object, scheme: Scheme = 'auto'): Composed {
  const facts = { ...data, brand: brand.name, home: brand.home }
  // A subject is one line, whatever a name in it contains.
  const subject = fill(words.subject, facts).replaceAll(/\s+/g, ' ').trim()
  const text = fill(words.text, facts)
  const inner = words.html === null ? paragraphs(text) : markup.parseAndRenderSync(words.html, facts)
  return { subject, text, html: frame(brand, subject, inner, scheme) }
}

export type Complaint = { readonly path: string; readonly message: string }

/** What is wrong with new words for a letter: syntax, unknown names, and whatever does not work with facts as they will be. */
export function lint(letter: Letter, words: Words): readonly Complaint[] {
  const known = [...Object.keys(letter.schema.shape), ...COMMON]
  const facts = { ...letter.sample, brand: 'Brand', home: 'https://example.com' }
  const complain = (path: string, text: string): Complaint[] => {
    try {
      const parsed = strict.parse(text)
      const unknown = strict.globalVariablesSync(parsed).filter((name) => !known.includes(name))
      if (unknown.length > 0)
        return unknown.map((name) => ({ path, message: `“${name}” is not known here. There is: ${known.join(', ')}.` }))
      strict.renderSync(parsed, facts)
      return []
    } catch (error) {
      return [{ path, message: error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'This text does not work.' }]
    }
  }
  return [
    ...complain('subject', words.subject),
    ...complain('text', words.text),
    ...(words.html === null ? [] : complain('html', words.html)),
  ]
}
