import * as z from 'zod'
import { type Control, createControl, installControl } from '../control.ts'
import { Core, type CoreOptions } from '../kit/core.ts'
import { installEndpoints } from './endpoints.ts'
import { wording } from './errors.ts'
import { authenticate } from './signature.ts'
import { type EsimAccessState, emptyState, forget, restoreInto, type SimEsim, toSaved } from './state.ts'
import { Vendor } from './vendor.ts'

const DEV_ACCESS_CODE = 'simulated-esimaccess-code'
const DEV_SECRET_KEY = 'simulated-esimaccess-secret'

export type EsimAccessOptions = CoreOptions & { readonly accessCode?: string | undefined; readonly secretKey?: string | undefined }

export type EsimAccessControl = Control & {
  /** Somebody's phone downloads, installs and enables the profile. */
  readonly install: (iccid: string) => void
  /** Somebody's phone uses data. */
  readonly use: (iccid: string, bytes: number) => void
  /** Sets the figure that is told, which may jump or go backwards. */
  readonly reportUsage: (iccid: string, bytes: number) => void
  /** While it lags, usage reaches the figures only through `reportUsage`. */
  readonly lag: (on: boolean) => void
  readonly stock: (packageCode: string, left: number) => void
  /** In ten-thousandths of a dollar. */
  readonly balance: (amount: number) => void
}

export type EsimAccessSimulator = {
  readonly url: string
  readonly accessCode: string
  readonly secretKey: string
  readonly state: Readonly<EsimAccessState>
  readonly control: EsimAccessControl
  readonly settled: () => Promise<void>
  readonly close: () => Promise<void>
}

const Usage = z.strictObject({ iccid: z.string(), bytes: z.number().int().nonnegative() })
const Installed = z.strictObject({ iccid: z.string() })
const Stock = z.strictObject({ packageCode: z.string(), left: z.number().int().nonnegative() })
const Balance = z.strictObject({ amount: z.number().int().nonnegative() })
const Lag = z.strictObject({ on: z.boolean() })

/** An eSIM Access on this machine; everything is POST and signed as theirs. Port 0, the default, takes a free one. */
export async function startEsimAccess(options: EsimAccessOptions = {}): Promise<EsimAccessSimulator> {
  const keys = { accessCode: options.accessCode ?? DEV_ACCESS_CODE, secretKey: options.secretKey ?? DEV_SECRET_KEY }
  const core = new Core(options, wording)
  const state = emptyState()
  const vendor = new Vendor(core, state)
  const byIccid = (iccid: string): SimEsim => {
    const esim = [...state.esims.values()].findLast((one) => one.iccid === iccid)
    if (!esim) throw new Error(`There is no profile ${iccid} here.`)
    return esim
  }
  const control: EsimAccessControl = {
    ...createControl(core, () => forget(state)),
    install: (iccid) => vendor.install(byIccid(iccid)),
    use: (iccid, bytes) => vendor.use(byIccid(iccid), bytes),
    reportUsage: (iccid, bytes) => vendor.report(byIccid(iccid), bytes),
    lag: (on) => {
      vendor.lagging = on
    },
    stock: (packageCode, left) => void state.stock.set(packageCode, left),
    balance: (amount) => {
      state.balance = amount
    },
  }

  core.persist(
    () => toSaved(state),
    (saved) => restoreInto(state, saved as ReturnType<typeof toSaved>),
  )
  keepBytes(core)
  installControl(core, control, () => toSaved(state))
  installOwnControl(core, control)
  core.app.addHook('preValidation', async (request) => {
    if (!request.url.startsWith('/_control')) authenticate(request, keys)
  })
  installEndpoints(core, state, vendor)
  const url = await core.listen()
  // Orders that waited for their profile when the simulator stopped still get it.
  for (const order of state.orders.values()) if (!order.esimTranNo) vendor.allocateLater(order)
  return { url, ...keys, state, control, settled: () => core.settled(), close: () => core.close() }
}

/** The signature is over the bytes, so they are kept beside what they say. */
function keepBytes(core: Core): void {
  core.app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = String(body)
    Object.assign(request, { rawText: text })
    try {
      done(null, text === '' ? {} : JSON.parse(text))
    } catch (error) {
      done(Object.assign(error as Error, { statusCode: 400 }))
    }
  })
}

function installOwnControl({ app }: Core, control: EsimAccessControl): void {
  const post = <Body>(path: string, schema: z.ZodType<Body>, run: (body: Body) => void) =>
    app.post(`/_control/${path}`, async (request) => {
      run(schema.parse(request.body))
      return { done: true }
    })
  post('install', Installed, ({ iccid }) => control.install(iccid))
  post('use', Usage, ({ iccid, bytes }) => control.use(iccid, bytes))
  post('report-usage', Usage, ({ iccid, bytes }) => control.reportUsage(iccid, bytes))
  post('lag', Lag, ({ on }) => control.lag(on))
  post('stock', Stock, ({ packageCode, left }) => control.stock(packageCode, left))
  post('balance', Balance, ({ amount }) => control.balance(amount))
}
