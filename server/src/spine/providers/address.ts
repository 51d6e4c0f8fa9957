import { isIP } from 'node:net'
import { isPublicAddress } from '../../platform/public-address.ts'

const LOCAL_NAME = /(^|\.)(localhost|local|internal|lan|home|corp|intranet|localdomain)$/i

/**
 * Why an address a person typed is refused, or undefined: only https to public hosts, so that nobody can aim this server at its own network.
 * An IPv6 literal is refused as a whole: no vendor has one, and its ways to write a private IPv4 address are many. Where a name leads is judged when
 * an adapter connects (platform/outgoing.ts), because that may change after the name was typed.
 */
export function refusedAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return 'Use an address such as https://api.example.com.'
  const { protocol, username, password, hostname } = new URL(text)
  // A name with a closing dot is the same host.
  const host = hostname.replace(/\.$/, '')
  if (protocol !== 'https:') return 'Use https.'
  if (username || password) return 'Leave credentials out of the address.'
  const named = isIP(host) === 0 && !host.startsWith('[')
  const closed = named ? LOCAL_NAME.test(host) || !host.includes('.') : isIP(host) !== 4 || !isPublicAddress(host)
  return closed ? 'This address is not public.' : undefined
}
