import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import type { DeviceId } from './device.ts'
import { type CalledNumber, evaluate } from './evaluate.ts'
import { type CallRule, faultOf, RULE_TYPES, RuleFacts, type RuleType } from './rule.ts'
import { type Behaviour, MOST_HOPS, rehearse, waysOf } from './ways.ts'

const ME = '+14155550100'
const X = '+33100000001'
const Y = '+33100000002'
const NOW = new Date('2026-03-28T09:00:00Z')

const rule = (type: RuleType, facts: Partial<CallRule> = {}): CallRule => ({
  ...RuleFacts.parse({ type }),
  id: newId(),
  accountId: newId(),
  numberId: newId(),
  priority: 10,
  createdAt: NOW,
  ...facts,
})

const number = (e164: string, rules: readonly CallRule[], rest: Partial<CalledNumber> = {}): CalledNumber => ({
  holder: { tenantId: newId(), accountId: newId(), numberId: newId() },
  e164,
  active: true,
  ringSeconds: 20,
  voicemail: false,
  zone: 'Europe/Paris',
  holidays: [],
  rules,
  devices: [{ id: 'd1', sipUsername: 'phone' }],
  ...rest,
})

const office = { weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }], when: 'open', holidays: 'closed' } as const
const STORY_17 = [
  rule('block_caller', { priority: 10, callers: ['+19005550000'] }),
  rule('time_based', { priority: 20, schedule: office as never, forwardTo: X }),
  rule('forward_no_answer', { priority: 30, ringSeconds: 20, forwardTo: Y }),
  rule('voicemail', { priority: 40 }),
]

async function play(numbers: readonly CalledNumber[], caller: string | null, at: string, behaviour: Partial<Behaviour> = {}) {
  const [first] = numbers
  if (!first) throw new Error('Nobody is called.')
  const ways = await waysOf(first, { caller, at: new Date(at) }, async (e164) => numbers.find((one) => one.e164 === e164))
  const { path, end } = rehearse(ways, { devices: 'no_answer', elsewhere: 'no_answer', ...behaviour })
  const shown = path.map(({ way, outcome }) => `${way.kind === 'outside' ? way.to : `${way.kind} of ${way.of.e164}`}: ${outcome}`)
  return { ways, shown, end }
}

const CALLER = '+14155559999'

test('story 17: who is blocked is refused, whatever else is set', async () => {
  const { end, ways } = await play([number(ME, STORY_17)], '+19005550000', '2026-03-27T07:30:00Z')
  expect(end).toBe('rejected')
  expect(ways.rejected).toBe('blocked')
  expect(ways.trace).toEqual([expect.objectContaining({ ruleId: STORY_17[0]?.id, type: 'block_caller', matched: true })])
})

test('story 17: at 08:30 CET the devices ring for twenty seconds, then it is forwarded', async () => {
  const { shown, ways } = await play([number(ME, STORY_17)], CALLER, '2026-03-27T07:30:00Z', { elsewhere: 'answer' })
  expect(shown).toEqual([`devices of ${ME}: no_answer`, `${Y}: answer`])
  expect(ways.ways[0]).toMatchObject({ kind: 'devices', ringSeconds: 20, users: ['phone'] })
})

test('story 17: at 09:30 CEST it is forwarded at once', async () => {
  const { shown } = await play([number(ME, STORY_17)], CALLER, '2026-03-30T07:30:00Z', { elsewhere: 'answer' })
  expect(shown).toEqual([`${X}: answer`])
})

test('story 17: on Saturday, when nobody answers anywhere, the caller leaves a message', async () => {
  const { shown, end, ways } = await play([number(ME, STORY_17)], CALLER, '2026-03-28T10:00:00Z')
  expect(shown).toEqual([`devices of ${ME}: no_answer`, `${Y}: no_answer`, `mailbox of ${ME}: answer`])
  expect(end).toBe('message')
  expect(ways.trace.map(({ ruleId }) => ruleId).filter(Boolean)).toEqual(STORY_17.map(({ id }) => id))
})

