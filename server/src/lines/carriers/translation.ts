import { LRUCache } from 'lru-cache'
import { RE2JS } from 're2js'
import { z } from 'zod'

export const MOST_RULES = 50
const LONGEST_PATTERN = 120
const LONGEST_NUMBER = 32

/** Compiled once each; the engine works in linear time, because patterns come from people (wholesale B10). */
const compiled = new LRUCache<string, RE2JS>({ max: 2_000 })

function compile(pattern: string): RE2JS {
  const known = compiled.get(pattern)
  if (known) return known
  // Anchored always: a pattern that matches somewhere in the middle is how numbers get lost.
  const made = RE2JS.compile(`^(?:${pattern})$`)
  compiled.set(pattern, made)
  return made
}

const compiles = (pattern: string): boolean => {
  try {
    compile(pattern)
    return true
  } catch {
    return false
  }
}

const common = {
  /** On the way in from this interconnect, or on the way out to it. */
  on: z.enum(['ingress', 'egress']),
  minLength: z.number().int().min(0).max(LONGEST_NUMBER).default(0),
  maxLength: z.number().int().min(0).max(LONGEST_NUMBER).default(LONGEST_NUMBER),
  /** Later rules are not looked at once this one has matched. */
  stop: z.boolean().default(true),
}

/** One step of a number's translation: a prefix exchanged for another, or a whole number rewritten by an anchored pattern. */
export const Rule = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('prefix'),
    match: z.string().regex(/^[+\d*#]{0,15}$/, 'Use digits, +, * and #.'),
    replace: z.string().regex(/^[+\d*#]{0,15}$/, 'Use digits, +, * and #.'),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('pattern'),
    match: z
      .string()
      .min(1)
      .max(LONGEST_PATTERN)
      .refine(compiles, 'This is not a pattern: back references and look-around are not offered.'),
    replace: z.string().regex(/^(?:[+\d*#]|\$[1-9]){0,30}$/, 'Use digits and groups such as $1.'),
  }),
])
export type Rule = z.output<typeof Rule>

export type Translated = { readonly number: string; readonly applied: readonly number[] }

/** The number after the rules in their order; `applied` counts from 0. What a rule would make longer than 32 characters stays as it was. */
export function translate(number: string, rules: readonly Rule[], on: Rule['on']): Translated {
  let current = number.slice(0, LONGEST_NUMBER)
  const applied: number[] = []
  for (const [at, rule] of rules.entries()) {
    if (rule.on !== on || current.length < rule.minLength || current.length > rule.maxLength) continue
    const next = applyRule(current, rule)
    if (next === undefined || next.length > LONGEST_NUMBER) continue
    current = next
    applied.push(at)
    if (rule.stop) break
  }
  return { number: current, applied }
}

function applyRule(number: string, rule: Rule): string | undefined {
  if (rule.kind === 'prefix') return number.startsWith(rule.match) ? rule.replace + number.slice(rule.match.length) : undefined
  const matcher = compile(rule.match).matcher(number)
  if (!matcher.matches()) return undefined
  return rule.replace.replace(/\$([1-9])/g, (_, group: string) => {
    const index = Number(group)
    return index <= matcher.groupCount() ? (matcher.group(index) ?? '') : ''
  })
}

const E164 = /^[1-9]\d{6,14}$/

/** International digits without `+`: from `+44…`, `0044…`, `01144…` or bare digits; undefined when it is no E.164 number. */
export function toDigits(number: string): string | undefined {
  const bare = number.replace(/[\s().-]/g, '')
  const digits = bare.startsWith('+')
    ? bare.slice(1)
    : bare.startsWith('00')
      ? bare.slice(2)
      : bare.startsWith('011')
        ? bare.slice(3)
        : bare
  return E164.test(digits) ? digits : undefined
}

/** Which of what the caller sent counts as the A-number: the preferred source first, then the others (wholesale B7.1). */
export function originOf(
  sources: { readonly from: string; readonly asserted: string | null },
  preference: 'from' | 'pai' | 'rpid',
): string {
  const order = preference === 'from' ? [sources.from, sources.asserted] : [sources.asserted, sources.from]
  const [first] = order.filter((source) => source !== null && /\d/.test(source))
  return userOf(first ?? sources.from)
}

/** The user part of `sip:+4420…@host`, `"Name" <tel:+44…>` or a bare number. */
function userOf(identity: string): string {
  const uri = /<([^>]*)>/.exec(identity)?.[1] ?? identity
  const user = /^(?:sips?|tel):([^@;]*)/i.exec(uri.trim())?.[1] ?? uri.trim()
  return (user.split(/[@;]/)[0] ?? '').slice(0, LONGEST_NUMBER)
}
