import type { Services } from '../../platform/context.ts'
import type { Values } from './provider.ts'

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

export type Access = { readonly settings: Values; readonly secrets: Values }

/** The settings and secrets that lead to this machine's simulator of the vendor; undefined when there is none. */
export function simulatorAccess({ simulators: { twilio, stripe } }: Services, vendor: string): Access | undefined {
  if (vendor === 'twilio' && twilio) {
    const { url, accountSid, authToken } = twilio
    return { settings: { simulator: 'true', baseUrl: url, accountSid }, secrets: { authToken } }
  }
  if (vendor === 'stripe' && stripe) {
    const { url, secretKey, webhookSecret } = stripe
    return { settings: { simulator: 'true', baseUrl: url }, secrets: { secretKey, webhookSecret } }
  }
  return undefined
}
