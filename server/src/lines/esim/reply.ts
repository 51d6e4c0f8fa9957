import { z } from 'zod'
import { minutes } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { MoneyReply, toMoneyReply } from '../../platform/money.ts'
import { accountNames } from '../../spine/accounts/index.ts'
import { BUNDLE_STATUSES, type Bundle } from './bundle.ts'
import { bundlesOf } from './bundle-store.ts'
import { ESIM_STATUSES, type Esim, isUninstalled } from './esim.ts'

export const BundleReply = z.object({
  id: z.uuid(),
  planId: z.uuid(),
  name: z.string(),
  status: z.enum(BUNDLE_STATUSES),
  totalBytes: z.string().nullable(),
  usedBytes: z.string(),
  leftBytes: z.string().nullable(),
  validityDays: z.number(),
  price: MoneyReply,
  disputed: z.boolean(),
  usageAsOf: z.string().nullable(),
  /** The figure is older than the supplier usually needs. */
  stale: z.boolean(),
  createdAt: z.string(),
  activatedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
})

export const EsimReply = z.object({
  id: z.uuid(),
  accountId: z.uuid().nullable(),
  accountName: z.string().nullable(),
  label: z.string(),
  iccid: z.string(),
  eid: z.string().nullable(),
  status: z.enum(ESIM_STATUSES),
  profileState: z.string(),
  profileAt: z.string(),
  /** Whether its code can be shown and installed. */
  installable: z.boolean(),
  reinstall: z.enum(['never', 'while_valid', 'unknown']),
  /** Who supplies it, for those who may know. */
  vendor: z.string().nullable(),
  packageCode: z.string().nullable(),
  autoRenew: z.boolean(),
  dataOn: z.boolean(),
  topUpRunning: z.boolean(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  /** The plan that matters now. */
  bundle: BundleReply.nullable(),
  bundles: z.array(BundleReply),
})

const STALE_MS = minutes(60)
const ORDER: readonly Bundle['status'][] = ['active', 'suspended', 'pending', 'queued']

/** Of an eSIM's plans, the one to show: what runs, else what waits, else the last one. */
export function bundleShown(bundles: readonly Bundle[]): Bundle | undefined {
  for (const status of ORDER) {
    const found = bundles.find((one) => one.status === status)
    if (found) return found
  }
  return bundles.at(-1)
}

export function toBundle(bundle: Bundle, now: Date): z.input<typeof BundleReply> {
  const { totalBytes, usedBytes } = bundle
  const asOf = bundle.usageAsOf ?? bundle.activatedAt
  return {
    id: bundle.id,
    planId: bundle.planId,
    name: bundle.name,
    status: bundle.status,
    totalBytes: totalBytes === null ? null : String(totalBytes),
    usedBytes: String(usedBytes),
    leftBytes: totalBytes === null ? null : String(totalBytes > usedBytes ? totalBytes - usedBytes : 0n),
    validityDays: bundle.validityDays,
    price: toMoneyReply(bundle.price),
    disputed: bundle.disputed,
    usageAsOf: bundle.usageAsOf?.toISOString() ?? null,
    stale: bundle.status === 'active' && asOf !== null && now.getTime() - asOf.getTime() > STALE_MS,
    createdAt: bundle.createdAt.toISOString(),
    activatedAt: bundle.activatedAt?.toISOString() ?? null,
    expiresAt: bundle.expiresAt?.toISOString() ?? null,
  }
}

type Reply = z.input<typeof EsimReply>

/** eSIMs with their plans and their owners' names, read in two queries for the whole page. */
export async function toReplies(context: Context, esims: readonly Esim[]): Promise<Reply[]> {
  const names = await accountNames(context, [...new Set(esims.flatMap(({ accountId }) => accountId ?? []))])
  const all = await bundlesOf(
    context,
    esims.map(({ id }) => id),
  )
  const maySee = context.actor.permissions.has('provider:read')
  return esims.map((esim) => {
    const bundles = all.filter(({ esimId }) => esimId === esim.id)
    const shown = bundleShown(bundles)
    return {
      id: esim.id,
      accountId: esim.accountId,
      accountName: esim.accountId ? (names.get(esim.accountId) ?? null) : null,
      label: esim.label,
      iccid: esim.iccid,
      eid: esim.eid,
      status: esim.status,
      profileState: esim.profileState,
      profileAt: esim.profileAt.toISOString(),
      installable: !esim.endedAt && (isUninstalled(esim.profileState) || esim.reinstall === 'while_valid'),
      reinstall: esim.reinstall,
      vendor: maySee ? esim.vendor : null,
      packageCode: maySee ? esim.packageCode : null,
      autoRenew: esim.autoRenew,
      dataOn: esim.dataOn,
      topUpRunning: esim.claimedBy !== null && esim.status !== 'available',
      createdAt: esim.createdAt.toISOString(),
      endedAt: esim.endedAt?.toISOString() ?? null,
      bundle: shown ? toBundle(shown, context.now()) : null,
      bundles: bundles.map((bundle) => toBundle(bundle, context.now())),
    }
  })
}

export async function toReply(context: Context, esim: Esim): Promise<Reply> {
  const [reply] = await toReplies(context, [esim])
  if (!reply) throw new Error('One eSIM gives one reply.')
  return reply
}
