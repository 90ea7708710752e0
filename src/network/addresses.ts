// Addresses as limits count them: all IPv6 addresses of a 64-bit network count as one.

import ipaddr from 'ipaddr.js'

const IPV6_PARTS = 4

/** The network that limits count: an IPv4 address itself, also if it is written as IPv6; the first 64 bits of an IPv6 address. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed instanceof ipaddr.IPv4) return parsed.toString()
  const parts = parsed.parts.slice(0, IPV6_PARTS).map((part) => part.toString(16))
  return `${parts.join(':')}::/64`
}
