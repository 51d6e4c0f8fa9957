import pg from 'pg'
import { MovableClock } from '../../platform/clock.ts'
import { type Context, createContext, inTx, type Services } from '../../platform/context.ts'
import { enqueue } from '../../platform/jobs.ts'
import { drain } from '../../platform/worker.ts'
import { listAccounts } from '../../spine/accounts/index.ts'
import { attendDue } from '../../spine/subscriptions/index.ts'
import { brandTenant, createTenant, nameOperator, rootTenant, type Tenant } from '../../spine/tenants/index.ts'
import { createApp } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import { lines, modules } from '../modules.ts'
import { seed } from '../seed.ts'
import { createServices } from '../services.ts'
import { call, openGateway, setUpPhone } from './calls.ts'
import { carryCall, openCarriers } from './carriers.ts'
import { type Customer, join, noteNumber, order, text, topUp } from './deeds.ts'
import { fewAtOnce } from './few.ts'
import { askForHelp } from './help.ts'
import { buyEsim, buyPackage, buyServer, openServers, readUsage, useEsim } from './lines.ts'
import { dice, person } from './people.ts'

const DAYS = 90
/** Days between two looks at the business; each is a few seconds of real work. */
const STEP = 3
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const CUSTOMERS = 120
const JOBS_AT_ONCE = 4

/** Ninety days of a believable business, lived through the real operations on a moved clock. Runs once per installation. */
export async function runDemo(environment: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(environment)
  const start = new Date(Math.floor(Date.now() / DAY_MS - DAYS) * DAY_MS)
  const clock = new MovableClock(start)
  const services = createServices('demo', config, lines, clock)
  const warn = (err: Error) => services.log.warn({ err }, 'the queue lost a connection')
  const queue = new pg.Pool({
    connectionString: config.DATABASE_URL,
    max: JOBS_AT_ONCE + 4,
    options: '-c role=linecard_app -c app.tenant=system',
  })
  queue.on('error', warn)
  queue.on('connect', (client) => client.on('error', warn))
  const app = await createApp({ services, modules })
  try {
    const operator = await rootTenant(services)
    const { items } = await listAccounts(createContext(services, { tenantId: operator.id }), { limit: 1 })
    if (items.length > 0) return
    // The vendors' callbacks arrive at the usual address while the story is told.
    await app.listen({ host: config.HOST, port: config.PORT })
    await tell({ services, clock, queue, start, operator, config })
  } finally {
    await app.close()
    await queue.end()
    await services.stop()
  }
}

type Story = {
  readonly services: Services
  readonly clock: MovableClock
  readonly queue: pg.Pool
  readonly start: Date
  readonly operator: Tenant
  readonly config: Config
}

async function openBusinesses({ services, operator }: Story): Promise<readonly Tenant[]> {
  const context = createContext(services, { tenantId: operator.id })
  await inTx(context, (tx) => nameOperator(tx, { name: 'Acme Telecom', currency: 'USD', supportEmail: 'help@acme.example' }))
  const resellers = [
    await createTenant(context, { slug: 'blue', name: 'Blue Numbers' }),
    await createTenant(context, { slug: 'green', name: 'Green Mobile' }),
  ]
  const colors = ['#0b7285', '#2b8a3e']
  for (const [at, { id, name, slug }] of resellers.entries()) {
    await brandTenant(context, id, { name, primaryColor: colors[at] ?? '', supportEmail: `help@${slug}.example` })
  }
  await seed(services, modules)
  await openCarriers(context)
  await openGateway(context)
  await openServers(context)
  return [operator, operator, operator, ...resellers]
}

