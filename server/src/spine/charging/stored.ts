import { amountOf, type Money, micros, rateOf } from '../../platform/money.ts'
import { type Tariff, tariffOf } from '../rating/index.ts'
import type { Settlement, Terms } from './session.ts'

/** A tariff as plain decimal texts: how it is kept and how it travels. */
export const plainTariff = (tariff: Tariff) => ({
  currency: tariff.currency,
  perMinute: rateOf(tariff.recurringRate),
  initialPerMinute: rateOf(tariff.initialRate),
  initialSeconds: tariff.initialSeconds,
  recurringSeconds: tariff.recurringSeconds,
  connectFee: amountOf(tariff.connectFee),
  freeSeconds: tariff.freeSeconds,
  graceSeconds: tariff.graceSeconds,
  minCost: amountOf(tariff.minCost),
  incrementRule: tariff.incrementRule,
  durationRounding: tariff.durationRounding,
  rounding: tariff.rounding,
})

export type StoredTerms = Omit<Terms, 'tariff'> & { readonly tariff: ReturnType<typeof plainTariff> }
export const storedTerms = (terms: Terms): StoredTerms => ({ ...terms, tariff: plainTariff(terms.tariff) })
export const termsOf = (stored: StoredTerms): Terms => ({ ...stored, tariff: tariffOf(stored.tariff) })

type StoredMoney = { readonly currency: string; readonly micros: string }
const storedMoney = (value: Money): StoredMoney => ({ currency: value.currency, micros: value.units.toString() })
const moneyOf = (stored: StoredMoney): Money => micros(stored.currency, BigInt(stored.micros))

export type StoredSettlement = Omit<Settlement, 'amount' | 'cost' | 'duplicate'> & {
  readonly amount: StoredMoney
  readonly cost: StoredMoney | null
}

export const storedSettlement = ({ billedSeconds, allowanceSeconds, flags, ...settlement }: Settlement): StoredSettlement => ({
  billedSeconds,
  allowanceSeconds,
  flags,
  amount: storedMoney(settlement.amount),
  cost: settlement.cost && storedMoney(settlement.cost),
})

/** As it was answered then. */
export const settlementOf = (stored: StoredSettlement): Settlement => ({
  ...stored,
  amount: moneyOf(stored.amount),
  cost: stored.cost && moneyOf(stored.cost),
  duplicate: true,
})
