import { type Context, inTx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import type { ProviderId } from '../../platform/ids.ts'
import { providerTested } from './events.ts'
import { type Connection, connectionPort } from './port.ts'
import type { ConnectionCheck } from './provider.ts'
import { findProvider, found, openAdapter, requireAdapter } from './service.ts'
import * as store from './store.ts'

const TEST_MS = 5_000

type Answer = Awaited<ReturnType<Connection['test']>>

/** Whatever happens is an answer: a vendor that is slow or an adapter that breaks must not become our own error. */
function answerOf(connection: Connection, name: string): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Answer>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, message: `${name} did not answer within 5 seconds.` }), TEST_MS)
  })
  const tested = connection
    .test()
    .catch((error: unknown) => ({ ok: false, message: error instanceof Error ? error.message : String(error) }))
  return Promise.race([tested, late]).finally(() => clearTimeout(timer))
}

/**
 * Makes a harmless call with the credentials and remembers what came of it. Somebody waits for the answer, so it runs in the request, outside any
 * transaction. Throws 404; 409 `noAdapter`.
 */
export async function testProvider(context: Context, id: ProviderId): Promise<ConnectionCheck> {
  const provider = await findProvider(context, id)
  requireAdapter(context.services, provider)
  const { ok, message } = await answerOf(await openAdapter(context, connectionPort, id), provider.name)
  return inTx(context, async (tx) => {
    found(await store.lock(tx, id))
    const check: ConnectionCheck = { ok, message, at: tx.now().toISOString() }
    await store.saveCheck(tx, id, check)
    await publish(tx, providerTested, { providerId: id, ok, message })
    return check
  })
}
