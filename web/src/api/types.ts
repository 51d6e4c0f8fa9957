import type { paths } from './schema.d.ts'

type Json<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never
type Replies<Operation> = Operation extends { responses: infer Responses } ? Json<Responses[keyof Responses & (200 | 201)]> : never
type Get<Path extends keyof paths> = paths[Path] extends { get: infer Operation } ? Replies<Operation> : never
type Post<Path extends keyof paths> = paths[Path] extends { post: infer Operation } ? Replies<Operation> : never
type Item<Page> = Page extends { items: (infer Row)[] } ? Row : never

/** Every list of the API: rows and where the next page starts. */
export type Page<Row> = { readonly items: readonly Row[]; readonly nextCursor: string | null }
export type PageRequest = { readonly cursor?: string; readonly limit?: number }
/** An exact decimal string with its currency; never a JS number. */
export type Money = { readonly currency: string; readonly amount: string }

export type Site = Get<'/api/v1/site'>
export type Me = Get<'/api/v1/me'>
export type Session = Item<Get<'/api/v1/sessions'>>
export type ApiKey = Item<Get<'/api/v1/api-keys'>>
export type Wallet = Item<Get<'/api/v1/wallets'>>
export type Entry = Item<Get<'/api/v1/wallets/{id}/entries'>>
export type Order = Item<Get<'/api/v1/orders'>>
export type OrderDetail = Get<'/api/v1/orders/{id}'>
export type OrderStatus = Order['status']
export type ServiceCard = Item<Get<'/api/v1/services'>>
export type Payment = Get<'/api/v1/payments/{id}'>
export type NumberOffer = Item<Get<'/api/v1/number-searches'>>
export type NumberType = NumberOffer['type']
export type Reservation = Post<'/api/v1/number-reservations'>
export type PhoneNumber = Get<'/api/v1/numbers/{id}'>
export type Esim = Get<'/api/v1/esims/{id}'>
export type EsimBundle = Esim['bundles'][number]
export type StorePlan = Item<Get<'/api/v1/esim-store'>>
export type EsimPlan = Get<'/api/v1/esim-plans/{id}'>
export type Installation = Post<'/api/v1/esims/{id}/code'>
export type EsimSupplier = Item<Get<'/api/v1/esim-suppliers'>>
export type Message = Item<Get<'/api/v1/messages'>>
export type Thread = Item<Get<'/api/v1/threads'>>
export type Overview = Get<'/api/v1/overview'>
export type Account = Get<'/api/v1/accounts/{id}'>
export type LedgerEntry = Item<Get<'/api/v1/ledger/entries'>>
export type Provider = Get<'/api/v1/providers/{id}'>
export type AuditEntry = Item<Get<'/api/v1/audit'>>
export type Mail = Item<Get<'/api/v1/mails'>>
export type JobRun = Item<Get<'/api/v1/jobs'>>
export type Tenant = Post<'/api/v1/tenants'>
export type Backup = Item<Get<'/api/v1/backups'>>
export type RetentionPolicy = Item<Get<'/api/v1/retention-policies'>>
export type RetentionRun = Item<Get<'/api/v1/retention-runs'>>
export type Package = Item<Get<'/api/v1/packages'>>
export type PackageSubscription = Get<'/api/v1/package-subscriptions/{id}'>
export type UsageRecord = Item<Get<'/api/v1/usage-records'>>
export type SystemStatus = Get<'/api/v1/system-status'>
export type PublicStatus = Get<'/api/v1/status'>
export type Alert = Item<Get<'/api/v1/alerts'>>
export type AlertRule = Item<Get<'/api/v1/alert-rules'>>
