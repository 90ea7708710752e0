// The closed list of mails: who gets each kind, and whether it can be ended.

import type { MailKind, Role } from '../database/generated/client/client.ts'

interface Kind {
  /** When it is sent, for the API, the page that ends it, and docs/mail.md. */
  readonly about: string
  /** The members who get it, by their role; empty: those whom it is about. */
  readonly roles: readonly Role[]
  /** True if a member may end it and get it again. */
  readonly canEnd: boolean
  /** True if members get it who have chosen nothing. */
  readonly byDefault: boolean
}

const ADMINS: readonly Role[] = ['OWNER', 'ADMIN']
const PAYERS: readonly Role[] = ['OWNER', 'BILLING']
const WATCHERS: readonly Role[] = ['OWNER', 'ADMIN', 'BILLING']

const always = (about: string): Kind => ({ about, roles: [], canEnd: false, byDefault: true })
const wanted = (about: string, roles: readonly Role[], byDefault = true): Kind => ({
  about,
  roles,
  canEnd: true,
  byDefault,
})

export const KINDS: Readonly<Record<MailKind, Kind>> = {
  INVITATION: always('Somebody was invited to become a member'),
  EMAIL_VERIFICATION: always('Somebody has made an account, and has to verify the address'),
  PASSWORD_RESET: always('Somebody has asked for another password'),
  NEW_DEVICE: always('Somebody has signed in with a browser that was not used before'),
  SECOND_FACTOR: always('Somebody has changed the second factor of an account, or used a backup code'),
  BALANCE_LOW: wanted('A balance has fallen to a threshold', WATCHERS),
  BUDGET: wanted('The usage of a budget has reached one of its thresholds', WATCHERS),
  APPROVAL_NEEDED: wanted('Tasks wait for an approval', ADMINS),
  CREDITS_REQUESTED: wanted('A member asks for more credits', ADMINS),
  CREDITS_EXPIRING: wanted('Credits will be lost, because they are not used before they expire', WATCHERS),
  PAYMENT_FAILED: wanted('A payment has failed', PAYERS),
  // A cycle may be a day, so this is for those who ask for it.
  RENEWAL: wanted('A new cycle of the subscription has begun', PAYERS, false),
  ENDPOINT_DISABLED: wanted('A webhook endpoint gets no messages any more', ADMINS),
  TOP_UP_STOPPED: wanted('An auto top-up buys nothing for now, or has ended', PAYERS),
  STATEMENT: wanted('The statement of a month is ready', PAYERS, false),
  SIMULATION_ENDED: always('A simulation has ended that was asked for with this address'),
  // The billing address gets it, too, unless it has ended it.
  RECEIPT: wanted('A payment was settled, or money of one was given back', PAYERS, false),
}

export const MAIL_KINDS = Object.keys(KINDS) as MailKind[]

/** Those that a member may end. */
export const ENDABLE_KINDS = MAIL_KINDS.filter((kind) => KINDS[kind].canEnd)
