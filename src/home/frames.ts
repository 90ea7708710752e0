// The messages between two processes, as JSON: lists of mutations and calls to the home, and lists of answers back. Numbers that a double can't represent stay as they were sent: src/formats/exactNumbers.ts.

import type { Rejection } from '../access/access.ts'
import type { Caller, Operator, Person } from '../access/roles.ts'
import type { Actor } from '../engine/acting.ts'
import { hasInexact, InexactNumber, parseJson } from '../formats/exactNumbers.ts'
import { isTooDeep } from '../formats/json.ts'
import type { Traceparent } from '../telemetry/trace.ts'

/** A mutation that one process sends to the other: valid, paid for, and of a caller who was verified. */
export interface Forwarded {
  /** The text of the document. */
  readonly query: string
  readonly operationName: string | null
  /** As the client has sent them. */
  readonly variables: Readonly<Record<string, unknown>> | null
  readonly caller: Caller | null
  readonly rejection: Rejection | null
  readonly address: string | null
  readonly requestId: string | null
  /** The URL that links in its answer begin with; null: the home's own. */
  readonly publicUrl: string | null
  readonly trace: Traceparent | null
}

/** An error of a mutation, as its caller may see it. */
export interface ForwardedError {
  readonly message: string
  readonly path: readonly (string | number)[] | undefined
  /** Positions in the document. */
  readonly positions: readonly number[] | undefined
  readonly extensions: Readonly<Record<string, unknown>>
}

/** An operation that something else than a mutation runs, such as a job, by its name: src/home/atHome.ts. */
export interface Call {
  readonly call: string
  /** The arguments, written by node:v8 and then in base64. */
  readonly args: string
  readonly actor: Actor
  /** The organization whose share of the database's connections it uses; null: it counts for none. */
  readonly sharer: string | null
  readonly trace: Traceparent | null
}

/** The home's answer to a call: its value, written as the arguments were, or the error that it threw. */
export interface Returned {
  readonly value?: string
  readonly thrown?: { readonly code: 'OVERLOADED' | 'UNAVAILABLE' | null; readonly message: string }
  /** As in Answered. */
  readonly cost: number
  readonly commands: number
}

/** The home's answer to a mutation. */
export interface Answered {
  /** Absent: the mutation was refused before any of it ran. */
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly ForwardedError[]
  /** The code of the first refusal; null: none. */
  readonly refusal: string | null
  /** The caller with whom the operation went on; absent: the same. */
  readonly caller?: Caller
  /** The cost, in fields, and the number of commands that it has sent to the lane. */
  readonly cost: number
  readonly commands: number
  /** The versions of access and of the price book that the home knows now. */
  readonly access: string
  readonly priceBook: string
}

/** A frame: what is asked, some answers, or what one says of the connection. */
export type Frame =
  /** From the other, before all else: src/home/proof.ts. */
  | { readonly proof: string }
  | { readonly asked: readonly ((Forwarded | Call) & { readonly id: number })[] }
  | { readonly answers: readonly ({ readonly id: number } & ({ readonly answer: Answered | Returned } | NotRun))[] }
  /** From the home: it takes nothing further. From the other: it sends nothing further. */
  | { readonly leaving: true }

/** The home has not run it: it has too much to do, or does not know the document or the operation. */
export interface NotRun {
  readonly notRun: 'OVERLOADED' | 'UNKNOWN'
}

/**
 * The longest text of a mutation or call, in bytes. A frame with it and with what is sent along is shorter than the longest that a
 * home takes: a longer one would end the connection, and with it all that is under way.
 */
const TEXT_BYTES_MAX = 12 * 1024 * 1024

/** A mutation or call as text, to be put into a frame; null if it can't travel: it is too long, or nested too deep to be written. */
export function textOf(id: number, asked: Forwarded | Call): string | null {
  const text = writtenOf(id, asked)
  return text === null || Buffer.byteLength(text) > TEXT_BYTES_MAX ? null : text
}

function writtenOf(id: number, asked: Forwarded | Call): string | null {
  if ('call' in asked) return JSON.stringify({ id, ...asked })
  const { variables, caller, ...rest } = asked
  if (isTooDeep(variables)) return null
  const text = JSON.stringify({ id, ...rest })
  return `${text.slice(0, -1)},"caller":${textOfCaller(caller)},"variables":${textOfVariables(variables)}}`
}

/** A caller with a key is one object for as long as it is remembered. */
const textsOfCallers = new WeakMap<Caller, string>()

function textOfCaller(caller: Caller | null): string {
  if (!caller) return 'null'
  const known = textsOfCallers.get(caller)
  if (known) return known
  const text = JSON.stringify(caller)
  textsOfCallers.set(caller, text)
  return text
}

function textOfVariables(variables: Forwarded['variables']): string {
  return hasInexact(variables) ? JSON.stringify(variables, exactly) : JSON.stringify(variables)
}

/** For JSON.stringify, whose holder still has the number: the value that is given was made a text already. */
function exactly(this: unknown, name: string, value: unknown): unknown {
  const raw = (this as Record<string, unknown>)[name]
  return raw instanceof InexactNumber ? rawJSON(raw.source) : value
}

/** Of JavaScript since 2025; TypeScript's libraries don't have it yet. */
const { rawJSON } = JSON as unknown as { readonly rawJSON: (text: string) => unknown }

export const frameOfAsked = (texts: readonly string[]) => `{"asked":[${texts.join()}]}`
export const frameOfAnswers = (texts: readonly string[]) => `{"answers":[${texts.join()}]}`
export const frameOfProof = (proof: string) => JSON.stringify({ proof })
export const LEAVING = '{"leaving":true}'

export function textOfAnswer(id: number, answer: Answered | Returned | NotRun): string {
  return JSON.stringify('notRun' in answer ? { id, ...answer } : { id, answer })
}

/** Reads a frame of a process that has shown its proof, and so writes what this version writes. */
export function readFrame(text: string): Frame {
  return parseJson(text) as Frame
}

/** A caller as it was before it was JSON. */
export function reviveCaller(caller: Caller): Caller {
  if (caller.kind === 'operator') return reviveOperator(caller)
  if (caller.kind === 'person') return revivePerson(caller)
  const { person, openedBy } = caller
  return {
    ...withExpiry(caller),
    person: person && revivePerson(person),
    openedBy: openedBy && reviveOperator(openedBy),
  }
}

function reviveOperator(operator: Operator): Operator {
  const { keyExpiresAt } = operator
  return { ...withExpiry(operator), keyExpiresAt: keyExpiresAt && new Date(keyExpiresAt) }
}

function revivePerson(person: Person): Person {
  return withExpiry(person)
}

function withExpiry<Given extends { readonly expiresAt: Date | null }>(given: Given): Given {
  return { ...given, expiresAt: given.expiresAt && new Date(given.expiresAt) }
}
