// How many tasks of a customer run at once, and how much of theirs is stored.

import { NumberInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { SetConcurrencyLimit, SetQuotas } from '../generated/acts.ts'
import { Form } from '../operator/Form.tsx'
import { useHasScope } from '../operator/session.ts'
import { formatBytes, formatNumber } from '../parts/format.ts'
import { operator } from '../texts/operator.ts'
import type { Settings } from './customer.ts'

const QUOTAS = ['tasks', 'taskBytes', 'fileBytes', 'quotes'] as const
type Quota = (typeof QUOTAS)[number]
const isBytes = (quota: Quota) => quota === 'taskBytes' || quota === 'fileBytes'
/** Bytes are written in gigabytes. */
const unitOf = (quota: Quota) => (isBytes(quota) ? 1e9 : 1)

export function LimitsForm({ settings }: { settings: Settings }) {
  return (
    <>
      <TasksAtOnce settings={settings} />
      <Quotas settings={settings} />
    </>
  )
}

function TasksAtOnce({ settings }: { settings: Settings }) {
  const t = operator.limits
  const has = useHasScope()
  const set = useAct(SetConcurrencyLimit)
  const [limit, setLimit] = useState<number | null>(settings.tasksAtOnce ?? null)
  async function save() {
    const done = await set.run({ organizationId: settings.id, tasksAtOnce: limit })
    if (done) notifications.show({ message: t.saved, color: 'teal' })
  }
  const isReadOnly = !has('CATALOGUE')
  return (
    <Form title={t.tasksAtOnce} {...{ save, isReadOnly, isRunning: set.isRunning, problem: set.problem }}>
      <NumberInput
        label={t.tasksAtOnceLabel}
        description={t.tasksAtOnceHint}
        placeholder={operator.customer.noLimit}
        value={limit ?? ''}
        onChange={(value) => setLimit(typeof value === 'number' ? value : null)}
        min={1}
        allowDecimal={false}
        readOnly={isReadOnly}
      />
    </Form>
  )
}

function Quotas({ settings: { id, quotas } }: { settings: Settings }) {
  const t = operator.limits
  const has = useHasScope()
  const set = useAct(SetQuotas)
  const [max, setMax] = useState<Partial<Record<Quota, number>>>({})
  async function save() {
    const isSaved = Object.keys(max).length === 0 || (await set.run({ organizationId: id, ...max }))
    if (!isSaved) return
    setMax({})
    notifications.show({ message: t.saved, color: 'teal' })
  }
  // A field that shows a rounded number has not changed it.
  const change = (quota: Quota, value: number) => {
    const isAsBefore = value === Number((quotas[quota].max / unitOf(quota)).toFixed(3))
    setMax(({ [quota]: _, ...last }) => (isAsBefore ? last : { ...last, [quota]: Math.round(value * unitOf(quota)) }))
  }
  const isReadOnly = !has('ORGANIZATIONS')
  const shown = (quota: Quota, value: number) => (isBytes(quota) ? formatBytes(value) : formatNumber(value))
  return (
    <Form title={t.quotas} {...{ save, isReadOnly, isRunning: set.isRunning, problem: set.problem }}>
      {QUOTAS.map((quota) => (
        <NumberInput
          key={quota}
          label={t.quotaNames[quota]}
          description={t.used(shown(quota, quotas[quota].used), shown(quota, quotas[quota].max))}
          value={(max[quota] ?? quotas[quota].max) / unitOf(quota)}
          onChange={(value) => typeof value === 'number' && change(quota, value)}
          min={0}
          allowDecimal={isBytes(quota)}
          decimalScale={isBytes(quota) ? 3 : 0}
          thousandSeparator=","
          suffix={isBytes(quota) ? t.gigabytes : ''}
          readOnly={isReadOnly}
        />
      ))}
    </Form>
  )
}
