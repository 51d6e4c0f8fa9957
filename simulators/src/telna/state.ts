export type ProfileState = 'AVAILABLE' | 'RELEASED' | 'DOWNLOADED' | 'INSTALLED' | 'ENABLED' | 'DISABLED' | 'DELETED' | 'ERROR'

export type SimProfile = {
  readonly iccid: string
  readonly workOrder: string
  /** A complete code for one profile, a bare matching ID for the next: both are seen in the field. */
  readonly activationCode: string
  state: ProfileState
  eid: string | null
  /** Data as the network lets it through. */
  data: 'ENABLED' | 'DISABLED'
  usedBytes: number
  told: number[]
}

export type WorkOrder = {
  readonly id: string
  readonly product: string
  readonly customerRef: string
  readonly iccid: string
  readonly package: string
  readonly createdAt: number
}

export type SimPackage = {
  readonly id: string
  readonly sim: string
  readonly template: string
  readonly bytes: number
  readonly createdAt: number
}

/** What the simulated Telna knows; `orders` is also the log of what was bought. */
export type TelnaState = {
  readonly orders: Map<string, WorkOrder>
  readonly profiles: Map<string, SimProfile>
  readonly packages: Map<string, SimPackage>
  /** Profiles left of a product; a product that is not here has plenty. */
  readonly stock: Map<string, number>
  next: number
  webhook: string
}

const FIRST_ID = 70_001

export const emptyState = (): TelnaState => ({
  orders: new Map(),
  profiles: new Map(),
  packages: new Map(),
  stock: new Map(),
  next: FIRST_ID,
  webhook: '',
})

export const toSaved = (state: TelnaState) => ({
  version: 1,
  orders: [...state.orders.values()],
  profiles: [...state.profiles.values()],
  packages: [...state.packages.values()],
  stock: [...state.stock],
  next: state.next,
  webhook: state.webhook,
})

export function restoreInto(state: TelnaState, saved: ReturnType<typeof toSaved>): void {
  for (const order of saved.orders) state.orders.set(order.id, order)
  for (const profile of saved.profiles) state.profiles.set(profile.iccid, profile)
  for (const one of saved.packages) state.packages.set(one.id, one)
  for (const [id, left] of saved.stock) state.stock.set(id, left)
  state.next = saved.next
  state.webhook = saved.webhook
}

export function forget(state: TelnaState): void {
  for (const map of [state.orders, state.profiles, state.packages, state.stock]) map.clear()
  state.next = FIRST_ID
  state.webhook = ''
}
