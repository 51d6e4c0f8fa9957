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
import { openGateway } from './calls.ts'
import { openCarriers } from './carriers.ts'
import { openExchange } from './carry.ts'
import { join } from './deeds.ts'
import { dice } from './dice.ts'
import { momentsOf } from './hours.ts'
import { openServers, readUsage } from './lines.ts'
import { type Business, carryAtNight, liveMoment } from './moment.ts'
import { circle, person } from './people.ts'
import { withoutWaiting } from './vendors.ts'

const DAYS = 90
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
    max: JOBS_AT_ONCE + 2,
    options: '-c role=linecard_app -c app.tenant=system',
  })
  for (const pool of [services.databases.pool, queue]) hurry(pool)
  queue.on('error', warn)
  queue.on('connect', (client) => client.on('error', warn))
  const app = await createApp({ services, modules })
  try {
    const operator = await rootTenant(services)
    const { items } = await listAccounts(createContext(services, { tenantId: operator.id }), { limit: 1 })
    if (items.length > 0) return
    // The vendors' callbacks arrive at the usual address while the story is told.
    await app.listen({ host: config.HOST, port: config.PORT })
    await withoutWaiting(config, () => tell({ services, clock, queue, start, operator, config }))
  } finally {
    await app.close()
    await queue.end()
    await services.stop()
  }
}

/** Lets commits not wait for the disk, which took a third of the time: PostgreSQL writes them there within a second all the same. */
function hurry({ options }: pg.Pool): void {
  options.options = `${options.options ?? ''} -c synchronous_commit=off`
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
  const { services, clock, config, queue, start, operator } = story
  const roll = dice(20_261_121)
  const businesses = await openBusinesses(story)
  const live = () => drain(services, queue, modules, JOBS_AT_ONCE)
  const business: Business = { services, clock, config, customers: [], pending: [], exchange: openExchange(services, clock), live }
  const { customers } = business
  // Today is told too, as far as it has come.
  const end = Date.now() - 2 * HOUR_MS
  for (let day = 0; day <= DAYS; day += 1) {
    const moments = momentsOf(new Date(start.getTime() + day * DAY_MS), roll).filter(({ at }) => at.getTime() < end)
    await attend(contextOf(services, operator), day)
    for (const { at, isNight } of moments) {
      if (at > clock.now()) clock.moveTo(at)
      if (isNight) {
        await carryAtNight(business, roll)
        continue
      }
      const due = Math.min(CUSTOMERS, Math.ceil(((at.getTime() - start.getTime()) / DAY_MS + 1) * (CUSTOMERS / DAYS)))
      while (customers.length < due) {
        const tenant = businesses[customers.length % businesses.length] ?? operator
        customers.push(await join(contextOf(services, tenant), person(customers.length), circle(roll)))
      }
      await liveMoment(business, roll, day >= DAYS - SERVER_DAYS)
    }
  }
  await live()
  clock.moveTo(new Date())
}

/** Servers are billed by the hour, so the story's are a few days old. */
const SERVER_DAYS = 6
/** Days between two looks at what eSIMs have used, which are many in truth. */
const USAGE_DAYS = 3

/** What schedules do all day, once. */
async function attend(operator: Context, day: number): Promise<void> {
  await inTx(operator, (tx) => enqueue(tx, attendDue, {}))
  if (day % USAGE_DAYS === 0) await readUsage(operator)
}

const contextOf = (services: Services, tenant: Tenant): Context => createContext(services, { tenantId: tenant.id })
