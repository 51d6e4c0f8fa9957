import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Core } from './kit/core.ts'
import { type Fault, FaultInput } from './kit/faults.ts'
import type { Pace } from './kit/timeline.ts'
import type { Delivery } from './kit/webhooks.ts'

/** What a test may do to any simulator; the same operations are at `/_control/…` over HTTP. */
export type Control = {
  readonly fault: (input: FaultInput) => Fault
  readonly faults: () => readonly Fault[]
  readonly removeFault: (id: string) => boolean
  readonly clearFaults: () => void
  /** Starts the dice of probable faults and of shuffling again from `seed`. */
  readonly seed: (seed: number) => void
  readonly holdWebhooks: () => void
  readonly releaseWebhooks: (order?: 'kept' | 'shuffled') => number
  readonly pace: (pace: Pace) => void
  /** Runs queued follow-ups (all, or `steps`) and waits for their webhooks. Resolves to how many ran. */
  readonly advance: (steps?: number) => Promise<number>
  /** Requests per operation. */
  readonly requests: () => Record<string, number>
  /** Every attempt to deliver a webhook, oldest first. */
  readonly webhooks: () => readonly Delivery[]
  /** Forgets everything: state, faults, webhooks and counts. */
  readonly reset: () => Promise<void>
}

const Clock = z.strictObject({ pace: z.enum(['immediate', 'timed', 'manual']) })
const Advance = z.strictObject({ steps: z.number().int().positive().optional() }).default({})
const Release = z.strictObject({ order: z.enum(['kept', 'shuffled']).default('kept') }).default({ order: 'kept' })
const Seed = z.strictObject({ seed: z.number().int() })
const LOCAL_NAME = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/

export function createControl(core: Core, forgetState: () => void): Control {
  return {
    fault: (input) => core.faults.add(FaultInput.parse(input)),
    faults: () => core.faults.list(),
    removeFault: (id) => core.faults.remove(id),
    clearFaults: () => core.faults.clear(),
    seed: (seed) => core.faults.reseed(seed),
    holdWebhooks: () => core.webhooks.hold(),
    releaseWebhooks: (order) => core.webhooks.release(order),
    pace: (pace) => core.timeline.setPace(pace),
    advance: async (steps) => {
      const done = core.timeline.advance(steps)
      await core.settled()
      return done
    },
    requests: () => core.requests(),
    webhooks: () => core.webhooks.log,
    reset: async () => {
      core.forget()
      forgetState()
      await core.changed()
    },
  }
}

/** The control API over HTTP. Only this machine may use it, and no web page: a page's request carries an Origin. */
export function installControl(core: Core, control: Control, state: () => unknown): void {
  const { app } = core
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/_control')) await requireLoopback(request, reply)
  })
  app.get('/_control/state', async () => ({
    ...(state() as object),
    requests: control.requests(),
    webhooks: control.webhooks(),
    clock: { pace: core.timeline.pace, queued: core.timeline.queued },
    holding: core.webhooks.holding,
    held: core.webhooks.held,
    faults: control.faults(),
  }))
  app.get('/_control/faults', async () => ({ faults: control.faults() }))
  app.post('/_control/faults', async (request, reply) => {
    const inputs = z.union([z.array(FaultInput), FaultInput.transform((one) => [one])]).parse(request.body)
    return reply.code(201).send({ faults: inputs.map((input) => control.fault(input)) })
  })
  app.delete('/_control/faults', async (_request, reply) => {
    control.clearFaults()
    return reply.code(204).send()
  })
  app.delete<{ Params: { id: string } }>('/_control/faults/:id', async (request, reply) =>
    control.removeFault(request.params.id) ? reply.code(204).send() : reply.code(404).send({ error: 'No such fault.' }),
  )
  app.post('/_control/hold-webhooks', async () => {
    control.holdWebhooks()
    return { holding: true }
  })
  app.post('/_control/release-webhooks', async (request) => {
    const { order } = Release.parse(request.body ?? undefined)
    return { released: control.releaseWebhooks(order) }
  })
  app.post('/_control/clock', async (request) => {
    const { pace } = Clock.parse(request.body)
    control.pace(pace)
    return { pace }
  })
  app.post('/_control/advance', async (request) => {
    const { steps } = Advance.parse(request.body ?? undefined)
    return { steps: await control.advance(steps) }
  })
  app.post('/_control/seed', async (request) => {
    const { seed } = Seed.parse(request.body)
    control.seed(seed)
    return { seed }
  })
  app.post('/_control/settled', async () => {
    await core.settled()
    return { settled: true }
  })
  app.post('/_control/reset', async (_request, reply) => {
    await control.reset()
    return reply.code(204).send()
  })
}

async function requireLoopback(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const local = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.raw.socket.remoteAddress ?? '')
  if (local && LOCAL_NAME.test(request.headers.host ?? '') && request.headers.origin === undefined) return undefined
  return reply.code(403).send({ error: 'The control API answers programs on this machine only.' })
}
