import { z } from 'zod'
import { requestErrors } from '../../platform/errors.ts'
import { AccountId, idSchema } from '../../platform/ids.ts'
import { Amount, CurrencyCode, MoneyReply, money, PositiveAmount, toMoneyReply } from '../../platform/money.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { nothing, route } from '../../platform/routes.ts'
import { errors } from './errors.ts'
import { lastCheck, recordCheck } from './invariants.ts'
import * as replies from './replies.ts'
import { trialBalance } from './reports.ts'
import { adjustWallet, chargeNow, explainEntry, getWallet } from './service.ts'
import { statementCsv } from './statement.ts'
import { listEntries, listLedger, listWallets } from './store.ts'
import { ENTRY_KINDS, type EntryId, type WalletId } from './wallet.ts'

const WalletParams = z.strictObject({ id: idSchema<WalletId>() })
const Kind = z.enum(ENTRY_KINDS)
const Instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const EntryFilter = z.strictObject({ ...PageQuery, kind: Kind.optional() })
// PostgreSQL stores no NUL, and a reader sees no other control character.
const Line = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'Use one line of text.')

const wallets = [
  route({
    method: 'GET',
    path: '/wallets',
    permission: 'wallet:read',
    summary: 'List wallets: a customer sees its own',
    query: z.strictObject({ ...PageQuery, accountId: AccountId.optional(), currency: CurrencyCode.optional() }),
    reply: pageOf(replies.WalletReply),
    run: async ({ context, query }) => {
      const page = await listWallets(context, query)
      return { ...page, items: page.items.map(replies.toWalletReply) }
    },
  }),
  route({
    method: 'GET',
    path: '/wallets/:id',
    permission: 'wallet:read',
    summary: 'Show a wallet: balance, what is held and what can be spent',
    params: WalletParams,
    reply: replies.WalletReply,
    errors: [errors.walletNotFound],
    run: async ({ context, params }) => replies.toWalletReply(await getWallet(context, params)),
  }),
  route({
    method: 'GET',
    path: '/wallets/:id/entries',
    permission: 'wallet:read',
    summary: 'List the entries of a wallet, newest first',
    params: WalletParams,
    query: EntryFilter,
    reply: pageOf(replies.EntryReply),
    errors: [errors.walletNotFound],
    run: async ({ context, params, query }) => {
      await getWallet(context, params)
      const page = await listEntries(context, params.id, query)
      return { ...page, items: page.items.map(replies.toEntryReply) }
    },
  }),
  route({
    method: 'GET',
    path: '/wallets/:id/entries.csv',
    permission: 'wallet:read',
    summary: 'Download the entries of a wallet as CSV',
    params: WalletParams,
    reply: z.string(),
    errors: [errors.walletNotFound],
    run: async ({ context, params, http }) => {
      await getWallet(context, params)
      http.reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="wallet-${params.id}.csv"`)
      return statementCsv(context, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/wallets/:id/adjust',
    permission: 'wallet:adjust',
    summary: 'Credit or debit a wallet by hand, with a reason',
    params: WalletParams,
    body: z.strictObject({
      amount: Amount.refine((text) => /[1-9]/.test(text), 'Use an amount that is not zero.'),
      currency: CurrencyCode,
      reason: Line,
    }),
    reply: replies.WalletReply,
    errors: [errors.walletNotFound, errors.currencyMismatch, errors.keyReused],
    idempotency: 'stored',
    run: async ({ context, params, body, key }) => {
      const amount = money(body.currency, body.amount)
      return replies.toWalletReply(await adjustWallet(context, { walletId: params.id, amount, reason: body.reason, key }))
    },
  }),
]

const entries = [
  route({
    method: 'GET',
    path: '/entries/:id',
    permission: 'wallet:read',
    summary: 'Explain an entry: the reason for its amount and both sides of every posting',
    params: z.strictObject({ id: idSchema<EntryId>() }),
    reply: replies.ExplanationReply,
    errors: [errors.entryNotFound],
    run: async ({ context, params }) => replies.toExplanationReply(await explainEntry(context, params.id)),
  }),
  route({
    method: 'GET',
    path: '/ledger/entries',
    permission: 'ledger:read',
    summary: 'List all postings of the business, newest first',
    query: EntryFilter,
    reply: pageOf(replies.EntryReply),
    run: async ({ context, query }) => {
      const page = await listLedger(context, query)
      return { ...page, items: page.items.map(replies.toEntryReply) }
    },
  }),
  route({
    method: 'GET',
    path: '/ledger/trial-balance',
    permission: 'ledger:read',
    summary: 'Sum debits and credits of every ledger account',
    query: z.strictObject({ from: Instant.optional(), to: Instant.optional() }),
    reply: replies.TrialBalanceReply,
    run: async ({ context, query }) => replies.toTrialBalanceReply(await trialBalance(context, query)),
  }),
  route({
    method: 'GET',
    path: '/ledger/invariants',
    permission: 'ledger:read',
    summary: 'Show the last proof that the ledger is right',
    reply: z.object({ last: replies.CheckReply.nullable() }),
    run: async ({ context }) => {
      const last = await lastCheck(context)
      return { last: last ? replies.toCheckReply(last) : null }
    },
  }),
  route({
    method: 'POST',
    path: '/ledger/invariants',
    permission: 'ledger:read',
    summary: 'Prove now that the ledger is right',
    body: nothing,
    reply: replies.CheckReply,
    run: async ({ context }) => replies.toCheckReply(await recordCheck(context)),
  }),
]

const EntryKey = idSchema<EntryId>()

function entryKey(key: string): EntryId {
  const parsed = EntryKey.safeParse(key)
  if (!parsed.success)
    throw requestErrors.invalid({ detail: 'The Idempotency-Key of a charge must be a UUID: it becomes the id of the entry.' })
  return parsed.data
}

const charges = [
  route({
    method: 'POST',
    path: '/charges',
    permission: 'charge:create',
    summary: 'Charge a wallet, durably and once per key',
    body: z.strictObject({
      walletId: idSchema<WalletId>(),
      amount: PositiveAmount,
      currency: CurrencyCode,
      kind: Kind,
      description: Line,
    }),
    reply: z.object({ id: z.uuid(), after: MoneyReply, duplicate: z.boolean() }),
    errors: [errors.insufficientBalance, errors.walletNotFound, errors.currencyMismatch, errors.keyReused, requestErrors.busy],
    idempotency: 'by-operation',
    run: async ({ context, body, key }) => {
      const { walletId, kind, description } = body
      const amount = money(body.currency, body.amount)
      const id = entryKey(key)
      const receipt = await chargeNow(context, { id, walletId, amount, kind, description, to: `revenue:${kind}` })
      return { id, after: toMoneyReply(receipt.balance), duplicate: receipt.duplicate }
    },
  }),
]

export const routes = [...wallets, ...entries, ...charges]
