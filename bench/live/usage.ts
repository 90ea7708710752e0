// Answers the requests of a bench to one of its processes, and measures what that process has used.

import { setTimeout as delay } from 'node:timers/promises'

/** Answers each request, which names one of these; ends the process after `end`. */
export function answer(answers: Record<string, (argument: never) => Promise<unknown>>): void {
  process.once('disconnect', () => process.exit(1))
  process.on('message', async (request: object) => {
    for (const [name, argument] of Object.entries(request)) {
      const answered = await answers[name]?.(argument as never)
      if (name === 'end') process.exit(0)
      process.send?.(answered ?? {})
    }
  })
}

/** Returns the CPU time of the process so far, and the number of statements that it has sent. */
export function work(statements = 0): { cpuMs: number; statements: number } {
  const { user, system } = process.cpuUsage()
  return { cpuMs: (user + system) / 1_000, statements }
}

/** Returns the bytes of the process, after garbage collection. */
export async function memory(): Promise<{ rss: number; heap: number }> {
  const { gc } = globalThis as { gc?: () => void }
  for (let i = 0; i < 3; i++) {
    gc?.()
    await delay(100)
  }
  const { rss, heapUsed, external } = process.memoryUsage()
  return { rss, heap: heapUsed + external }
}
