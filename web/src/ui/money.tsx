import { Text, type TextProps, Tooltip } from '@mantine/core'
import type { Money as MoneyValue } from '../api/types.ts'
import { isNegative, isZero, type MoneyDigits, moneyText } from './money-text.ts'

type MoneyProps = TextProps & {
  readonly value: MoneyValue
  /** `cents` for balances (floored, exact on hover), `exact` for charges, `rate` for columns of rates. */
  readonly digits?: MoneyDigits
  /** Shows a plus before what came in. */
  readonly signed?: boolean
}

/** An amount with its currency: tabular figures, what is owed or paid out with a minus. */
export function Money({ value, digits = 'exact', signed = false, ...text }: MoneyProps) {
  const shown = moneyText(value, digits)
  const exact = moneyText(value, digits === 'cents' ? 'exact' : digits)
  const earned = signed && !isNegative(value) && !isZero(value)
  const figure = earned ? `+${shown}` : shown
  const label = (
    <Text span inherit className="lc-figures" {...text} {...(earned && { c: 'var(--good)' })}>
      {figure}
    </Text>
  )
  if (shown === exact) return label
  return <Tooltip label={`Exactly ${exact}`}>{label}</Tooltip>
}
