// What usage can be by, and the names of its groups.

import type { AnswerOf } from '@holdfast/client'
import type { UsageOf } from '../generated/usage.ts'
import { texts } from '../texts/index.ts'

export const DIMENSIONS = ['MEMBER', 'MODEL', 'OPERATION', 'API_KEY', 'TAG', 'CREDIT_TYPE'] as const
export type Dimension = (typeof DIMENSIONS)[number]

export const isDimension = (text: string | null): text is Dimension =>
  (DIMENSIONS as readonly (string | null)[]).includes(text)

type Answer = NonNullable<AnswerOf<typeof UsageOf>>
export type Report = Answer['byGroup']
export type DaysReport = Answer['byDay']
export type Group = Report['groups'][number]
/** Who or what a group is about. */
type Subject = Pick<Group, 'model' | 'operation' | 'tag' | 'creditType' | 'member' | 'apiKey'>

/** The name of a group, for people. */
export function nameOf(group: Subject, by: Dimension): string {
  const none = texts.usage.without[by]
  const names: Readonly<Record<Dimension, string | null | undefined>> = {
    ...{ MEMBER: group.member?.name, MODEL: group.model, OPERATION: group.operation },
    ...{ API_KEY: group.apiKey?.name, TAG: group.tag, CREDIT_TYPE: group.creditType },
  }
  return names[by] ?? none
}

/** What tells a group from others with the same name. */
export const keyOf = (group: Subject, by: Dimension): string =>
  (({ MEMBER: group.member?.id, API_KEY: group.apiKey?.id }) as Readonly<Record<string, string | undefined>>)[by] ??
  nameOf(group, by)

/** The filter of the list of tasks that shows a group's tasks; null: the list has no such filter. */
export function filterOf(group: Subject, by: Dimension): Readonly<Record<string, string>> | null {
  if (by === 'MEMBER' && group.member) return { member: group.member.id }
  if (by === 'MODEL' && group.model) return { model: group.model }
  if (by === 'OPERATION' && group.operation) return { operation: group.operation }
  if (by === 'TAG' && group.tag) return { tag: group.tag }
  return null
}

type Sums = Pick<Group['sums'], 'used' | 'refunded' | 'tasks' | 'failed'>

/** What the groups that a report does not have add up to. Null: of tags it is not known, because what has several counts once for each. */
export function othersOf({ groups, total }: Report, by: Dimension): Sums | null {
  if (by === 'TAG') return null
  const rest = (sum: keyof Sums) => total[sum] - groups.reduce((all, { sums }) => all + sums[sum], 0)
  return { used: rest('used'), refunded: rest('refunded'), tasks: rest('tasks'), failed: rest('failed') }
}
