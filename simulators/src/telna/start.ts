import * as z from 'zod'
import { type Control, createControl, installControl } from '../control.ts'
import { Core, type CoreOptions } from '../kit/core.ts'
import { installEndpoints } from './endpoints.ts'
import { TelnaError, wording } from './errors.ts'
import { emptyState, forget, restoreInto, type SimProfile, type TelnaState, toSaved } from './state.ts'
import { SMDP, Vendor } from './vendor.ts'

const DEV_API_KEY = 'simulated-telna-key'

export type TelnaOptions = CoreOptions & { readonly apiKey?: string | undefined }

export type TelnaControl = Control & {
  /** Somebody's phone downloads, installs and enables the profile. */
  readonly install: (iccid: string) => void
  /** Sets what was used so far; it may jump or go backwards. */
  readonly reportUsage: (iccid: string, bytes: number) => void
  readonly stock: (product: string, left: number) => void
  /** Where webhooks go, as it would be set in the vendor's portal. */
  readonly webhook: (url: string) => void
}

export type TelnaSimulator = {
  readonly url: string
  readonly apiKey: string
  /** The SM-DP+ server of the contract. */
  readonly smdp: string
  readonly state: Readonly<TelnaState>
  readonly control: TelnaControl
  readonly settled: () => Promise<void>
  readonly close: () => Promise<void>
}

const Usage = z.strictObject({ iccid: z.string(), bytes: z.number().int().nonnegative() })
const Installed = z.strictObject({ iccid: z.string() })
const Stock = z.strictObject({ product: z.string(), left: z.number().int().nonnegative() })
const Hook = z.strictObject({ url: z.url() })

/** A Telna on this machine, both generations of its interface at one address. Port 0, the default, takes a free one. */
export async function startTelna(options: TelnaOptions = {}): Promise<TelnaSimulator> {
  const apiKey = options.apiKey ?? DEV_API_KEY
  const core = new Core(options, wording)
  const state = emptyState()
  const vendor = new Vendor(core, state)
  const byIccid = (iccid: string): SimProfile => {
    const profile = state.profiles.get(iccid)
    if (!profile) throw new Error(`There is no profile ${iccid} here.`)
    return profile
  }
  const control: TelnaControl = {
    ...createControl(core, () => forget(state)),
    install: (iccid) => vendor.install(byIccid(iccid)),
    reportUsage: (iccid, bytes) => vendor.report(byIccid(iccid), bytes),
    stock: (product, left) => void state.stock.set(product, left),
    webhook: (url) => {
      state.webhook = url
    },
  }
  core.persist(
    () => toSaved(state),
    (saved) => restoreInto(state, saved as ReturnType<typeof toSaved>),
  )
  installControl(core, control, () => toSaved(state))
  installOwnControl(core, control)
  core.app.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/_control')) return
    const given = request.headers.authorization ?? ''
    if (given !== `Bearer ${apiKey}` && given !== apiKey) throw new TelnaError(401, 'Unauthorized')
  })
  installEndpoints(core, state, vendor)
  const url = await core.listen()
  return { url, apiKey, smdp: SMDP, state, control, settled: () => core.settled(), close: () => core.close() }
}

function installOwnControl({ app }: Core, control: TelnaControl): void {
  const post = <Body>(path: string, schema: z.ZodType<Body>, run: (body: Body) => void) =>
    app.post(`/_control/${path}`, async (request) => {
      run(schema.parse(request.body))
      return { done: true }
    })
  post('install', Installed, ({ iccid }) => control.install(iccid))
  post('report-usage', Usage, ({ iccid, bytes }) => control.reportUsage(iccid, bytes))
  post('stock', Stock, ({ product, left }) => control.stock(product, left))
  post('webhook', Hook, ({ url }) => control.webhook(url))
}
