import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { AccountId } from './account.ts'

export const accountCreated = defineEvent('account.created', 1, z.object({ accountId: AccountId, number: z.string(), name: z.string() }))
export const accountGrouped = defineEvent('account.grouped', 1, z.object({ accountId: AccountId, group: z.string().nullable() }))
