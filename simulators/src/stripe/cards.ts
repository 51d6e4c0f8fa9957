import type { CardError } from './state.ts'

export const OUTCOMES = ['success', 'card_declined', 'insufficient_funds', 'expired_card', 'authentication_required'] as const
export type Outcome = (typeof OUTCOMES)[number]

export type TestCard = { readonly number: string; readonly label: string; readonly outcome: Outcome }

/** Stripe's own test cards, the few that a shop must be able to face. */
export const CARDS: readonly TestCard[] = [
  { number: '4242424242424242', label: 'Succeeds', outcome: 'success' },
  { number: '4000000000000002', label: 'Is declined', outcome: 'card_declined' },
  { number: '4000000000009995', label: 'Has insufficient funds', outcome: 'insufficient_funds' },
  { number: '4000000000000069', label: 'Has expired', outcome: 'expired_card' },
  { number: '4000002500003155', label: 'Asks for 3D Secure', outcome: 'authentication_required' },
  { number: '5555555555554444', label: 'Mastercard', outcome: 'success' },
]

/** Payment methods that exist without being created, as in Stripe's test mode. */
export const METHODS: Record<string, Outcome> = {
  pm_card_visa: 'success',
  pm_card_mastercard: 'success',
  pm_card_visa_chargeDeclined: 'card_declined',
  pm_card_chargeDeclined: 'card_declined',
  pm_card_visa_chargeDeclinedInsufficientFunds: 'insufficient_funds',
  pm_card_chargeDeclinedInsufficientFunds: 'insufficient_funds',
  pm_card_chargeDeclinedExpiredCard: 'expired_card',
  pm_card_authenticationRequired: 'authentication_required',
  pm_card_threeDSecure2Required: 'authentication_required',
}

export function cardErrorOf(outcome: Exclude<Outcome, 'success' | 'authentication_required'>): CardError {
  switch (outcome) {
    case 'card_declined':
      return { type: 'card_error', code: 'card_declined', decline_code: 'generic_decline', message: 'Your card was declined.' }
    case 'insufficient_funds':
      return { type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds', message: 'Your card has insufficient funds.' }
    case 'expired_card':
      return { type: 'card_error', code: 'expired_card', decline_code: 'expired_card', message: 'Your card has expired.' }
  }
}

/** What a receipt says about the card behind a payment method of the test mode. */
export function cardDetails(method: string | null): { brand: string; last4: string; country: string } {
  const mastercard = method === 'pm_card_mastercard' || method?.endsWith('4444') === true
  const last4 = /\d{4}$/.exec(method ?? '')?.[0] ?? (mastercard ? '4444' : '4242')
  return { brand: mastercard ? 'mastercard' : 'visa', last4, country: 'US' }
}

/** The card as typed, without blanks; undefined when it is none of the test cards. */
export const cardOf = (typed: string) => CARDS.find((card) => card.number === typed.replace(/[\s-]/g, ''))
