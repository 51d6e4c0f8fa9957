import type { Money, Rate } from '../../platform/money.ts'

export type DurationRounding = 'up' | 'down' | 'half_up' | 'half_down'

/** How one call is charged, whatever it is sold or bought as (wholesale A1 to A9). Prices are per minute. Immutable: a session keeps the one it began with. */
export type Tariff = {
  readonly currency: string
  /** The first step of counted time, whole; at least 1. */
  readonly initialSeconds: number
  /** Every further step; at least 1. */
  readonly recurringSeconds: number
  readonly initialRate: Rate
  readonly recurringRate: Rate
  /** Once per answered call. */
  readonly connectFee: Money
  /** Not charged at the start of an answered call. */
  readonly freeSeconds: number
  /** A call not longer than this costs nothing; a longer one is charged in full. */
  readonly graceSeconds: number
  /** The least an answered, charged call costs; zero for none. */
  readonly minCost: Money
  /** `total`: steps count from the start (B′ of A2), for plans imported from such systems. */
  readonly incrementRule: 'after_initial' | 'total'
  readonly durationRounding: DurationRounding
  /** The one rounding of the amount: decimals 0 to 6. */
  readonly rounding: { readonly mode: 'up' | 'down' | 'half_up' | 'half_down'; readonly decimals: number }
}
