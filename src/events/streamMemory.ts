// The memory of live streams. It is counted by organization and in total while they are open, and limited. A stream that would
// exceed the limit is refused, or ends.

import { GraphQLError } from 'graphql'

/** For one organization on one process, and for all. */
const ORGANIZATION_BYTES_MAX = 64 * 1024 * 1024
const BYTES_MAX = 256 * 1024 * 1024

const ofOrganization = new Map<string, number>()
let inAll = 0

/** The memory of one stream, or of several that share it. */
export class StreamMemory {
  readonly #organizationId: string
  #bytes = 0
  #isFreed = false

  constructor(organizationId: string) {
    this.#organizationId = organizationId
  }

  /** Adds bytes. Throws TOO_MANY_STREAMS, and adds nothing, if that exceeds the limit. */
  keep(bytes: number): void {
    if (this.#isFreed) return
    const before = ofOrganization.get(this.#organizationId) ?? 0
    if (before + bytes > ORGANIZATION_BYTES_MAX || inAll + bytes > BYTES_MAX) {
      const message = 'The open live streams use too much memory. Open fewer, or follow fewer tasks and wallets.'
      throw new GraphQLError(message, { extensions: { code: 'TOO_MANY_STREAMS' } })
    }
    this.#add(bytes)
  }

  /** Subtracts everything that was added. Later calls of `keep` do nothing. */
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
