// The prices that a customer has of their own, beside those for all: to set one or a list of them, and to end one.

import { Button, Skeleton, Table, Text } from '@mantine/core'
import { IconFileUpload, IconPlus, IconTags } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useData } from '../data/useData.ts'
import { EndContractPrice } from '../generated/contracts.ts'
import { Rules } from '../generated/prices.ts'
import { ConfirmDialog } from '../operator/ConfirmDialog.tsx'
import { useHasScope } from '../operator/session.ts'
import { priceText, type Rule } from '../operatorPrices/priceText.ts'
import { RuleName } from '../operatorPrices/RuleName.tsx'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatMoment } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Rows } from '../parts/Rows.tsx'
import { When } from '../parts/When.tsx'
import { operator } from '../texts/operator.ts'
import { ContractList } from './ContractList.tsx'
import { subjectOf } from './contractList.ts'
import { NewContractDialog } from './NewContractDialog.tsx'

export function CustomerPrices({ id }: { readonly id: string }) {
  const t = operator.contracts
  const has = useHasScope()
  const own = useData(Rules, { organizationId: id })
  const general = useData(Rules, {})
  const [doing, setDoing] = useState<'add' | 'list' | null>(null)
  const [ending, setEnding] = useState<Rule | null>(null)
  const error = own.error ?? general.error
  if (error && !(own.data && general.data)) return <Fault error={error} again={own.again} />
  if (!own.data || !general.data) return <Skeleton h={320} radius="lg" />
  const contracts = own.data.filter(({ isContract }) => isContract)
  const forAll = new Map(general.data.map((rule) => [subjectOf(rule), rule]))
  const maySet = has('CATALOGUE')
  const acts = maySet ? (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconFileUpload size={15} aria-hidden />}
        onClick={() => setDoing('list')}
      >
        {t.list}
      </Button>
      <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setDoing('add')}>
        {t.add}
      </Button>
    </>
  ) : null
  return (
    <>
      <ContractTable contracts={contracts} forAll={forAll} acts={acts} end={maySet ? setEnding : null} />
      {doing === 'list' ? (
        <ContractList id={id} contracts={contracts} forAll={forAll} onClose={() => setDoing(null)} />
      ) : null}
      {doing === 'add' ? (
        <NewContractDialog id={id} rules={own.data} forAll={forAll} onClose={() => setDoing(null)} />
      ) : null}
      {ending ? (
        <ConfirmDialog
          operation={EndContractPrice}
          inputOf={() => ({ priceRuleId: ending.id })}
          title={t.endTitle(ending.operation, ending.model)}
          action={t.endAction}
          text={endText(forAll.get(subjectOf(ending)))}
          done={t.ended}
          isDanger
          onClose={() => setEnding(null)}
        />
      ) : null}
    </>
  )
}

const endText = (general: Rule | undefined) =>
  general ? operator.contracts.endText(priceText(general)) : operator.contracts.endNothing

interface ContractTableProps {
  readonly contracts: readonly Rule[]
  readonly forAll: ReadonlyMap<string, Rule>
  readonly acts: ReactNode
  /** Null: the key may not end prices. */
  readonly end: ((rule: Rule) => void) | null
}

function ContractTable({ contracts, forAll, acts, end }: ContractTableProps) {
  const t = operator.contracts
  return (
    <Card title={t.title} padded={false} actions={contracts.length > 0 ? <div className="acts">{acts}</div> : null}>
      <Rows
        pages={{ rows: contracts }}
        columns={[
          { text: operator.prices.columns.operation },
          { text: t.own },
          { text: t.forAll },
          { text: t.since },
          ...(end ? [{ text: operator.acts, end: true }] : []),
        ]}
        empty={
          <Notice icon={IconTags} title={t.none} text={t.noneText}>
            <div className="acts">{acts}</div>
          </Notice>
        }
      >
        {(rule) => <ContractRow key={rule.id} rule={rule} general={forAll.get(subjectOf(rule))} end={end} />}
      </Rows>
    </Card>
  )
}

interface ContractRowProps {
  readonly rule: Rule
  readonly general: Rule | undefined
  readonly end: ((rule: Rule) => void) | null
}

function ContractRow({ rule, general, end }: ContractRowProps) {
  const t = operator.contracts
  const { operation, model, effectiveFrom, effectiveUntil } = rule
  return (
    <Table.Tr>
      <Table.Td>
        <RuleName rule={rule} />
      </Table.Td>
      <Table.Td fw={600} data-phone="wide">
        {priceText(rule)}
      </Table.Td>
      <Table.Td className="quiet" data-phone="wide">
        {general ? priceText(general) : t.notForAll}
      </Table.Td>
      <Table.Td className="quiet">
        <When at={effectiveFrom} />
        {effectiveUntil ? <Text size="xs">{t.until(formatMoment(effectiveUntil))}</Text> : null}
      </Table.Td>
      {end ? (
        <Table.Td ta="right" data-phone="acts">
          <Button size="xs" variant="default" onClick={() => end(rule)} aria-label={t.endTitle(operation, model)}>
            {t.end}
          </Button>
        </Table.Td>
      ) : null}
    </Table.Tr>
  )
}
