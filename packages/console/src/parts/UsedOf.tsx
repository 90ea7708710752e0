// How much of a limit is used, as numbers and as a bar that turns to a warning near its end.

import { Progress } from '@mantine/core'
import { texts } from '../texts/index.ts'
import { formatNumber } from './format.ts'

const NEARLY = 0.8

export function UsedOf({ used, limit, label }: { used: number; limit: number; label: string }) {
  const part = limit > 0 ? used / limit : 1
  const color = part >= 1 ? 'var(--console-bad)' : part >= NEARLY ? 'var(--console-frozen)' : 'var(--console-accent)'
  return (
    <div className="used-of">
      <span className="number small">{texts.common.of(formatNumber(used), formatNumber(limit))}</span>
      <Progress value={Math.min(100, part * 100)} size={6} color={color} aria-label={label} />
    </div>
  )
}
