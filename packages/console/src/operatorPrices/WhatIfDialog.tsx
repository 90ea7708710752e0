// Starts a simulation: what a catalogue would have changed in a time of the past.

import { Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useAct } from '../data/useAct.ts'
import { SimulateCatalogue } from '../generated/prices.ts'
import type { CatalogueSourceInput } from '../generated/types.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { nowMs } from '../parts/clock.ts'
import { DayInput } from '../parts/DayInput.tsx'
import { operator } from '../texts/operator.ts'

const DAY_MS = 86_400_000
const PRESET_DAYS = 30

interface WhatIfDialogProps {
  readonly source: CatalogueSourceInput
  readonly onClose: () => void
}

const dateAt = (ms: number) => new Date(ms).toISOString().slice(0, 10)

export function WhatIfDialog({ source, onClose }: WhatIfDialogProps) {
  const t = operator.simulations
  const navigate = useNavigate()
  const simulate = useAct(SimulateCatalogue)
  const [from, setFrom] = useState(dateAt(nowMs() - PRESET_DAYS * DAY_MS))
  const [until, setUntil] = useState(dateAt(nowMs() + DAY_MS))
  async function run() {
    const range = { from: `${from}T00:00:00Z`, until: `${until}T00:00:00Z` }
    const done = await simulate.run({ source, ...range })
    if (done) navigate(`/prices/simulations/${done.simulation.id}`)
    return done !== null
  }
  return (
    <ActionDialog
      title={t.start}
      action={t.startAction}
      needs={{ [t.from]: from !== '', [t.until]: from < until }}
      {...{ run, onClose, isRunning: simulate.isRunning, problem: simulate.problem }}
    >
      <Text size="sm">{t.startText}</Text>
      <Group grow>
        <DayInput label={t.from} value={from} onChange={setFrom} />
        <DayInput label={t.until} value={until} onChange={setUntil} />
      </Group>
    </ActionDialog>
  )
}
