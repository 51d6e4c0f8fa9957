import { z } from 'zod'
import type { Config } from '../config.ts'

type Vendor = 'twilio' | 'stripe' | 'telna' | 'esimaccess'

/** Tells a simulator what happens outside of the product. */
export async function tellVendor(config: Config, vendor: Vendor, what: string, body: object = {}): Promise<void> {
  const reply = await fetch(`${controlOf(config, vendor)}/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const said = await reply.text()
  if (!reply.ok) throw new Error(`The simulator of ${vendor} did not take ${what}: ${said}`)
}

function controlOf(config: Config, vendor: Vendor): string {
  const ports = {
    twilio: config.SIM_TWILIO_PORT,
    stripe: config.SIM_STRIPE_PORT,
    telna: config.SIM_TELNA_PORT,
    esimaccess: config.SIM_ESIMACCESS_PORT,
  }
  return `http://127.0.0.1:${ports[vendor]}/_control`
}

const State = z.object({ clock: z.object({ pace: z.string() }) })
const VENDORS: readonly Vendor[] = ['twilio', 'stripe', 'telna', 'esimaccess']

/** Lets the simulators do at once what they do later, for as long as `work` takes: the story's clock does not wait for theirs. */
export async function withoutWaiting(config: Config, work: () => Promise<void>): Promise<void> {
  const paces = await Promise.all(
    VENDORS.map(async (vendor) => {
      const { clock } = State.parse(await (await fetch(`${controlOf(config, vendor)}/state`)).json())
      return { vendor, pace: clock.pace }
    }),
  )
  await Promise.all(VENDORS.map((vendor) => tellVendor(config, vendor, 'clock', { pace: 'immediate' })))
  await work()
  await Promise.all(paces.map(({ vendor, pace }) => tellVendor(config, vendor, 'clock', { pace })))
}
