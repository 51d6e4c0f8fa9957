/** An activation code in its parts, and what had to be repaired or looks unusual. */
export type ActivationCode = {
  /** The whole code as a phone reads it, with the upper-case prefix. */
  readonly lpa: string
  /** The SM-DP+ server. */
  readonly server: string
  /** May be empty: the server then knows the phone by its EID. */
  readonly matchingId: string
  readonly oid: string | null
  /** The phone will ask for a confirmation code. */
  readonly confirmation: boolean
  /** What was repaired in the input, in words. */
  readonly repairs: readonly string[]
  readonly warnings: readonly string[]
}

const MOST_CHARACTERS = 255
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i
const OID = /^\d+(?:\.\d+)*$/
const USUAL_TOKEN = /^[A-Za-z0-9-]*$/

/** Letters, digits and hyphens, at least one dot, at most 253 characters: no scheme, port or path. */
const isHost = (text: string): boolean => {
  const labels = text.split('.')
  return text.length <= 253 && labels.length >= 2 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '')
}

/** Takes a set-up link apart, trims, and decodes what a page has encoded; only ever applied to input. */
function repaired(input: string): { text: string; repairs: string[] } {
  const repairs: string[] = []
  let text = input.trim()
  if (text !== input) repairs.push('Blanks around the code were removed.')
  const linked = /[?&]carddata=([^&#]*)/i.exec(text)?.[1]
  if (linked !== undefined) {
    text = linked
    repairs.push('The code was taken out of a set-up link.')
  }
  if (/%(24|3a)/i.test(text)) {
    text = text.replaceAll(/%24/gi, '$').replaceAll(/%3a/gi, ':')
    repairs.push('Encoded characters were decoded.')
  }
  if (/^lpa:/i.test(text)) {
    if (!text.startsWith('LPA:')) repairs.push('The prefix was written in capitals.')
    text = text.slice(4)
  }
  return { text, repairs }
}

/** Reads an LPA activation code (SGP.22 §4.1); undefined when it is none. An unusual token is only warned about, because wholesalers issue them. */
export function parseLpa(input: string): ActivationCode | undefined {
  const { text, repairs } = repaired(input)
  const [format, server, matchingId, oid = '', confirmation = '', ...more] = text.split('$')
  if (format !== '1' || server === undefined || matchingId === undefined || more.length > 0) return undefined
  if (!isHost(server) || /\s/.test(matchingId) || text.length + 4 > MOST_CHARACTERS) return undefined
  if ((oid !== '' && !OID.test(oid)) || !['', '1'].includes(confirmation)) return undefined
  return {
    lpa: `LPA:${text}`,
    server,
    matchingId,
    oid: oid || null,
    confirmation: confirmation === '1',
    repairs,
    warnings: USUAL_TOKEN.test(matchingId) ? [] : ['The matching ID has unusual characters.'],
  }
}

/** A code for logs: the server stays, the secret goes. */
export const maskLpa = (lpa: string): string => lpa.replace(/^(LPA:1\$[^$]*\$).*$/, '$1…')

/** Whether the digits end with their Luhn check digit. */
export function hasLuhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at])
    const doubled = at % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

export type Iccid = { readonly iccid: string; readonly warnings: readonly string[] }

/** An ICCID without its filler nibble; undefined when it is none. A wrong check digit is a warning: vendors print such numbers. */
export function parseIccid(input: string): Iccid | undefined {
  const digits = input.trim().replace(/f$/i, '')
  if (!/^89\d{16,18}$/.test(digits)) return undefined
  return { iccid: digits, warnings: hasLuhn(digits) ? [] : ['The check digit of the ICCID is wrong.'] }
}

/** 32 digits from 89, of which the last two make the whole 1 modulo 97 (SGP.29 §10). */
export const isEid = (text: string): boolean => /^89\d{30}$/.test(text) && BigInt(text) % 97n === 1n

/** What somebody typed into the wrong field, told by its length. */
export function whichNumber(text: string): 'EID' | 'ICCID' | 'IMEI' | undefined {
  const digits = text.replace(/[\s-]/g, '')
  if (/^\d{32}$/.test(digits)) return 'EID'
  if (/^89\d{16,18}[fF]?$/.test(digits)) return 'ICCID'
  return /^\d{15}$/.test(digits) ? 'IMEI' : undefined
}

export type InstallLinks = { readonly apple: string; readonly android: string }

/** One tap opens the phone's own installer: iOS 17.4 and newer, Android 10 and newer. */
export const installLinks = (lpa: string): InstallLinks => ({
  apple: `https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=${encodeURIComponent(lpa)}`,
  android: `https://esimsetup.android.com/esim_qrcode_provisioning?carddata=${encodeURIComponent(lpa)}`,
})
