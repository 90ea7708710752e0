// Live streams, told to many at once: what the same change answers to the same subscription is made and written once, however
// many have it open.
//
// The same is: the same document and operation, the same variables (but for those of the root field, such as `after`, which
// decide where a stream begins and not what a change looks like), and a caller for whom it comes out the same. To know
// that, an execution notes what it has read of its caller (its organization, its role; its member, where it matters whose a task
// is); the answer is told to others only if all of that is the same of theirs.
//
// What is told in no stream but one (the present state, what was missed) is made for it alone, by the same way.

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
import { LiveStream, type Sink } from '../events/live.ts'
import { StreamMemory } from '../events/streamMemory.ts'
import { Slices } from '../fairness/slices.ts'
import type { Context } from '../graphql/context.ts'
import { type Charges, sharerOf } from './charges.ts'
import { bytesOfDocument } from './documents.ts'

/** Subscriptions that differ; one that is forgotten, or is too large to be kept, shares with none that come later. */
const QUESTIONS_MAX = 10_000
const QUESTIONS_BYTES_MAX = 32 * 1024 * 1024
const QUESTION_BYTES_MAX = 8 * 1024 * 1024
/** Of the variables that a stream keeps, as JSON: those that each of its messages needs. */
const VARIABLES_CHARACTERS_MAX = 10_000
/** Answers to one change of callers for whom it comes out differently; past that, each has their own. */
const ANSWERS_MAX = 20

/** Answers of one organization that are read at the same time. */
const ANSWERS_UNDER_WAY_MAX = 1

/** Of a message that reads nothing: what it takes to write it, in fields. */
const COST_OF_MESSAGE = 10

/** Whoever takes messages as they go over the wire; the stream itself then only ends. */
export interface StreamContext extends Context {
  readonly deliver?: Sink<Buffer>
}

/** What answers are made with. */
interface Means {
  /** What is told to clients of an error. */
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
  /** Throws if it is too large. */
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
  /** Asks until the stream ends. Throws if there is no memory for that. */
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
        // In a context of its own, so that what is kept with that (who may do what) doesn't stay as long as the stream.
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
 * Lets go of what the client has sent, which libraries keep as long as the stream lasts: its variables may have as many bytes as a
 * body may, and those that no message needs are not counted.
 */
function forgetRequest(args: ExecutionArgs): void {
  const { params } = args.contextValue as { readonly params?: Record<string, unknown> }
  for (const name of Object.keys(params ?? {})) delete params?.[name]
  Object.assign(args, { variableValues: {} })
}

/** A change as it answers a subscription, in JSON. */
type AnswerChange = (change: object) => Buffer | Promise<Buffer>

/**
 * Yields nothing itself: messages go to `deliver`. It ends with the stream. What the stream reads (the present state, what
 * was missed) is read in its organization's turns, as its meter says.
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

/** Results that are JSON already: yoga asks a result for its text. */
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
  /** What was read of the caller, and how it was. Complete once the answer is there. */
  readonly reliedOn: Map<string | symbol, unknown>
  json: Buffer | Promise<Buffer>
}

/** What all ask who have the same subscription open. */
class Question {
  /** What it takes in memory, at most. */
  readonly bytes: number
  readonly #args: ExecutionArgs
  readonly #means: Means
  #streams = 0
  /** Counts it once for all its streams, to the organization of the first. */
  #memory: StreamMemory | null = null

  constructor({ schema, document, operationName, variableValues }: ExecutionArgs, means: Means, bytes: number) {
    this.#args = { schema, document, operationName, variableValues }
    this.#means = means
    this.bytes = bytes
  }

  /** One more stream asks it. Throws TOO_MANY_STREAMS if there is no memory for it. */
  begin(organizationId: string): void {
    if (!this.#memory) {
      const memory = new StreamMemory(organizationId)
      memory.keep(this.bytes)
      this.#memory = memory
    }
    this.#streams++
  }

  /** One stream fewer asks it. */
  end(): void {
    if (--this.#streams > 0) return
    this.#memory?.free()
    this.#memory = null
  }

  answer(change: object, app: Context['app'], caller: Caller | null): Buffer | Promise<Buffer> {
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
    // Whoever waits for it looks again.
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
    // In a context of its own: what was loaded for one change is no answer to the next.
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

const ANSWERS = Symbol('answers')

/**
 * Kept with the change itself. A WeakMap would keep what is young for longer: until the next collection of the whole heap,
 * which takes long where thousands are connected. Copies of the change have none of it.
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

/** The caller, who notes what is read of it. */
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

/** Lists of scopes are equal by what is in them; what else a caller has is plain, or is only equal to itself. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, i) => each === b[i])
  return a === b
}

interface Document {
  readonly number: number
  /** The variables that stand elsewhere than in the root field's arguments. */
  readonly belowRoot: ReadonlySet<string>
  /** Those, and the ones that can't be left out. */
  readonly needed: ReadonlySet<string>
}

const documents = new WeakMap<DocumentNode, Map<string, Document>>()
let documentsSeen = 0

/**
 * Which subscription it is, and the variables that its messages need. Documents are the same objects where their text is
 * the same: they are kept parsed.
 */
function partsOf({ document, operationName, variableValues }: ExecutionArgs) {
  const operations = documents.get(document) ?? new Map<string, Document>()
  documents.set(document, operations)
  let known = operations.get(operationName ?? '')
  if (!known) {
    known = { number: documentsSeen++, ...variablesOf(document, operationName) }
    operations.set(operationName ?? '', known)
  }
  // One that isn't given has its default; one that is given as null has not.
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

/** Variables that are declared: those below the root field, and those that each message needs, without which it can't be executed. */
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
  // A fragment may hold the root field itself; then its arguments count, which shares less and is right all the same.
  for (const each of document.definitions) if (each.kind === Kind.FRAGMENT_DEFINITION) visit(each, note)
  return names
}
