import net from 'node:net'
import {
  type EsimAccessSimulator,
  type StripeSimulator,
  startEsimAccess,
  startStripe,
  startTelna,
  startTwilio,
  type TelnaSimulator,
  type TwilioSimulator,
} from '../../../simulators/src/index.ts'
import type { Config } from '../../src/main/config.ts'
import type { MovableClock } from '../../src/platform/clock.ts'
import { SIMULATED } from './services.ts'

/** The vendors of a test, in its own process. */
export type Vendors = {
  readonly twilio: TwilioSimulator
  readonly stripe: StripeSimulator
  readonly telna: TelnaSimulator
  readonly esimAccess: EsimAccessSimulator
  readonly config: Partial<Config>
  tellStripe(webhookUrl: string): Promise<void>
  settled(): Promise<void>
  /** How many webhooks were sent so far. */
  delivered(): number
  close(): Promise<void>
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = net.createServer().once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

const [FIRST_PORT, PORTS] = [20_000, 12_000]

/** A port nobody listens on at the moment, below those the system gives to outgoing connections, which would take it before it is used. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS)
    if (await isFree(port)) return port
  }
}

/** Starts both simulators on free ports, on the clock of the test. */
export async function startVendors(clock: MovableClock): Promise<Vendors> {
  const now = () => clock.now()
  const twilio = await startTwilio({
    accountSid: SIMULATED.SIM_TWILIO_ACCOUNT_SID,
    authToken: SIMULATED.SIM_TWILIO_AUTH_TOKEN,
    now,
    pace: 'immediate',
  })
  const telna = await startTelna({ apiKey: SIMULATED.SIM_TELNA_KEY, now, pace: 'immediate' })
  const esimAccess = await startEsimAccess({
    accessCode: SIMULATED.SIM_ESIMACCESS_CODE,
    secretKey: SIMULATED.SIM_ESIMACCESS_SECRET,
    now,
    pace: 'immediate',
  })
  const portOf = ({ url }: { readonly url: string }) => Number(new URL(url).port)
  const stripePort = await freePort()
  const stripe: { current?: StripeSimulator } = {}
  const open = async (webhookUrl?: string) =>
    startStripe({
      port: stripePort,
      secretKey: SIMULATED.SIM_STRIPE_KEY,
      webhookSecret: SIMULATED.SIM_STRIPE_WEBHOOK_SECRET,
      now,
      pace: 'immediate',
      ...(webhookUrl && { webhookUrl }),
    })
  const stripeNow = () => {
    if (!stripe.current) throw new Error('The Stripe simulator waits for the address of its webhook.')
    return stripe.current
  }
  return {
    twilio,
    telna,
    esimAccess,
    get stripe() {
      return stripeNow()
    },
    config: {
      ...SIMULATED,
      SIM_TWILIO_PORT: portOf(twilio),
      SIM_STRIPE_PORT: stripePort,
      SIM_TELNA_PORT: portOf(telna),
      SIM_ESIMACCESS_PORT: portOf(esimAccess),
    },
    async tellStripe(webhookUrl) {
      stripe.current = await open(webhookUrl)
    },
    async settled() {
      await twilio.settled()
      await telna.settled()
      await esimAccess.settled()
      await stripe.current?.settled()
    },
    delivered: () => [twilio, telna, esimAccess, stripe.current].reduce((sum, one) => sum + (one?.control.webhooks().length ?? 0), 0),
    async close() {
      await twilio.close()
      await telna.close()
      await esimAccess.close()
      await stripe.current?.close()
    },
  }
}
