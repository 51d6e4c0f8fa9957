import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

/** What was dialled, understood; `emergency` and `premium` are refused by retail (W14). */
export type Dialled =
  | { readonly kind: 'number'; readonly e164: string; readonly country: string | null }
  | { readonly kind: 'emergency' }
  | { readonly kind: 'premium'; readonly e164: string }
  | { readonly kind: 'nonsense' }

/** Emergency numbers of the world; none may be mistaken for a destination that is charged for or routed to anywhere. */
const EMERGENCY = new Set([
  '112',
  '911',
  '999',
  '000',
  '110',
  '113',
  '115',
  '117',
  '118',
  '119',
  '15',
  '17',
  '18',
  '100',
  '101',
  '102',
  '108',
  '111',
  '122',
  '144',
  '190',
  '191',
  '192',
  '193',
  '997',
  '998',
])

/** Reads what a person dials: +…, 00…, 011… in North America, bare international digits, or a national number of the caller's country. */
export function readDialled(text: string, homeCountry: string | null): Dialled {
  const digits = text.replace(/[\s().-]/g, '')
  if (EMERGENCY.has(digits)) return { kind: 'emergency' }
  if (!/^\+?\d{3,18}$/.test(digits)) return { kind: 'nonsense' }
  for (const candidate of candidates(digits, homeCountry)) {
    const parsed = parsePhoneNumberFromString(candidate, (homeCountry ?? undefined) as never)
    if (!parsed?.isValid()) continue
    if (parsed.getType() === 'PREMIUM_RATE') return { kind: 'premium', e164: parsed.number }
    return { kind: 'number', e164: parsed.number, country: parsed.country ?? null }
  }
  return { kind: 'nonsense' }
}

function candidates(digits: string, homeCountry: string | null): readonly string[] {
  if (digits.startsWith('+')) return [digits]
  if (digits.startsWith('00')) return [`+${digits.slice(2)}`]
  if (homeCountry === 'US' || homeCountry === 'CA') {
    if (digits.startsWith('011')) return [`+${digits.slice(3)}`]
    return [digits, `+${digits}`]
  }
  return homeCountry ? [digits, `+${digits}`] : [`+${digits}`]
}

/** A caller's number as a trunk sends it, in E.164 where it is one; null for a hidden caller. */
export function readCaller(text: string | null): string | null {
  if (!text || /^(anonymous|restricted|unavailable|unknown|private)$/i.test(text)) return null
  const digits = text.replace(/[\s().-]/g, '')
  if (/^\+[1-9]\d{3,14}$/.test(digits)) return digits
  if (/^00[1-9]\d{5,14}$/.test(digits)) return `+${digits.slice(2)}`
  return /^[1-9]\d{9,14}$/.test(digits) ? `+${digits}` : digits.slice(0, 40) || null
}
