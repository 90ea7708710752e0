// The settings of mail, and the outbox for mails about accounts, which sign-in uses. src/mail writes and sends them.

/** The settings of mail: the place that mails go to, and their sender. */
export interface MailSettings {
  /** The mail server (`smtp://user:password@host:587`, or `smtps://…`), or a folder that keeps mails in place of being sent. */
  readonly to: { readonly url: string } | { readonly folder: string }
  /** The sender: `Holdfast <billing@example.com>`. */
  readonly from: string
  /** The platform's own frontend, which mails link to; null: it is not known. */
  readonly appUrl: string | null
}

/** A mail about an account. */
export interface AccountMail {
  readonly kind: 'EMAIL_VERIFICATION' | 'PASSWORD_RESET' | 'NEW_DEVICE' | 'SECOND_FACTOR'
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly facts: Readonly<Record<string, string | null>>
  /** The link, which may carry a secret. */
  readonly link: string
  /** The time for which it is of use, in seconds; null: for good. */
  readonly usefulSeconds: number | null
}

export interface AccountMails {
  /** True: mails are sent, or kept in a folder. */
  readonly isOn: boolean
  /** Puts a mail into the outbox in the background, so that the time of the response does not reveal whether the account exists. */
  send(mail: AccountMail): void
  /** Waits for mails that are being put there. */
  stop(): Promise<void>
}
