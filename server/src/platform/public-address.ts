import { BlockList, isIPv4, isIPv6 } from 'node:net'

type Subnet = readonly [address: string, prefix: number]

function listOf(family: 'ipv4' | 'ipv6', subnets: readonly Subnet[]): BlockList {
  const list = new BlockList()
  for (const [address, prefix] of subnets) list.addSubnet(address, prefix, family)
  return list
}

/** Our own machine, our own network, and what is nobody's: RFC 1122, 1918, 2544, 3927, 5737, 5771, 6598 and 6890. */
const CLOSED_V4 = listOf('ipv4', [
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
])

/** Global unicast (RFC 4291): outside are loopback, link-local, unique local, and IPv4 written as IPv6, mapped or through 64:ff9b::/96 (RFC 6052). */
const OPEN_V6 = listOf('ipv6', [['2000::', 3]])

/** Inside global unicast: protocols with Teredo (RFC 2928, 4380), documentation (RFC 3849, 9637), and 6to4, which carries an IPv4 address (RFC 3056). */
const CLOSED_V6 = listOf('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
])

/** Whether everybody on the internet reaches the same machine at this IP address; false for what is no IP address. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !CLOSED_V4.check(address, 'ipv4')
  return isIPv6(address) && OPEN_V6.check(address, 'ipv6') && !CLOSED_V6.check(address, 'ipv6')
}

const LOOPBACK = listOf('ipv4', [['127.0.0.0', 8]])

/** Whether this IP address is this machine itself: RFC 1122 for IPv4, RFC 4291 for IPv6. */
export const isLoopbackAddress = (address: string): boolean => address === '::1' || (isIPv4(address) && LOOPBACK.check(address, 'ipv4'))
