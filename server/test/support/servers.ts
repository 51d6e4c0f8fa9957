import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { InstanceId } from '../../src/lines/cloud/index.ts'
import { inTx } from '../../src/platform/context.ts'
import { type AccountId, newId } from '../../src/platform/ids.ts'
import { enqueue, type Job } from '../../src/platform/jobs.ts'
import { money } from '../../src/platform/money.ts'
import { type Browser, signedInCustomer } from '../../src/spine/access/browser-for-tests.ts'
import { openWallet } from '../../src/spine/ledger/index.ts'
import { adjustWallet } from '../../src/spine/ledger/service.ts'
import { openWorld, type World } from './world.ts'

export type CloudWorld = World & { readonly home: string }

/** A world with simulated machines of its own. */
export async function cloudWorld(now = '2026-02-01T00:00:00Z'): Promise<CloudWorld> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'lc-cloud-'))
  const world = await openWorld({ now, config: { LINECARD_HOME: home } })
  onTestFinished(async () => {
    await world.close()
    rmSync(home, { recursive: true, force: true })
  })
  return Object.assign(world, { home })
}

export type Tester = { readonly browser: Browser; readonly accountId: AccountId; readonly email: string }

/** A customer who is signed in and has money. */
export async function tester(world: World, balance = '10.00', currency = 'USD'): Promise<Tester> {
  const { browser, email } = await signedInCustomer(world)
  const { body } = await browser.get('/me')
  const accountId = (body['account'] as { id: AccountId }).id
  const wallet = await inTx(world.context(), (tx) => openWallet(tx, { accountId, currency }))
  const amount = money(currency, balance)
  if (amount.units > 0n) await adjustWallet(world.context(), { walletId: wallet.id, amount, reason: 'Test', key: newId() })
  return { browser, accountId, email }
}

export const wishOf = (name: string, change: object = {}) => ({
  items: [{ kind: 'instance', size: 's1', image: 'linecard-mini', region: 'demo', name, ...change }],
})

export const order = ({ browser }: Tester, name: string, change: object = {}) =>
  browser.post('/orders', wishOf(name, change), { headers: { 'idempotency-key': newId() } })

/** A server that runs. */
export async function runningServer(world: World, one: Tester, name = 'web-1'): Promise<InstanceId> {
  const ordered = await order(one, name)
  if (ordered.status !== 201) throw new Error(ordered.raw.body)
  await world.settle()
  const { body } = await one.browser.get(`/instances?q=${name}`)
  return (body['items'] as { id: InstanceId }[])[0]?.id as InstanceId
}

/** Runs what the schedule would. */
export async function runJob(world: World, job: Job<Record<string, never>>): Promise<void> {
  await inTx(world.context(), (tx) => enqueue(tx, job, {}))
  await world.settle()
}
