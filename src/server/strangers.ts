// Requests outside of GraphQL that show no valid credentials: each is charged to the address that it comes from.

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Charges } from './charges.ts'
import type { RequestReader } from './credentials.ts'
import type { TooFast } from './rates.ts'
import { refuse } from './refuse.ts'

export class Strangers {
  readonly #reader: RequestReader
  readonly #charges: Charges

  constructor(reader: RequestReader, charges: Charges) {
    this.#reader = reader
    this.#charges = charges
  }

  /** Charges one. If its address is past its rate, resolves after a time to wait. */
  async charge(address: string | null): Promise<TooFast | null> {
    const tooFast = await this.#charges.begin({ caller: null, address }, 0)
    if (tooFast) await this.#charges.holdRefusal(tooFast)
    return tooFast
  }

  /** Charges one, and answers it with 429 if its address is past its rate: true then. */
  async refuse(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const tooFast = await this.charge(this.#reader.addressOf(request))
    if (!tooFast) return false
    response.setHeader('retry-after', Math.ceil(tooFast.retryAfterMs / 1_000))
    refuse(response, 429, 'RATE_LIMITED', 'These are too many requests from this address. Wait, and send fewer.')
    return true
  }
}
