import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { currentTenant } from '../tenants/index.ts'
import { sealAll } from './credentials.ts'
import { isSimulated, type Provider } from './provider.ts'
import { simulatorAccess } from './simulators.ts'
import * as store from './store.ts'

const DEFAULTS: readonly Pick<Provider, 'vendor' | 'name' | 'priority' | 'capabilities'>[] = [
  { vendor: 'twilio', name: 'Twilio', priority: 10, capabilities: ['voice', 'sms', 'mms', 'numbers', 'data'] },
  { vendor: 'telnyx', name: 'Telnyx', priority: 20, capabilities: ['voice', 'sms', 'mms', 'numbers'] },
  { vendor: 'telna', name: 'Telna', priority: 10, capabilities: ['data'] },
  { vendor: 'esimaccess', name: 'eSIM Access', priority: 20, capabilities: ['data'] },
  { vendor: 'stripe', name: 'Stripe', priority: 10, capabilities: ['payment'] },
]

/** The operator's first providers (story 60). A provider that is simulated follows its simulator, whose address may change from start to start. */
export async function seedProviders(context: Context): Promise<void> {
  if ((await currentTenant(context)).kind !== 'operator') return
  await inTx(context, async (tx) => {
    for (const one of DEFAULTS) {
      const simulator = simulatorAccess(tx.services, one.vendor)
      const status = simulator ? 'active' : 'testing'
      await store.insert(tx, { id: newId(), ...one, status, settings: simulator?.settings ?? {}, secrets: {}, version: 1, lastCheck: null })
    }
    for (const provider of await store.listAll(tx)) await followSimulator(tx, provider)
  })
}

async function followSimulator(tx: Tx, provider: Provider): Promise<void> {
  const access = isSimulated(provider) ? simulatorAccess(tx.services, provider.vendor) : undefined
  if (!access) return
  await store.save(tx, {
    ...provider,
    settings: { ...provider.settings, ...access.settings },
    secrets: sealAll(tx.services, provider.id, access.secrets),
    version: provider.version + 1,
  })
}
