// Addresses as limits count them: whoever has an IPv6 address has all of its network of 64 bits.

import ipaddr from 'ipaddr.js'

const IPV6_PARTS = 4

/** An IPv4 address itself, also where it is written as IPv6; the first 64 bits of an IPv6 address. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed instanceof ipaddr.IPv4) return parsed.toString()
  const parts = parsed.parts.slice(0, IPV6_PARTS).map((part) => part.toString(16))
  return `${parts.join(':')}::/64`
}
