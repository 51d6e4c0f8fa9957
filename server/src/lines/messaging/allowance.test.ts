import { expect, test } from 'vitest'
import { brokenLaws } from '../../../test/support/buyers.ts'
import { type World, worldForTest } from '../../../test/support/world.ts'
import { inTx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { grantAllowances, listAllowances } from '../../spine/charging/index.ts'
import { openTexting, type Texting } from './texting-for-tests.ts'

const PEER = '+14155559999'
const THREE_SEGMENTS = 'x'.repeat(400)

async function open(segments: bigint): Promise<{ world: World; ana: Texting }> {
  const world = await worldForTest({ vendors: true })
  const ana = await openTexting(world)
  const period = { validFrom: world.clock.now(), expiresAt: new Date(world.clock.now().getTime() + 86_400_000) }
  const facts = {
    accountId: ana.accountId,
    service: 'sms',
    unit: 'messages',
    quantity: segments,
    name: 'Texts',
    sourceId: newId(),
  } as const
  await inTx(world.context(), (tx) => grantAllowances(tx, [{ ...facts, ...period }]))
  return { world, ana }
}

const bucket = async (world: World, ana: Texting) => {
  const [found] = (await listAllowances(world.context(), { accountId: ana.accountId, limit: 1 })).items
  return [found?.used, found?.reserved]
}

test('an allowance pays its segments and the wallet the others; both are set aside until the text is handed over', async () => {
  const { world, ana } = await open(2n)
  await ana.send(PEER, THREE_SEGMENTS)
  expect([await ana.purse(), await bucket(world, ana)]).toEqual([
    ['10.00', '0.01185'],
    [0n, 2n],
  ])
  await world.settle()
  expect([await ana.purse(), await bucket(world, ana)]).toEqual([
    ['9.98815', '0.00'],
    [2n, 0n],
  ])
  const [usage] = await world.query(
    `select quantity::text, allowance_quantity::text as allowance, amount_micros::text as amount, cost_micros::text as cost from usage_record`,
  )
  expect(usage).toEqual({ quantity: '3', allowance: '2', amount: '11850', cost: '23700' })
  expect(await brokenLaws(world)).toEqual([])
})

test('a text that an allowance pays whole needs no money, and gets its segments back when it is not sent', async () => {
  const { world, ana } = await open(50n)
  await ana.send(PEER)
  expect(await ana.newest()).toMatchObject({ holdId: null, price: { units: 0n } })
  await world.settle()
  expect([await ana.purse(), await bucket(world, ana)]).toEqual([
    ['10.00', '0.00'],
    [1n, 0n],
  ])
  // The vendor refuses the one at once, and the network the other after it was handed over.
  for (const [peer, code] of [
    ['+15005550009', '21614'],
    ['+14155550008', '30008'],
  ] as const) {
    await ana.send(peer)
    await world.settle()
    expect([await ana.newest(), await bucket(world, ana)]).toMatchObject([{ status: 'failed', error: { code } }, [1n, 0n]])
  }
  expect(await brokenLaws(world)).toEqual([])
})
