// A new task: model, operation and input, with its price and what is against it while one types.

import { NumberInput, Select, Stack, TagsInput, Text } from '@mantine/core'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useMay } from '../app/may.ts'
import { useData } from '../data/useData.ts'
import { Models, TaskDetails } from '../generated/tasks.ts'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { NoPermission } from '../parts/NoPermission.tsx'
import { Page } from '../parts/Page.tsx'
import { PageSkeleton } from '../parts/PageSkeleton.tsx'
import { texts } from '../texts/index.ts'
import { fieldsOf, type Rule } from './fields.ts'
import { InputFields } from './InputFields.tsx'
import { Offer } from './Offer.tsx'
import './tasks.css'
import type { Draft } from './types.ts'

const EMPTY: Draft = { model: null, operation: null, input: {}, tags: [], maxCredits: null }

export default function NewTask() {
  const may = useMay()
  const [search] = useSearchParams()
  const like = search.get('like')
  const rules = useData(Models, {})
  const copied = useData(TaskDetails, like ? { id: like } : null)
  if (rules.error && !rules.data) return <Fault error={rules.error} again={rules.again} />
  if (!rules.data || (like && copied.isLoading)) return <PageSkeleton />
  const from = copied.data && 'input' in copied.data ? copied.data : null
  const { model, operation, input, tags } = from ?? EMPTY
  return (
    <Page title={texts.tasks.new.title}>
      {may('submitTasks') ? (
        <Form rules={rules.data} start={{ ...EMPTY, model, operation, input, tags }} />
      ) : (
        <NoPermission roles={texts.members.mineFor} />
      )}
    </Page>
  )
}

function Form({ rules, start }: { readonly rules: readonly Rule[]; readonly start: Draft }) {
  const t = texts.tasks.new
  const [draft, setDraft] = useState(start)
  const set = (changes: Partial<Draft>) => setDraft((last) => ({ ...last, ...changes }))
  const offered = rules.filter(({ state }) => state !== 'UNAVAILABLE')
  const models = unique(offered.map(({ model }) => model))
  const operations = unique(offered.filter(({ model }) => model === draft.model).map(({ operation }) => operation))
  const chosen = rules.filter(({ model, operation }) => model === draft.model && operation === draft.operation)
  return (
    <div className="grid task-new">
      <div className="two-thirds">
        <Card title={t.what}>
          <Stack gap="md">
            <Select
              label={t.model}
              data={models}
              value={draft.model}
              onChange={(model) => set({ model, operation: onlyOf(rules, model) })}
              searchable
              allowDeselect={false}
            />
            <Select
              label={t.operation}
              data={operations}
              value={draft.operation}
              onChange={(operation) => set({ operation })}
              disabled={draft.model === null}
              allowDeselect={false}
            />
            {chosen.length > 0 ? (
              <InputFields fields={fieldsOf(chosen)} input={draft.input} onChange={(input) => set({ input })} />
            ) : null}
            <TagsInput
              label={t.tags}
              description={t.tagsText}
              value={[...draft.tags]}
              onChange={(tags) => set({ tags })}
              maxTags={10}
            />
            <NumberInput
              label={t.most}
              description={t.mostText}
              value={draft.maxCredits ?? ''}
              onChange={(value) => set({ maxCredits: typeof value === 'number' ? value : null })}
              min={0}
              allowDecimal={false}
            />
          </Stack>
        </Card>
      </div>
      <div className="third">
        <Card title={t.price}>
          {chosen.length > 0 ? (
            <Offer draft={draft} />
          ) : (
            <Text size="sm" className="quiet">
              {t.choose}
            </Text>
          )}
        </Card>
      </div>
    </div>
  )
}

const unique = (names: readonly string[]) => [...new Set(names)].sort()

/** The operation of a model that has a single one. */
function onlyOf(rules: readonly Rule[], model: string | null): string | null {
  const [only = null, ...others] = unique(
    rules.filter((rule) => rule.model === model && rule.state !== 'UNAVAILABLE').map(({ operation }) => operation),
  )
  return others.length === 0 ? only : null
}
