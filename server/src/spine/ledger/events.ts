import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { AccountId, idSchema } from '../../platform/ids.ts'
import { MoneyReply } from '../../platform/money.ts'
import type { EntryId, HoldId, WalletId } from './wallet.ts'

export const walletOpened = defineEvent(
  'wallet.opened',
  1,
  z.object({ walletId: idSchema<WalletId>(), accountId: AccountId, currency: z.string() }),
)

export const walletAdjusted = defineEvent(
  'wallet.adjusted',
  1,
  z.object({ walletId: idSchema<WalletId>(), entryId: idSchema<EntryId>(), amount: MoneyReply, reason: z.string() }),
)

export const holdExpired = defineEvent(
  'hold.expired',
  1,
  z.object({
    holdId: idSchema<HoldId>(),
    walletId: idSchema<WalletId>(),
    amount: MoneyReply,
    subject: z.object({ type: z.string(), id: z.string() }).nullable(),
  }),
)
