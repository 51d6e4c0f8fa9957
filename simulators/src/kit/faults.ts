import * as z from 'zod'
import { seededRandom } from './random.ts'

const REQUEST_KINDS = [
  'fail',
  'fail-after-effect',
  'delay',
  'delay-after-effect',
  'drop-before-effect',
  'drop-after-effect',
  'down',
] as const
const WEBHOOK_KINDS = ['duplicate', 'reorder', 'lose', 'bad-signature', 'stale-signature'] as const

/**
 * One misbehaviour. `operation` is a vendor operation (`numbers.buy`), a webhook topic (`message.status`), a prefix ending
 * in `*`, or absent for all; `count` is how often it strikes (absent: until removed).
 */
export const FaultInput = z.strictObject({
  kind: z.enum([...REQUEST_KINDS, ...WEBHOOK_KINDS]),
  operation: z.string().min(1).optional(),
  count: z.number().int().positive().optional(),
  probability: z.number().min(0).max(1).optional(),
  /** `fail`, `fail-after-effect`: HTTP status, vendor error code and text, `Retry-After` in seconds. */
  status: z.number().int().min(400).max(599).optional(),
  code: z.union([z.number().int(), z.string()]).optional(),
  message: z.string().optional(),
  retryAfter: z.number().int().nonnegative().optional(),
  /** `delay`, `delay-after-effect`: milliseconds. */
  ms: z.number().int().nonnegative().max(120_000).optional(),
  /** `duplicate`: how often in all; `reorder`: how many webhooks are collected before they leave shuffled. */
  times: z.number().int().min(2).max(50).optional(),
  window: z.number().int().min(2).max(1000).optional(),
  /** `stale-signature`: how old the signed time is. */
  seconds: z.number().int().optional(),
})
export type FaultInput = z.infer<typeof FaultInput>
export type FaultKind = FaultInput['kind']
export type Fault = FaultInput & { readonly id: string; remaining: number; struck: number }

/** The programmed faults of one simulator, and the seeded dice that decide when a probable one strikes. */
export class Faults {
  #faults: Fault[] = []
  #random: () => number
  #seed: number
  #next = 1

  constructor(seed: number) {
    this.#seed = seed
    this.#random = seededRandom(seed)
  }

  get random(): () => number {
    return this.#random
  }

  add(input: FaultInput): Fault {
    const fault = { ...input, id: `fault-${this.#next}`, remaining: input.count ?? Number.POSITIVE_INFINITY, struck: 0 }
    this.#next += 1
    this.#faults.push(fault)
    return fault
  }

  remove(id: string): boolean {
    const before = this.#faults.length
    this.#faults = this.#faults.filter((fault) => fault.id !== id)
    return this.#faults.length < before
  }

  clear(): void {
    this.#faults = []
    this.#random = seededRandom(this.#seed)
  }

  reseed(seed: number): void {
    this.#seed = seed
    this.#random = seededRandom(seed)
  }

  list(): readonly Fault[] {
    return this.#faults
  }

  /** The first fault of one of `kinds` that strikes `operation` now; striking uses up one of its `count`. */
  strike(operation: string, ...kinds: FaultKind[]): Fault | undefined {
    const fault = this.#faults.find(
      (one) =>
        one.remaining > 0 && kinds.includes(one.kind) && matches(one.operation, operation) && this.#random() < (one.probability ?? 1),
    )
    if (!fault) return undefined
    fault.remaining -= 1
    fault.struck += 1
    return fault
  }
}

function matches(pattern: string | undefined, operation: string): boolean {
  if (pattern === undefined || pattern === operation) return true
  return pattern.endsWith('*') && operation.startsWith(pattern.slice(0, -1))
}
