// Provisional, until generated.
type Ok<R> = { content: { 'application/json': R } }
type G<R, Q = Record<never, never>, P = undefined> = {
  get: { parameters: P extends undefined ? { query?: Q } : { query?: Q; path: P }; responses: { 200: Ok<R> } }
}
type W<R, B, P = undefined> = {
  post: {
    parameters: P extends undefined ? { query?: never } : { path: P }
    responses: { 200: Ok<R> }
  } & (B extends undefined ? { requestBody?: never } : { requestBody: { content: { 'application/json': B } } })
}
type D<P> = { delete: { parameters: { path: P }; responses: { 200: Ok<Done> } } }
type Id = { id: string }
type Done = { done: true }
type Money = { currency: string; amount: string }
type Page<T> = { items: T[]; nextCursor: string | null }
type Paging = { cursor?: string; limit?: number }

type Site = {
  tenant: { id: string; slug: string; name: string; kind: 'operator' | 'reseller'; currency: string }
  branding: { primaryColor: string; logoUrl: string | null; supportEmail: string }
  needsSetup: boolean
}
type Me = {
  user: { id: string; email: string; name: string; status: string; totp: boolean }
  tenant: { id: string; slug: string; name: string; kind: 'operator' | 'reseller'; currency: string }
  account: null | { id: string; name: string; number: string }
  role: string
  permissions: string[]
}
type SessionItem = { id: string; current: boolean; ip: string | null; userAgent: string | null; createdAt: string; lastUsedAt: string | null }
type ApiKey = { id: string; name: string; prefix: string; permissions: string[]; createdAt: string; lastUsedAt: string | null }
type Wallet = { id: string; accountId: string; currency: string; balance: Money; held: Money; available: Money; creditLimit: Money }
type Entry = {
  id: string
  walletId: string | null
  seq: number | null
  kind: string
  description: string
  amount: Money
  before: Money | null
  after: Money | null
  subjectType: string | null
  subjectId: string | null
  occurredAt: string
}
type EntryWhy = Entry & { trace: Record<string, unknown> | null; postings: { entryId: string; debit: string; credit: string; amount: Money }[] }
type OrderItem = {
  id: string
  kind: string
  description: string
  status: string
  price: Money
  error: null | { code: string; message: string }
  serviceId: string | null
  attributes: Record<string, unknown>
}
type Order = { id: string; number: string; status: string; total: Money; accountId: string; items: OrderItem[]; createdAt: string }
type OrderStep = { itemId: string | null; name: string; status: string; attempts: number; startedAt: string | null; finishedAt: string | null; error: string | null }
type Payment = {
  id: string
  status: string
  amount: Money
  redirectUrl: string | null
  createdAt: string
  method: string
  failure: null | { code: string; message: string }
}
type Offer = {
  e164: string
  display: string
  country: string
  type: string
  locality: string | null
  region: string | null
  capabilities: string[]
  setup: Money
  monthly: Money
}
type Reservation = { id: string; e164: string; until: string }
type PhoneNumber = {
  id: string
  e164: string
  display: string
  country: string
  type: string
  status: string
  capabilities: string[]
  label: string
  primary: boolean
  monthly: Money
  periodEnd: string | null
  autoRenew: boolean
  accountId: string
  accountName: string | null
  subscriptionId: string | null
  createdAt: string
  quarantinedUntil: string | null
}
type Message = {
  id: string
  direction: string
  from: string
  to: string
  body: string | null
  status: string
  segments: number
  price: Money | null
  errorCode: string | null
  errorMessage: string | null
  createdAt: string
}
type Thread = { numberId: string; number: string; peer: string; lastMessage: string; lastAt: string; unread: number }

export interface paths {
  '/api/v1/site': G<Site>
  '/api/v1/setup': W<Done, { token: string; businessName: string; currency: string; name: string; email: string; password: string }>
  '/api/v1/auth/sign-up': W<Done, { name: string; email: string; password: string }>
  '/api/v1/auth/verify': W<Done, { token: string }>
  '/api/v1/auth/verification': W<Done, { email: string }>
  '/api/v1/auth/login': W<{ status: 'signed-in' | 'totp-required' | 'totp-enrolment-required' }, { email: string; password: string }>
  '/api/v1/auth/totp': W<{ status: 'signed-in' }, { code: string }>
  '/api/v1/auth/totp/enrolment': W<{ secret: string; uri: string }, undefined>
  '/api/v1/auth/totp/enrolment/confirm': W<{ recoveryCodes: string[] }, { code: string }>
  '/api/v1/auth/logout': W<Done, undefined>
  '/api/v1/auth/reset-request': W<Done, { email: string }>
  '/api/v1/auth/reset': W<Done, { token: string; password: string }>
  '/api/v1/me': G<Me>
  '/api/v1/sessions': G<{ items: SessionItem[] }>
  '/api/v1/sessions/{id}': D<Id>
  '/api/v1/api-keys': G<{ items: ApiKey[] }> & W<{ id: string; key: string }, { name: string; permissions: string[] }>
  '/api/v1/api-keys/{id}': D<Id>
  '/api/v1/wallets': G<Page<Wallet>, Paging>
  '/api/v1/wallets/{id}/entries': G<Page<Entry>, Paging & { kind?: string }, Id>
  '/api/v1/entries/{id}': G<EntryWhy, Record<never, never>, Id>
  '/api/v1/orders': G<Page<Order>, Paging & { status?: string }> & W<Order, { items: { kind: 'number'; reservationId: string }[] }>
  '/api/v1/orders/{id}': G<Order & { steps: OrderStep[] }, Record<never, never>, Id>
  '/api/v1/orders/{id}/cancel': W<Order, undefined, Id>
  '/api/v1/payments': G<Page<Payment>, Paging> & W<Payment, { amount: string; currency: string; returnPath?: string }>
  '/api/v1/payments/{id}': G<Payment, Record<never, never>, Id>
  '/api/v1/number-searches': G<
    { items: Offer[]; incomplete: boolean },
    { country: string; type: string; areaCode?: string; contains?: string; capabilities?: string }
  >
  '/api/v1/number-reservations': W<Reservation, { e164: string; country: string; type: string }>
  '/api/v1/numbers': G<Page<PhoneNumber>, Paging & { q?: string; status?: string }>
  '/api/v1/numbers/{id}': G<PhoneNumber, Record<never, never>, Id>
  '/api/v1/numbers/{id}/release': W<PhoneNumber, { confirm: string }, Id>
  '/api/v1/numbers/{id}/undo-release': W<PhoneNumber, undefined, Id>
  '/api/v1/numbers/{id}/label': W<PhoneNumber, { label: string }, Id>
  '/api/v1/numbers/{id}/primary': W<PhoneNumber, undefined, Id>
  '/api/v1/numbers/{id}/auto-renew': W<PhoneNumber, { on: boolean }, Id>
  '/api/v1/messages': G<Page<Message>, Paging & { numberId?: string; peer?: string }> & W<Message, { from: string; to: string; body: string }>
  '/api/v1/messages/preview': W<
    { encoding: string; segments: number; characters: number; remaining: number; price: Money },
    { from: string; to: string; body: string }
  >
  '/api/v1/threads': G<Page<Thread>, Paging>
  '/api/v1/threads/read': W<Done, { numberId: string; peer: string }>
}
