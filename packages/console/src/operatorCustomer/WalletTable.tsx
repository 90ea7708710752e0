// The pools of a customer by credit type, with granting and correcting credits.

import { Button, Group, Table, Text } from '@mantine/core'
import { IconCoins, IconPlus } from '@tabler/icons-react'
import { Fragment, useState } from 'react'
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

type Held = CustomerData['heldByMembers'][number]
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
        <Pools wallets={wallets} held={customer.heldByMembers} start={mayGrant ? setDoing : null} />
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
  readonly held: readonly Held[]
  /** Null: the key may not grant. */
  readonly start: ((doing: Doing) => void) | null
}

function Pools({ wallets, held, start }: PoolsProps) {
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
            <Fragment key={wallet.id}>
              <PoolRow wallet={wallet} start={start} />
              <HeldRows
                wallet={wallet}
                held={held.find(({ creditType }) => creditType === wallet.creditType)}
                hasActs={start !== null}
              />
            </Fragment>
          ))}
        </Table.Tbody>
      </Table>
    </TableFrame>
  )
}

/** What members hold, and the sum with the pool; nothing where they hold nothing. */
function HeldRows({ wallet, held, hasActs }: { wallet: CustomerWallet; held: Held | undefined; hasActs: boolean }) {
  const t = operator.credits
  if (!held || held.available + held.frozen + held.locked + held.owed === 0) return null
  const inAll = {
    ...{ available: wallet.available + held.available, frozen: wallet.frozen + held.frozen },
    ...{ locked: wallet.locked + held.locked, owed: wallet.owed + held.owed },
  }
  const rows = [
    { name: t.heldBy(held.members), of: held },
    { name: t.inAll(wallet.creditType), of: inAll },
  ]
  return rows.map(({ name, of }) => (
    <Table.Tr key={name} className="quiet">
      <Table.Td>{name}</Table.Td>
      <CreditCells of={of} />
      {hasActs ? <Table.Td /> : null}
    </Table.Tr>
  ))
}

interface CreditCellsProps {
  readonly of: Omit<Held, 'members' | 'creditType' | '__typename'> & { readonly spent?: number }
  readonly isPool?: boolean
}

/** The credits of a row, by their state. What members have spent is not added up. */
function CreditCells({ of: { available, frozen, locked, spent, owed }, isPool = false }: CreditCellsProps) {
  return (
    <>
      <Table.Td ta="right" className="number" data-phone="beside" {...(isPool ? { fw: 600 } : {})}>
        {formatNumber(available)}
      </Table.Td>
      {[frozen, locked, spent].map((credits, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns stay where they are.
        <Table.Td key={i} ta="right" className="number">
          {credits === undefined ? null : formatNumber(credits)}
        </Table.Td>
      ))}
      <Table.Td ta="right" className={isPool && owed > 0 ? 'number bad' : 'number'}>
        {formatNumber(owed)}
      </Table.Td>
    </>
  )
}

function PoolRow({ wallet, start }: { wallet: CustomerWallet } & Pick<PoolsProps, 'start'>) {
  const t = operator.credits
  const { creditType, owed } = wallet
  return (
    <Table.Tr>
      <Table.Td fw={500}>{creditType}</Table.Td>
      <CreditCells of={wallet} isPool />
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
