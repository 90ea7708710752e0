// Above every page: what could not be read, since when the figures that are shown are, and reading it again, which happens by itself too.

import { UnstyledButton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useCallback } from 'react'
import { useFailures, useLiveState } from '../data/connection.tsx'
import { useAgainWhile } from '../data/useAgainWhile.ts'
import { formatMoment } from '../parts/format.ts'
import { texts } from '../texts/index.ts'

const AGAIN_MS = 15_000

const listed = new Intl.ListFormat()
const once = (values: readonly string[]) => [...new Set(values)]

export function NotRead() {
  const t = texts.reads
  const failures = useFailures()
  // Nothing can be read now, and that is said already.
  const isOffline = useLiveState() === 'OFFLINE'
  const again = useCallback(() => {
    for (const failure of failures) failure.again()
  }, [failures])
  useAgainWhile(failures.length > 0 && !isOffline, again, AGAIN_MS)
  const isEmpty = failures.length === 0 || isOffline
  const names = listed.format(once(failures.map(({ name }) => t.names[name] ?? t.aPart)))
  const times = failures.flatMap(({ readAt }) => (readAt === null ? [] : [readAt]))
  const since =
    times.length > 0
      ? t.since(formatMoment(new Date(Math.min(...times))))
      : failures.some(({ isShown }) => isShown)
        ? t.older
        : t.missing
  return (
    <div role="status" className="connecting">
      {isEmpty ? null : (
        <>
          <IconAlertTriangle size={16} stroke={1.8} aria-hidden />
          <span style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
            {t.failed(names)} {since} {listed.format(once(failures.map(({ error }) => error.message)))} {t.byItself}
          </span>
          <UnstyledButton className="connecting-act" onClick={again}>
            {t.now}
          </UnstyledButton>
        </>
      )}
    </div>
  )
}
