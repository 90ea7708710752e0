// Decides if an address is on the public internet: one rule for every address that an organization or a provider sets. It is
// checked when the address is set, and again for every connection after the name was resolved, because the name may resolve to
// another address by then (DNS rebinding).

import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** The block of all public IPv6 addresses. Forms that contain an IPv4 address are outside it, or have ranges of their own. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3')
/** A deprecated form, which ipaddr.js reads as an IPv4-mapped address. */
const IPV4_COMPATIBLE = /^::\d+\./
const PRIVATE_NAME = /^(.+\.)?(localhost|localdomain|local|internal|home\.arpa)$/i

/** The host is not on the public internet. */
export class NotPublic extends Error {
  constructor(host: string, address: string) {
    super(`${host} leads to ${address}, which is not a public address`)
  }
}

/** True for a public IP address; false for any other text. */
export function isPublicAddress(text: string): boolean {
  // An address with a zone belongs to a local network.
  if (text.includes('%') || IPV4_COMPATIBLE.test(text) || !ipaddr.isValid(text)) return false
  const parsed = ipaddr.parse(text)
  const address = parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress() ? parsed.toIPv4Address() : parsed
  if (address.range() !== 'unicast') return false
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST)
}

/** True if a URL's host is a public address, or a name that may resolve to one. `URL` has normalized IPv4 addresses. */
export function mayBePublic({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (hostname.startsWith('[') || ipaddr.isValid(host)) return isPublicAddress(host)
  return host.includes('.') && !PRIVATE_NAME.test(host)
}

/** Options of Node's HTTP clients that allow only connections to public addresses. Throws NotPublic. */
export function publicOnly(url: URL): { readonly agent: false; readonly lookup: LookupFunction } {
  // `lookup` is not called for an address.
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
