import { later, type MovableClock, minutes } from '../../platform/clock.ts'
import { type Context, createContext, type Services } from '../../platform/context.ts'
import type { Config } from '../config.ts'
import { call, setUpPhone } from './calls.ts'
import { carryCall } from './carriers.ts'
import type { Exchange } from './carry.ts'
import { awaitPayment, type Checkout, type Customer, noteNumber, order, pay, startTopUp, text, writeBack } from './deeds.ts'
import { dice } from './dice.ts'
import { type Deed, fewAtOnce } from './few.ts'
import { askForHelp } from './help.ts'
import { buyEsim, buyPackage, buyServer, useEsim } from './lines.ts'
import { tellVendor } from './vendors.ts'

export type Business = {
  readonly services: Services
  readonly clock: MovableClock
  readonly config: Config
  readonly customers: Customer[]
  /** What others do at the next moment about something of this one. */
  readonly pending: Deed[]
  readonly exchange: Exchange
  /** Runs jobs and events until nothing is left. */
  readonly live: () => Promise<void>
}

/** How likely a customer does something at one moment; a day has two of them on average. */
const CHANCES = {
  call: 0.042,
  text: 0.056,
  topUp: 0.0083,
  number: 0.1,
  esim: 0.0033,
  package: 0.0025,
  server: 0.0042,
  help: 0.0017,
  data: 0.067,
  answer: 0.09,
} as const

const CALLS_APART_MS = minutes(7)
const DEEDS_APART_MS = 40_000

/** One moment of a business: people call, text, buy and pay, one after the other, and what follows from it follows at once. */
export async function liveMoment(business: Business, roll: () => number, rentsServers: boolean): Promise<void> {
  const { config, customers, live } = business
  const luck = () => diceOf(roll)
  const checkouts: Checkout[] = []
  const paying = customers.filter(({ paid }) => !paid || roll() < CHANCES.topUp)
  const buying = customers.filter(({ paid, number, asked }) => paid && !number && (!asked || roll() < CHANCES.number))
  const deeds = [
    ...business.pending.splice(0),
    ...paying.map((customer) => async () => checkouts.push(await startTopUp(ownOf(business, customer), customer, luck()))),
    ...buying.map((customer) => () => order(ownOf(business, customer), customer, luck())),
    ...customers.flatMap((customer) => deedsOf(business, customer, luck(), rentsServers)),
  ]
  await fewAtOnce([...callsOf(business, roll), ...apart(business, deeds, DEEDS_APART_MS, roll)])
  await live()
  await fewAtOnce(checkouts.map((checkout) => () => pay(checkout, config)))
  // What vendors say of all this has arrived then, so that one more look at the work suffices.
  await Promise.all([tellVendor(config, 'stripe', 'settled'), tellVendor(config, 'twilio', 'settled')])
  await live()
  await fewAtOnce([
    ...checkouts.map((checkout) => () => awaitPayment(checkout, live)),
    ...buying.map((customer) => () => moveIn(ownOf(business, customer), customer, luck())),
  ])
}

/** Dice of their own for what waits between two rolls, while others roll too. */
const diceOf = (roll: () => number) => dice(roll() * 2 ** 32)

const ownOf = ({ services }: Business, { tenantId, accountId }: Customer): Context => createContext(services, { tenantId, accountId })

/** Lets some time pass before each of several deeds. */
const apart = ({ clock }: Business, deeds: readonly Deed[], mostMs: number, roll: () => number): readonly Deed[] =>
  deeds.map((deed) => () => {
    clock.moveTo(later(clock.now(), roll() * mostMs))
    return deed()
  })

/** Calls of customers and of carriers, which need no job. */
function callsOf(business: Business, roll: () => number): readonly Deed[] {
  const calling = business.customers.filter(({ phone }) => phone && roll() < CHANCES.call)
  const own = calling.map((customer) => () => call(ownOf(business, customer), customer, business.exchange, diceOf(roll)))
  const carried = Array.from({ length: roll() < 0.2 ? 2 : 1 }, () => () => carryCall(business.services, business.exchange, diceOf(roll)))
  return apart(business, [...own, ...carried], CALLS_APART_MS, roll)
}

/** At night only carriers call. */
export const carryAtNight = ({ services, exchange }: Business, roll: () => number): Promise<void> =>
  carryCall(services, exchange, diceOf(roll))

function deedsOf(business: Business, customer: Customer, roll: () => number, rentsServers: boolean): readonly Deed[] {
  if (!customer.paid) return []
  const own = ownOf(business, customer)
  const { config } = business
  return [
    ...(roll() < CHANCES.text && customer.number ? [() => converse(business, customer, roll)] : []),
    ...(roll() < CHANCES.esim ? [() => buyEsim(own, customer, roll)] : []),
    ...(roll() < CHANCES.package ? [() => buyPackage(own, customer, roll)] : []),
    ...(roll() < CHANCES.server && rentsServers ? [() => buyServer(own, customer, roll)] : []),
    ...(roll() < CHANCES.data && customer.travels ? [() => useEsim(own, customer, config, roll)] : []),
    ...(roll() < CHANCES.help ? [() => complain(business, customer, roll)] : []),
  ]
}

async function converse(business: Business, customer: Customer, roll: () => number): Promise<void> {
  const own = ownOf(business, customer)
  const isAnswered = roll() < CHANCES.answer
  const peer = await text(own, customer, roll)
  if (peer && isAnswered) business.pending.push(() => writeBack(own, business.config, customer, peer, roll))
}

async function complain(business: Business, customer: Customer, roll: () => number): Promise<void> {
  business.pending.push(await askForHelp(ownOf(business, customer), customer, Math.floor(roll() * 1_000)))
}

/** Who has a number now notes it down and sets a phone up. */
async function moveIn(own: Context, customer: Customer, roll: () => number): Promise<void> {
  customer.asked = true
  await noteNumber(own, customer)
  if (customer.number && !customer.phone) await setUpPhone(own, customer, roll)
}
