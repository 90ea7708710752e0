// The texts of all mails, in one place. Each kind has the schema of its facts, which the outbox keeps, and the letter that is made of
// them when the mail is sent. Amounts and names come from other people: src/mail/letter.ts escapes them.

import { z } from 'zod'
import { type MailKind, type Organization, ReceiptKind } from '../database/generated/client/client.ts'
import { type Letter, shown } from './letter.ts'

/** The organization that a mail is about. */
const organization = z.object({ name: z.string(), timeZone: z.string(), isSandbox: z.boolean() })
/** An organization, as facts have it. */
export function organizationFacts({ name, timeZone, mode }: Pick<Organization, 'name' | 'timeZone' | 'mode'>) {
  return { name, timeZone, isSandbox: mode === 'SANDBOX' }
}

/** ISO 8601. */
const instant = z.iso.datetime()
const credits = z.string()

const SECOND_FACTOR_CHANGES = [
  'SET_UP',
  'ENDED',
  'BACKUP_CODE_USED',
  'BACKUP_CODES_REPLACED',
  'REMOVED_BY_PLATFORM',
] as const

/** The facts of each kind. Credits are text, because JSON's numbers end at 2^53. */
export const FACTS = {
  INVITATION: z.object({
    organization,
    role: z.string(),
    /** The member who invites; null: the platform does. */
    inviter: z.string().nullable(),
    expiresAt: instant,
  }),
  EMAIL_VERIFICATION: z.object({}),
  PASSWORD_RESET: z.object({}),
  NEW_DEVICE: z.object({ at: instant, address: z.string().nullable(), browser: z.string() }),
  SECOND_FACTOR: z.object({ change: z.enum(SECOND_FACTOR_CHANGES), at: instant }),
  BALANCE_LOW: z.object({
    organization,
    credits,
    creditType: z.string(),
    /** The member whose wallet it is; null: it is the pool. */
    holder: z.string().nullable(),
    /** In percent of the cycle's allowance; null: the threshold is a number of credits. */
    percent: z.number().nullable(),
  }),
  BUDGET: z.object({
    organization,
    percent: z.number(),
    credits,
    creditType: z.string(),
    period: z.string(),
    isHard: z.boolean(),
    tag: z.string().nullable(),
    member: z.string().nullable(),
  }),
  APPROVAL_NEEDED: z.object({
    organization,
    /** The number of tasks that wait when it is sent. */
    waiting: z.number(),
    task: z.object({
      model: z.string(),
      operation: z.string(),
      credits,
      creditType: z.string(),
      member: z.string().nullable(),
    }),
  }),
  CREDITS_EXPIRING: z.object({
    organization,
    credits,
    creditType: z.string(),
    holder: z.string().nullable(),
    source: z.string().nullable(),
    lostAt: instant,
  }),
  PAYMENT_FAILED: z.object({
    organization,
    /** The thing that is paid for, such as the name of the plan. */
    what: z.string(),
    /** With its currency; null: it is not known. */
    amount: z.string().nullable(),
    /** Null: there is no last day. */
    dueAt: instant.nullable(),
    /** The provider's page to pay on; null: it has no page. */
    payUrl: z.url({ protocol: /^https?$/ }).nullable(),
    /** The reason, and what happens next; null: nothing more is known. */
    message: z.string().nullable().default(null),
  }),
  RENEWAL: z.object({
    organization,
    plan: z.string(),
    cycleEnd: instant,
    grants: z.array(z.object({ credits, creditType: z.string() })),
  }),
  CREDITS_REQUESTED: z.object({ organization, message: z.string() }),
  ENDPOINT_DISABLED: z.object({ organization, message: z.string() }),
  TOP_UP_STOPPED: z.object({ organization, message: z.string() }),
  STATEMENT: z.object({
    organization,
    /** The month, as people read it: November 2026. */
    month: z.string(),
    rows: z.array(z.tuple([z.string(), z.string()])).max(50),
    /** The month of the document that is attached: 2026-11. */
    attached: z.string(),
  }),
  SIMULATION_ENDED: z.object({
    catalogue: z.string(),
    from: instant,
    until: instant,
    tasks: z.string(),
    /** False: it has failed, and `failure` says why. */
    isOver: z.boolean(),
    failure: z.string().nullable(),
  }),
  RECEIPT: z.object({
    organization,
    kind: z.enum(ReceiptKind),
    number: z.string(),
    /** The thing that was bought. */
    what: z.string(),
    /** With its currency. */
    amount: z.string(),
    /** The receipt that is attached. */
    attached: z.uuid(),
  }),
} as const satisfies Record<MailKind, z.ZodObject>

