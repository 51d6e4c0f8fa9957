import { openSlug, tenantHeader } from './place.ts'

// Every brand has a session of its own in the same browser.
const LOCK = `linecard-session.${openSlug ?? ''}`
const REFRESHED_AT = `linecard.refreshed-at.${openSlug ?? ''}`

let refused = false

/** A new sign-in makes refreshing worth trying again. */
export function sessionStarted(): void {
  refused = false
}

const inTurn = <T>(work: () => Promise<T>): Promise<T> => (navigator.locks ? navigator.locks.request(LOCK, work) : work())

/**
 * Renews the session once for all tabs and tells whether the refused request is worth sending again.
 * A refresh token may be used once only: reuse ends the session everywhere, so tabs queue and the later ones find the work done.
 */
export async function refreshSession(sentAt: number): Promise<boolean> {
  if (refused) return false
  return inTurn(async () => {
    if (Number(localStorage.getItem(REFRESHED_AT) ?? 0) > sentAt) return true
    const response = await fetch('/api/v1/auth/refresh', { method: 'POST', headers: tenantHeader })
    if (response.ok) localStorage.setItem(REFRESHED_AT, String(Date.now()))
    refused = response.status === 401
    return response.ok
  })
}
