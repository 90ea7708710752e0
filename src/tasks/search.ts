// Searching tasks by text: by words of what was asked for, or by an id.
//
// No index: one over texts would cost every task more than all else that is written with it. A search looks through the newest tasks of the
// range that the filter names, and no further: an id, and an external id, are found among all.

import type { App } from '../app.ts'
import type { Prisma } from '../database/generated/client/client.ts'
import { decodeGlobalId, splitTenantId } from '../graphql/ids.ts'
import { whereExternalId } from '../labels/find.ts'

/** The fields of an input that say in words what was asked for. */
export const FIELDS = ['title', 'prompt', 'text', 'lyrics', 'name'] as const

export const TEXT_LENGTH_MAX = 200
const WORDS_MAX = 8

/** The most tasks that a search looks through. Tests lower it. */
export const SEARCHED = { max: 50_000 }

/** The condition for Prisma. `among`: the tasks that the caller may see in the range of time; the newest of them are looked through. */
export async function whereText(
  app: App,
  organizationId: string,
  text: string | null | undefined,
  among: Prisma.TaskWhereInput,
): Promise<Prisma.TaskWhereInput> {
  const words = wordsOf(text)
  if (words.length === 0) return {}
  const [only, ...others] = words
  const ids = others.length === 0 && only !== undefined ? await idsNamed(app, organizationId, only) : []
  const oldest = await app.prisma.task.findFirst({
    where: among,
    orderBy: { id: 'desc' },
    skip: SEARCHED.max,
    select: { id: true },
  })
  const asked = { AND: words.map(whereWord), ...(oldest ? { id: { gt: oldest.id } } : {}) }
  return ids.length > 0 ? { OR: [{ id: { in: ids } }, asked] } : asked
}

export const wordsOf = (text: string | null | undefined): string[] => (text ?? '').split(/\s+/).filter(Boolean)

/** Says what is wrong with a text; null: it can be looked for. */
export function problemOf(text: string | null | undefined): string | null {
  const length = text?.length ?? 0
  if (length > TEXT_LENGTH_MAX) return `must have at most ${TEXT_LENGTH_MAX} characters, not ${length}`
  const words = wordsOf(text).length
  return words > WORDS_MAX ? `must have at most ${WORDS_MAX} words, not ${words}` : null
}

/** The tasks whose id, or whose external id, is this word. */
async function idsNamed(app: App, organizationId: string, word: string): Promise<string[]> {
  const { id: named } = await whereExternalId(app, organizationId, 'TASK', word)
  return [...(named === undefined ? [] : [named]), ...idOf(word, organizationId)]
}

/** The task that an id names, of this organization, or of any if it is null; empty if the word is not an id. */
export function idOf(word: string, organizationId: string | null): string[] {
  if (!word.startsWith('task_')) return []
  try {
    const own = splitTenantId(decodeGlobalId(word).id)
    return organizationId === null || own.organizationId === organizationId ? [own.id] : []
  } catch {
    // It only looks like an id: then it is a word like any other.
    return []
  }
}

/** A word in any of the fields, whatever its case. */
function whereWord(word: string): Prisma.TaskWhereInput {
  const pattern = patternOf(word)
  return {
    OR: FIELDS.map((field) => ({ input: { path: [field], string_contains: pattern, mode: 'insensitive' } })),
  }
}

/** A word for LIKE, to which %, _ and \ mean something else. */
export function patternOf(word: string): string {
  return word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
}
