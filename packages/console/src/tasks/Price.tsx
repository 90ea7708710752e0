// What a task costs: its price with its parts and rule, what it was charged, the lots that pay, and the receipt.

import { Button, Table, Text } from '@mantine/core'
import { IconFileInvoice } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Card } from '../parts/Card.tsx'
import { formatDay, formatNumber } from '../parts/format.ts'
import { Stat } from '../parts/Stat.tsx'
import { TableFrame } from '../parts/TableFrame.tsx'
import { texts } from '../texts/index.ts'
import { partText } from './partText.ts'
import type { Details } from './types.ts'
import { priceText } from './words.ts'

export function Price({ task }: { readonly task: Details }) {
  const t = texts.tasks.price
  const { costs, credits, priceParts, priceRule, receipt } = task
  return (
    <Card title={t.title} padded={false} actions={<Receipt task={task} />}>
      <div className="stats">
        <Stat label={priceParts.some(({ part }) => part.settleBy) ? t.most : t.price}>{priceText(costs, credits)}</Stat>
        {receipt ? (
          <>
            <Stat label={t.charged}>
              {priceText(
                receipt.costs.map(({ creditType, charged }) => ({ creditType, credits: charged })),
                0,
              )}
            </Stat>
            {receipt.costs.some(({ refunded }) => refunded > 0) ? (
              <Stat label={t.refunded}>
                {formatNumber(receipt.costs.reduce((sum, { refunded }) => sum + refunded, 0))}
              </Stat>
            ) : null}
          </>
        ) : null}
      </div>
      <div style={{ padding: 'var(--mantine-spacing-lg)' }}>
        <ul className="plain">
          {priceParts.map((each, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts have an order, and no other name.
            <li key={i}>{partText(each)}</li>
          ))}
          <li className="quiet small">
            {t.rule(priceRule.variant, formatDay(priceRule.effectiveFrom))}
            {priceRule.isContract ? ` ${t.contract}` : ''}
          </li>
        </ul>
      </div>
      <Lots task={task} />
    </Card>
  )
}

function Receipt({ task: { receipt } }: { readonly task: Details }) {
  if (!receipt?.links) return null
  return (
    <Button
      component="a"
      href={receipt.links.page}
      target="_blank"
      rel="noreferrer"
      variant="default"
      size="xs"
      leftSection={<IconFileInvoice size={15} aria-hidden />}
    >
      {texts.tasks.price.receipt}
    </Button>
  )
}

interface Paid {
  readonly key: string
  readonly kind: string
  readonly source: string | null
  readonly expiresAt: string | null
  readonly credits: number
  readonly refunded: number
}

/** The lots that have paid; while the task is open, those whose credits are set aside. */
function lotsOf({ receipt, costs, status }: Details): Paid[] {
  if (receipt)
    return receipt.costs.flatMap(({ lots }) =>
      lots.map(({ lot, spent, refunded, expiresAt }) => ({
        ...{ key: lot.id, kind: lot.kind, source: lot.source, expiresAt, credits: spent, refunded },
      })),
    )
  if (status !== 'QUEUED' && status !== 'RUNNING') return []
  return costs.flatMap(({ hold }) =>
    (hold?.lines ?? []).map(({ lot, credits }) => ({
      ...{ key: lot.id, kind: lot.kind, source: lot.source, expiresAt: lot.expiresAt, credits, refunded: 0 },
    })),
  )
}

function Lots({ task }: { readonly task: Details }) {
  const t = texts.tasks.price
  const lots = lotsOf(task)
  if (lots.length === 0)
    return task.receipt ? (
      <Text size="sm" className="quiet" px="lg" pb="lg">
        {t.nothingPaid}
      </Text>
    ) : null
  return (
    <TableFrame>
      <Table aria-label={task.receipt ? t.paidBy : t.setAside}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{task.receipt ? t.paidBy : t.setAside}</Table.Th>
            <Table.Th>{t.expires}</Table.Th>
            <Table.Th ta="right">{t.credits}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lots.map((lot) => (
            <Table.Tr key={lot.key}>
              <Table.Td>
                {texts.credits.kinds[lot.kind] ?? lot.kind}
                <Quiet>{lot.source}</Quiet>
              </Table.Td>
              <Table.Td>{lot.expiresAt ? formatDay(lot.expiresAt) : t.never}</Table.Td>
              <Table.Td ta="right" className="number" data-phone="beside">
                {formatNumber(lot.credits)}
                <Quiet>{lot.refunded > 0 ? t.cameBack(formatNumber(lot.refunded)) : null}</Quiet>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableFrame>
  )
}

function Quiet({ children }: { readonly children: ReactNode }) {
  return children ? (
    <Text size="xs" className="quiet" component="span" display="block">
      {children}
    </Text>
  ) : null
}
