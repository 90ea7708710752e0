// Operations that jobs, façades and callbacks run without a mutation, and that the home decides like those of mutations. Each is registered
// under its name; on another process, a call of it travels with its arguments, and its value comes back.

import { deserialize, serialize } from 'node:v8'
import { Meter, metered, meterNow } from '../database/meter.ts'
import { isSerializationFailure, isUnavailable } from '../database/retry.ts'
import { actAs, actingNow } from '../engine/acting.ts'
import { Overloaded, Unavailable } from '../engine/lane.ts'
import { hasInexact } from '../formats/exactNumbers.ts'
import { isTooDeep } from '../formats/json.ts'
import { traced, traceNow } from '../telemetry/trace.ts'
import type { Call, Returned } from './frames.ts'
import type { Homes } from './homes.ts'
import type { Run } from './host.ts'

interface Parts {
  readonly home: Homes
}

/** The first argument, which names the organization that is decided about. */
interface About {
  readonly organizationId: string
}

type Operation = (app: Parts, ...args: readonly unknown[]) => Promise<unknown>

const operations = new Map<string, Operation>()

/**
 * The same operation, decided by the home of its organization if that is another process. Its arguments and its value must be data: no functions, and no
 * objects of classes.
 */
export function atHome<App extends Parts, Args extends readonly [About, ...unknown[]], Value>(
  name: string,
  operation: (app: App, ...args: Args) => Promise<Value>,
): (app: App, ...args: Args) => Promise<Value> {
  operations.set(name, operation as unknown as Operation)
  return (app, ...args) =>
    app.home.isElsewhereOf(args[0].organizationId) ? callOf(app, name, args, operation) : operation(app, ...args)
}

async function callOf<App extends Parts, Args extends readonly [About, ...unknown[]], Value>(
  app: App,
  name: string,
  args: Args,
  operation: (app: App, ...args: Args) => Promise<Value>,
): Promise<Value> {
  // A number of its own class would lose that; and an input that is nested too deep is refused, wherever it is.
  if (isTooDeep(args) || hasInexact(args)) return operation(app, ...args)
  const sharer = meterNow()?.sharer ?? null
  const asked: Call = { call: name, args: written(args), actor: actingNow(), sharer, trace: traceNow() }
  const sent = app.home.send(args[0].organizationId, asked)
  const answer = sent && (await sent)
  if (answer === 'LOST')
    throw new Unavailable('The process that decides was lost before it answered. Try again in a moment.')
  if (answer === 'OVERLOADED') throw new Overloaded('Too much waits to be decided already. Try again in a moment.')
  if (answer === null || typeof answer === 'string') return operation(app, ...args)
  meterNow()?.countElsewhere(answer.cost, answer.commands)
  if (answer.thrown) throw errorOf(answer.thrown)
  return deserialize(Buffer.from(answer.value ?? '', 'base64'))
}

function errorOf({ code, message }: NonNullable<Returned['thrown']>): Error {
  if (code === 'OVERLOADED') return new Overloaded(message)
  return code === 'UNAVAILABLE' ? new Unavailable(message) : new Error(message)
}

/** Runs the calls of other processes. */
export function openCalls(app: Parts): Run['call'] {
  return async ({ call, args, actor, sharer, trace }) => {
    const operation = operations.get(call)
    if (!operation) return 'UNKNOWN'
    const meter = new Meter(sharer ?? '')
    const run = () => operation(app, ...(deserialize(Buffer.from(args, 'base64')) as readonly unknown[]))
    const acting = () => actAs(actor, () => (sharer === null ? run() : metered(meter, run)))
    try {
      const value = await traced(`${call} of another process`, { kind: 'SERVER', parent: trace }, acting)
      return { value: written(value), cost: meter.cost, commands: meter.commands }
    } catch (error) {
      return { thrown: thrownBy(error), cost: meter.cost, commands: meter.commands }
    }
  }
}

function thrownBy(error: unknown): NonNullable<Returned['thrown']> {
  const { message } = error as Error
  if (error instanceof Overloaded) return { code: 'OVERLOADED', message }
  const isAway = error instanceof Unavailable || isUnavailable(error) || isSerializationFailure(error)
  return { code: isAway ? 'UNAVAILABLE' : null, message }
}

function written(value: unknown): string {
  return serialize(value).toString('base64')
}