export type Facts<Kind extends MailKind = MailKind> = z.output<(typeof FACTS)[Kind]>

/** The links of a text, which are not among its facts. */
export interface Around {
  /** The link of the mail itself, such as that of an invitation; null: it has none. */
  readonly link: string | null
  /** The platform's own frontend; null: it is not known. */
  readonly appUrl: string | null
}

type Template<Kind extends MailKind> = (facts: Facts<Kind>, around: Around) => Letter

const number = new Intl.NumberFormat('en')
const amountOf = (credits: string, creditType: string) => `${number.format(BigInt(credits))} ${creditType} credits`

/** An instant in a time zone, with its name. */
function timeIn(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'long', timeZone }).format(new Date(instant))
}

const to = (label: string, url: string | null) => (url === null ? null : { label, url })
const open = ({ appUrl }: Around) => to('Open your account', appUrl)
const walletOf = (holder: string | null) => (holder === null ? 'The pool' : `The wallet of ${shown(holder)}`)

const SECOND_FACTOR_TEXTS: Readonly<
  Record<(typeof SECOND_FACTOR_CHANGES)[number], Pick<Letter, 'subject' | 'paragraphs'>>
> = {
  SET_UP: {
    subject: 'Two-factor sign-in is on',
    paragraphs: ['From now on, a sign-in with your password also asks for a code of your app.'],
  },
  ENDED: {
    subject: 'Two-factor sign-in is off',
    paragraphs: ['From now on, your password alone signs you in.'],
  },
  BACKUP_CODE_USED: {
    subject: 'A backup code was used',
    paragraphs: [
      'Somebody has signed in to your account with your password and a backup code, which can’t be used again.',
    ],
  },
  BACKUP_CODES_REPLACED: {
    subject: 'Your backup codes were replaced',
    paragraphs: ['There are new backup codes for your account. The earlier ones can’t be used any more.'],
  },
  REMOVED_BY_PLATFORM: {
    subject: 'Your second factor was removed',
    paragraphs: [
      'The platform has removed the second factor of your account, and ended your sessions. Sign in with your password, and set up a new one.',
    ],
  },
}