test('story 18: a circle of forwards is noticed at the second visit and ends in the mailbox of who was called', async () => {
  const B = '+14155550101'
  const numbers = [number(ME, [rule('forward_always', { forwardTo: B })]), number(B, [rule('forward_always', { forwardTo: ME })])]
  const { shown, end, ways } = await play(numbers, CALLER, '2026-03-28T10:00:00Z')
  expect(shown).toEqual([`mailbox of ${ME}: answer`])
  expect(end).toBe('message')
  expect(ways.trace.at(-1)).toMatchObject({ type: 'loop', number: B })
})

test('no more than five forwards are followed', async () => {
  const chain = Array.from({ length: 8 }, (_, index) => `+1415555010${index}`)
  const numbers = chain.map((e164, index) => number(e164, [rule('forward_always', { forwardTo: chain[index + 1] ?? X })]))
  const { ways, end } = await play(numbers, CALLER, '2026-03-28T10:00:00Z')
  expect(end).toBe('message')
  expect(Math.max(...ways.ways.map((way) => way.hops.length))).toBeLessThanOrEqual(MOST_HOPS)
  expect(ways.trace.some((step) => step.type === 'hops')).toBe(true)
})

const CAUSES = [
  rule('forward_busy', { forwardTo: '+33100000003' }),
  rule('forward_no_answer', { forwardTo: '+33100000004' }),
  rule('forward_unreachable', { forwardTo: '+33100000005' }),
]

test.each([
  ['busy', '+33100000003'],
  ['no_answer', '+33100000004'],
  ['unreachable', '+33100000005'],
] as const)('a call that is %s goes where that cause says, and nowhere else', async (devices, target) => {
  const { shown } = await play([number(ME, CAUSES)], CALLER, '2026-03-28T10:00:00Z', { devices, elsewhere: 'answer' })
  expect(shown.filter((step) => !step.endsWith('skipped'))).toEqual([`devices of ${ME}: ${devices}`, `${target}: answer`])
})

test('a forward that fails too ends in the mailbox, or with the busy tone where there is none', async () => {
  const failing = { devices: 'busy', elsewhere: 'busy' } as const
  expect((await play([number(ME, CAUSES)], CALLER, '2026-03-28T10:00:00Z', failing)).end).toBe('busy')
  expect((await play([number(ME, CAUSES, { voicemail: true })], CALLER, '2026-03-28T10:00:00Z', failing)).end).toBe('message')
})

test('a number without devices is unreachable at once', async () => {
  const { shown } = await play([number(ME, CAUSES, { devices: [] })], CALLER, '2026-03-28T10:00:00Z', { elsewhere: 'answer' })
  expect(shown).toEqual(['+33100000005: answer'])
})

test('the mailbox of a forwarding target takes only what came to that target', async () => {
  const B = '+14155550101'
  const numbers = [number(ME, [rule('forward_busy', { forwardTo: B })], { voicemail: true }), number(B, [], { voicemail: true })]
  const busy = await play(numbers, CALLER, '2026-03-28T10:00:00Z', { devices: 'busy' })
  expect(busy.shown).toEqual([`devices of ${ME}: busy`, `devices of ${B}: busy`, `mailbox of ${B}: answer`])
  const silent = await play(numbers, CALLER, '2026-03-28T10:00:00Z', { devices: 'no_answer' })
  expect(silent.shown.at(-1)).toBe(`mailbox of ${ME}: answer`)
})

test('ringing together takes the chosen devices only', () => {
  const devices = [
    { id: 'd1', sipUsername: 'desk' },
    { id: 'd2', sipUsername: 'mobile' },
    { id: 'd3', sipUsername: 'lobby' },
  ]
  const together = rule('simultaneous_ring', { devices: ['d1', 'd2'] as DeviceId[], ringSeconds: 35 })
  expect(evaluate(number(ME, [together], { devices }), CALLER, NOW).plan).toMatchObject({
    kind: 'ring',
    users: ['desk', 'mobile'],
    ringSeconds: 35,
  })
})

