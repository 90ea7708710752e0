// The price rules in force, by model and operation, with what they cost and where they came from.

import { Skeleton, Table, Text, TextInput } from '@mantine/core'
import { IconSearch, IconTags } from '@tabler/icons-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { useData } from '../data/useData.ts'
import { Rules } from '../generated/prices.ts'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Rows } from '../parts/Rows.tsx'
import { Status } from '../parts/Status.tsx'
import { operator } from '../texts/operator.ts'
import { priceText, type Rule, runnerText } from './priceText.ts'
import { RuleName } from './RuleName.tsx'

const STEP = 100

export function RuleList() {
  const t = operator.prices
  const { data, error, again } = useData(Rules, {})
  const [text, setText] = useState('')
  const [shown, setShown] = useState(STEP)
  const asked = useDeferredValue(text.trim().toLowerCase())
  const rules = useMemo(() => data?.filter((rule) => nameOf(rule).toLowerCase().includes(asked)), [data, asked])
  if (error && !data) return <Fault error={error} again={again} />
  if (!rules) return <Skeleton h={420} radius="lg" />
  const pages = {
    ...{ rows: rules.slice(0, shown), error, again },
    ...{ hasMore: rules.length > shown, isReading: false, more: () => setShown((last) => last + STEP) },
  }
  return (
    <Card
      title={t.inForce(formatNumber(rules.length))}
      padded={false}
      actions={
        <TextInput
          size="xs"
          aria-label={t.find}
          placeholder={t.find}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          type="search"
          w={{ base: '100%', sm: 260 }}
        />
      }
    >
      <Rows
        pages={pages}
        columns={[
          { text: t.columns.operation },
          { text: t.columns.price },
          { text: t.columns.state },
          { text: t.columns.runs },
          { text: t.columns.from },
        ]}
        empty={
          <Notice icon={IconTags} title={asked ? t.noneFound : t.none} text={asked ? t.noneFoundText : t.noneText} />
        }
      >
        {(rule) => <RuleRow key={rule.id} rule={rule} />}
      </Rows>
    </Card>
  )
}

const nameOf = ({ model, operation, variant, provider }: Rule) => `${model} ${operation} ${variant} ${provider}`

function RuleRow({ rule }: { rule: Rule }) {
  const t = operator.prices
  const { state, notice, catalogue, assumed } = rule
  return (
    <Table.Tr>
      <Table.Td>
        <RuleName rule={rule} />
      </Table.Td>
      <Table.Td data-phone="wide">
        {priceText(rule)}
        {assumed && assumed.length > 0 ? (
          <Text size="xs" className="quiet">
            {t.assumed(assumed)}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td data-phone="beside">
        <Status status={t.tones[state]} text={t.states[state]} />
        {notice ? (
          <Text size="xs" className="quiet" mt={2}>
            {notice}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td>{runnerText(rule)}</Table.Td>
      <Table.Td>{catalogue?.name ?? t.byHand}</Table.Td>
    </Table.Tr>
  )
}
