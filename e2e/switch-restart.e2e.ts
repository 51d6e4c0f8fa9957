import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Decision } from '../server/src/lines/voice/port.ts'
import { openPeeredBench, PEERS } from './support/peers.ts'
import { callees, callers } from './support/sipp.ts'
import { gateway, route, type SwitchBench } from './support/switch.ts'

let bench: SwitchBench

beforeAll(async () => {
  bench = await openPeeredBench()
})
afterAll(() => bench?.stop())

const decided = (decision: Decision & { kind: 'route' }) => {
  bench.decide = () => decision
  return decision.ref
}
const good = () => gateway('good', bench.address(PEERS.GOOD))
const NUMBER = '00442071234567'

test('a switch that is restarted or killed while calls are up loses no ending and no counter', async () => {
  for (const how of [undefined, 'kill'] as const) {
    const callee = await bench.callee(callees.answers, bench.address(40))
    const hungUp = decided(route([gateway('good', bench.address(40))]))
    const talking = bench.call({ scenario: callers.talks(), number: NUMBER, hold: 10_000 })
    await bench.event(hungUp, 'answer')
    const channels = Array.from({ length: 12 }, (_, at) => ({ key: `counter-of-a-rather-long-name-${at}-${how}`, most: 1 }))
    const cutRef = decided(route([good()], { maxSeconds: 14, channels }))
    const listening = bench.call({ scenario: callers.listens(), number: NUMBER, address: bench.address(2) })
    await bench.event(cutRef, 'answer')
    await bench.restart(how, 2)
    const full = decided(route([good()], { channels }))
    expect((await bench.call({ scenario: callers.refused(503), number: NUMBER, address: bench.address(3) })).asExpected).toBe(true)
    expect(await bench.event(full, 'end')).toMatchObject({ cause: 34 })
    expect((await talking).asExpected).toBe(true)
    expect((await listening).asExpected).toBe(true)
    const end = await bench.event(hungUp, 'end')
    expect(end).toMatchObject({ releasedBy: 'caller', code: 200 })
    expect(end.durationMs).toBeGreaterThan(9_500)
    const cut = await bench.event(cutRef, 'end')
    expect(cut).toMatchObject({ releasedBy: 'platform', cause: 102 })
    expect(Math.abs((cut.durationMs ?? 0) - 14_000)).toBeLessThan(500)
    await callee.stop()
  }
})
