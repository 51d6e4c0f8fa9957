import { createHash, createHmac } from 'node:crypto'
import type { Bought, EsimReport, EsimSupplier, EsimWish, Profile } from '../../lines/esim/port.ts'
import type { AdapterSettings, Outcome } from '../../platform/ports.ts'
import { type Answer, type Call, telnaClient } from './client.ts'
import {
  codeFrom,
  EuiccProfile,
  PcrPackage,
  PcrPackages,
  Products,
  readTold,
  reinstallOf,
  stateOf,
  Usages,
  WorkOrder,
  WorkOrders,
} from './wire.ts'

type Buying = Awaited<ReturnType<EsimSupplier['order']>>

const PAGE = 100

const refusal = ({ code, reason, retryable }: Extract<Answer, { kind: 'refused' }>): Extract<Buying, { kind: 'refused' }> => ({
  kind: 'refused',
  code,
  reason,
  retryable,
})

/** A work order that has its profile; one on its way is pending under the vendor's number. */
function boughtFrom(order: WorkOrder, smdp: string): Buying {
  const profile = order.euicc_profile
  if (['CANCELLED', 'REJECTED', 'FAILED'].includes(order.status.toUpperCase()))
    return { kind: 'refused', code: order.status, reason: `The work order is ${order.status}.`, retryable: false }
  if (!profile?.activation_code) return { kind: 'pending', reference: order.id }
  return {
    kind: 'done',
    value: {
      profile: { supplierReference: order.id, iccid: profile.iccid },
      packageReference: order.package ?? order.id,
      activationCode: codeFrom(profile.activation_code, smdp, profile.cc_required ?? false),
      eid: profile.eid ?? null,
      state: stateOf(profile) ?? 'released',
      reinstall: reinstallOf(profile),
    },
  }
}

const onto = (profile: Profile, packageReference: string): Bought => ({
  profile,
  packageReference,
  activationCode: '',
  eid: null,
  state: 'enabled',
  reinstall: 'unknown',
})

async function order(call: Call, wish: EsimWish, smdp: string): Promise<Buying> {
  if (wish.onto) {
    const answer = await call('POST', '/v2.1/pcr/packages', { sim: wish.onto.iccid, package_template: wish.packageCode })
    if (answer.kind === 'refused') return refusal(answer)
    const made = answer.kind === 'ok' ? PcrPackage.safeParse(answer.value) : undefined
    return made?.success ? { kind: 'done', value: onto(wish.onto, made.data.id) } : { kind: 'pending', reference: '' }
  }
  const answer = await call('POST', '/v1/ordering/work-orders', { product: wish.packageCode, customer_ref: wish.reference })
  if (answer.kind === 'refused') return refusal(answer)
  const made = answer.kind === 'ok' ? WorkOrder.safeParse(answer.value) : undefined
  return made?.success ? boughtFrom(made.data, smdp) : { kind: 'pending', reference: '' }
}

const notThere = { kind: 'refused', reason: 'The supplier has no such order.', code: 'not_found' } as const

/** Work orders carry our reference; the list is read to its end, because only a whole list proves that one is missing. */
async function findOrder(call: Call, reference: string, smdp: string): Promise<Outcome<Bought>> {
  for (let offset = 0; ; offset += PAGE) {
    const answer = await call(
      'GET',
      `/v1/ordering/work-orders?customer_ref=${encodeURIComponent(reference)}&count=${PAGE}&offset=${offset}`,
    )
    const page = answer.kind === 'ok' ? WorkOrders.safeParse(answer.value) : undefined
    if (!page?.success) return { kind: 'pending', reference: '' }
    const ours = page.data.work_orders.find(({ customer_ref }) => customer_ref === reference)
    if (ours) return boughtFrom(ours, smdp)
    if (page.data.work_orders.length === 0 || offset + PAGE >= page.data.total) return notThere
  }
}

/** Packages carry no reference of ours, but one of the same template that no other order of ours knows is this order's. */
async function findPackage(call: Call, wish: EsimWish, profile: Profile): Promise<Outcome<Bought>> {
  const answer = await call('GET', `/v2.1/pcr/packages?sim=${profile.iccid}`)
  const list = answer.kind === 'ok' ? PcrPackages.safeParse(answer.value) : undefined
  if (!list?.success) return { kind: 'pending', reference: '' }
  const ours = list.data.packages.find((one) => one.package_template === wish.packageCode && !wish.known.includes(one.id))
  return ours ? { kind: 'done', value: onto(profile, ours.id) } : notThere
}

async function reportOne(call: Call, profile: Profile): Promise<EsimReport | undefined> {
  const found = await call('GET', `/v1/diagnostic/euicc-profiles/${profile.iccid}`)
  if (found.kind === 'refused' && found.code === 'not_found') return undefined
  if (found.kind !== 'ok') throw new Error(`Telna does not tell about ${profile.iccid}: ${found.reason}`)
  const used = await call('GET', `/v1/diagnostic/usages?iccid=${profile.iccid}`)
  if (used.kind !== 'ok') throw new Error(`Telna does not tell the usage of ${profile.iccid}: ${used.reason}`)
  const euicc = EuiccProfile.parse(found.value)
  const bytes = Usages.parse(used.value).orders.reduce((sum, { data_used_bytes }) => sum + BigInt(data_used_bytes), 0n)
  return { profile, state: stateOf(euicc), eid: euicc.eid ?? null, usedBytes: bytes, asOf: null, over: false }
}

/** eSIMs through Telna: work orders at once under our reference, further packages beside the first, webhooks nobody signs. */
export function telnaSupplier(settings: AdapterSettings): EsimSupplier {
  const call = telnaClient(settings)
  const { smdp = '', apiKey = '' } = settings.settings
  return {
    topUps: 'queue',
    order: (wish) => order(call, wish, smdp),
    find: (wish) => (wish.onto ? findPackage(call, wish, wish.onto) : findOrder(call, wish.reference, smdp)),
    async report(profiles) {
      const reports: EsimReport[] = []
      for (const profile of profiles) {
        const found = await reportOne(call, profile)
        if (found) reports.push(found)
      }
      return reports
    },
    async switchData(profile, on) {
      const state = on ? 'ENABLED' : 'DISABLED'
      const answer = await call('PUT', `/v2.1/pcr/sim-pcr-profiles/${profile.iccid}`, { data: { state } })
      if (answer.kind === 'ok') return { kind: 'done', value: {} }
      if (answer.kind === 'unknown' || answer.retryable) return { kind: 'pending', reference: profile.iccid }
      return { kind: 'refused', reason: answer.reason, code: answer.code }
    },
    async cancel() {
      return { kind: 'refused', reason: 'Telna takes no profiles back.', code: 'not_offered' }
    },
    async probe() {
      const answer = await call('GET', '/v1/ordering/products?count=1&offset=0')
      return answer.kind === 'ok' && Products.safeParse(answer.value).success
    },
    // Webhooks are set up in their portal: there is no interface for it.
    async announce() {},
    hookSecret: createHmac('sha256', apiKey).update(`webhook/${settings.providerId}`).digest('base64url'),
    readNotice(body) {
      const told = readTold(body)
      if (!told) return undefined
      const eventId = told.event_id ?? createHash('sha256').update(body).digest('hex')
      return { eventId, iccid: told.iccid ?? null, supplierReference: told.work_order ?? null }
    },
  }
}
