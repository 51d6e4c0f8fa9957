const names = new Intl.DisplayNames(['en'], { type: 'region' })

const CODES = [
  'US',
  'CA',
  'GB',
  'AU',
  'AT',
  'BE',
  'BR',
  'CH',
  'CZ',
  'DE',
  'DK',
  'ES',
  'FI',
  'FR',
  'IE',
  'IL',
  'IT',
  'JP',
  'MX',
  'NL',
  'NO',
  'PL',
  'PT',
  'SE',
] as const

export const countryName = (code: string): string => names.of(code) ?? code

export const COUNTRIES = CODES.map((code) => ({ value: code as string, label: countryName(code) }))

export const NUMBER_TYPES = [
  { value: 'local', label: 'Local' },
  { value: 'mobile', label: 'Mobile' },
  { value: 'toll_free', label: 'Toll-free' },
] as const

/** “toll_free” as people write it. */
export const typeName = (type: string): string => NUMBER_TYPES.find(({ value }) => value === type)?.label ?? type.replaceAll('_', ' ')

/** Countries whose local numbers are found by a three-digit area code. */
export const hasAreaCodes = (country: string): boolean => country === 'US' || country === 'CA'
