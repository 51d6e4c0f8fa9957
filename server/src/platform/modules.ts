import type { Context } from './context.ts'
import type { Handler } from './events.ts'
import type { Job, Schedule } from './jobs.ts'
import type { RetentionTarget } from './retention.ts'
import type { Route } from './routes.ts'

/** What one module brings to the composition; everything is optional but the name. */
export type Module = {
  readonly name: string
  readonly routes?: readonly Route[]
  readonly handlers?: readonly Handler[]
  // biome-ignore lint/suspicious/noExplicitAny: jobs of different payloads live in one list; each parses its own.
  readonly jobs?: readonly Job<any>[]
  readonly schedules?: readonly Schedule[]
  /** What of its tables is kept for a time only. */
  readonly retention?: readonly RetentionTarget[]
  /** Inserts defaults when absent; never overwrites an edit. Runs once per tenant. */
  readonly seed?: (context: Context) => Promise<void>
}
