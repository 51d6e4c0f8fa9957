import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { type Rate, rateOf } from '../../platform/money.ts'
import { findNumber, type NumberId, type PhoneNumber } from '../numbers/index.ts'
import { calledNumber, defaultVoice, lookupIn } from './called.ts'
import { findDevice } from './device-store.ts'
import { readDialled } from './dialled.ts'
import { errors } from './errors.ts'
import * as events from './events.ts'
import { voicePrice } from './price.ts'
import { type CallRule, type CallRuleId, faultOf, MOST_RULES, type RuleFacts } from './rule.ts'
import type { NumberVoice } from './rule-store.ts'
import * as store from './rule-store.ts'
import { isZone } from './schedule.ts'
import { type Behaviour, type Rehearsal, rehearse, type Ways, waysOf } from './ways.ts'

const fact = (rule: CallRule) => ({ callRuleId: rule.id, numberId: rule.numberId, type: rule.type })

export type NumberRules = { readonly number: PhoneNumber; readonly voice: NumberVoice; readonly rules: readonly CallRule[] }

/** A number's rules with what surrounds them. Throws 404. */
export async function numberRules(context: Context, numberId: NumberId): Promise<NumberRules> {
  const number = await findNumber(context, numberId)
  const [voice, rules] = await Promise.all([store.findVoice(context, numberId), store.rulesOf(context, numberId)])
  return { number, voice: voice ?? defaultVoice(number.country), rules }
}

/** What a minute of a call forwarded to this number costs its owner. Throws 422 `targetNotAllowed`. */
export async function priceOfTarget(context: Context, number: PhoneNumber, target: string): Promise<Rate> {
  const dialled = readDialled(target, number.country)
  const refuse = (detail: string) => errors.targetNotAllowed({ detail, errors: [{ path: 'forwardTo', message: detail }] })
  if (dialled.kind === 'premium') throw refuse('Premium numbers are not called.')
  if (dialled.kind !== 'number') throw refuse('Calls cannot be forwarded there.')
  const price = await voicePrice(context, { accountId: number.accountId, service: 'voice', country: dialled.country })
  if (!price) throw refuse('Calls to this country are not sold here.')
  return price.rate
}

async function check(context: Context, number: PhoneNumber, facts: RuleFacts): Promise<void> {
  const fault = faultOf(facts, number.e164)
  if (fault) throw errors.ruleNotValid({ detail: fault.message, errors: [fault] })
  if (facts.forwardTo) await priceOfTarget(context, number, facts.forwardTo)
  for (const id of facts.devices) {
    const device = await findDevice(context, id)
    if (device?.accountId !== number.accountId) {
      const message = 'One of the devices is not of this account.'
      throw errors.ruleNotValid({ detail: message, errors: [{ path: 'devices', message }] })
    }
  }
}

const STEP = 10

/** Adds a rule, last unless a priority is given. Throws 404; 409 `tooManyRules`; 422 `ruleNotValid`, `targetNotAllowed`. */
export async function createRule(context: Context, numberId: NumberId, facts: RuleFacts): Promise<CallRule> {
  const number = await findNumber(context, numberId)
  await check(context, number, facts)
  return inTx(context, async (tx) => {
    const rules = await store.lockRulesOf(tx, numberId)
    if (rules.length >= MOST_RULES) throw errors.tooManyRules({ detail: `A number has at most ${MOST_RULES} rules.` })
    const last = rules.at(-1)?.priority ?? 0
    const priority = facts.priority ?? Math.min(last + STEP, 10_000)
    const rule: CallRule = { ...facts, id: newId(), accountId: number.accountId, numberId, priority, createdAt: tx.now() }
    await store.insertRule(tx, rule)
    await publish(tx, events.callRuleCreated, fact(rule), { accountId: rule.accountId })
    return rule
  })
}

async function locked(tx: Tx, id: CallRuleId): Promise<CallRule> {
  const rule = await store.lockRule(tx, id)
  if (!rule) throw errors.ruleNotFound({ detail: 'No call rule with this id.' })
  return rule
}

/** Replaces what a rule says; its place stays unless a priority is given. Throws 404; 422 `ruleNotValid`, `targetNotAllowed`. */
export async function changeRule(context: Context, id: CallRuleId, facts: RuleFacts): Promise<CallRule> {
  const current = await inTx(context, (tx) => locked(tx, id))
  await check(context, await findNumber(context, current.numberId), facts)
  return inTx(context, async (tx) => {
    const before = await locked(tx, id)
    const rule: CallRule = { ...before, ...facts, priority: facts.priority ?? before.priority }
    await store.saveRule(tx, rule)
    await publish(tx, events.callRuleChanged, fact(rule), { accountId: rule.accountId, changes: changesOf(before, rule) })
    return rule
  })
}

