// Reads again and again while something is awaited that no stream tells, such as the answer to a webhook, and somebody can see it.

import { useDocumentVisibility } from '@mantine/hooks'
import { useEffect } from 'react'

const LOOK_AGAIN_MS = 2_000

export function useAgainWhile(isAwaited: boolean, again: () => void): void {
  const isVisible = useDocumentVisibility() === 'visible'
  useEffect(() => {
    if (!isAwaited || !isVisible) return
    const timer = setInterval(again, LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isAwaited, isVisible, again])
}
