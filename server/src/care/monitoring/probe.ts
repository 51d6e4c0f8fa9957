import { type Context, inTx } from '../../platform/context.ts'
import { activeProviders, connectionPort, openAdapter } from '../../spine/providers/index.ts'
import { afterProbe, type Probe, unknownIntegration } from './health.ts'
import * as store from './metric-store.ts'

const PROBE_MS = 5_000
const SECRET = /\b(?:(?:sk|rk|pk)_(?:test|live)_|whsec_|lck_|AC)[A-Za-z0-9_]{8,}|[A-Za-z0-9+/_-]{32,}/g

/** What a vendor said, without anything that looks like a credential. */
export const redacted = (text: string): string => text.replaceAll(SECRET, '…').slice(0, 200)

async function probeOnce(connection: { test(): Promise<{ ok: boolean; message: string }> }): Promise<{ ok: boolean; message: string }> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<{ ok: boolean; message: string }>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, message: 'No answer within five seconds.' }), PROBE_MS)
  })
  const answer = connection
    .test()
    .catch((error: unknown) => ({ ok: false, message: error instanceof Error ? error.message : String(error) }))
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

/** Makes one harmless call at every vendor in use and writes down how it went (W34). */
export async function probeIntegrations(context: Context): Promise<void> {
  const known = new Map((await store.listHealth(context)).map((health) => [health.providerId, health]))
  const vendors = context.services.adapters.vendorsOf(connectionPort)
  const providers = (await activeProviders(context)).filter(({ vendor }) => vendors.includes(vendor))
  for (const { id } of providers) {
    const began = performance.now()
    const { ok, message } = await probeOnce(await openAdapter(context, connectionPort, id))
    const probe: Probe = { at: context.now().toISOString(), ok, ms: Math.round(performance.now() - began) }
    const before = known.get(id) ?? unknownIntegration(id, context.now())
    const after = afterProbe(before, probe, ok ? null : redacted(message), context.now())
    await inTx(context, (tx) => store.saveHealth(tx, after))
  }
}
