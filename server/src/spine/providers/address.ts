import { BlockList, isIP } from 'node:net'

/** Our own machine, our own network, and what is nobody's: RFC 1122, 1918, 3927, 4193, 4291, 5737, 6598 and relatives. */
const OURS = new BlockList()
for (const [address, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  OURS.addSubnet(address, prefix, 'ipv4')

const LOCAL_NAME = /(^|\.)(localhost|local|internal|lan|home|corp|intranet|localdomain)$/i

/**
 * Why an address a person typed is refused, or undefined: only https to public hosts, so that nobody can aim this server at its own network.
 * An IPv6 literal is refused as a whole: no vendor has one, and its ways to write a private IPv4 address are many.
 */
export function refusedAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return 'Use an address such as https://api.example.com.'
  const { protocol, username, password, hostname } = new URL(text)
  // A name with a closing dot is the same host.
  const host = hostname.replace(/\.$/, '')
  if (protocol !== 'https:') return 'Use https.'
  if (username || password) return 'Leave credentials out of the address.'
  const named = isIP(host) === 0 && !host.startsWith('[')
  const closed = named ? LOCAL_NAME.test(host) || !host.includes('.') : isIP(host) !== 4 || OURS.check(host, 'ipv4')
  return closed ? 'This address is not public.' : undefined
}
