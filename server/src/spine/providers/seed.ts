import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { currentTenant } from '../tenants/index.ts'
import { belongsTo, isSimulated, type Provider } from './provider.ts'
import * as store from './store.ts'

/** Where this machine's vendor simulators are and how they are signed in to. */
export type Simulators = {
  readonly twilio?: { readonly url: string; readonly accountSid: string; readonly authToken: string } | undefined
  readonly stripe?: { readonly url: string; readonly secretKey: string; readonly webhookSecret: string } | undefined
}

declare module '../../platform/context.ts' {
  interface Services {
    readonly simulators: Simulators
  }
}

type Default = { readonly vendor: string; readonly name: string; readonly priority: number; readonly capabilities: string[] }

const DEFAULTS: readonly Default[] = [
  { vendor: 'twilio', name: 'Twilio', priority: 10, capabilities: ['voice', 'sms', 'mms', 'numbers', 'data'] },
  { vendor: 'telnyx', name: 'Telnyx', priority: 20, capabilities: ['voice', 'sms', 'mms', 'numbers'] },
  { vendor: 'telna', name: 'Telna', priority: 10, capabilities: ['data'] },
  { vendor: 'stripe', name: 'Stripe', priority: 10, capabilities: ['payment'] },
]

type Access = { readonly settings: Record<string, string>; readonly secrets: Record<string, string> }

function simulatorAccess({ twilio, stripe }: Simulators, vendor: string): Access | undefined {
  if (vendor === 'twilio' && twilio) {
    return { settings: { simulator: 'true', baseUrl: twilio.url, accountSid: twilio.accountSid }, secrets: { authToken: twilio.authToken } }
  }
  if (vendor === 'stripe' && stripe) {
    return {
      settings: { simulator: 'true', baseUrl: stripe.url },
      secrets: { secretKey: stripe.secretKey, webhookSecret: stripe.webhookSecret },
    }
  }
  return undefined
}

/** The operator's first providers (story 60). A provider that is simulated follows its simulator, whose address may change from start to start. */
export async function seedProviders(context: Context): Promise<void> {
  if ((await currentTenant(context)).kind !== 'operator') return
  await inTx(context, async (tx) => {
    for (const one of DEFAULTS) {
      const access = simulatorAccess(tx.services.simulators, one.vendor)
      const provider: Provider = {
        id: newId(),
        ...one,
        status: access ? 'active' : 'testing',
        settings: access?.settings ?? {},
        secrets: {},
        version: 1,
        lastCheck: null,
      }
      await store.insertAbsent(tx, provider)
    }
    for (const provider of await store.list(tx)) await followSimulator(tx, provider)
  })
}

async function followSimulator(tx: Tx, provider: Provider): Promise<void> {
  const access = isSimulated(provider) ? simulatorAccess(tx.services.simulators, provider.vendor) : undefined
  if (!access) return
  const sealed = Object.entries(access.secrets).map(([name, plain]) => [
    name,
    tx.services.secrets.seal(plain, belongsTo(provider.id, name)),
  ])
  await store.save(tx, {
    ...provider,
    settings: { ...provider.settings, ...access.settings },
    secrets: Object.fromEntries(sealed) as Record<string, string>,
  })
}
