// Live simulations: first the present state, then each change until the end. A stream looks for changes by itself, because any process
// may run the simulation; so it costs nothing while nobody follows, and nothing once the simulation has ended.

import { ALL_ORGANIZATIONS, type App } from '../app.ts'
import type { Simulation } from '../database/generated/client/client.ts'
import { type LiveStream, LookAgain, live } from '../events/live.ts'

const PAUSE_MS = 500

/** Watches a simulation. `after`: the sequence of the last state that the client has seen. Null if it does not exist. */
export function watchSimulation(app: App, id: string, after: number | null): Promise<LiveStream<Simulation> | null> {
  let last = after ?? 0
  let stop = () => {}
  const read = async () => {
    const simulation = await app.prisma.simulation.findUnique({ where: { id } })
    if (!simulation || simulation.endedAt) stop()
    return simulation
  }
  async function* changed(): AsyncGenerator<Simulation> {
    const simulation = await read()
    if (!simulation || simulation.sequence <= last) return
    last = simulation.sequence
    yield simulation
  }
  return live<LookAgain, Simulation>(
    ALL_ORGANIZATIONS,
    (hear) => {
      const timer = setInterval(() => hear(new LookAgain()), PAUSE_MS).unref()
      stop = () => clearInterval(timer)
      return stop
    },
    () => id,
    async () => {
      const simulation = await read()
      if (!simulation) return null
      const isNew = simulation.sequence > last
      last = simulation.sequence
      return { present: isNew ? [simulation] : [], follow: changed }
    },
  )
}
