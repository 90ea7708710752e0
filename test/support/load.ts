// Tasks that are submitted all the time, by callers that send again with the same key until they have an answer, whatever happens to the processes.

import { setTimeout as delay } from 'node:timers/promises'
import { v7 as uuidv7 } from 'uuid'
import { expect, vi } from 'vitest'
import { Client } from './client.ts'
import { run } from './database.ts'
import type { TestOrganization } from './holdfast.ts'
import { Submit } from './operations.ts'

const WAIT = { timeout: 60_000, interval: 50 }
/** The pause of a caller before it sends again. */
const PAUSE_MS = 100

export class Load {
  readonly #databaseUrl: string
  readonly #organizations: readonly TestOrganization[]
  readonly #urls: readonly string[]
  readonly #input: Record<string, unknown>
  /** The ids of the tasks that were answered, by organization. */
  readonly #answered = new Map<string, string[]>()

  /** A member of every organization submits to every one of the processes at `urls`. */
  constructor(
    databaseUrl: string,
    organizations: readonly TestOrganization[],
    urls: readonly string[],
    input: Record<string, unknown> = { prompt: 'rain' },
  ) {
    this.#databaseUrl = databaseUrl
    this.#organizations = organizations
    this.#urls = urls
    this.#input = input
  }

  get count(): number {
    return [...this.#answered.values()].reduce((sum, ids) => sum + ids.length, 0)
  }

  /** Resolves once so many more tasks were submitted. */
  async more(tasks: number): Promise<void> {
    const wanted = this.count + tasks
    await vi.waitUntil(() => this.count >= wanted, WAIT)
  }

  /** Submits until the function that it returns is called. That one checks that each answered task is there once, and no other. */
  start(): () => Promise<void> {
    let isOver = false
    const refused: unknown[] = []
    const submitting = this.#organizations.flatMap(({ uuid, member }) => {
      const ids = this.#answered.get(uuid) ?? []
      this.#answered.set(uuid, ids)
      return this.#urls.map(async (url) => {
        const client = new Client(url, member.key)
        while (!isOver) {
          const answer = await this.#submit(client)
          if (typeof answer !== 'string') return void refused.push(answer)
          ids.push(answer)
        }
      })
    })
    return async () => {
      isOver = true
      await Promise.all(submitting)
      expect(refused).toEqual([])
      for (const [uuid, ids] of this.#answered) {
        const { rows } = await run(this.#databaseUrl, (client) =>
          client.query('SELECT count(*)::int FROM task WHERE organization_id = $1', [uuid]),
        )
        expect(new Set(ids).size).toBe(ids.length)
        expect(rows[0].count).toBe(ids.length)
      }
    }
  }

  /** Returns the id of the task, or what else was answered. */
  async #submit(client: Client): Promise<unknown> {
    const input = { model: 'suno', operation: 'music', input: this.#input, idempotencyKey: uuidv7() }
    for (;;) {
      // Without an answer it may have been decided: the key finds out.
      const answer = await client.send(Submit, { input }).catch(() => null)
      if (answer?.data?.submitTask?.__typename === 'SubmitTaskSuccess') return answer.data.submitTask.task.id
      const code = String(answer?.errors?.[0]?.extensions?.code)
      if (answer && !['UNAVAILABLE', 'OVERLOADED'].includes(code)) return answer
      await delay(PAUSE_MS)
    }
  }
}
