// The choices of members: one for each kind that can be ended, and the links in mails that end one.

import type { App } from '../app.ts'
import { record } from '../audit/record.ts'
import { MailKind } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import type { MemberId, OrganizationId } from '../ids.ts'
import { type InvalidInput, invalidInput, type NotFound, notFound } from '../refusals.ts'
import { ENDABLE_KINDS, KINDS } from './kinds.ts'

/** The path of the pages that end a kind. */
export const MAIL_ENDS_PATH = '/mails/end/'

export interface MailChoice {
  readonly kind: MailKind
  readonly wanted: boolean
}

interface Chooser {
  readonly organizationId: OrganizationId
  /** The organization's own id: its billing address. */
  readonly memberId: MemberId | OrganizationId
}

/** The choices of a member, one for every kind that can be ended. */
export async function choicesOf(
  { prisma }: Pick<App, 'prisma'>,
  { organizationId, memberId }: Chooser,
): Promise<MailChoice[]> {
  const chosen = await prisma.mailPreference.findMany({ where: { organizationId, memberId } })
  const known = new Map(chosen.map(({ kind, wanted }) => [kind, wanted]))
  const isBilling = memberId === organizationId
  return ENDABLE_KINDS.map((kind) => ({ kind, wanted: known.get(kind) ?? (isBilling || KINDS[kind].byDefault) }))
}

/** Chooses whether a member gets mails of a kind. Those that were not sent yet are discarded when their turn comes. */
export function choose(
  app: App,
  { organizationId, memberId, kind, wanted }: Chooser & MailChoice,
): Promise<MailChoice | InvalidInput | NotFound> {
  if (!KINDS[kind].canEnd) {
    const message = `must be one of ${ENDABLE_KINDS.join(', ')}: the others can’t be ended`
    return Promise.resolve(invalidInput({ path: 'kind', message }))
  }
  return transact<MailChoice | NotFound>(app.prisma, async (transaction) => {
    const where = { organizationId, id: memberId, removedAt: null }
    const isBilling = memberId === organizationId
    if (!isBilling && (await transaction.member.count({ where })) === 0) return notFound('member')
    const now = app.clock()
    const changed = { wanted, changedAt: now }
    await transaction.mailPreference.upsert({
      where: { organizationId_memberId_kind: { organizationId, memberId, kind } },
      create: { organizationId, memberId, kind, ...changed },
      update: changed,
    })
    const subject = { subjectType: isBilling ? 'Organization' : 'Member', subjectId: memberId }
    const act = { action: 'setMailPreference', ...subject, after: { kind, wanted } }
    await record(app, transaction, organizationId, act, now)
    return { kind, wanted }
  })
}

/** A link that ends a kind for a member. It works for as long as they are one. */
export function endLink({ links }: Pick<App, 'links'>, chooser: Chooser, kind: MailKind): Promise<string | null> {
  const { organizationId, memberId } = chooser
  return links ? links.sign(MAIL_ENDS_PATH, { organizationId, memberId, kind }, null) : Promise.resolve(null)
}

/** The member and the kind of a link; null if it was not signed here. */
export async function readEndLink(
  { links }: Pick<App, 'links'>,
  token: string,
): Promise<(Chooser & { readonly kind: MailKind }) | null> {
  const { organizationId, memberId, kind } = (await links?.read(MAIL_ENDS_PATH, token)) ?? {}
  const known = Object.values(MailKind).find((each) => each === kind)
  if (typeof organizationId !== 'string' || typeof memberId !== 'string' || !known) return null
  return { organizationId, memberId, kind: known }
}