test('equal priorities are looked at from the oldest to the newest, and inactive rules not at all', () => {
  const older = rule('forward_always', { forwardTo: X, createdAt: new Date('2026-01-01') })
  const newer = rule('forward_always', { forwardTo: Y, createdAt: new Date('2026-01-02') })
  const first = (rules: CallRule[]) => evaluate(number(ME, rules), CALLER, NOW).plan
  expect(first([newer, older])).toMatchObject({ kind: 'forward', forward: { to: X } })
  expect(first([newer, { ...older, active: false }])).toMatchObject({ kind: 'forward', forward: { to: Y } })
})

test('a number that is not active refuses', () => {
  expect(evaluate(number(ME, STORY_17, { active: false }), CALLER, NOW).plan).toEqual({ kind: 'reject', why: 'inactive' })
})

test('the same call always gets the same plan, whatever order the rules are stored in', async () => {
  const some = fc.array(
    fc.record({
      type: fc.constantFrom(...RULE_TYPES),
      priority: fc.integer({ min: 1, max: 3 }),
      active: fc.boolean(),
      target: fc.constantFrom(X, Y, '+14155550101'),
    }),
    { maxLength: 8 },
  )
  await fc.assert(
    fc.asyncProperty(some, fc.constantFrom('busy', 'no_answer', 'unreachable', 'answer'), async (drawn, devices) => {
      const rules = drawn.map(({ type, priority, active, target }) =>
        rule(type, {
          priority,
          active,
          ...(type.startsWith('forward') && { forwardTo: target }),
          ...(type === 'time_based' && { schedule: office as never }),
        }),
      )
      const other = number('+14155550101', [rule('forward_always', { forwardTo: ME })])
      const one = await play([number(ME, rules), other], CALLER, NOW.toISOString(), { devices: devices as never })
      const two = await play([number(ME, [...rules].reverse()), other], CALLER, NOW.toISOString(), { devices: devices as never })
      expect(two.shown).toEqual(one.shown)
      expect(two.end).toBe(one.end)
      // A mailbox that is always reached is the last way there is, and no way waits for one that comes later.
      for (const [index, way] of one.ways.ways.entries()) expect(way.only === null || way.only.after < index).toBe(true)
    }),
    { numRuns: 200 },
  )
})

test.each([
  [{ type: 'block_caller' }, 'callers'],
  [{ type: 'dnd', callers: ['anonymous'] }, 'callers'],
  [{ type: 'time_based' }, 'schedule'],
  [{ type: 'dnd', schedule: office }, 'schedule'],
  [{ type: 'forward_always' }, 'forwardTo'],
  [{ type: 'voicemail', forwardTo: X }, 'forwardTo'],
  [{ type: 'forward_always', forwardTo: ME }, 'forwardTo'],
  [{ type: 'forward_always', forwardTo: '+1' }, 'forwardTo'],
  [{ type: 'forward_busy', forwardTo: X, ringSeconds: 20 }, 'ringSeconds'],
  [{ type: 'forward_busy', forwardTo: X, devices: ['01900000-0000-7000-8000-000000000000'] }, 'devices'],
])('a rule that cannot work is named with its field: %j', (facts, path) => {
  expect(faultOf(RuleFacts.parse(facts), ME)).toMatchObject({ path })
})

test.each([
  [{ type: 'block_caller', callers: ['+1900*', 'anonymous'] }],
  [{ type: 'time_based', schedule: office, forwardTo: X }],
  [{ type: 'time_based', schedule: office }],
  [{ type: 'forward_no_answer', forwardTo: X, ringSeconds: 20 }],
  [{ type: 'voicemail' }],
])('a rule that works is saved: %j', (facts) => {
  expect(faultOf(RuleFacts.parse(facts), ME)).toBeUndefined()
})
