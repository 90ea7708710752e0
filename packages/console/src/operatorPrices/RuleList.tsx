// The price rules in force, by model and operation, with what they cost and where they came from; and changing one of them.

import { Button, Skeleton, Table, Text, TextInput } from '@mantine/core'
import { IconSearch, IconTags } from '@tabler/icons-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { useData } from '../data/useData.ts'
import { Rules } from '../generated/prices.ts'
import { useHasScope } from '../operator/session.ts'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Rows } from '../parts/Rows.tsx'
import { Status } from '../parts/Status.tsx'
import { operator } from '../texts/operator.ts'
import { ChangePriceDialog } from './ChangePriceDialog.tsx'
import { isSimple } from './changedPrice.ts'
import { priceText, type Rule, runnerText } from './priceText.ts'
import { RuleName } from './RuleName.tsx'

const STEP = 100

export function RuleList() {
  const t = operator.prices
  const { data, error, again } = useData(Rules, {})
  const [text, setText] = useState('')
  const [shown, setShown] = useState(STEP)
  const [changing, setChanging] = useState<Rule | null>(null)
  const mayChange = useHasScope()('CATALOGUE')
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
          { text: operator.acts, end: true },
        ]}
        empty={
          <Notice icon={IconTags} title={asked ? t.noneFound : t.none} text={asked ? t.noneFoundText : t.noneText} />
        }
      >
        {(rule) => (
          <RuleRow key={rule.id} rule={rule} change={mayChange && isSimple(rule) ? () => setChanging(rule) : null} />
        )}
      </Rows>
      {changing ? <ChangePriceDialog rule={changing} onClose={() => setChanging(null)} /> : null}
    </Card>
  )
}

const nameOf = ({ model, operation, variant, provider }: Rule) => `${model} ${operation} ${variant} ${provider}`

function RuleRow({ rule, change }: { rule: Rule; change: (() => void) | null }) {
  const t = operator.prices
  const { operation, model, state, notice, catalogue, assumed } = rule
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
      <Table.Td ta="right" data-phone="acts">
        {change ? (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={change}
            aria-label={operator.changePrice.title(operation, model)}
          >
            {operator.changePrice.open}
          </Button>
        ) : null}
      </Table.Td>
    </Table.Tr>
  )
}
