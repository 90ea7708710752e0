// Requests outside of GraphQL without valid credentials: each is charged to the address that it comes from.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { refuse } from './answer.ts'
import type { Charges } from './charges.ts'
import type { RequestReader } from './credentials.ts'
import type { TooFast } from './rates.ts'

export class Strangers {
  readonly #reader: RequestReader
  readonly #charges: Charges

  constructor(reader: RequestReader, charges: Charges) {
    this.#reader = reader
    this.#charges = charges
  }

  /** Charges one request. If its address is past its rate, resolves after a delay. */
  async charge(address: string | null): Promise<TooFast | null> {
    const tooFast = await this.#charges.begin({ caller: null, address }, 0)
    if (tooFast) await this.#charges.holdRefusal(tooFast)
    return tooFast
  }

  /** Charges one request. If its address is past its rate, answers with 429, and resolves with true. */
  async refuse(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const tooFast = await this.charge(this.#reader.addressOf(request))
    if (!tooFast) return false
    const message = 'Too many requests from this address. Wait, and send fewer.'
    refuse(response, 429, 'RATE_LIMITED', message, tooFast.retryAfterMs)
    return true
  }
}
