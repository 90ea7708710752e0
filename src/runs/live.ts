// Live runs: first the present state, then each change. Changes that come faster than a client reads them come together: the newest
// state counts, and its sequence shows the number of changes.

import type { App } from '../app.ts'
import { runs } from '../engine/tables.ts'
import { readerPerBatchKey } from '../events/batchKey.ts'
import { type LiveStream, LookAgain, live } from '../events/live.ts'
import type { Run } from '../ledger/run.ts'

interface Key {
  readonly organizationId: string
  readonly id: string
}

// Served by the primary key.
const RUNS = `
  SELECT wanted.key::int, ${runs.select()}
  FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS wanted (organization_id, id, key)
  JOIN run r ON r.organization_id = wanted.organization_id AND r.id = wanted.id`

const runOf = readerPerBatchKey<Key, Run>(RUNS, ({ organizationId, id }) => [organizationId, id])

/** Watches a run. `after`: the sequence of the last state that the client has seen. Null if the run does not exist. */
export function watchRun(app: App, key: Key, after: bigint | null): Promise<LiveStream<Run> | null> {
  const { organizationId, id } = key
  return live<Run, Run>(
    organizationId,
    (hear) => app.bus.listen('run', organizationId, hear),
    (run) => run.id,
    async () => {
      const [run] = await runOf({}, app, key)
      if (!run) return null
      let last = run.sequence
      const tell = (changed: Run | undefined) => {
        if (changed?.id !== id || changed.sequence <= last) return null
        last = changed.sequence
        return changed
      }
      return {
        present: after === null || run.sequence > after ? [run] : [],
        follow: (event) => (event instanceof LookAgain ? lookAgain(event, app, key, tell) : tell(event)),
      }
    },
  )
}

async function* lookAgain(
  batchKey: object,
  app: App,
  key: Key,
  tell: (run: Run | undefined) => Run | null,
): AsyncGenerator<Run> {
  const [run] = await runOf(batchKey, app, key)
  const changed = tell(run)
  if (changed) yield changed
}
