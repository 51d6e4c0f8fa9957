import jsQR from 'jsqr'
import { PNG } from 'pngjs'
import { inTx } from '../../src/platform/context.ts'
import { newId } from '../../src/platform/ids.ts'
import { type DeclaredJob, enqueue } from '../../src/platform/jobs.ts'
import { findOrder, type Order, placeOrder } from '../../src/spine/orders/index.ts'
import type { Buyer } from './buyers.ts'
import { type World, worldForTest } from './world.ts'

const EUROPE_5GB = 'Europe 5 GB'

export const open = (now = '2026-05-01T00:00:00Z') => worldForTest({ vendors: true, now })

type PlanRow = { id: string; name: string; price: { amount: string } }

export async function planOf(world: World, name = EUROPE_5GB): Promise<PlanRow> {
  const reply = await world.request({ method: 'GET', url: '/api/v1/esim-store' })
  const plan = (reply.json().items as PlanRow[]).find((one) => one.name === name)
  if (!plan) throw new Error(`No plan ${name} on sale: ${reply.body}`)
  return plan
}

export async function buy(world: World, one: Buyer, attributes: Record<string, unknown> = {}, name = EUROPE_5GB): Promise<Order> {
  const { id: planId } = await planOf(world, name)
  return placeOrder(world.context(), one.accountId, [{ kind: 'esim', attributes: { planId, ...attributes } }], newId())
}

export type EsimRow = {
  id: string
  iccid: string
  status: string
  profile_state: string
  vendor: string
  data_on: boolean
  supplier_reference: string
}
type BundleRow = {
  id: string
  esim_id: string
  status: string
  total_bytes: string
  used_bytes: string
  fired_levels: number[]
  activated_at: Date | null
  expires_at: Date | null
}

export const esimsOf = (world: World, { accountId }: Buyer) =>
  world.query<EsimRow>('select * from esim where account_id = $1 order by created_at', [accountId])
export const bundlesOf = (world: World, { accountId }: Buyer) =>
  world.query<BundleRow>('select * from esim_bundle where account_id = $1 order by created_at, id', [accountId])
export const mailsOf = async (world: World, { accountId }: Buyer) =>
  (await world.query<{ template: string }>('select template from mail where account_id = $1 order by created_at, id', [accountId])).map(
    ({ template }) => template,
  )
export const orderOf = async (world: World, order: Order) => findOrder(world.context(), order.id)

export async function run(world: World, job: DeclaredJob<Record<string, never>>): Promise<void> {
  await inTx(world.context(), (tx) => enqueue(tx, job, {}))
  await world.settle()
}

export const later = (world: World, seconds: number) => world.moveTo(new Date(world.clock.now().getTime() + seconds * 1_000).toISOString())

export async function one<Row>(rows: Promise<Row[]>): Promise<Row> {
  const [row, ...more] = await rows
  if (!row || more.length > 0) throw new Error(`One row was expected, not ${more.length + (row ? 1 : 0)}.`)
  return row
}

/** The bytes of a data URL, as a camera would see them. */
export function scan(dataUrl: string): string | undefined {
  const { data, width, height } = PNG.sync.read(Buffer.from(dataUrl.replace(/^data:image\/png;base64,/, ''), 'base64'))
  return jsQR.default(new Uint8ClampedArray(data), width, height)?.data
}

/** The one letter of this key that the customer got. */
export const letterOf = async (world: World, { accountId }: Buyer, key: string): Promise<string> =>
  (await one(world.query<{ body: string }>('select body from mail where account_id = $1 and template = $2', [accountId, key]))).body

export const linkOf = async (world: World, customer: Buyer): Promise<string> =>
  /\/install\/(\S+)/.exec(await letterOf(world, customer, 'esim.qr_ready'))?.[1] ?? ''

export const install = (world: World, token: string) => world.request({ method: 'POST', url: '/api/v1/esim-installs', payload: { token } })
