import { join } from 'node:path'
import * as z from 'zod'
import { startEsimAccess, startStripe, startTelna, startTwilio } from './index.ts'

const Port = z.coerce.number().int().min(0).max(65_535)
const Environment = z.object({
  SIM_TWILIO_PORT: Port.default(4010),
  SIM_STRIPE_PORT: Port.default(4011),
  SIM_TELNA_PORT: Port.default(4012),
  SIM_ESIMACCESS_PORT: Port.default(4013),
  SIM_TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/)
    .optional(),
  SIM_TWILIO_AUTH_TOKEN: z.string().min(1).optional(),
  SIM_STRIPE_KEY: z.string().startsWith('sk_test_').optional(),
  SIM_STRIPE_WEBHOOK_URL: z.url().optional(),
  SIM_STRIPE_WEBHOOK_SECRET: z.string().startsWith('whsec_').optional(),
  SIM_STRIPE_PUBLIC_URL: z.url().optional(),
  SIM_TELNA_KEY: z.string().min(1).optional(),
  SIM_ESIMACCESS_CODE: z.string().min(1).optional(),
  SIM_ESIMACCESS_SECRET: z.string().min(1).optional(),
  SIM_PACE: z.enum(['immediate', 'timed', 'manual']).default('timed'),
  SIM_SEED: z.coerce.number().int().default(1),
  SIM_HOME: z.string().min(1).optional(),
})

async function main(): Promise<void> {
  // An empty variable means "not set": supervisors like to pass all of them.
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
  const environment = Environment.safeParse(set)
  if (!environment.success) throw new Error(z.prettifyError(environment.error))
  const env = environment.data
  const common = { pace: env.SIM_PACE, seed: env.SIM_SEED }
  const stateFile = (vendor: string) => env.SIM_HOME && join(env.SIM_HOME, `${vendor}.json`)

  const twilio = await startTwilio({
    ...common,
    port: env.SIM_TWILIO_PORT,
    accountSid: env.SIM_TWILIO_ACCOUNT_SID,
    authToken: env.SIM_TWILIO_AUTH_TOKEN,
    stateFile: stateFile('twilio'),
  })
  const stripe = await startStripe({
    ...common,
    port: env.SIM_STRIPE_PORT,
    secretKey: env.SIM_STRIPE_KEY,
    webhookUrl: env.SIM_STRIPE_WEBHOOK_URL,
    webhookSecret: env.SIM_STRIPE_WEBHOOK_SECRET,
    publicUrl: env.SIM_STRIPE_PUBLIC_URL?.replace(/\/$/, ''),
    stateFile: stateFile('stripe'),
  })
  const telna = await startTelna({ ...common, port: env.SIM_TELNA_PORT, apiKey: env.SIM_TELNA_KEY, stateFile: stateFile('telna') })
  const esimAccess = await startEsimAccess({
    ...common,
    port: env.SIM_ESIMACCESS_PORT,
    accessCode: env.SIM_ESIMACCESS_CODE,
    secretKey: env.SIM_ESIMACCESS_SECRET,
    stateFile: stateFile('esimaccess'),
  })

  const stop = () => {
    Promise.all([twilio, stripe, telna, esimAccess].map((one) => one.close())).then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  // The supervisor is gone: nobody would stop this process otherwise.
  process.once('disconnect', stop)
  console.log(
    `Simulators are ready: Twilio at ${twilio.url}, Stripe at ${stripe.url}, Telna at ${telna.url}, eSIM Access at ${esimAccess.url}`,
  )
  process.send?.({ ready: true, twilio: twilio.url, stripe: stripe.url, telna: telna.url, esimAccess: esimAccess.url })
}

function fail(error: unknown): void {
  console.error(`The simulators cannot run: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}

main().catch(fail)
