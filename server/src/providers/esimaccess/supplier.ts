import { createHmac } from 'node:crypto'
import type { Bought, EsimReport, EsimSupplier, EsimWish, Profile } from '../../lines/esim/port.ts'
import type { AdapterSettings, Outcome } from '../../platform/ports.ts'
import { type Answer, type Call, esimAccessClient } from './client.ts'
import { Balance, EsimList, type Listed, Ordered, OVER, READY, readTold, STOPPED, stateOf, timeOf, UsageList } from './wire.ts'

type Buying = Awaited<ReturnType<EsimSupplier['order']>>

const STILL_ALLOCATING = '200010'
const WRONG_STATUS = '200002'
const PER_USAGE_CALL = 10
const PAGER = { pageNum: 1, pageSize: 50 }

/** Their refusals that are about our account there. */
const OURS: Readonly<Record<string, string>> = {
  '200007': 'supplier_balance',
  '101002': 'supplier_access',
  '101003': 'supplier_access',
}

function refusal(answer: Extract<Answer, { kind: 'refused' }>): Extract<Buying, { kind: 'refused' }> {
  return { kind: 'refused', code: OURS[answer.code] ?? answer.code, reason: answer.reason, retryable: answer.retryable }
}

function boughtOf(one: Listed, packageCode: string): Bought | undefined {
  if (!one.ac || !READY.has(one.esimStatus)) return undefined
  return {
    profile: { supplierReference: one.esimTranNo, iccid: one.iccid },
    packageReference: packageCode,
    activationCode: one.ac,
    eid: one.eid || null,
    state: stateOf(one) ?? 'released',
    reinstall: 'unknown',
  }
}

async function queryOne(
  call: Call,
  filter: Readonly<Record<string, string>>,
): Promise<Answer | { readonly kind: 'one'; readonly one: Listed }> {
  const answer = await call('/esim/query', { ...filter, pager: PAGER })
  if (answer.kind !== 'ok') return answer
  const parsed = EsimList.safeParse(answer.value)
  const one = parsed.success ? parsed.data.esimList[0] : undefined
  return one ? { kind: 'one', one } : { kind: 'unknown', reason: 'The profile is not listed yet.' }
}

/** The vendor has the order: profiles come within half a minute, so until then it is pending under the vendor's number. */
async function collect(call: Call, orderNo: string, packageCode: string): Promise<Buying> {
  const found = await queryOne(call, { orderNo })
  const bought = found.kind === 'one' ? boughtOf(found.one, packageCode) : undefined
  if (bought) return { kind: 'done', value: bought }
  if (found.kind === 'refused' && found.code !== STILL_ALLOCATING && !found.retryable) return refusal(found)
  return { kind: 'pending', reference: orderNo }
}

async function orderNew(call: Call, wish: EsimWish): Promise<Buying> {
  const answer = await call('/esim/order', {
    transactionId: wish.reference,
    packageInfoList: [{ packageCode: wish.packageCode, count: 1 }],
  })
  if (answer.kind === 'refused') return refusal(answer)
  const ordered = answer.kind === 'ok' ? Ordered.safeParse(answer.value) : undefined
  if (!ordered?.success) return { kind: 'pending', reference: '' }
  return collect(call, ordered.data.orderNo, wish.packageCode)
}

async function topUp(call: Call, wish: EsimWish, onto: Profile): Promise<Buying> {
  const answer = await call('/esim/topup', {
    esimTranNo: onto.supplierReference,
    packageCode: wish.packageCode,
    transactionId: wish.reference,
  })
  if (answer.kind === 'refused') return refusal(answer)
  if (answer.kind === 'unknown') return { kind: 'pending', reference: '' }
  const value: Bought = {
    profile: onto,
    packageReference: `${wish.packageCode}/${wish.reference}`,
    activationCode: '',
    eid: null,
    state: 'enabled',
    reinstall: 'unknown',
  }
  return { kind: 'done', value }
}