async function tell(story: Story): Promise<void> {
  const { services, clock, queue, start } = story
  const roll = dice(20_261_121)
  const businesses = await openBusinesses(story)
  const customers: Customer[] = []
  const live = () => drain(services, queue, modules, JOBS_AT_ONCE)
  for (let day = 0; day < DAYS; day += STEP) {
    const hour = (of: number) => new Date(start.getTime() + day * DAY_MS + of * HOUR_MS)
    clock.moveTo(hour(6 + roll()))
    const due = Math.ceil(((day + STEP) / DAYS) * CUSTOMERS) - customers.length
    for (let joined = 0; joined < due; joined += 1) {
      const tenant = businesses[customers.length % businesses.length] ?? story.operator
      customers.push(await join(contextOf(services, tenant), person(customers.length)))
    }
    const buyers = await payAndBuy(story, customers, roll, live)
    for (const [turn, of] of HOURS.entries()) {
      clock.moveTo(hour(of))
      await talk(
        story,
        customers.filter((_, at) => at % HOURS.length === (turn + day) % HOURS.length),
        roll,
      )
      await live()
    }
    await settleIn(services, buyers, roll)
    const operator = contextOf(services, story.operator)
    await inTx(operator, (tx) => enqueue(tx, attendDue, {}))
    await readUsage(operator)
    await live()
    await enjoyLines(story, customers, day, roll)
    await live()
  }
  clock.moveTo(new Date())
}

const contextOf = (services: Services, tenant: Tenant): Context => createContext(services, { tenantId: tenant.id })
const ownOf = (services: Services, { tenantId, accountId }: Customer): Context => createContext(services, { tenantId, accountId })

const TOP_UPS = ['10.00', '25.00', '50.00', '100.00'] as const

/** Newcomers pay and buy a number, some others top up again. Answers who bought. */
async function payAndBuy(
  { services, config }: Story,
  customers: readonly Customer[],
  roll: () => number,
  live: () => Promise<void>,
): Promise<readonly Customer[]> {
  const own = (customer: Customer) => ownOf(services, customer)
  const paying = customers.filter((customer) => !customer.paid || roll() < 0.05)
  const amount = () => TOP_UPS[Math.floor(roll() * TOP_UPS.length)] ?? '25.00'
  await topUp(
    config,
    paying.map((customer) => ({ context: own(customer), customer, amount: amount() })),
    live,
  )
  const buying = customers.filter((customer) => !customer.number && (!customer.paid || roll() < 0.5))
  for (const customer of paying) customer.paid = true
  await fewAtOnce(buying.map((customer) => () => order(own(customer), customer, roll)))
  await live()
  return buying
}

/** When some of a day's texts and calls begin, in hours of the day. */
const HOURS = [8.2, 9.7, 11.3, 13.6, 15.8, 18.1] as const
const MOST_APART_MS = 5 * 60_000

/** Some text and some call, a few minutes apart; carriers send calls meanwhile. */
async function talk({ services, clock }: Story, customers: readonly Customer[], roll: () => number): Promise<void> {
  const deeds = customers.flatMap((customer) => {
    const own = ownOf(services, customer)
    return [
      ...(customer.number && roll() < 0.4 ? [() => text(own, customer, roll)] : []),
      ...(customer.phone && roll() < 0.25 ? [() => call(own, customer, roll)] : []),
    ]
  })
  const carried = Array.from({ length: roll() < 0.3 ? 2 : 1 }, () => () => carryCall(services, roll))
  await fewAtOnce(
    [...deeds, ...carried].map((deed) => () => {
      clock.moveTo(new Date(clock.now().getTime() + roll() * MOST_APART_MS))
      return deed()
    }),
  )
}

/** Who has a number now notes it down and sets a phone up. */
async function settleIn(services: Services, buyers: readonly Customer[], roll: () => number): Promise<void> {
  for (const customer of buyers) {
    const own = ownOf(services, customer)
    await noteNumber(own, customer)
    if (customer.number && !customer.phone) await setUpPhone(own, customer, roll)
  }
}

/** Servers are billed by the hour, so the story's are a few days old. */
const SERVER_DAYS = 6

/** What customers do beside talking and texting: travel, take packages, rent servers, ask for help. */
async function enjoyLines({ services, config }: Story, customers: readonly Customer[], day: number, roll: () => number): Promise<void> {
  for (const customer of customers.filter(({ paid }) => paid)) {
    const own = ownOf(services, customer)
    const chance = roll()
    if (chance < 0.02) await buyEsim(own, customer, roll)
    else if (chance < 0.035) await buyPackage(own, customer, roll)
    else if (chance < 0.06 && day >= DAYS - SERVER_DAYS) await buyServer(own, customer, roll)
    else if (chance > 0.99) await askForHelp(own, customer, Math.floor(roll() * 1_000))
    else if (chance > 0.6) await useEsim(own, customer, config, roll)
  }
}
