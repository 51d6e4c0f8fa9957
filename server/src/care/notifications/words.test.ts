import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineLetter, letterCatalogue } from '../../platform/letters.ts'
import { defaultWords } from './letters.ts'
import { compose, fill, lint } from './words.ts'
import '../../main/modules.ts'

const letter = defineLetter({
  key: 'test.words',
  occasion: '',
  kind: 'ticket',
  schema: z.object({ name: z.string(), items: z.array(z.object({ title: z.string() })) }),
  subject: 'Hello {{ name }}',
  text: 'Hello {{ name }}\n\nhttps://example.com/a?b=1\n',
  sample: { name: 'Ana', items: [{ title: 'One' }] },
})
const brand = { name: 'Northwind', colour: '#123456', home: 'https://example.com' }
const words = { subject: 'Hi', text: 'Hi', html: null }

describe('every letter of the product', () => {
  test.each(
    letterCatalogue()
      .filter((one) => one.key !== letter.key)
      .map((one) => [one.key, one] as const),
  )('%s says what it may and nothing unknown', (_, one) => {
    expect(lint(one, defaultWords(one))).toEqual([])
    const composed = compose(defaultWords(one), brand, one.sample)
    expect(composed.subject).not.toBe('')
    expect(composed.text).toContain('Northwind')
    expect(composed.text).not.toContain('{{')
  })
})

describe('words are refused', () => {
  test.each([
    ['that name what is not known', { ...words, text: '{{ nobody }}' }, 'text', '“nobody” is not known here'],
    ['that are no Liquid', { ...words, subject: '{{ name' }, 'subject', 'not closed'],
    ['with a filter that does not exist', { ...words, text: '{{ name | shout }}' }, 'text', 'undefined filter'],
    ['that name what a fact does not have', { ...words, text: '{% for one in items %}{{ one.price }}{% endfor %}' }, 'text', 'price'],
    ['that want a file', { ...words, text: "{% include '../../etc/passwd' %}" }, 'text', 'ENOENT'],
    ['whose markup is wrong', { ...words, html: '<p>{{ nobody }}</p>' }, 'html', 'not known'],
    ['that never end', { ...words, text: '{% for a in (1..1000000000) %}x{% endfor %}' }, 'text', 'limit'],
  ])('%s', (_, wrong, path, message) => {
    const [complaint] = lint(letter, wrong)
    expect(complaint?.path).toBe(path)
    expect(complaint?.message).toContain(message)
  })

  test('and accepted with loops, conditions and the brand', () => {
    const text = '{% if items %}{% for one in items %}{{ one.title | upcase }}{% endfor %}{% endif %} {{ brand }} {{ home }}'
    expect(lint(letter, { ...words, text, html: '<b>{{ name }}</b>' })).toEqual([])
  })
})

test('whatever a fact contains, it is text in the markup and one line in the subject', () => {
  const own = { subject: 'Re: {{ name }}', text: '{{ name }}', html: '<p title="{{ name }}">{{ name }}</p>' }
  fc.assert(
    fc.property(fc.string(), (name) => {
      for (const html of [own.html, null]) {
        const composed = compose({ ...own, html }, brand, { name, items: [] })
        expect(composed.subject).not.toMatch(/[\r\n]/)
        expect(composed.html).not.toContain('<script')
      }
    }),
  )
  const evil = '<script>alert(1)</script>" onmouseover="x'
  for (const html of [own.html, null]) {
    const composed = compose({ ...own, html }, brand, { name: evil, items: [] }).html
    expect(composed).not.toContain('<script>')
    expect(composed).not.toContain('" onmouseover="x')
  }
})

test('an address becomes a link, and what surrounds it does not', () => {
  const { html } = compose(defaultWords(letter), brand, letter.sample)
  expect(html).toContain('<a href="https://example.com/a?b=1">https://example.com/a?b=1</a>')
  expect(html).toContain('border-top:4px solid #123456')
})

test('a preview is dark when asked to, and follows the reader when not', () => {
  const dark = compose(words, brand, letter.sample, 'dark').html
  expect([dark.includes('@media'), dark.includes('content="dark"')]).toEqual([false, true])
  expect(compose(words, brand, letter.sample).html).toContain('@media (prefers-color-scheme:dark)')
})

test('no template reaches what is not a fact of its own', () => {
  expect(fill('{{ name.constructor }}{{ constructor }}{{ __proto__ }}', { name: 'Ana' })).toBe('')
})