const TEMPLATES: { readonly [Kind in MailKind]: Template<Kind> } = {
  INVITATION: ({ organization: { name, timeZone }, role, inviter, expiresAt }, { link }) => ({
    subject: `You are invited to ${shown(name)}`,
    paragraphs: [
      `${inviter === null ? 'You are invited' : `${shown(inviter)} has invited you`} to become a member of “${shown(name)}”.`,
    ],
    rows: [
      ['Role', role],
      ['The link works until', timeIn(expiresAt, timeZone)],
    ],
    action: to('See the invitation', link),
    notes: ['If you don’t know who invites you, do nothing, or decline on that page.'],
  }),
  EMAIL_VERIFICATION: (_facts, { link }) => ({
    subject: 'Verify your address',
    paragraphs: [
      'Somebody has made an account with this address. If it was you, sign in and open this link within 24 hours.',
    ],
    action: to('Verify the address', link),
    notes: ['If it wasn’t you, do nothing: without your password, nobody else can use the link either.'],
  }),
  PASSWORD_RESET: (_facts, { link }) => ({
    subject: 'Choose another password',
    paragraphs: ['Open this link within an hour to choose another password. All sessions of your account end then.'],
    action: to('Choose another password', link),
    notes: ['If you didn’t ask for it, do nothing: your password stays as it is.'],
  }),
  NEW_DEVICE: ({ at, address, browser }, { link }) => ({
    subject: 'A sign-in from a new device',
    paragraphs: ['Somebody has signed in to your account with a browser that was not used for it before.'],
    rows: [
      ['Time', timeIn(at, 'UTC')],
      ['Address', address ?? 'unknown'],
      ['Browser', browser],
    ],
    action: to('Choose another password', link),
    notes: ['If it was you, do nothing. If it wasn’t, choose another password: all sessions of your account end then.'],
  }),
  SECOND_FACTOR: ({ change, at }, { link }) => ({
    ...SECOND_FACTOR_TEXTS[change],
    rows: [['Time', timeIn(at, 'UTC')]],
    action: to('See your account', link),
    notes: ['If it wasn’t you, choose another password at once, and look at your second factor.'],
  }),
  BALANCE_LOW: ({ organization: { name }, credits, creditType, holder, percent }, around) => ({
    subject: `Few ${creditType} credits are left in ${shown(name)}`,
    paragraphs: [
      `${walletOf(holder)} of “${shown(name)}” has only ${amountOf(credits, creditType)} left${percent === null ? '' : `: ${percent} % of the cycle’s allowance or less`}.`,
    ],
    rows: [['Available', amountOf(credits, creditType)]],
    action: open(around),
    notes: ['The next mail about it comes only after the balance has recovered and falls again.'],
  }),
  BUDGET: ({ organization: { name }, percent, credits, creditType, period, isHard, tag, member }, around) => ({
    subject: `A budget of ${shown(name)} is ${percent} % used`,
    paragraphs: [
      `${percent} % of a budget of “${shown(name)}” are frozen or spent.${isHard ? ' Tasks that would exceed it are refused.' : ''}`,
    ],
    rows: [
      ['Budget', amountOf(credits, creditType)],
      ['Period', period],
      ...(tag === null ? [] : ([['Tag', shown(tag)]] as const)),
      ...(member === null ? [] : ([['Member', shown(member)]] as const)),
    ],
    action: open(around),
  }),
  APPROVAL_NEEDED: ({ organization: { name }, waiting, task }, around) => ({
    subject:
      waiting === 1 ? `A task waits for you in ${shown(name)}` : `${waiting} tasks wait for you in ${shown(name)}`,
    paragraphs: [
      waiting === 1
        ? `A task of “${shown(name)}” costs more than may be spent without an approval. It waits for you.`
        : `${waiting} tasks of “${shown(name)}” cost more than may be spent without an approval. They wait for you. One of them is this one.`,
    ],
    rows: [
      ['Task', `${shown(task.model)}, ${shown(task.operation)}`],
      ['Price', amountOf(task.credits, task.creditType)],
      ...(task.member === null ? [] : ([['Submitted by', shown(task.member)]] as const)),
    ],
    action: open(around),
    notes: ['There is at most one mail an hour about tasks that wait.'],
  }),
  CREDITS_EXPIRING: ({ organization: { name, timeZone }, credits, creditType, holder, source, lostAt }, around) => ({
    subject: `${amountOf(credits, creditType)} will be lost in ${shown(name)}`,
    paragraphs: [
      `${walletOf(holder)} of “${shown(name)}” will lose ${amountOf(credits, creditType)}: at the present pace they are not used before they expire.`,
    ],
    rows: [
      ['Will be lost', amountOf(credits, creditType)],
      ['Use them before', timeIn(lostAt, timeZone)],
      ...(source === null ? [] : ([['Source', shown(source)]] as const)),
    ],
    action: open(around),
  }),
  PAYMENT_FAILED: ({ organization: { name, timeZone }, what, amount, dueAt, payUrl, message }, around) => ({
    subject: `A payment of ${shown(name)} has failed`,
    paragraphs: [
      message ??
        `The payment for ${shown(what)} of “${shown(name)}” did not arrive.${dueAt === null ? '' : ' Its credits can be used until the time below.'}`,
    ],
    rows: [
      ['For', shown(what)],
      ...(amount === null ? [] : ([['Amount', amount]] as const)),
      ...(dueAt === null ? [] : ([['Pay before', timeIn(dueAt, timeZone)]] as const)),
    ],
    action: to('Pay', payUrl) ?? open(around),
  }),
  RENEWAL: ({ organization: { name, timeZone }, plan, cycleEnd, grants }, around) => ({
    subject: `${shown(plan)} was renewed for ${shown(name)}`,
    paragraphs: [`A new cycle of ${shown(plan)} has begun for “${shown(name)}”.`],
    rows: [
      ...grants.map(({ credits, creditType }) => ['New credits', amountOf(credits, creditType)] as const),
      ['The cycle ends', timeIn(cycleEnd, timeZone)],
    ],
    action: open(around),
  }),
  CREDITS_REQUESTED: ({ organization: { name }, message }, around) => ({
    subject: `A member of ${shown(name)} asks for more credits`,
    paragraphs: [message, 'Grant or decline it: the request says why, and what waits for it.'],
    action: open(around),
  }),
  TOP_UP_STOPPED: ({ organization: { name }, message }, around) => ({
    subject: `An auto top-up of ${shown(name)} has stopped`,
    paragraphs: [message],
    action: open(around),
  }),
  ENDPOINT_DISABLED: ({ organization: { name }, message }, around) => ({
    subject: `A webhook endpoint of ${shown(name)} was disabled`,
    paragraphs: [message],
    action: open(around),
  }),
  STATEMENT: ({ organization: { name }, month, rows }, around) => ({
    subject: `The statement of ${month} for ${shown(name)}`,
    paragraphs: [`The statement of “${shown(name)}” for ${month} is attached.`],
    rows,
    action: open(around),
  }),
  SIMULATION_ENDED: ({ catalogue, from, until, tasks, isOver, failure }) => ({
    subject: `The simulation of ${shown(catalogue)} has ${isOver ? 'ended' : 'failed'}`,
    paragraphs: [isOver ? 'It has a result.' : `It has none. ${failure ?? ''}`],
    rows: [
      ['From', timeIn(from, 'UTC')],
      ['Until', timeIn(until, 'UTC')],
      ['Tasks played', number.format(BigInt(tasks))],
    ],
  }),
  RECEIPT: ({ organization: { name }, kind, number, what, amount }, around) => ({
    subject: `${kind === 'RECEIPT' ? 'Receipt' : 'Credit note'} ${number} for ${shown(name)}`,
    paragraphs: [
      kind === 'RECEIPT'
        ? `“${shown(name)}” has paid ${amount}. The receipt is attached.`
        : `${amount} of a payment of “${shown(name)}” do not count any more: they were given back, or lost in a dispute. The credit note is attached.`,
    ],
    rows: [
      ['Number', number],
      ['For', shown(what)],
      ['Amount', amount],
    ],
    action: open(around),
  }),
}

/** The letter of a mail. Throws if the facts are not those of its kind. */
export function letterOf(kind: MailKind, facts: unknown, around: Around): Letter {
  return typed(kind, facts, around)
}

function typed<Kind extends MailKind>(kind: Kind, facts: unknown, around: Around): Letter {
  // The compiler does not see that a schema and a template of one kind belong together.
  const parsed = FACTS[kind].parse(facts) as Facts<Kind>
  const letter = TEMPLATES[kind](parsed, around)
  const isSandbox = 'organization' in parsed && (parsed.organization as z.output<typeof organization>).isSandbox
  return isSandbox ? { ...letter, subject: `[Sandbox] ${letter.subject}` } : letter
}
