// Pauses between attempts.

const FIRST_MS = 250
const LONGEST_MS = 10_000

/** The pause before an attempt: it doubles, is drawn at random so that many clients don't come at once, and is at least what Holdfast said. */
export function pauseMs(attempt: number, atLeastMs: number | null): number {
  const fullMs = Math.min(FIRST_MS * 2 ** attempt, LONGEST_MS)
  return Math.max(atLeastMs ?? 0, fullMs * (0.5 + Math.random() / 2))
}

/** Waits. Rejects with the signal's reason when it aborts. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const onAbort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}
