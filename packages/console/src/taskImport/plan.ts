// What the columns of a sheet mean, and the tasks that its rows ask for.

import { fieldsOf, type Rule, withValue } from '../tasks/fields.ts'
import { texts } from '../texts/index.ts'
import type { Sheet } from './csv.ts'

/** What a column is for. After `input:` stands the path of a field of the input. */
export type Target = 'none' | 'model' | 'operation' | 'tags' | 'maxCredits' | 'externalId' | `input:${string}`

export interface Plan {
  /** Of each column. */
  readonly targets: readonly Target[]
  /** Of rows whose cell for it is empty, or that have no such column. */
  readonly model: string | null
  readonly operation: string | null
}

/** A task to submit, as submitTasks takes it. */
export interface Submission {
  readonly model: string
  readonly operation: string
  readonly input: Readonly<Record<string, unknown>>
  readonly tags?: readonly string[]
  readonly maxCredits?: number
  readonly maxCosts?: readonly { readonly creditType: string; readonly credits: number }[]
  readonly externalId?: string
}

/** What a row asks for: a task, or what is wrong with it as a sentence. */
export type Asked = { readonly task: Submission } | { readonly problem: string }

const NAMES: Readonly<Record<string, Target>> = {
  model: 'model',
  operation: 'operation',
  tag: 'tags',
  tags: 'tags',
  maxcredits: 'maxCredits',
  externalid: 'externalId',
  id: 'externalId',
}

const plain = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '')

/** Returns what the columns mean by their names; a name that says nothing is not used. */
export function planOf({ columns }: Sheet, rules: readonly Rule[]): Plan {
  const fields = fieldsOf(rules)
  const taken = new Set<Target>()
  const targets = columns.map((column): Target => {
    const field = fields.find(({ name }) => plain(name) === plain(column.replace(/^input\./, '')))
    const target = NAMES[plain(column)] ?? (field ? (`input:${field.name}` as const) : 'none')
    if (taken.has(target)) return 'none'
    taken.add(target)
    return target
  })
  return { targets, model: null, operation: null }
}

/** Returns what each row asks for. */
export function askedOf(sheet: Sheet, plan: Plan, rules: readonly Rule[]): Asked[] {
  return sheet.rows.map((cells) => {
    if (cells.length > sheet.columns.length) return { problem: texts.tasks.import.tooLong(sheet.columns.length) }
    const cellOf = (target: Target) => cells[plan.targets.indexOf(target)] ?? ''
    const [model, operation] = [cellOf('model') || plan.model, cellOf('operation') || plan.operation]
    if (!model) return { problem: texts.tasks.import.noModel }
    if (!operation) return { problem: texts.tasks.import.noOperation }
    const own = rules.filter((rule) => rule.model === model && rule.operation === operation)
    if (own.length === 0) return { problem: texts.tasks.import.notOffered(model, operation) }
    const input = inputOf(cells, plan, own)
    if (typeof input === 'string') return { problem: input }
    return withRest({ model, operation, input }, cellOf)
  })
}

function inputOf(
  cells: readonly string[],
  { targets }: Plan,
  rules: readonly Rule[],
): Readonly<Record<string, unknown>> | string {
  const fields = new Map(fieldsOf(rules).map((field) => [field.name, field]))
  let input: Readonly<Record<string, unknown>> = {}
  for (const [i, target] of targets.entries()) {
    const cell = cells[i] ?? ''
    if (!target.startsWith('input:') || cell === '') continue
    const name = target.slice('input:'.length)
    const field = fields.get(name)
    if (field?.kind === 'number' && !isNumber(cell)) return texts.tasks.import.noNumber(name, cell)
    if (field?.kind === 'choice' && !field.choices.has(cell))
      return texts.tasks.import.noChoice(name, cell, [...field.choices.keys()].join(', '))
    const value = field?.kind === 'number' ? Number(cell) : field?.kind === 'choice' ? field.choices.get(cell) : cell
    input = withValue(input, name, value)
  }
  return input
}

/** Returns whether a cell is a decimal number that keeps its value: a whole number above 2^53 would be rounded. */
function isNumber(cell: string): boolean {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(cell.trim())) return false
  const value = Number(cell)
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
}

function withRest(task: Submission, cellOf: (target: Target) => string): Asked {
  const t = texts.tasks.import
  const [most, externalId] = [cellOf('maxCredits'), cellOf('externalId')]
  const tags = [
    ...new Set(
      cellOf('tags')
        .split(/[;|]/)
        .map((tag) => tag.trim()),
    ),
  ].filter(Boolean)
  if (tags.length > 10) return { problem: t.manyTags(tags.length) }
  if (most !== '' && !(isNumber(most) && Number.isSafeInteger(Number(most)) && Number(most) >= 0))
    return { problem: t.noMost(most) }
  return {
    task: {
      ...task,
      ...(tags.length > 0 ? { tags } : {}),
      ...(most === '' ? {} : { maxCredits: Number(most) }),
      ...(externalId === '' ? {} : { externalId }),
    },
  }
}