function changesOf(before: CallRule, after: CallRule): Record<string, { from: unknown; to: unknown }> {
  const fields = ['type', 'active', 'priority', 'callers', 'forwardTo', 'devices', 'ringSeconds', 'schedule', 'present'] as const
  const changed = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
  return Object.fromEntries(changed.map((field) => [field, { from: before[field], to: after[field] }]))
}

/** Takes a rule away; calls that are up keep what was decided. Throws 404. */
export async function removeRule(context: Context, id: CallRuleId): Promise<void> {
  await inTx(context, async (tx) => {
    const rule = await locked(tx, id)
    await store.removeRule(tx, id)
    await publish(tx, events.callRuleRemoved, fact(rule), { accountId: rule.accountId })
  })
}

/** Gives every rule of a number its place: ten, twenty, thirty. Throws 404; 422 `orderNotWhole`. */
export async function orderRules(context: Context, numberId: NumberId, order: readonly CallRuleId[]): Promise<void> {
  const number = await findNumber(context, numberId)
  await inTx(context, async (tx) => {
    const rules = await store.lockRulesOf(tx, numberId)
    const known = new Map(rules.map((rule) => [rule.id, rule]))
    if (order.length !== known.size || new Set(order).size !== order.length || order.some((id) => !known.has(id))) {
      throw errors.orderNotWhole({ detail: 'Name every rule of the number once; they may have changed meanwhile.' })
    }
    for (const [index, id] of order.entries()) {
      const rule = known.get(id)
      if (rule) await store.saveRule(tx, { ...rule, priority: (index + 1) * STEP })
    }
    await publish(tx, events.callRulesOrdered, { numberId, order: [...order] }, { accountId: number.accountId })
  })
}

/** Sets zone, holidays, ring time and mailbox of a number. Throws 404; 422 `unknownZone`. */
export async function setNumberVoice(context: Context, numberId: NumberId, voice: NumberVoice): Promise<NumberVoice> {
  const number = await findNumber(context, numberId)
  if (!isZone(voice.zone)) {
    throw errors.unknownZone({
      detail: `${voice.zone} is not a time zone.`,
      errors: [{ path: 'zone', message: 'Use a zone such as Europe/Paris.' }],
    })
  }
  const sorted = { ...voice, holidays: [...new Set(voice.holidays)].sort() }
  return inTx(context, async (tx) => {
    const before = (await store.findVoice(tx, numberId)) ?? defaultVoice(number.country)
    await store.saveVoice(tx, number.accountId, numberId, sorted)
    const changes = Object.fromEntries(
      (['zone', 'holidays', 'ringSeconds', 'voicemail'] as const)
        .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(sorted[field]))
        .map((field) => [field, { from: before[field], to: sorted[field] }]),
    )
    await publish(tx, events.numberVoiceChanged, { numberId }, { accountId: number.accountId, changes })
    return sorted
  })
}

export type Question = Behaviour & { readonly caller: string | null; readonly at: Date }

/** What would happen to a call, with every reason; nothing is placed, charged or written. Throws 404. */
export async function simulateCall(
  context: Context,
  numberId: NumberId,
  question: Question,
): Promise<{ ways: Ways; rehearsal: Rehearsal }> {
  const number = await findNumber(context, numberId)
  const ways = await waysOf(await calledNumber(context, number), question, lookupIn(context, number.accountId))
  return { ways, rehearsal: rehearse(ways, question) }
}

/** The cost of every forward of a number, by target, as decimal text a minute; null where the target is no longer sold. */
export async function costsOf(
  context: Context,
  { number, rules }: NumberRules,
): Promise<ReadonlyMap<string, { currency: string; rate: string } | null>> {
  const targets = [...new Set(rules.flatMap(({ forwardTo }) => (forwardTo ? [forwardTo] : [])))]
  const costs = new Map<string, { currency: string; rate: string } | null>()
  for (const target of targets) {
    const { country } = { country: null, ...readDialled(target, number.country) }
    const price = await voicePrice(context, { accountId: number.accountId, service: 'voice', country })
    costs.set(target, price && { currency: price.rate.currency, rate: rateOf(price.rate) })
  }
  return costs
}