async function report(call: Call, profiles: readonly Profile[]): Promise<EsimReport[]> {
  const reports: EsimReport[] = []
  for (let at = 0; at < profiles.length; at += PER_USAGE_CALL) {
    const some = profiles.slice(at, at + PER_USAGE_CALL)
    const usage = await call('/esim/usage/query', { esimTranNoList: some.map(({ supplierReference }) => supplierReference) })
    if (usage.kind !== 'ok') throw new Error(`eSIM Access does not tell the usage: ${usage.reason}`)
    const used = UsageList.parse(usage.value).esimUsageList
    for (const profile of some) {
      const found = await queryOne(call, { esimTranNo: profile.supplierReference })
      if (found.kind === 'unknown') throw new Error(`eSIM Access does not tell about ${profile.supplierReference}: ${found.reason}`)
      if (found.kind !== 'one') continue
      const figure = used.find(({ esimTranNo }) => esimTranNo === profile.supplierReference)
      reports.push({
        profile,
        state: stateOf(found.one),
        eid: found.one.eid || null,
        usedBytes: figure ? BigInt(figure.dataUsage) : null,
        asOf: timeOf(figure?.lastUpdateTime),
        over: OVER.has(found.one.esimStatus),
      })
    }
  }
  return reports
}

const done = { kind: 'done', value: {} } as const

/** What was refused for the profile's state is done where that state is what was wanted. */
async function change(
  call: Call,
  path: string,
  { supplierReference }: Profile,
  already: ReadonlySet<string>,
): Promise<Outcome<Record<string, never>>> {
  const answer = await call(path, { esimTranNo: supplierReference })
  if (answer.kind === 'ok') return done
  if (answer.kind === 'unknown' || answer.retryable) return { kind: 'pending', reference: supplierReference }
  if (answer.code !== WRONG_STATUS) return { kind: 'refused', reason: answer.reason, code: answer.code }
  const found = await queryOne(call, { esimTranNo: supplierReference })
  if (found.kind === 'one' && already.has(found.one.esimStatus)) return done
  return { kind: 'refused', reason: answer.reason, code: answer.code }
}

/** eSIMs through eSIM Access: asynchronous orders under our transaction id, top-ups that merge, webhooks nobody signs. */
export function esimAccessSupplier(settings: AdapterSettings): EsimSupplier {
  const call = esimAccessClient(settings)
  const order = (wish: EsimWish) => (wish.onto ? topUp(call, wish, wish.onto) : orderNew(call, wish))
  return {
    topUps: 'merge',
    order,
    async find(wish) {
      // There is no look-up by our reference, but the same transaction id is the same request: asking again buys nothing twice (§1.0).
      const outcome = await order(wish)
      return outcome.kind === 'refused' && outcome.retryable ? { kind: 'pending', reference: '' } : outcome
    },
    report: (profiles) => report(call, profiles),
    switchData: (profile, on) => change(call, on ? '/esim/unsuspend' : '/esim/suspend', profile, on ? READY_TO_USE : STOPPED),
    cancel: (profile) => change(call, '/esim/cancel', profile, OVER),
    async probe() {
      const answer = await call('/balance/query', {})
      const balance = answer.kind === 'ok' ? Balance.safeParse(answer.value) : undefined
      return balance?.success === true && balance.data.balance > 0
    },
    async announce(webhookUrl) {
      const answer = await call('/webhook/save', { webhook: webhookUrl })
      if (answer.kind !== 'ok') throw new Error(`eSIM Access did not take the address of our webhook: ${answer.reason}`)
    },
    hookSecret: createHmac('sha256', settings.settings['secretKey'] ?? '')
      .update(`webhook/${settings.providerId}`)
      .digest('base64url'),
    readNotice(body) {
      const told = readTold(body)
      if (!told) return undefined
      const { iccid, esimTranNo } = told.content ?? {}
      return {
        eventId: told.notifyId || createHmac('sha256', '').update(body).digest('hex'),
        iccid: iccid ?? null,
        supplierReference: esimTranNo ?? null,
      }
    },
  }
}

const READY_TO_USE = new Set([...READY].filter((status) => status !== 'SUSPENDED'))
