// Addresses as limits count them: all IPv6 addresses of a 64-bit network count as one.

import ipaddr from 'ipaddr.js'
import { LRUCache } from 'lru-cache'

const IPV6_PARTS = 4
/** The addresses whose networks are remembered: each request of a client needs its own. */
const networks = new LRUCache<string, string>({ max: 10_000 })

/** The network that limits count: an IPv4 address itself, also if it is written as IPv6; the first 64 bits of an IPv6 address. */
export function networkOf(address: string): string {
  const known = networks.get(address)
  if (known !== undefined) return known
  const network = readNetwork(address)
  networks.set(address, network)
  return network
}

function readNetwork(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed instanceof ipaddr.IPv4) return parsed.toString()
  const parts = parsed.parts.slice(0, IPV6_PARTS).map((part) => part.toString(16))
  return `${parts.join(':')}::/64`
}
