// Live rows that any process may change: first the present state, then each change until the end. A stream looks for changes by itself,
// so it costs nothing while nobody follows, and nothing once the row has ended.

import { type LiveStream, LookAgain, live } from './live.ts'

const PAUSE_MS = 500

interface Changing {
  /** The number of its changes. */
  readonly sequence: number
  /** Null: it goes on. */
  readonly endedAt: Date | null
}

/**
 * Watches a row. `owner`: the organization that the stream counts for. `after`: the sequence of the last state that the client has seen.
 * Null if `find` finds none.
 */
export function watchRow<Row extends Changing>(
  { owner, key }: { readonly owner: string; readonly key: string },
  after: number | null,
  find: () => Promise<Row | null>,
): Promise<LiveStream<Row> | null> {
  let last = after ?? 0
  let stop = () => {}
  const read = async () => {
    const row = await find()
    if (!row || row.endedAt) stop()
    return row
  }
  async function* changed(): AsyncGenerator<Row> {
    const row = await read()
    if (!row || row.sequence <= last) return
    last = row.sequence
    yield row
  }
  return live<LookAgain, Row>(
    owner,
    (hear) => {
      const timer = setInterval(() => hear(new LookAgain()), PAUSE_MS).unref()
      stop = () => clearInterval(timer)
      return stop
    },
    () => key,
    async () => {
      const row = await read()
      if (!row) return null
      const isNew = row.sequence > last
      last = row.sequence
      return { present: isNew ? [row] : [], follow: changed }
    },
  )
}
