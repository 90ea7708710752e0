// Finds organizations by what somebody of the platform knows of them: a part of the name, an id, or a member's email address.

import { subjectOfUser } from '../access/subject.ts'
import type { App } from '../app.ts'
import type { Prisma } from '../database/generated/client/client.ts'
import { decodeGlobalId } from '../graphql/ids.ts'
import { subjectWith } from '../labels/insertLabel.ts'

/** The condition that an organization is found by this text. */
export async function whereFound(app: App, text: string): Promise<Prisma.OrganizationWhereInput> {
  const [labeled, joined] = await Promise.all([
    subjectWith(app.prisma, null, 'ORGANIZATION', text),
    organizationsOfAddress(app, text),
  ])
  const ids = [...idsIn(text), ...(labeled ? [labeled.organizationId] : []), ...joined]
  return { OR: [{ name: { contains: text, mode: 'insensitive' } }, { id: { in: ids } }] }
}

/** The organizations whose members have an account here with this email address. */
async function organizationsOfAddress({ prisma }: App, text: string): Promise<string[]> {
  if (!text.includes('@')) return []
  const user = await prisma.user.findUnique({ where: { email: text.toLowerCase() } })
  if (!user) return []
  const where = { subject: subjectOfUser(user.id), removedAt: null }
  const members = await prisma.member.findMany({ where, select: { organizationId: true } })
  return members.map(({ organizationId }) => organizationId)
}

/** The id of an organization as the API has it, if the text is one. */
function idsIn(text: string): string[] {
  try {
    const { typename, id } = decodeGlobalId(text)
    return typename === 'Organization' ? [id] : []
  } catch {
    return []
  }
}
