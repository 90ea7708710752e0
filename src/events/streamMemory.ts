// The memory of live streams: what they keep while they are open is counted, by organization and in all, so that no number
// of streams takes more than is set aside. A stream that would keep more is refused, or ends.

import { GraphQLError } from 'graphql'

/** Of one organization on one process, and of all. */
const ORGANIZATION_BYTES_MAX = 64 * 1024 * 1024
const BYTES_MAX = 256 * 1024 * 1024

const ofOrganization = new Map<string, number>()
let inAll = 0

/** What one stream keeps, or several together. */
export class StreamMemory {
  readonly #organizationId: string
  #bytes = 0
  #isFreed = false

  constructor(organizationId: string) {
    this.#organizationId = organizationId
  }

  /** Counts so many bytes more. Throws TOO_MANY_STREAMS, and counts nothing, if there is no room for them. */
  keep(bytes: number): void {
    if (this.#isFreed) return
    const before = ofOrganization.get(this.#organizationId) ?? 0
    if (before + bytes > ORGANIZATION_BYTES_MAX || inAll + bytes > BYTES_MAX) {
      const message = 'The live streams that are open keep too much in memory. Open fewer, or let them watch less.'
      throw new GraphQLError(message, { extensions: { code: 'TOO_MANY_STREAMS' } })
    }
    this.#add(bytes)
  }

  /** Counts what was kept no more, nor anything after that. */
  free(): void {
    this.#isFreed = true
    this.#add(-this.#bytes)
  }

  #add(bytes: number): void {
    this.#bytes += bytes
    inAll += bytes
    const left = (ofOrganization.get(this.#organizationId) ?? 0) + bytes
    if (left > 0) ofOrganization.set(this.#organizationId, left)
    else ofOrganization.delete(this.#organizationId)
  }
}
