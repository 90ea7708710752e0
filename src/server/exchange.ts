// The arguments of handlers (src/server/routes.ts): the parts that they share, and one request.

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Attempts } from '../access/attempts.ts'
import type { Sessions } from '../access/sessions.ts'
import type { App } from '../app.ts'
import type { Charges } from './charges.ts'
import type { RequestReader } from './credentials.ts'
import type { Health } from './health.ts'
import type { SignInPage } from './signInPage.ts'
import type { SlowConsumers } from './slowConsumers.ts'
import type { Strangers } from './strangers.ts'

export interface Parts {
  readonly app: App
  readonly reader: RequestReader
  /** Counts attempts to sign in. */
  readonly attempts: Attempts
  /** Null: people don't sign in. */
  readonly signIn: { readonly sessions: Sessions; readonly page: SignInPage } | null
  /** The folder of mails that a page shows; null: none does. */
  readonly keptMails: string | null
  readonly charges: Charges
  readonly strangers: Strangers
  readonly slowConsumers: SlowConsumers
  readonly health: () => Promise<Health>
  /** The pause between two heartbeats of the feed over HTTP, in milliseconds. Absent: 12 seconds. */
  readonly keepAliveMs?: number
}

export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  /** The variable part of the route's path; empty if it has none. */
  readonly variable: string
}

/** Answers a request. If it throws, the router answers. */
export type Handler = (exchange: Exchange) => void | Promise<void>
