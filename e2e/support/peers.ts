import { callees } from './sipp.ts'
import { openBench, type SwitchBench } from './switch.ts'

/** The last part of each peer's address: two that answer, two that refuse, each in its own way. */
export const PEERS = { GOOD: 5, SPARE: 6, BAD: 7, WORSE: 17 } as const

/** A bench with two devices and the peers of `PEERS`. */
export async function openPeeredBench(): Promise<SwitchBench> {
  const bench = await openBench()
  await bench.device('phone-1', 'right-horse-1')
  await bench.device('phone-2', 'right-horse-2')
  for (const n of [PEERS.GOOD, PEERS.SPARE]) await bench.callee(callees.answers, bench.address(n))
  await bench.callee(callees.refuses('503 Service Unavailable'), bench.address(PEERS.BAD))
  await bench.callee(callees.refuses('502 Bad Gateway'), bench.address(PEERS.WORSE))
  return bench
}
