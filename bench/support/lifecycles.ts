// The load that benches of the engine share: many clients, each of which freezes a credit, waits for the answer, spends the
// credit, waits, and starts again.

import type { App } from '../../src/app.ts'
import { freezeOne, spendAll } from './commands.ts'

const CLIENTS = 2_000

/** Runs lifecycles for the given seconds, each on a random one of the given organizations. Returns their number, in total and per second. */
export async function runLifecycles(
  app: App,
  organizationIds: readonly string[],
  seconds: number,
  clients = CLIENTS,
): Promise<{ lifecycles: number; perSecond: number }> {
  const began = performance.now()
  const until = began + seconds * 1_000
  let lifecycles = 0
  const client = async () => {
    while (performance.now() < until) {
      const id = organizationIds[Math.floor(Math.random() * organizationIds.length)] as string
      const { holdId, command } = freezeOne(id)
      const frozen = await app.lane.run(command)
      const spent = await app.lane.run(spendAll(id, holdId))
      if (frozen.kind !== 'decided' || spent.kind !== 'decided') throw new Error('a lifecycle was refused')
      lifecycles++
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return { lifecycles, perSecond: lifecycles / ((performance.now() - began) / 1_000) }
}
