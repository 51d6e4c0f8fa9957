import { z } from 'zod'
import { inTx } from '../../platform/context.ts'
import { AccountId, idSchema } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { Done, done, nothing, type Route, route } from '../../platform/routes.ts'
import { accountNames } from '../../spine/accounts/index.ts'
import { ourServer } from './backup.ts'
import { type Backup, findLastTest, list as listBackups, type RestoreTest } from './backup-store.ts'
import { errors } from './errors.ts'
import { backUpNow, testRestoreNow } from './jobs.ts'
import type { LegalHold, LegalHoldId, RetentionRun } from './policy.ts'
import { choosePolicy, liftHold, listHolds, listPolicies, listRuns, placeHold, runRetention } from './retention.ts'

const PolicyReply = z.object({
  entity: z.string(),
  label: z.string(),
  action: z.enum(['delete', 'redact']),
  keepDays: z.number().int(),
  usualDays: z.number().int(),
  leastDays: z.number().int(),
  enabled: z.boolean(),
  chosen: z.boolean(),
  basis: z.string(),
  due: z.number().int(),
})

const RunReply = z.object({
  entity: z.string(),
  action: z.enum(['delete', 'redact']),
  before: z.string(),
  rows: z.number().int(),
  durationMs: z.number().int(),
  ranAt: z.string(),
})

const HoldReply = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  accountName: z.string().nullable(),
  reason: z.string(),
  placedBy: z.string(),
  placedAt: z.string(),
  liftedAt: z.string().nullable(),
})

const TestReply = z.object({
  backupId: z.uuid().nullable(),
  ok: z.boolean(),
  detail: z.string(),
  recoveryMs: z.number().int().nullable(),
  newestAt: z.string().nullable(),
  testedAt: z.string(),
})

const BackupReply = z.object({
  id: z.uuid(),
  status: z.enum(['running', 'done', 'failed', 'damaged', 'pruned']),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  bytes: z.number().int().nullable(),
  error: z.string().nullable(),
})

const toRun = (run: RetentionRun) => ({
  ...run,
  rows: Number(run.rows),
  before: run.before.toISOString(),
  ranAt: run.ranAt.toISOString(),
})

const toHold = (hold: LegalHold, accountName: string | null) => ({
  ...hold,
  accountName,
  placedAt: hold.placedAt.toISOString(),
  liftedAt: hold.liftedAt?.toISOString() ?? null,
})

const toTest = (test: RestoreTest) => ({
  ...test,
  newestAt: test.newestAt?.toISOString() ?? null,
  testedAt: test.testedAt.toISOString(),
})

const toBackup = (backup: Backup) => ({
  ...backup,
  bytes: backup.bytes === null ? null : Number(backup.bytes),
  startedAt: backup.startedAt.toISOString(),
  finishedAt: backup.finishedAt?.toISOString() ?? null,
})

const retentionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/retention-policies',
    permission: 'retention:read',
    summary: 'List what is kept how long, and how much of it would go now',
    query: z.strictObject({}),
    reply: z.object({ items: z.array(PolicyReply) }),
    run: async ({ context }) => ({
      items: (await listPolicies(context)).map(({ target, ...policy }) => ({ ...target, ...policy, usualDays: target.keepDays })),
    }),
  }),
  route({
    method: 'PUT',
    path: '/retention-policies',
    permission: 'retention:write',
    summary: 'Choose how long something is kept',
    body: z.strictObject({ entity: z.string().max(60), keepDays: z.number().int().min(1).max(36_500), enabled: z.boolean() }),
    reply: Done,
    errors: [errors.noPolicy, errors.tooShort],
    run: async ({ context, body }) => {
      await choosePolicy(context, body)
      return done
    },
  }),
  route({
    method: 'GET',
    path: '/retention-runs',
    permission: 'retention:read',
    summary: 'List what was forgotten when, newest first',
    query: z.strictObject(PageQuery),
    reply: pageOf(RunReply),
    run: async ({ context, query }) => {
      const page = await listRuns(context, query)
      return { ...page, items: page.items.map(toRun) }
    },
  }),
  route({
    method: 'POST',
    path: '/retention-runs',
    permission: 'retention:write',
    summary: 'Forget now what may go',
    body: nothing,
    reply: z.object({ items: z.array(RunReply) }),
    run: async ({ context }) => ({ items: (await runRetention(context)).map(toRun) }),
  }),
  route({
    method: 'GET',
    path: '/legal-holds',
    permission: 'retention:read',
    summary: 'List legal holds, newest first',
    query: z.strictObject(PageQuery),
    reply: pageOf(HoldReply),
    run: async ({ context, query }) => {
      const page = await listHolds(context, query)
      const names = await accountNames(context, [...new Set(page.items.map(({ accountId }) => accountId))])
      return { ...page, items: page.items.map((hold) => toHold(hold, names.get(hold.accountId) ?? null)) }
    },
  }),
  route({
    method: 'POST',
    path: '/legal-holds',
    permission: 'retention:write',
    summary: 'Keep everything of an account from being forgotten',
    body: z.strictObject({ accountId: AccountId, reason: z.string().trim().min(3).max(500) }),
    reply: HoldReply,
    status: 201,
    errors: [errors.alreadyHeld],
    run: async ({ context, body }) => toHold(await placeHold(context, body.accountId, body.reason), null),
  }),
  route({
    method: 'POST',
    path: '/legal-holds/:id/lift',
    permission: 'retention:write',
    summary: 'End a legal hold',
    params: z.strictObject({ id: idSchema<LegalHoldId>() }),
    body: nothing,
    reply: HoldReply,
    errors: [errors.noHold, errors.holdLifted],
    run: async ({ context, params }) => toHold(await liftHold(context, params.id), null),
  }),
]

const backupRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/backups',
    permission: 'backup:read',
    summary: 'List backups, newest first, and the last test of a restore',
    query: z.strictObject(PageQuery),
    reply: pageOf(BackupReply).extend({ ours: z.boolean(), lastTest: TestReply.nullable() }),
    run: async ({ context, query }) => {
      const page = await listBackups(context, query)
      const test = await findLastTest(context)
      const ours = context.services.embedded !== undefined
      return { ...page, items: page.items.map(toBackup), ours, lastTest: test ? toTest(test) : null }
    },
  }),
  route({
    method: 'POST',
    path: '/backups',
    permission: 'backup:write',
    summary: 'Back up as soon as the worker can',
    body: nothing,
    reply: Done,
    status: 202,
    errors: [errors.notOurDatabase],
    run: async ({ context }) => {
      ourServer(context)
      await inTx(context, (tx) => enqueue(tx, backUpNow, {}, { key: 'archive.back-up-now' }))
      return done
    },
  }),
  route({
    method: 'POST',
    path: '/restore-tests',
    permission: 'backup:write',
    summary: 'Restore the newest backup into a copy and prove the ledger on it, as soon as the worker can',
    body: nothing,
    reply: Done,
    status: 202,
    errors: [errors.notOurDatabase],
    run: async ({ context }) => {
      ourServer(context)
      await inTx(context, (tx) => enqueue(tx, testRestoreNow, {}, { key: 'archive.test-restore-now' }))
      return done
    },
  }),
]

export const routes: readonly Route[] = [...retentionRoutes, ...backupRoutes]
