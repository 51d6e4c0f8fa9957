import { setTimeout as pause } from 'node:timers/promises'
import type { ComputeDriver, Progress } from './port.ts'

const LOOK_MS = 250

/** Follows an operation until it is over or `longestMs` have passed; then it is still `pending`. For jobs, never inside a transaction. */
export async function settled(
  driver: ComputeDriver,
  operation: { readonly instanceId: string; readonly opId: string },
  first: Progress,
  longestMs: number,
): Promise<Progress> {
  const until = performance.now() + longestMs
  let progress = first
  while (progress.kind === 'pending' && performance.now() < until) {
    await pause(LOOK_MS)
    progress = await driver.poll(operation.instanceId, operation.opId)
  }
  return progress
}
