// Live streams for many subscribers: the message for a change is built and serialized once for all who have the same subscription
// open.
//
// Subscriptions are the same if they have the same document and operation, the same variables (except those of the root field, such
// as `after`, which decide where a stream begins and not what a message contains), and callers for whom the result is the same. An
// execution records which properties of the caller it reads: its organization and role; its member if it matters who owns a task. A
// message is shared only with callers that have the same values in all of them.
//
// Messages for one stream alone (the current state, missed changes) are built in the same way.

import { createHash } from 'node:crypto'
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  getOperationAST,
  Kind,
  visit,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import type { Caller } from '../access/roles.ts'
import { Meter, metered } from '../database/meter.ts'
import { publishedMsAgo } from '../events/bus.ts'
import { LiveStream, type Sink } from '../events/live.ts'
import { StreamMemory } from '../events/streamMemory.ts'
import { Slices } from '../fairness/slices.ts'
import type { Context } from '../graphql/context.ts'
import { messages } from '../telemetry/channels.ts'
import { type Charges, sharerOf } from './charges.ts'
import { bytesOfDocument } from './documents.ts'

/** The most different subscriptions. One that is evicted, or too large to keep, is not shared with later streams. */
const QUESTIONS_MAX = 10_000
const QUESTIONS_BYTES_MAX = 32 * 1024 * 1024
const QUESTION_BYTES_MAX = 8 * 1024 * 1024
/** The most characters, as JSON, of the variables that each message of a stream needs. */
const VARIABLES_CHARACTERS_MAX = 10_000
/** The most different messages for one change. Past that, each caller gets their own. */
const ANSWERS_MAX = 20

/** The most messages of one organization that are built at the same time. */
const ANSWERS_UNDER_WAY_MAX = 1

/** The cost of writing a message, without its reads, in fields. */
const COST_OF_MESSAGE = 10

/** With `deliver`, messages go to it as bytes, and the stream itself only ends. */
export interface StreamContext extends Context {
  readonly deliver?: Sink<Buffer>
}

/** The parts that build messages. */
interface Means {
  /** Masks an error for clients. */
  readonly mask: (error: unknown) => GraphQLError
  readonly charges: Charges
  readonly slices: Slices
}

export function streamAnswers(mask: Means['mask'], charges: Charges): Plugin<StreamContext> {
  const means: Means = { mask, charges, slices: new Slices(ANSWERS_UNDER_WAY_MAX) }
  const questions = new LRUCache<string, Question>({
    max: QUESTIONS_MAX,
    maxSize: QUESTIONS_BYTES_MAX,
    maxEntrySize: QUESTION_BYTES_MAX,
    sizeCalculation: ({ bytes }) => bytes,
  })
  /** Throws if the variables are too large. */
  function questionOf(args: ExecutionArgs): Question {
    const text = args.document.loc?.source.body ?? ''
    const { key, variables } = partsOf(args)
    const size = JSON.stringify(variables).length
    if (size > VARIABLES_CHARACTERS_MAX) throw tooManyVariables(size)
    const known = questions.get(key)
    if (known) return known
    const made = new Question({ ...args, variableValues: variables }, means, bytesOfDocument(text) + 2 * size)
    questions.set(key, made)
    return made
  }
  /** Registers a stream until it ends. Throws if there is no memory for it. */
  function askFor(stream: LiveStream<object>, args: ExecutionArgs, caller: Caller | null): Question {
    const question = questionOf(args)
    question.begin(sharerOf(caller))
    stream.whenEnded(() => question.end())
    return question
  }
  return {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn(async (args) => {
        const { caller, app, deliver } = args.contextValue as StreamContext
        const meter = new Meter(sharerOf(caller))
        // In a context of its own, so that the data that plugins keep with a context does not stay as long as the stream.
        const contextValue = contextOf(app, caller)
        const stream = await metered(meter, () => createSourceEventStream({ ...args, contextValue }))
        charges.told(caller, meter.cost)
        if (!(stream instanceof LiveStream)) return stream
        let question: Question
        try {
          question = askFor(stream, args, caller)
        } catch (error) {
          stream.end()
          return { errors: [error as GraphQLError] }
        }
        const answer = (change: object) => question.answer(change, app, caller)
        forgetRequest(args)
        return deliver ? delivering(stream, meter, answer, deliver) : answering(stream, meter, answer)
      })
    },
  }
}

/**
 * Releases the variables and parameters that the client has sent, which libraries keep as long as the stream lasts. They may be as
 * large as a body, and only those that each message needs are counted.
 */
