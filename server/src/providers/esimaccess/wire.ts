import { z } from 'zod'
import type { ProfileState } from '../../lines/esim/port.ts'

/** A profile as `esim/query` shows it. */
export const Listed = z.object({
  esimTranNo: z.string().min(1),
  iccid: z.string(),
  ac: z.string().nullish(),
  eid: z.string().nullish(),
  smdpStatus: z.string().nullish(),
  esimStatus: z.string(),
  orderUsage: z.number().nullish(),
  packageList: z.array(z.object({ packageCode: z.string() })).nullish(),
})
export type Listed = z.output<typeof Listed>

export const EsimList = z.object({ esimList: z.array(Listed) })
export const Ordered = z.object({ orderNo: z.string().min(1) })
export const UsageList = z.object({
  esimUsageList: z.array(z.object({ esimTranNo: z.string(), dataUsage: z.number(), lastUpdateTime: z.string().nullish() })),
})
export const Balance = z.object({ balance: z.number() })

/** Their words on the profile (smdpStatus, and DELETED wherever it stands) for ours. */
const STATES: Readonly<Record<string, ProfileState>> = {
  CREATE: 'allocated',
  RELEASED: 'released',
  DOWNLOAD: 'downloaded',
  DOWNLOADED: 'downloaded',
  INSTALLATION: 'installed',
  INSTALLED: 'installed',
  ENABLED: 'enabled',
  DISABLED: 'disabled',
  DELETED: 'deleted',
}

export const stateOf = ({ smdpStatus }: Pick<Listed, 'smdpStatus'>): ProfileState | null => STATES[smdpStatus?.toUpperCase() ?? ''] ?? null

export const READY = new Set(['GOT_RESOURCE', 'IN_USE', 'USED_UP', 'SUSPENDED'])
export const OVER = new Set(['CANCEL', 'CANCELED', 'CANCELLED', 'REVOKE', 'REVOKED'])
export const STOPPED = new Set([...OVER, 'SUSPENDED', 'USED_UP', 'USED_EXPIRED', 'UNUSED_EXPIRED'])

/** Times without a colon in the zone, such as 2025-03-19T18:00:00+0000. */
export function timeOf(text: string | null | undefined): Date | null {
  const instant = new Date((text ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  return Number.isNaN(instant.getTime()) ? null : instant
}

/** Money is a whole number of ten-thousandths; ours is millionths. */
export const microsOf = (tenThousandths: number): bigint => BigInt(tenThousandths) * 100n

const Told = z.object({
  notifyType: z.string(),
  notifyId: z.string().nullish(),
  content: z.object({ iccid: z.string().nullish(), esimTranNo: z.string().nullish(), orderNo: z.string().nullish() }).nullish(),
})

/** What a webhook is about; undefined for what is not one. */
export function readTold(body: Buffer): z.output<typeof Told> | undefined {
  try {
    return Told.parse(JSON.parse(body.toString('utf8')))
  } catch {
    // The address is known to whoever guesses least; rubbish there is no news.
    return undefined
  }
}
