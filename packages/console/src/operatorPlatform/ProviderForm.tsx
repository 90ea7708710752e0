// The address and the limits of a provider, and pausing it: what is changed often, without its whole definition.

import { Button, Group, NumberInput, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { SetHttpProvider } from '../generated/definitions.ts'
import { Form } from '../operator/Form.tsx'
import { useHasScope } from '../operator/session.ts'
import { issueAt, issuesOf } from '../parts/issuesOf.ts'
import { operator } from '../texts/operator.ts'
import { baseUrlOf, concurrencyOf, isPaused, limitsOf } from './providerState.ts'
import type { Provider } from './types.ts'

/** The number of tasks at a time that is offered for a provider that goes on. */
const CONCURRENCY = 20

const numberOf = (value: string | number) => (typeof value === 'number' ? value : null)

export function ProviderForm({ provider: { definition } }: { readonly provider: Provider }) {
  const t = operator.providers
  const has = useHasScope()
  const set = useAct(SetHttpProvider)
  const { rate } = limitsOf(definition)
  const paused = isPaused(definition)
  const [baseUrl, setBaseUrl] = useState(baseUrlOf(definition))
  const [concurrency, setConcurrency] = useState<number | null>(concurrencyOf(definition) || CONCURRENCY)
  const [requests, setRequests] = useState<number | null>(rate?.requests ?? null)
  const [seconds, setSeconds] = useState<number | null>(rate?.seconds ?? 60)
  async function save(tasks: number, message: string) {
    const limits = { concurrency: tasks, ...(requests === null ? {} : { rate: { requests, seconds: seconds ?? 60 } }) }
    const document = { ...definition, baseUrl: baseUrl.trim(), limits }
    if (await set.run({ source: { document } })) notifications.show({ message, color: 'teal' })
  }
  const isReadOnly = !has('CATALOGUE')
  const known = ['baseUrl', 'limits.concurrency', 'limits.rate.requests', 'limits.rate.seconds']
  const isAtFields = issuesOf(set.refusal).length > 0 && issuesOf(set.refusal).every(({ path }) => known.includes(path))
  return (
    <Form
      title={t.limits}
      action={paused ? t.resume : undefined}
      save={() => save(concurrency ?? CONCURRENCY, paused ? t.resumed : t.saved)}
      needs={{ [t.baseUrl]: baseUrl.trim() !== '', [t.concurrency]: concurrency !== null }}
      problem={isAtFields ? null : set.problem}
      more={
        paused || isReadOnly ? null : (
          <Button variant="default" onClick={() => save(0, t.nowPaused)} loading={set.isRunning}>
            {t.pause}
          </Button>
        )
      }
      {...{ isReadOnly, isRunning: set.isRunning }}
    >
      {paused ? (
        <Text size="sm" className="quiet">
          {t.pausedText}
        </Text>
      ) : null}
      <TextInput
        label={t.baseUrl}
        description={t.baseUrlHint}
        value={baseUrl}
        onChange={({ currentTarget }) => setBaseUrl(currentTarget.value)}
        error={issueAt(set.refusal, 'baseUrl')}
        readOnly={isReadOnly}
        type="url"
      />
      <NumberInput
        label={t.concurrency}
        value={concurrency ?? ''}
        onChange={(value) => setConcurrency(numberOf(value))}
        error={issueAt(set.refusal, 'limits.concurrency')}
        min={1}
        allowDecimal={false}
        readOnly={isReadOnly}
      />
      <Group grow align="flex-start">
        <NumberInput
          label={t.requests}
          placeholder={t.anyRate}
          value={requests ?? ''}
          onChange={(value) => setRequests(numberOf(value))}
          error={issueAt(set.refusal, 'limits.rate.requests')}
          min={1}
          allowDecimal={false}
          readOnly={isReadOnly}
        />
        <NumberInput
          label={t.seconds}
          value={seconds ?? ''}
          onChange={(value) => setSeconds(numberOf(value))}
          error={issueAt(set.refusal, 'limits.rate.seconds')}
          min={1}
          allowDecimal={false}
          readOnly={isReadOnly}
        />
      </Group>
    </Form>
  )
}
