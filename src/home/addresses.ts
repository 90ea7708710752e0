// The addresses at which other processes can reach this one.

import { isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'

const WILDCARDS = new Set(['0.0.0.0', '::'])
/** More are of virtual networks, mostly. */
const ADDRESSES_MAX = 4

/** Of a server that listens on this host: that one; or, if it listens on all, the machine's own addresses, IPv4 first. */
export function addressesOf(host: string, port: number): string[] {
  const hosts = WILDCARDS.has(host) ? ownHosts() : [host]
  return hosts.map((each) => (isIPv6(each) ? `[${each}]:${port}` : `${each}:${port}`))
}

function ownHosts(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  // An address of a link (fe80::) is nothing without the name of its interface.
  const own = all.filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
  const ofFamily = (wanted: string) => own.filter(({ family }) => family === wanted).map(({ address }) => address)
  const hosts = [...ofFamily('IPv4'), ...ofFamily('IPv6')].slice(0, ADDRESSES_MAX)
  return hosts.length > 0 ? hosts : ['127.0.0.1']
}
