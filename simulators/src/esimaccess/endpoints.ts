import * as z from 'zod'
import type { Core } from '../kit/core.ts'
import { isTopUp, PACKAGES } from './catalogue.ts'
import { EsimAccessError } from './errors.ts'
import type { EsimAccessState, SimEsim } from './state.ts'
import { timeText, type Vendor } from './vendor.ts'

const BASE = '/api/v1/open'
const MOST_PER_USAGE_QUERY = 10

const Transaction = z.string().min(1).max(50)
const OrderBody = z.object({
  transactionId: Transaction,
  packageInfoList: z
    .array(z.object({ packageCode: z.string(), count: z.number().int().min(1).max(1), price: z.number().optional() }))
    .min(1),
})
const QueryBody = z.object({ orderNo: z.string().optional(), iccid: z.string().optional(), esimTranNo: z.string().optional() })
const One = z.object({ esimTranNo: z.string() })
const TopUpBody = One.extend({ packageCode: z.string(), transactionId: Transaction })
const UsageBody = z.object({ esimTranNoList: z.array(z.string()).min(1) })
const ListBody = z.object({
  locationCode: z.string().optional(),
  packageCode: z.string().optional(),
  type: z.enum(['BASE', 'TOPUP']).optional(),
})
const HookBody = z.object({ webhook: z.url() })

const ok = (obj: unknown) => ({ success: true, errorCode: '0', errorMsg: null, obj })

function render(esim: SimEsim) {
  return {
    esimTranNo: esim.esimTranNo,
    orderNo: esim.orderNo,
    imsi: esim.imsi,
    iccid: esim.iccid,
    ac: esim.ac,
    qrCodeUrl: `https://p.qrsim.simulated/${esim.esimTranNo}.png`,
    smdpStatus: esim.smdpStatus,
    eid: esim.eid,
    activateTime: esim.activatedAt && timeText(new Date(esim.activatedAt)),
    totalVolume: esim.totalVolume,
    totalDuration: esim.totalDays,
    durationUnit: 'DAY',
    orderUsage: esim.reportedUsage,
    esimStatus: esim.esimStatus,
    packageList: esim.packages.map((packageCode) => ({ packageCode })),
  }
}

/** Every operation is a POST that answers with their envelope. */
export function installEndpoints(core: Core, state: EsimAccessState, vendor: Vendor): void {
  const post = <Body>(path: string, operation: string, schema: z.ZodType<Body>, run: (body: Body) => unknown) =>
    core.app.post(`${BASE}${path}`, { config: { operation } }, async (request) => {
      const parsed = schema.safeParse(request.body ?? {})
      if (!parsed.success) throw new EsimAccessError('000105', z.prettifyError(parsed.error))
      const obj = run(parsed.data)
      await core.changed()
      return ok(obj)
    })
  const own = ({ esimTranNo }: { esimTranNo: string }): SimEsim => {
    const esim = state.esims.get(esimTranNo)
    if (!esim) throw new EsimAccessError('310201', 'The esim does not exist')
    return esim
  }

  post('/package/list', 'package.list', ListBody, ({ locationCode, packageCode, type }) => ({
    packageList: [...PACKAGES.values()]
      .filter((one) => !locationCode || one.location.split(',').includes(locationCode))
      .filter((one) => !packageCode || one.packageCode === packageCode)
      .filter((one) => isTopUp(one) === (type === 'TOPUP'))
      .map((one) => ({
        ...one,
        slug: one.packageCode,
        currencyCode: 'USD',
        unusedValidTime: 180,
        durationUnit: 'DAY',
        activeType: 2,
        dataType: 1,
      })),
  }))
  post('/esim/order', 'esim.order', OrderBody, ({ transactionId, packageInfoList: [wanted] }) => {
    if (!wanted) throw new EsimAccessError('000105', 'packageInfoList is empty')
    const { orderNo } = vendor.order(transactionId, wanted.packageCode, wanted.price)
    return { orderNo, transactionId }
  })
  post('/esim/query', 'esim.query', QueryBody, (wish) => {
    const order = wish.orderNo === undefined ? undefined : state.orders.get(wish.orderNo)
    if (wish.orderNo !== undefined && !order) throw new EsimAccessError('310211', 'The order does not exist')
    if (order && !order.esimTranNo) throw new EsimAccessError('200010', 'Profile is being downloaded for the order')
    const found = [...state.esims.values()].filter((one) =>
      order
        ? one.orderNo === order.orderNo
        : (wish.esimTranNo === undefined || one.esimTranNo === wish.esimTranNo) && (wish.iccid === undefined || one.iccid === wish.iccid),
    )
    return { esimList: found.map(render), pager: { pageNum: 1, pageSize: 50, total: found.length } }
  })
  post('/esim/topup', 'esim.topup', TopUpBody, (body) => {
    const esim = own(body)
    vendor.topUp(body.transactionId, esim, body.packageCode)
    return {
      transactionId: body.transactionId,
      iccid: esim.iccid,
      totalVolume: esim.totalVolume,
      totalDuration: esim.totalDays,
      orderUsage: esim.reportedUsage,
    }
  })
  post('/esim/usage/query', 'esim.usage', UsageBody, ({ esimTranNoList }) => {
    if (esimTranNoList.length > MOST_PER_USAGE_QUERY) throw new EsimAccessError('000105', 'At most 10 esims')
    const esims = esimTranNoList.flatMap((esimTranNo) => state.esims.get(esimTranNo) ?? [])
    return {
      esimUsageList: esims.map((esim) => ({
        esimTranNo: esim.esimTranNo,
        dataUsage: esim.reportedUsage,
        totalData: esim.totalVolume,
        lastUpdateTime: timeText(new Date(esim.reportedAt)),
      })),
    }
  })
  installStates(post, own)
  post('/balance/query', 'balance.query', z.object({}), () => ({ balance: state.balance }))
  post('/webhook/save', 'webhook.save', HookBody, ({ webhook }) => {
    if (state.webhook !== webhook) vendor.health(webhook)
    state.webhook = webhook
    return {}
  })
  post('/webhook/query', 'webhook.query', z.object({}), () => ({ webhook: state.webhook }))
}

type Post = <Body>(path: string, operation: string, schema: z.ZodType<Body>, run: (body: Body) => unknown) => void

/** What changes a profile's state, each only from where the vendor allows it. */
function installStates(post: Post, own: (one: { esimTranNo: string }) => SimEsim): void {
  const refuse = (): never => {
    throw new EsimAccessError('200002', 'Operation not allowed in this status')
  }
  post('/esim/suspend', 'esim.suspend', One, (body) => {
    const esim = own(body)
    if (!['GOT_RESOURCE', 'IN_USE'].includes(esim.esimStatus)) refuse()
    esim.esimStatus = 'SUSPENDED'
    return {}
  })
  post('/esim/unsuspend', 'esim.unsuspend', One, (body) => {
    const esim = own(body)
    if (esim.esimStatus !== 'SUSPENDED') refuse()
    esim.esimStatus = esim.activatedAt ? 'IN_USE' : 'GOT_RESOURCE'
    return {}
  })
  post('/esim/cancel', 'esim.cancel', One, (body) => {
    const esim = own(body)
    if (esim.esimStatus !== 'GOT_RESOURCE' || esim.smdpStatus !== 'RELEASED' || esim.usage > 0) refuse()
    esim.esimStatus = 'CANCEL'
    return {}
  })
}
