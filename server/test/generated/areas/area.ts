import type { AccountId } from '../../../src/platform/ids.ts'
import type { World } from '../../support/world.ts'

/** What one area brings to the tests generated over every route. */
export type Area = {
  /** Fills the operator's tenant with at least one row of every noun that the area's routes address; the account has 100.00 on its wallet. */
  readonly populate?: (world: World, accountId: AccountId) => Promise<void>
  /** Which table holds what the first part of a path names, such as `esims` → `esim`. */
  readonly tables?: Readonly<Record<string, string>>
  /** Bodies that pass validation, by `METHOD /path`, so that another tenant's refusal is the tenant's and not the schema's. */
  readonly bodies?: Readonly<Record<string, unknown>>
  /** Query strings without which a list cannot be read, by path. */
  readonly queries?: Readonly<Record<string, string>>
}
