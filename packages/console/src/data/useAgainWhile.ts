// Reads again and again while something is awaited that no stream tells, such as the answer to a webhook, and somebody can see it.

import { useDocumentVisibility } from '@mantine/hooks'
import { useEffect } from 'react'

const LOOK_AGAIN_MS = 2_000

export function useAgainWhile(isAwaited: boolean, again: () => void, everyMs = LOOK_AGAIN_MS): void {
  const isVisible = useDocumentVisibility() === 'visible'
  useEffect(() => {
    if (!isAwaited || !isVisible) return
    const timer = setInterval(again, everyMs)
    return () => clearInterval(timer)
  }, [isAwaited, isVisible, again, everyMs])
}
