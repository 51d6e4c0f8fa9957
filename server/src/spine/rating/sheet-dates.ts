import { DateTime } from 'luxon'

export const DATE_FORMATS = ['iso', 'dmy', 'mdy'] as const
export type DateFormat = (typeof DATE_FORMATS)[number]

/** The instant of a date as a sheet writes it, in the zone the plan declares; a date alone is its midnight. Undefined when it is not one in the declared format. */
export function readDate(text: string, format: DateFormat, zone: string): number | undefined {
  const iso = format === 'iso' ? text : isoOf(text, format)
  if (!iso || !/^\d{4}-\d\d-\d\d/.test(iso)) return undefined
  const instant = DateTime.fromISO(iso.replace(' ', 'T'), { zone })
  return instant.isValid ? instant.toMillis() : undefined
}

function isoOf(text: string, format: 'dmy' | 'mdy'): string | undefined {
  const [, a, b, year, rest = ''] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(.*)$/.exec(text) ?? []
  if (!a || !b || !year) return undefined
  const [day, month] = format === 'dmy' ? [a, b] : [b, a]
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${rest}`
}
