// The pools of a customer by credit type, with granting and correcting credits.

import { Button, Group, Table, Text } from '@mantine/core'
import { IconCoins, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { SettleDebt } from '../generated/acts.ts'
import { ConfirmDialog } from '../operator/ConfirmDialog.tsx'
import { useHasScope } from '../operator/session.ts'
import { Card } from '../parts/Card.tsx'
import { formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { TableFrame } from '../parts/TableFrame.tsx'
import { operator } from '../texts/operator.ts'
import { AdjustDialog } from './AdjustDialog.tsx'
import type { CustomerData, CustomerWallet } from './customer.ts'
import { GrantDialog } from './GrantDialog.tsx'

type Doing = { readonly what: 'grant' | 'adjust' | 'settle'; readonly wallet: CustomerWallet | null }

export function WalletTable({ customer }: { customer: CustomerData }) {
  const t = operator.credits
  const has = useHasScope()
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = () => setDoing(null)
  const { id, wallets, name } = customer
  const mayGrant = has('GRANT') && customer.status !== 'CLOSED'
  return (
    <Card
      title={t.title}
      padded={false}
      actions={
        mayGrant ? (
          <Button
            size="xs"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => setDoing({ what: 'grant', wallet: null })}
          >
            {t.grant}
          </Button>
        ) : null
      }
    >
      {wallets.length === 0 ? (
        <Notice icon={IconCoins} title={t.none} text={t.noneText} />
      ) : (
        <Pools wallets={wallets} start={mayGrant ? setDoing : null} />
      )}
      {doing?.what === 'grant' ? (
        <GrantDialog id={id} creditTypes={wallets.map(({ creditType }) => creditType)} onClose={close} />
      ) : null}
      {doing?.what === 'adjust' && doing.wallet ? (
        <AdjustDialog id={id} name={name} wallet={doing.wallet} onClose={close} />
      ) : null}
      {doing?.what === 'settle' && doing.wallet ? <SettleDialog wallet={doing.wallet} onClose={close} /> : null}
    </Card>
  )
}

interface PoolsProps {
  readonly wallets: readonly CustomerWallet[]
  /** Null: the key may not grant. */
  readonly start: ((doing: Doing) => void) | null
}

function Pools({ wallets, start }: PoolsProps) {
  const { columns } = operator.credits
  return (
    <TableFrame>
      <Table miw={620}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.type}</Table.Th>
            <Table.Th ta="right">{columns.available}</Table.Th>
            <Table.Th ta="right">{columns.frozen}</Table.Th>
            <Table.Th ta="right">{columns.locked}</Table.Th>
            <Table.Th ta="right">{columns.spent}</Table.Th>
            <Table.Th ta="right">{columns.owed}</Table.Th>
            {start ? <Table.Td w={110} /> : null}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {wallets.map((wallet) => (
            <PoolRow key={wallet.id} wallet={wallet} start={start} />
          ))}
        </Table.Tbody>
      </Table>
    </TableFrame>
  )
}

function PoolRow({ wallet, start }: { wallet: CustomerWallet } & Pick<PoolsProps, 'start'>) {
  const t = operator.credits
  const { creditType, available, frozen, locked, spent, owed } = wallet
  return (
    <Table.Tr>
      <Table.Td fw={500}>{creditType}</Table.Td>
      <Table.Td ta="right" className="number" fw={600} data-phone="beside">
        {formatNumber(available)}
      </Table.Td>
      {[frozen, locked, spent].map((credits, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns stay where they are.
        <Table.Td key={i} ta="right" className="number">
          {formatNumber(credits)}
        </Table.Td>
      ))}
      <Table.Td ta="right" className={owed > 0 ? 'number bad' : 'number'}>
        {formatNumber(owed)}
      </Table.Td>
      {start ? (
        <Table.Td data-phone="acts">
          <Group gap={6} wrap="nowrap" justify="flex-end">
            {owed > 0 ? (
              <Button size="xs" variant="default" onClick={() => start({ what: 'settle', wallet })}>
                {t.settle}
              </Button>
            ) : null}
            <Button
              size="xs"
              variant="default"
              onClick={() => start({ what: 'adjust', wallet })}
              aria-label={t.adjustType(creditType)}
            >
              {t.adjust}
            </Button>
          </Group>
        </Table.Td>
      ) : null}
    </Table.Tr>
  )
}

function SettleDialog({ wallet, onClose }: { wallet: CustomerWallet; onClose: () => void }) {
  const t = operator.credits
  return (
    <ConfirmDialog
      operation={SettleDebt}
      inputOf={(reason) => ({ walletId: wallet.id, reason })}
      title={t.settleTitle}
      action={t.settle}
      done={t.settled}
      reasonLabel={operator.reason}
      onClose={onClose}
    >
      <Text size="sm">{t.settleText(formatNumber(wallet.owed), wallet.creditType)}</Text>
    </ConfirmDialog>
  )
}
