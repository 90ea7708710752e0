// Which addresses are on the public internet: one rule for every address that a tenant or a provider names. It is asked when
// the address is set, and again for every connection, after the name was resolved: a name may lead elsewhere by then
// (DNS rebinding).

import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Where all addresses are that are given to anybody on the public IPv6 internet. Forms that carry an IPv4 address are outside of it, or have ranges of their own. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3')
/** Which ipaddr.js reads as an IPv4-mapped address. */
const IPV4_COMPATIBLE = /^::\d+\./
const PRIVATE_NAME = /^(.+\.)?(localhost|localdomain|local|internal|home\.arpa)$/i

/** A host is not on the public internet. */
export class NotPublic extends Error {
  constructor(host: string, address: string) {
    super(`${host} leads to ${address}, which is not a public address`)
  }
}

/** Whether an IP address is public; false for whatever is not an IP address. */
export function isPublicAddress(text: string): boolean {
  // A zone is of this machine's own networks.
  if (text.includes('%') || IPV4_COMPATIBLE.test(text) || !ipaddr.isValid(text)) return false
  const parsed = ipaddr.parse(text)
  const address = parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress() ? parsed.toIPv4Address() : parsed
  if (address.range() !== 'unicast') return false
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST)
}

/** Whether a URL's host is a public address, or a name that may lead to one. As `URL` writes it: every way to write an IPv4 address is one by then. */
export function mayBePublic({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (hostname.startsWith('[') || ipaddr.isValid(host)) return isPublicAddress(host)
  return host.includes('.') && !PRIVATE_NAME.test(host)
}

/** How Node's HTTP clients connect to this URL and to nothing that is not public. Throws NotPublic. */
export function publicOnly(url: URL): { readonly agent: false; readonly lookup: LookupFunction } {
  // An address is not looked up.
  if (!mayBePublic(url)) throw new NotPublic(url.hostname, url.hostname)
  return { agent: false, lookup: lookupPublic }
}

const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    const inside = addresses?.find(({ address }) => !isPublicAddress(address))
    const refused = error ?? (inside ? new NotPublic(hostname, inside.address) : null)
    if (refused || !first) return callback(refused ?? new Error(`${hostname} has no address`), '')
    if (options.all) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}
