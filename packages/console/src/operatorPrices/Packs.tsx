// The credit packs that are sold: to put one on sale, and to end the sale of one.

import type { AnswerOf } from '@holdfast/client'
import { Button, Skeleton, Table, Text } from '@mantine/core'
import { IconPackage, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useData } from '../data/useData.ts'
import { EndCreditPack, SoldPacks } from '../generated/prices.ts'
import { ConfirmDialog } from '../operator/ConfirmDialog.tsx'
import { useHasScope } from '../operator/session.ts'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatMoney, formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Rows } from '../parts/Rows.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'
import { NewPackDialog } from './NewPackDialog.tsx'

type Pack = NonNullable<AnswerOf<typeof SoldPacks>>[number]

export function Packs() {
  const t = operator.packs
  const has = useHasScope()
  const { data, error, again } = useData(SoldPacks, {})
  const [isAdding, setIsAdding] = useState(false)
  const [ending, setEnding] = useState<Pack | null>(null)
  if (error && !data) return <Fault error={error} again={again} />
  if (!data) return <Skeleton h={320} radius="lg" />
  const add = has('CATALOGUE') ? (
    <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setIsAdding(true)}>
      {t.add}
    </Button>
  ) : null
  return (
    <Card title={t.title} padded={false} actions={data.length > 0 ? add : null}>
      <Rows
        pages={{ rows: data, error, again }}
        columns={[
          { text: t.columns.pack },
          { text: t.columns.price, end: true },
          { text: t.columns.brings },
          { text: t.columns.since },
          { text: operator.acts, end: true },
        ]}
        empty={
          <Notice icon={IconPackage} title={t.none} text={t.noneText}>
            {add}
          </Notice>
        }
      >
        {(pack) => <PackRow key={pack.id} pack={pack} end={has('CATALOGUE') ? setEnding : null} />}
      </Rows>
      {isAdding ? <NewPackDialog onClose={() => setIsAdding(false)} /> : null}
      {ending ? (
        <ConfirmDialog
          operation={EndCreditPack}
          inputOf={() => ({ packId: ending.id })}
          {...{ title: t.endTitle(ending.title), action: t.endAction, text: t.endText, done: t.ended }}
          isDanger
          onClose={() => setEnding(null)}
        />
      ) : null}
    </Card>
  )
}

function PackRow({ pack, end }: { pack: Pack; end: ((pack: Pack) => void) | null }) {
  const t = operator.packs
  const { bonus } = texts.credits.topUp
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={500}>
          {pack.title}
        </Text>
        <Text size="xs" className="quiet">
          {[pack.name, texts.credits.kinds[pack.kind], t.version(pack.version)].filter(Boolean).join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td ta="right" className="number" data-phone="beside">
        {formatMoney(pack.price)}
        {pack.volumeSteps.map(({ quantity, price }) => (
          <Text key={quantity} size="xs" className="quiet">
            {texts.credits.topUp.fromQuantity(quantity, formatMoney(price))}
          </Text>
        ))}
      </Table.Td>
      <Table.Td className="number">
        {pack.credits.map(({ creditType, credits, bonus: extra }) => (
          <Text key={creditType} size="sm">
            {formatNumber(credits)} {creditType} {extra > 0 ? bonus(formatNumber(extra)) : ''}
          </Text>
        ))}
      </Table.Td>
      <Table.Td className="quiet">
        <When at={pack.createdAt} />
      </Table.Td>
      <Table.Td ta="right" data-phone="acts">
        {end ? (
          <Button size="xs" variant="subtle" color="red" onClick={() => end(pack)}>
            {t.end}
          </Button>
        ) : null}
      </Table.Td>
    </Table.Tr>
  )
}
