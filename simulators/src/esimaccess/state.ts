export type EsimStatus = 'GOT_RESOURCE' | 'IN_USE' | 'USED_UP' | 'SUSPENDED' | 'USED_EXPIRED' | 'UNUSED_EXPIRED' | 'CANCEL' | 'REVOKE'

export type SimEsim = {
  readonly esimTranNo: string
  readonly orderNo: string
  readonly transactionId: string
  readonly iccid: string
  readonly imsi: string
  readonly ac: string
  readonly packages: string[]
  smdpStatus: 'RELEASED' | 'DOWNLOAD' | 'INSTALLATION' | 'ENABLED' | 'DISABLED' | 'DELETED'
  esimStatus: EsimStatus
  eid: string
  totalVolume: number
  totalDays: number
  /** What was really used; `reportedUsage` is what has reached the vendor's figures, hours later. */
  usage: number
  reportedUsage: number
  reportedAt: string
  activatedAt: string | null
  /** Thresholds of remaining data that were told. */
  told: number[]
}

export type Order = {
  readonly orderNo: string
  readonly transactionId: string
  readonly packageCode: string
  readonly at: string
  esimTranNo: string | undefined
}

/** What the simulated eSIM Access knows. `orders` is also the log of what was bought. */
export type EsimAccessState = {
  readonly orders: Map<string, Order>
  readonly esims: Map<string, SimEsim>
  /** Top-ups by transaction id. */
  readonly topUps: Map<string, { esimTranNo: string; packageCode: string }>
  /** Profiles left of a package; a package that is not here has plenty. */
  readonly stock: Map<string, number>
  balance: number
  webhook: string
}

const START_BALANCE = 100_000_000

export const emptyState = (): EsimAccessState => ({
  orders: new Map(),
  esims: new Map(),
  topUps: new Map(),
  stock: new Map(),
  balance: START_BALANCE,
  webhook: '',
})

export const toSaved = (state: EsimAccessState) => ({
  version: 1,
  orders: [...state.orders.values()],
  esims: [...state.esims.values()],
  topUps: [...state.topUps],
  stock: [...state.stock],
  balance: state.balance,
  webhook: state.webhook,
})

export function restoreInto(state: EsimAccessState, saved: ReturnType<typeof toSaved>): void {
  for (const order of saved.orders) state.orders.set(order.orderNo, order)
  for (const esim of saved.esims) state.esims.set(esim.esimTranNo, esim)
  for (const [id, topUp] of saved.topUps) state.topUps.set(id, topUp)
  for (const [code, left] of saved.stock) state.stock.set(code, left)
  state.balance = saved.balance
  state.webhook = saved.webhook
}

export function forget(state: EsimAccessState): void {
  const fresh = emptyState()
  for (const map of [state.orders, state.esims, state.topUps, state.stock]) map.clear()
  state.balance = fresh.balance
  state.webhook = fresh.webhook
}