function forgetRequest(args: ExecutionArgs): void {
  const { params } = args.contextValue as { readonly params?: Record<string, unknown> }
  for (const name of Object.keys(params ?? {})) delete params?.[name]
  Object.assign(args, { variableValues: {} })
}

/** Builds the message for a change, as JSON. */
type AnswerChange = (change: object) => Buffer | Promise<Buffer>

/**
 * An iterator that yields nothing and ends with the stream. Messages go to `deliver`. The reads of the stream (the current state,
 * missed changes) take turns by the organization of its meter.
 */
function delivering(
  stream: LiveStream<object>,
  meter: Meter,
  answer: AnswerChange,
  deliver: Sink<Buffer>,
): AsyncIterableIterator<ExecutionResult, void> {
  const done = { done: true, value: undefined } as const
  return {
    next: () => {
      const take: Sink<object> = (change) => {
        const json = answer(change)
        return 'then' in json ? json.then(deliver) : deliver(json)
      }
      return metered(meter, () => stream.flow(take)).then(() => done)
    },
    return: async () => {
      stream.end()
      return done
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

/** Results that are JSON already. Yoga calls `stringify` of a result. */
function answering(
  stream: LiveStream<object>,
  meter: Meter,
  answer: AnswerChange,
): AsyncIterableIterator<ExecutionResult, void> {
  const changes = stream[Symbol.asyncIterator]()
  return {
    next: async () => {
      const next = await metered(meter, () => changes.next())
      if (next.done) return next
      const json = await answer(next.value)
      return { done: false, value: { stringify: () => json.toString() } as ExecutionResult }
    },
    return: async () => {
      stream.end()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

interface Answer {
  /** The properties of the caller that were read, with their values. Complete once the answer is. */
  readonly reliedOn: Map<string | symbol, unknown>
  json: Buffer | Promise<Buffer>
}

/** A subscription that several streams share. */
class Question {
  /** The most memory that it takes, in bytes. */
  readonly bytes: number
  readonly #args: ExecutionArgs
  readonly #means: Means
  #streams = 0
  /** The memory of all its streams together, counted for the organization of the first one. */
  #memory: StreamMemory | null = null

  constructor({ schema, document, operationName, variableValues }: ExecutionArgs, means: Means, bytes: number) {
    this.#args = { schema, document, operationName, variableValues }
    this.#means = means
    this.bytes = bytes
  }

  /** Adds a stream. Throws TOO_MANY_STREAMS if there is no memory for it. */
  begin(organizationId: string): void {
    if (!this.#memory) {
      const memory = new StreamMemory(organizationId)
      memory.keep(this.bytes)
      this.#memory = memory
    }
    this.#streams++
  }

  /** Removes a stream. */
  end(): void {
    if (--this.#streams > 0) return
    this.#memory?.free()
    this.#memory = null
  }

  answer(change: object, app: Context['app'], caller: Caller | null): Buffer | Promise<Buffer> {
    if (messages.isFollowed) tellLag(change)
    const answers = answersTo(change, this)
    for (const { reliedOn, json } of answers) {
      if ('then' in json) return json.then(() => this.answer(change, app, caller))
      if (isSameFor(caller, reliedOn)) return json
    }
    const pause = this.#means.charges.pause(caller)
    if (pause) return pause.then(() => this.answer(change, app, caller))
    const reliedOn: Answer['reliedOn'] = new Map()
    const json = this.#means.slices.run(sharerOf(caller), () => this.#execute(change, app, caller, reliedOn))
    if (answers.length >= ANSWERS_MAX) return json
    const made: Answer = { reliedOn, json }
    answers.push(made)
    if (!('then' in json)) return json
    // Streams that wait for it check again if they can share it.
    return json.then((written) => {
      made.json = written
      return written
    })
  }

  #execute(
    rootValue: object,
    app: Context['app'],
    caller: Caller | null,
    reliedOn: Answer['reliedOn'],
  ): Buffer | Promise<Buffer> {
    const meter = new Meter(sharerOf(caller))
    // In a context of its own: rows that were loaded for one change are out of date for the next.
    const contextValue = contextOf(app, caller && noting(caller, reliedOn))
    const result = metered(meter, () => execute({ ...this.#args, rootValue, contextValue }))
    if (!('then' in result)) return this.#write(result, meter, caller)
    return result.then((each) => this.#write(each, meter, caller))
  }

  #write(result: ExecutionResult, meter: Meter, caller: Caller | null): Buffer {
    this.#means.charges.told(caller, COST_OF_MESSAGE + meter.cost)
    return Buffer.from(
      JSON.stringify(result.errors ? { ...result, errors: result.errors.map(this.#means.mask) } : result),
    )
  }
}

/** Changes that a stream has read itself, such as the current state, have no lag. */
function tellLag(change: object): void {
  const ms = publishedMsAgo(change)
  if (ms !== null) messages.tell({ ms })
}

const ANSWERS = Symbol('answers')

/**
 * The messages for a change, stored on the change itself. A WeakMap would keep them until the next full garbage collection, which
 * is slow with thousands of connections. Copies of the change don't have them.
 */
function answersTo(change: object & { [ANSWERS]?: Map<Question, Answer[]> }, question: Question): Answer[] {
  let byQuestion = change[ANSWERS]
  if (!byQuestion) {
    byQuestion = new Map()
    Object.defineProperty(change, ANSWERS, { value: byQuestion })
  }
  let answers = byQuestion.get(question)
  if (!answers) {
    answers = []
    byQuestion.set(question, answers)
  }
  return answers
}

function contextOf(app: Context['app'], caller: Caller | null): Context {
  return { app, caller, address: null, requestId: null }
}

/** The caller, as a proxy that records which properties are read. */
function noting(caller: Caller, reliedOn: Answer['reliedOn']): Caller {
  const note = (name: string | symbol) => {
    const value = Reflect.get(caller, name)
    reliedOn.set(name, value)
    return value
  }
  return new Proxy(caller, {
    get: (_caller, name) => note(name),
    has: (_caller, name) => {
      note(name)
      return name in caller
    },
  })
}

function isSameFor(caller: Caller | null, reliedOn: Answer['reliedOn']): boolean {
  if (caller === null) return reliedOn.size === 0
  for (const [name, value] of reliedOn) if (!isSame(Reflect.get(caller, name), value)) return false
  return true
}

/** Compares lists of scopes by their items, and other values by identity. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, i) => each === b[i])
  return a === b
}

interface Document {
  readonly number: number
  /** The variables that are used outside the root field's arguments. */
  readonly belowRoot: ReadonlySet<string>
  /** Those, and the required ones. */
  readonly needed: ReadonlySet<string>
}

const documents = new WeakMap<DocumentNode, Map<string, Document>>()
let documentsSeen = 0

/** The key of a subscription, and the variables that its messages need. The same text has the same parsed document, from the cache. */
function partsOf({ document, operationName, variableValues }: ExecutionArgs) {
  const operations = documents.get(document) ?? new Map<string, Document>()
  documents.set(document, operations)
  let known = operations.get(operationName ?? '')
  if (!known) {
    known = { number: documentsSeen++, ...variablesOf(document, operationName) }
    operations.set(operationName ?? '', known)
  }
  // An absent variable has its default; one that is null does not.
  const given = (names: ReadonlySet<string>) => [...names].filter((name) => variableValues && name in variableValues)
  const values = given(known.belowRoot).map((name) => [name, variableValues?.[name]])
  const hash = createHash('sha256').update(JSON.stringify(values)).digest('base64')
  const variables = Object.fromEntries(given(known.needed).map((name) => [name, variableValues?.[name]]))
  return { key: `${known.number} ${hash}`, variables }
}

function tooManyVariables(size: number): GraphQLError {
  const message = `The variables of this subscription have ${size} characters as JSON, and may have at most ${VARIABLES_CHARACTERS_MAX}.`
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })
}

/** The variables that are used below the root field, and those that each message needs, including required ones. */
function variablesOf(document: DocumentNode, operationName: string | null | undefined) {
  const belowRoot = variablesBelowRoot(document, operationName)
  const declared = getOperationAST(document, operationName)?.variableDefinitions ?? []
  const required = declared
    .filter(({ type }) => type.kind === Kind.NON_NULL_TYPE)
    .map((each) => each.variable.name.value)
  return { belowRoot, needed: new Set([...belowRoot, ...required]) }
}

function variablesBelowRoot(document: DocumentNode, operationName: string | null | undefined): Set<string> {
  const names = new Set<string>()
  const note = { Variable: ({ name }: { name: { value: string } }) => void names.add(name.value) }
  const operation = getOperationAST(document, operationName)
  for (const root of operation?.selectionSet.selections ?? []) {
    if (root.kind !== Kind.FIELD) visit(root, note)
    else for (const part of [...(root.directives ?? []), root.selectionSet]) if (part) visit(part, note)
  }
  // A fragment may contain the root field itself. Then its arguments count, so fewer streams share; the messages are still right.
  for (const each of document.definitions) if (each.kind === Kind.FRAGMENT_DEFINITION) visit(each, note)
  return names
}
