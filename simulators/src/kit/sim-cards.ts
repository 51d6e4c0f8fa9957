import { randomBytes } from 'node:crypto'

/** The digit that makes the whole pass Luhn's check. */
function checkDigit(digits: string): string {
  let sum = 0
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at])
    const doubled = at % 2 === 0 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return String((10 - (sum % 10)) % 10)
}

/** A believable ICCID of 19 digits: 89, country, issuer, a number, a right check digit. */
export function newIccid(issuer: string): string {
  const number = BigInt(`0x${randomBytes(8).toString('hex')}`)
  const body = `89${issuer}${number.toString().padStart(18, '0')}`.slice(0, 18)
  return `${body}${checkDigit(body)}`
}

/** A matching ID as SM-DP+ servers issue them. */
export const newMatchingId = (): string =>
  randomBytes(10)
    .toString('hex')
    .toUpperCase()
    .replace(/(.{5})(?=.)/g, '$1-')

/** An EID with right check digits, for the phone that installs. */
export function newEid(): string {
  const body = `89049032${(BigInt(`0x${randomBytes(10).toString('hex')}`) % 10n ** 22n).toString().padStart(22, '0')}`
  return `${body}${String(98n - ((BigInt(body) * 100n) % 97n)).padStart(2, '0')}`
}

export const MB = 1_048_576
export const GB = 1024 * MB
