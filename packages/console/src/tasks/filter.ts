// The filter of the list of tasks: in the address, as the API takes it, and as a question about one task.

import type { TaskFilter } from '../generated/types.ts'
import { dateAfter, startOfDate } from '../parts/zone.ts'
import type { Row } from './types.ts'

export const STATUSES = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELED', 'TIMED_OUT'] as const
type Status = (typeof STATUSES)[number]

const isStatus = (text: string): text is Status => (STATUSES as readonly string[]).includes(text)

/** The names in the address. `from` and `to` are days, and both belong to the range. */
export const FILTERS = [
  ...([
    'text',
    'status',
    'organization',
    'provider',
    'model',
    'operation',
    'member',
    'tag',
    'from',
    'to',
    'id',
  ] as const),
] as const

/** Returns the filter that the address has; days are those of the organization's zone. */
export function filterOf(search: URLSearchParams, zone: string): TaskFilter {
  const text = (name: (typeof FILTERS)[number]) => search.get(name) || undefined
  const statuses = (text('status') ?? '').split(',').filter(isStatus)
  const [from, to] = [text('from'), text('to')]
  return {
    ...(statuses.length > 0 ? { statuses } : {}),
    ...(text('model') ? { model: text('model') } : {}),
    ...(text('operation') ? { operation: text('operation') } : {}),
    ...(text('provider') ? { provider: text('provider') } : {}),
    ...(text('text') ? { text: text('text') } : {}),
    ...(text('member') ? { memberId: text('member') } : {}),
    ...(text('tag') ? { tag: text('tag') } : {}),
    ...(text('id') ? { externalId: text('id') } : {}),
    ...(isDate(from) ? { submittedFrom: startOfDate(from, zone) } : {}),
    ...(isDate(to) ? { submittedUntil: startOfDate(dateAfter(to), zone) } : {}),
  }
}

function isDate(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
}

/** What the filter looks at. */
type Matched = Omit<Row, 'progress' | 'approval' | 'credits' | 'costs'>

/** Whether a task that came over the live stream belongs to the list. */
export function matches(task: Matched, filter: TaskFilter): boolean {
  const { statuses, provider, model, operation, text, memberId, tag, externalId, submittedFrom, submittedUntil } =
    filter
  const at = Date.parse(task.createdAt)
  return (
    (!statuses || statuses.includes(task.status)) &&
    (!provider || task.provider === provider) &&
    (!model || task.model === model) &&
    (!operation || task.operation === operation) &&
    (!text || hasText(task, text)) &&
    (!memberId || task.member?.id === memberId) &&
    (!tag || task.tags.includes(tag)) &&
    (!externalId || task.externalId === externalId) &&
    (!submittedFrom || at >= Date.parse(submittedFrom)) &&
    (!submittedUntil || at < Date.parse(submittedUntil))
  )
}

/** The fields of an input in which the API looks for words. */
const SEARCHED = ['title', 'prompt', 'text', 'lyrics', 'name'] as const

function hasText({ id, externalId, input }: Matched, text: string): boolean {
  if (text === id || text === externalId) return true
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const fields = SEARCHED.map((field) => (typeof input[field] === 'string' ? input[field].toLowerCase() : ''))
  return words.every((word) => fields.some((field) => field.includes(word)))
}
