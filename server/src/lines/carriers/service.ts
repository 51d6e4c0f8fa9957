import { nextShortCode } from '../../platform/codes.ts'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { assertTransition } from '../../platform/errors.ts'
import { type EventType, publish } from '../../platform/events.ts'
import { type AccountId, newId } from '../../platform/ids.ts'
import { type Money, zero } from '../../platform/money.ts'
import { createAccount } from '../../spine/accounts/index.ts'
import { openWallet, setCreditLimit } from '../../spine/ledger/index.ts'
import {
  buys,
  type Capacity,
  type Carrier,
  type CarrierId,
  type CreditType,
  type PartnerType,
  sells,
  type TrunkStatus,
  trunkTransitions,
} from './carrier.ts'
import * as store from './carrier-store.ts'
import { errors } from './errors.ts'
import { carrierActivated, carrierChanged, carrierCreated, carrierDisabled, carrierPaused, carrierRetested } from './events.ts'

export type NewCarrier = { readonly code: string; readonly name: string; readonly partnerType: PartnerType; readonly email: string }

/** A new carrier, in testing: an account of its own kind with a wallet, prepaid until credit is given (W30). Throws 409 `codeTaken`. */
export async function createCarrier(context: Context, request: NewCarrier): Promise<Carrier> {
  return inTx(context, async (tx) => {
    const account = await createAccount(tx, { name: request.name, kind: 'carrier', email: request.email })
    await openWallet(tx, { accountId: account.id, currency: account.currency })
    const nothing = zero(account.currency)
    const carrier: Carrier = {
      id: newId(),
      accountId: account.id,
      code: request.code,
      name: request.name,
      partnerType: request.partnerType,
      status: 'testing',
      currency: account.currency,
      customerCreditType: 'prepaid',
      customerCreditLimit: nothing,
      supplierCreditType: 'postpaid',
      bilateralCreditLimit: nothing,
      customer24hLimit: null,
      supplier24hLimit: null,
      capacity: null,
      circularRouting: false,
      customerAccountNumber: '',
      supplierAccountNumber: '',
      taxCode: '',
      billTo: '',
      shipTo: '',
      createdAt: tx.now(),
    }
    if (!(await store.insert(tx, carrier))) throw errors.codeTaken({ detail: `The code ${request.code} belongs to another carrier.` })
    await publish(tx, carrierCreated, { carrierId: carrier.id, code: carrier.code }, { accountId: carrier.accountId })
    return carrier
  })
}

/** The carrier by id or code, or 404. */
export async function findCarrier(context: Context | Tx, key: string): Promise<Carrier> {
  const carrier = await store.find(context, key)
  if (!carrier) throw errors.notFound({ detail: 'No carrier with this id or code.' })
  return carrier
}

/** The carrier an account belongs to, or 404: for its own portal. Throws 404 for a disabled one as well, whose portal is closed (W30). */
export async function findOwnCarrier(context: Context, accountId: AccountId): Promise<Carrier> {
  const carrier = await store.findByAccount(context, accountId)
  if (!carrier || carrier.status === 'disabled') throw errors.notFound({ detail: 'This account is not an open carrier.' })
  return carrier
}

async function lockCarrier(tx: Tx, key: string): Promise<Carrier> {
  const { id } = await findCarrier(tx, key)
  const carrier = await store.lock(tx, id)
  if (!carrier) throw errors.notFound({ detail: 'No carrier with this id or code.' })
  return carrier
}

/** What changed, for the audit log. */
export function changesOf<Row extends object>(before: Row, after: Row): Record<string, { from: unknown; to: unknown }> {
  const plain = (value: unknown) =>
    typeof value === 'object' && value && 'units' in value ? String((value as Money).units) : (value ?? null)
  const keys = (Object.keys(after) as (keyof Row & string)[]).filter(
    (key) => JSON.stringify(plain(before[key])) !== JSON.stringify(plain(after[key])),
  )
  return Object.fromEntries(keys.map((key) => [key, { from: plain(before[key]), to: plain(after[key]) }]))
}

async function change(context: Context, key: string, edit: (carrier: Carrier) => Carrier): Promise<Carrier> {
  return inTx(context, async (tx) => {
    const before = await lockCarrier(tx, key)
    const after = edit(before)
    await store.save(tx, after)
    const wallet = await openWallet(tx, { accountId: after.accountId, currency: after.currency })
    await setCreditLimit(tx, wallet.id, after.customerCreditLimit)
    const changes = changesOf(before, after)
    await publish(tx, carrierChanged, { carrierId: after.id, code: after.code }, { accountId: after.accountId, changes })
    return after
  })
}

export type CarrierDetails = {
  readonly name: string
  readonly partnerType: PartnerType
  readonly capacity: Capacity
  readonly circularRouting: boolean
  readonly customerAccountNumber: string
  readonly supplierAccountNumber: string
  readonly taxCode: string
  readonly billTo: string
  readonly shipTo: string
}

/** The details card. */
export async function describeCarrier(context: Context, key: string, details: CarrierDetails): Promise<Carrier> {
  return change(context, key, (carrier) => ({ ...carrier, ...details }))
}

export type CreditTerms = {
  readonly customerCreditType: CreditType
  readonly customerCreditLimit: Money
  readonly supplierCreditType: CreditType
  readonly bilateralCreditLimit: Money
  readonly customer24hLimit: Money | null
  readonly supplier24hLimit: Money | null
}

/** The credit card: a postpaid customer may go below zero by the limit, which the wallet itself enforces (E1). A prepaid one has none. */
export async function grantCredit(context: Context, key: string, terms: CreditTerms): Promise<Carrier> {
  return change(context, key, (carrier) => {
    const customerCreditLimit = terms.customerCreditType === 'prepaid' ? zero(carrier.currency) : terms.customerCreditLimit
    return { ...carrier, ...terms, customerCreditLimit }
  })
}

const EVENTS: Readonly<Record<TrunkStatus, EventType<{ carrierId: CarrierId; code: string }>>> = {
  active: carrierActivated,
  paused: carrierPaused,
  disabled: carrierDisabled,
  testing: carrierRetested,
}

/** Moves the carrier along its states (§2.7). Running calls go on whatever happens here. Throws 409 `invalid_transition`. */
export async function moveCarrier(context: Context, key: string, to: TrunkStatus): Promise<Carrier> {
  return inTx(context, async (tx) => {
    const before = await lockCarrier(tx, key)
    assertTransition('carrier', trunkTransitions, before.status, to)
    const after = { ...before, status: to }
    await store.save(tx, after)
    const changes = { status: { from: before.status, to } }
    await publish(tx, EVENTS[to], { carrierId: after.id, code: after.code }, { accountId: after.accountId, changes })
    return after
  })
}

/** Refuses a side that this kind of carrier does not have. Throws 422 `partnerMismatch`. */
export function requireSide(carrier: Carrier, direction: 'ingress' | 'egress'): void {
  const fits = direction === 'ingress' ? sells(carrier.partnerType) : buys(carrier.partnerType)
  if (fits) return
  throw errors.partnerMismatch({
    detail: `${carrier.name} is a ${carrier.partnerType}: it ${direction === 'ingress' ? 'sends us no calls' : 'takes no calls from us'}.`,
  })
}

export const shortCode = (tx: Tx, letter: 'I' | 'S'): Promise<string> => nextShortCode(tx, letter)

export { list as listCarriers } from './carrier-store.ts'
