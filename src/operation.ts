// Operations: each checks its input, has the lane decide a command, and answers. A request that repeats an idempotency key
// gets the result of the first one, as it reads now.

import type { z } from 'zod'
import type { Command, Idempotency, IdempotencyConflict, LaneRefusal, Outcome } from './engine/command.ts'
import { idempotency } from './engine/idempotency.ts'
import type { Lane } from './engine/lane.ts'
import { isRefusal, type Refusal } from './ledger/refusals.ts'
import { type InvalidInput, type NotFound, parseInput } from './refusals.ts'

/** The result of an operation. `replayed` is true when an earlier request under the same idempotency key caused it. */
export type Answer<Value> = Value & { readonly replayed: boolean }

/** The refusals that nearly every operation has. */
export type CommonRefusal = InvalidInput | NotFound | LaneRefusal

type InputSchema = z.ZodType<{ readonly idempotencyKey?: string | null | undefined }>

/** The checked input, without the idempotency key. */
export type Parameters<Schema extends InputSchema> = Omit<z.output<Schema>, 'idempotencyKey'>

interface Operation<Schema extends InputSchema, Value extends object, Refused extends Refusal> {
  /** The name of the mutation. It is part of the fingerprint of the idempotency key. */
  readonly name: string
  readonly schema: Schema
  readonly input: z.input<Schema>
  /** Runs the command in the lane; or refuses before, because something that the input names does not exist. */
  readonly run: (
    parameters: Parameters<Schema>,
    key: Idempotency | null,
  ) => Promise<Outcome<Value, Refused> | NotFound | InvalidInput> | NotFound | InvalidInput
  /** Reads the result of the earlier request under the same key, by the id of what that made or changed. */
  readonly find: (id: string, parameters: Parameters<Schema>) => Promise<Value>
  /** The refusal of a thing that the lane did not find, for things that it knows only while they are in force. */
  readonly notInForce?: (parameters: Parameters<Schema>) => Promise<NotFound>
}

/** Runs an operation. It is not an async function, because a bulk mutation runs a thousand, and every promise counts. */
export function operate<Schema extends InputSchema, Value extends object, Refused extends Refusal>(
  operation: Operation<Schema, Value, Refused>,
): Promise<Answer<Value> | Refused | NotFound | InvalidInput> {
  try {
    return begin(operation)
  } catch (error) {
    return Promise.reject(error)
  }
}

function begin<Schema extends InputSchema, Value extends object, Refused extends Refusal>({
  name,
  schema,
  input,
  run,
  find,
  notInForce,
}: Operation<Schema, Value, Refused>): Promise<Answer<Value> | Refused | NotFound | InvalidInput> {
  const parsed = parseInput(schema, input)
  if (!parsed.ok) return Promise.resolve(parsed.refusal)
  // A copy of the same shape: to leave the field out costs several times as much, in every operation.
  const parameters = { ...parsed.value, idempotencyKey: undefined }
  const running = run(parameters, idempotency(parsed.value.idempotencyKey, name, parameters))
  if (!(running instanceof Promise)) return Promise.resolve(running)
  return running.then((outcome) => {
    if (isRefusal(outcome)) return outcome
    if (outcome.kind === 'decided') return { ...outcome.value, replayed: false }
    if (outcome.kind === 'refused') {
      return outcome.refusal.code === 'NOT_FOUND' && notInForce ? notInForce(parameters) : outcome.refusal
    }
    return find(outcome.resultId, parameters).then((value) => ({ ...value, replayed: true }))
  })
}

/** Runs a command without an idempotency key, and returns its value or its refusal. */
export async function runWithoutKey<Value extends object, Refused extends Refusal>(
  lane: Pick<Lane, 'run'>,
  command: Omit<Command<Value, Refused>, 'idempotency'>,
): Promise<Value | Refused | NotFound> {
  const outcome = await lane.run<Value, Refused>({ ...command, idempotency: null })
  if (outcome.kind === 'decided') return outcome.value
  if (outcome.kind === 'refused' && !isConflict(outcome.refusal)) return outcome.refusal
  throw new RangeError('a command without an idempotency key was answered as if it had one')
}

function isConflict(refusal: Refusal): refusal is IdempotencyConflict {
  return refusal.code === 'IDEMPOTENCY_CONFLICT'
}
