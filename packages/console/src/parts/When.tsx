// An instant: how long ago or how soon, with the exact time and zone on hover; it moves by itself.

import { useEffect, useState } from 'react'
import { nowMs } from './clock.ts'
import { formatExact, formatMoment, formatRelative } from './format.ts'

const EVERY_MS = 30_000

/** The time now, which moves on twice a minute. */
function useNow(): Date {
  const [now, setNow] = useState(() => new Date(nowMs()))
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date(nowMs())), EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}

export function When({ at, exact = false }: { at: string; exact?: boolean }) {
  const now = useNow()
  return (
    <time dateTime={at} title={formatExact(at)} className="number">
      {exact ? formatMoment(at) : formatRelative(at, now)}
    </time>
  )
}
