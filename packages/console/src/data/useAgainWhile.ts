// Reads again and again while something is awaited that no stream tells, such as the answer to a webhook.

import { useEffect } from 'react'

const LOOK_AGAIN_MS = 2_000

export function useAgainWhile(isAwaited: boolean, again: () => void): void {
  useEffect(() => {
    if (!isAwaited) return
    const timer = setInterval(again, LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isAwaited, again])
}
