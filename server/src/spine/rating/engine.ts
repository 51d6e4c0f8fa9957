import { LRUCache } from 'lru-cache'
import type { Clock } from '../../platform/clock.ts'
import { type Context, systemContext } from '../../platform/context.ts'
import type { TenantId } from '../../platform/ids.ts'
import { errors } from './errors.ts'
import type { RatePlan, RatePlanId, RateSheet } from './rate-plan.ts'
import type { RateRows } from './rate-rows.ts'
import { loadRows } from './row-store.ts'
import { inSlices } from './slices.ts'
import { buildSnapshot, type RateAnswer, type RateSnapshot } from './snapshot.ts'
import * as store from './store.ts'
import { foldSheets, type Sheet } from './timeline.ts'

declare module '../../platform/context.ts' {
  interface Services {
    /** The rate plans this process answers from, without reading anything while they are warm. */
    readonly ratePlans: RatePlans
  }
}

const CHECK_MS = 1_000
/** A process that knows of a newer version answers from the old one this long while it reads the new one, then makes callers wait. */
const MOST_BEHIND_MS = 10_000
/** Calls are rated at most this long after their setup; older sheets than the last full one before that are not kept. */
const HISTORY_MS = 95 * 86_400_000
const MOST_PLANS = 500
const MOST_SHEETS = 1_000

type Known = {
  readonly tenantId: TenantId
  readonly revision: number
  readonly snapshot: RateSnapshot
}

const rowsKey = (sheet: RateSheet): string => `${sheet.id}:${sheet.edits}`

/** A committed sheet, or a draft as it would be. */
export const sheetOf = (sheet: Pick<RateSheet, 'id' | 'mode'>, version: number, effectiveAt: Date, rows: RateRows): Sheet => ({
  id: sheet.id,
  version,
  mode: sheet.mode,
  effectiveAt: effectiveAt.getTime(),
  rows,
})

/** The snapshots of one process: read once, answered from memory, swapped whole when a newer version is noticed. */
export class RatePlans {
  readonly #clock: Clock
  readonly #known = new LRUCache<RatePlanId, Known>({ max: MOST_PLANS })
  readonly #loading = new Map<RatePlanId, Promise<Known>>()
  readonly #rows = new LRUCache<string, RateRows>({ max: MOST_SHEETS })
  readonly #behindSince = new Map<RatePlanId, number>()
  #checkedAt = 0
  #checking: Promise<void> | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The plan as it is now, at most a second behind other processes. Throws `rating.notFound` for a plan of nobody or of another tenant. */
  async snapshot(context: Context, planId: RatePlanId): Promise<RateSnapshot> {
    const warm = this.#known.get(planId)
    const fresh = warm && this.#clock.now().getTime() - this.#checkedAt < CHECK_MS && !this.#behindSince.has(planId)
    const known = fresh ? warm : await this.#current(context, planId)
    if (known.tenantId !== context.tenantId) throw errors.notFound({ detail: 'No rate plan with this id.' })
    return known.snapshot
  }

  /** What a number costs in a plan at an instant. */
  async lookup(
    context: Context,
    planId: RatePlanId,
    digits: string,
    at: Date,
  ): Promise<RateAnswer & { planId: RatePlanId; version: number }> {
    const snapshot = await this.snapshot(context, planId)
    return { ...snapshot.lookup(digits, at), planId, version: snapshot.version }
  }

  /** Takes over a snapshot that was built before its version was committed, so that it is live at once. */
  adopt(plan: RatePlan, tenantId: TenantId, snapshot: RateSnapshot): void {
    this.#known.set(plan.id, { tenantId, revision: plan.revision, snapshot })
    this.#behindSince.delete(plan.id)
  }

  /** The plan's rules were changed here: the next caller reads it again. */
  forget(planId: RatePlanId): void {
    this.#known.delete(planId)
  }

  /** Keeps rows that were just stored, so that nobody reads them back. */
  keepRows(sheet: RateSheet, rows: RateRows): void {
    this.#rows.set(rowsKey(sheet), rows)
  }

  /** The rows of a sheet, from memory where they are known. */
  async rowsOf(context: Context, sheet: RateSheet): Promise<RateRows> {
    const known = this.#rows.get(rowsKey(sheet))
    if (known) return known
    const rows = await loadRows(context, sheet)
    this.#rows.set(rowsKey(sheet), rows)
    return rows
  }

  /** The committed sheets of a plan that still matter, with their rows. */
  async sheets(context: Context, planId: RatePlanId): Promise<readonly Sheet[]> {
    const horizon = new Date(this.#clock.now().getTime() - HISTORY_MS)
    const found: Sheet[] = []
    for (const sheet of await store.sheetsSince(context, planId, horizon)) {
      found.push(sheetOf(sheet, sheet.version ?? 0, sheet.effectiveAt ?? sheet.createdAt, await this.rowsOf(context, sheet)))
    }
    return found
  }

  async #current(context: Context, planId: RatePlanId): Promise<Known> {
    await this.#check(context)
    const known = this.#known.get(planId)
    const since = this.#behindSince.get(planId)
    if (known && since === undefined) return known
    const load = this.#load(context, planId)
    if (!known || since === undefined || this.#clock.now().getTime() - since > MOST_BEHIND_MS) return load
    load.catch((error: unknown) => context.log.error({ err: error, planId }, 'a rate plan could not be read again'))
    return known
  }

  /** Asks once, for all plans in use, whether one of them has changed. */
  #check(context: Context): Promise<void> {
    if (this.#clock.now().getTime() - this.#checkedAt < CHECK_MS) return Promise.resolve()
    this.#checking ??= this.#compare(context).finally(() => {
      this.#checking = undefined
    })
    return this.#checking
  }

  async #compare(context: Context): Promise<void> {
    const now = this.#clock.now().getTime()
    const ids = [...this.#known.keys()]
    const revisions = ids.length > 0 ? await store.revisions(systemContext(context.services), ids) : new Map<RatePlanId, number>()
    for (const id of ids) {
      if (this.#known.peek(id)?.revision === revisions.get(id)) continue
      if (revisions.has(id)) this.#behindSince.set(id, this.#behindSince.get(id) ?? now)
      else this.#known.delete(id)
    }
    this.#checkedAt = now
  }

  #load(context: Context, planId: RatePlanId): Promise<Known> {
    const running = this.#loading.get(planId)
    if (running) return running
    const load = this.#read(context, planId).finally(() => this.#loading.delete(planId))
    this.#loading.set(planId, load)
    return load
  }

  async #read(context: Context, planId: RatePlanId): Promise<Known> {
    const system = systemContext(context.services)
    const found = await store.findAnywhere(system, planId)
    if (!found) throw errors.notFound({ detail: 'No rate plan with this id.' })
    const { plan, tenantId } = found
    const sheets = await this.sheets({ ...system, tenantId }, planId)
    const timelines = await inSlices(foldSheets(sheets))
    const snapshot = await inSlices(buildSnapshot(planId, plan.version, plan.terms, timelines))
    const known = { tenantId, revision: plan.revision, snapshot }
    this.#known.set(planId, known)
    this.#behindSince.delete(planId)
    return known
  }
}
