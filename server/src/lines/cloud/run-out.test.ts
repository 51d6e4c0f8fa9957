import { expect, test } from 'vitest'
import { cloudWorld, runJob, runningServer, tester } from '../../../test/support/servers.ts'
import { newId } from '../../platform/ids.ts'
import { money, rate } from '../../platform/money.ts'
import { findWallet } from '../../spine/ledger/index.ts'
import { adjustWallet } from '../../spine/ledger/service.ts'
import { watchInstances } from './jobs.ts'
import { hoursLeft, noticeAt } from './run-out.ts'

test.each([
  ['1.00', '0.0100', 100],
  ['0.36', '0.0150', 24],
  ['0.359', '0.0150', 23],
  ['0.00', '0.0150', 0],
  ['-1.00', '0.0150', 0],
  ['5.00', '0', null],
])('%s at %s an hour lasts %s hours', (balance, hourly, hours) => {
  expect(hoursLeft(money('USD', balance), rate('USD', hourly))).toBe(hours)
})

test.each([
  [null, null],
  [100, null],
  [72, null],
  [71, 72],
  [24, 72],
  [23, 24],
  [1, 24],
  [0, 1],
])('with %s hours left the notice is %s', (left, due) => {
  expect(noticeAt(left)).toBe(due)
})

test('the owner is told once at 72, 24 and 1 hours, and again after a top-up ran down', async () => {
  const world = await cloudWorld()
  const one = await tester(world, '0.60')
  await runningServer(world, one)
  const told = async () =>
    (
      await world.query<{ hours: number }>(
        `select (payload->>'hoursLeft')::int as hours from event where type = 'account.servers_running_out' order by seq`,
      )
    ).map(({ hours }) => hours)
  await runJob(world, watchInstances)
  expect(await told()).toEqual([])
  for (let hour = 6; hour <= 84; hour += hour < 78 ? 6 : 1) {
    await world.moveTo(new Date(Date.parse('2026-02-01T00:00:00Z') + hour * 3_600_000 + 60_000).toISOString())
    await runJob(world, watchInstances)
  }
  const first = await told()
  expect(first).toHaveLength(3)
  expect(first[0]).toBeLessThan(72)
  expect(first[1]).toBeLessThan(24)
  expect(first[2]).toBe(0)
  const wallet = await findWallet(world.context(), { accountId: one.accountId, currency: 'USD' })
  if (!wallet) throw new Error('The wallet is gone.')
  await adjustWallet(world.context(), { walletId: wallet.id, amount: money('USD', '0.40'), reason: 'Test', key: newId() })
  await runJob(world, watchInstances)
  expect(await told()).toHaveLength(3)
  expect((await world.query(`select 1 from mail where template = 'vm.running_out'`)).length).toBe(3)
})
