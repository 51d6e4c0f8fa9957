import { z } from 'zod'
import { MoneyReply, toMoneyReply } from '../../platform/money.ts'
import type { InvariantCheck } from './invariants.ts'
import type { TrialBalanceLine } from './reports.ts'
import type { Explanation } from './service.ts'
import type { PostedEntry } from './store.ts'
import { available, type Entry, type Wallet } from './wallet.ts'

export const WalletReply = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  currency: z.string(),
  balance: MoneyReply,
  held: MoneyReply,
  available: MoneyReply,
  creditLimit: MoneyReply,
})

export const toWalletReply = (wallet: Wallet): z.input<typeof WalletReply> => ({
  id: wallet.id,
  accountId: wallet.accountId,
  currency: wallet.currency,
  balance: toMoneyReply(wallet.balance),
  held: toMoneyReply(wallet.held),
  available: toMoneyReply(available(wallet)),
  creditLimit: toMoneyReply(wallet.creditLimit),
})

export const EntryReply = z.object({
  id: z.uuid(),
  walletId: z.uuid().nullable(),
  seq: z.number().int().nullable(),
  kind: z.string(),
  description: z.string(),
  amount: MoneyReply,
  before: MoneyReply.nullable(),
  after: MoneyReply.nullable(),
  subjectType: z.string().nullable(),
  subjectId: z.string().nullable(),
  occurredAt: z.string(),
})

export const toEntryReply = (entry: Entry): z.input<typeof EntryReply> => ({
  id: entry.id,
  walletId: entry.walletId,
  seq: entry.seq === null ? null : Number(entry.seq),
  kind: entry.kind,
  description: entry.description,
  amount: toMoneyReply(entry.amount),
  before: entry.before && toMoneyReply(entry.before),
  after: entry.after && toMoneyReply(entry.after),
  subjectType: entry.subject?.type ?? null,
  subjectId: entry.subject?.id ?? null,
  occurredAt: entry.occurredAt.toISOString(),
})

const PostingReply = z.object({ entryId: z.uuid(), debit: z.string(), credit: z.string(), amount: MoneyReply })

export const ExplanationReply = EntryReply.extend({
  journalId: z.uuid(),
  holdId: z.uuid().nullable(),
  trace: z.record(z.string(), z.unknown()).nullable(),
  postings: z.array(PostingReply),
})

const toPosting = ({ entry, debit, credit }: PostedEntry) => {
  const { currency, units } = entry.amount
  return { entryId: entry.id, debit, credit, amount: toMoneyReply({ currency, units: units < 0n ? -units : units }) }
}

export const toExplanationReply = ({ entry, trace, journal }: Explanation): z.input<typeof ExplanationReply> => ({
  ...toEntryReply(entry),
  journalId: entry.journalId,
  holdId: entry.holdId,
  trace: trace && { ...trace },
  postings: journal.map(toPosting),
})

export const TrialBalanceReply = z.object({
  lines: z.array(z.object({ code: z.string(), debit: MoneyReply, credit: MoneyReply, balance: MoneyReply })),
  totals: z.array(z.object({ currency: z.string(), debit: MoneyReply, credit: MoneyReply })),
})

/** The lines, and per currency the sums of both sides, which are equal in any ledger that is right. */
export function toTrialBalanceReply(lines: readonly TrialBalanceLine[]): z.input<typeof TrialBalanceReply> {
  const money = (currency: string, units: bigint) => toMoneyReply({ currency, units })
  const currencies = [...new Set(lines.map((line) => line.currency))]
  const sum = (currency: string, side: 'debit' | 'credit') =>
    money(
      currency,
      lines.filter((line) => line.currency === currency).reduce((total, line) => total + line[side], 0n),
    )
  return {
    lines: lines.map(({ code, currency, debit, credit }) => ({
      code,
      debit: money(currency, debit),
      credit: money(currency, credit),
      balance: money(currency, debit - credit),
    })),
    totals: currencies.map((currency) => ({ currency, debit: sum(currency, 'debit'), credit: sum(currency, 'credit') })),
  }
}

export const CheckReply = z.object({
  checkedAt: z.string(),
  durationMs: z.number(),
  ok: z.boolean(),
  results: z.array(z.object({ name: z.string(), ok: z.boolean(), offending: z.array(z.record(z.string(), z.unknown())) })),
})

export const toCheckReply = (check: InvariantCheck): z.input<typeof CheckReply> => ({
  ...check,
  checkedAt: check.checkedAt.toISOString(),
  results: check.results.map((result) => ({ ...result, offending: result.offending.map((row) => ({ ...row })) })),
})
