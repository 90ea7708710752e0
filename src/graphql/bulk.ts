// Bulk mutations: many inputs of one mutation in one request, each with a result of its own. An entry does what its single
// mutation does, and shares its code: the same checks, refusals, idempotency key and events.
//
// First everything is looked up that the entries name and the lane does not read, so that equal look-ups share one statement.
// Then the entries send their commands, in the order of the list: the lane decides those of an organization in this order.

import type { InputRef, UnionRef } from '@pothos/core'
import { type InvalidInput, invalidInput } from '../refusals.ts'
import { builder, type Types } from './builder.ts'
import type { Context } from './context.ts'
import { InvalidInputError, resultType } from './errors.ts'

/** The most entries of one bulk mutation. */
const ENTRIES_MAX = 1_000

/** The field that has the entries, by the name of the input. */
export const BULK_LISTS = new Map<string, string>()

/** An operation that has looked up what it needs. When it is called it sends its command, or answers why it has none. */
export type Ready<Answer> = () => Answer | Promise<Answer>

interface Bulk<Input, Answer> {
  /** The mutation: completeTasks. */
  readonly name: string
  /** The field of the input that has the entries, and what they are called: tasks. */
  readonly list: 'tasks' | 'holds'
  readonly entry: InputRef<Input>
  readonly result: UnionRef<Types, Answer>
  /** The verb of the descriptions: complete. */
  readonly verb: string
  readonly description: string
  readonly authScopes: Types['AuthScopes'] extends infer Scopes ? Partial<Scopes> : never
  /** The organization of an entry's command; null if the caller can't see it. */
  readonly organizationOf: (context: Context, entry: Input) => string | null
  readonly prepare: (context: Context) => (entry: Input) => Ready<Answer> | Promise<Ready<Answer>>
}

/** Adds a bulk mutation to the schema. */
export function bulkMutation<Input, Answer>(bulk: Bulk<Input, Answer>): void {
  const { name, list, entry, result, verb, description, authScopes } = bulk
  const typeName = name[0]?.toUpperCase() + name.slice(1)
  const input = builder.inputRef<Record<string, readonly Input[]>>(`${typeName}Input`)
  BULK_LISTS.set(`${typeName}Input`, list)
  input.implement({
    description: `The ${list} to ${verb} at once.`,
    fields: (t) => ({
      [list]: t.field({
        type: [entry],
        required: true,
        description: `The ${list} to ${verb}, in this order; 1 to ${ENTRIES_MAX.toLocaleString('en')}.`,
      }),
    }),
  })
  const noun = list.slice(0, -1)
  const success = builder.objectRef<{ results: Answer[] }>(`${typeName}Success`).implement({
    description: `The outcome of each ${noun}. A refused ${noun} does not affect the others.`,
    fields: (t) => ({
      results: t.expose('results', {
        type: [result],
        complexity: { field: 0, multiplier: 1 },
        description: `One result for each ${noun} of the input, in the same order.`,
      }),
    }),
  })
  const entriesOf = (args: { readonly input: Record<string, readonly Input[]> }) => args.input[list] ?? []
  builder.mutationField(name, (t) =>
    t.field({
      type: resultType(`${typeName}Result`, success, [InvalidInputError]),
      description,
      authScopes,
      args: { input: t.arg({ type: input, required: true }) },
      complexity: (args) => {
        const { length } = entriesOf(args)
        return { field: length, multiplier: Math.max(1, length) }
      },
      resolve: async (_root, args, context) => {
        const entries = entriesOf(args)
        return refuseNumber(list, entries.length) ?? { results: await runAll(context, bulk, entries) }
      },
    }),
  )
}

function refuseNumber(list: string, length: number): InvalidInput | null {
  if (length >= 1 && length <= ENTRIES_MAX) return null
  return invalidInput({ path: list, message: `must have 1 to ${ENTRIES_MAX} items, not ${length}` })
}

async function runAll<Input, Answer>(
  context: Context,
  { organizationOf, prepare }: Bulk<Input, Answer>,
  entries: readonly Input[],
): Promise<Answer[]> {
  const byOrganization = Map.groupBy(entries, (entry) => organizationOf(context, entry))
  for (const [id, { length }] of byOrganization) if (id) context.app.lane.expectRoom(id, length)
  const prepared = entries.map(prepare(context))
  const ready = isReady(prepared) ? prepared : await Promise.all(prepared)
  return Promise.all(ready.map((run) => run()))
}

/** True if no entry waits for a look-up. */
function isReady<Answer>(prepared: readonly (Ready<Answer> | Promise<Ready<Answer>>)[]): prepared is Ready<Answer>[] {
  return prepared.every((each) => typeof each === 'function')
}
