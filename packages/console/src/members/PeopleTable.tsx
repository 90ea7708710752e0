// The table of members.

import { ActionIcon, Anchor, Avatar, Checkbox, Group, Menu, Table, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useMay } from '../app/may.ts'
import { useSession } from '../app/session.tsx'
import { formatNumber } from '../parts/format.ts'
import { TableFrame } from '../parts/TableFrame.tsx'
import { UsedOf } from '../parts/UsedOf.tsx'
import { texts } from '../texts/index.ts'
import { limitOf, usedOf } from './budgetFacts.ts'
import type { Doing } from './PersonDialogs.tsx'
import type { Budget, MemberRow, MembersData } from './types.ts'

interface PeopleTableProps {
  readonly rows: readonly MemberRow[]
  readonly chosen: ReadonlyMap<string, MemberRow>
  readonly setChosen: (chosen: ReadonlyMap<string, MemberRow>) => void
  readonly limits: ReadonlyMap<string, Budget>
  readonly usage: NonNullable<MembersData['usage']>
  readonly start: (doing: Doing) => void
}

export function PeopleTable({ rows, chosen, setChosen, limits, usage, start }: PeopleTableProps) {
  const may = useMay()
  const used = new Map(usage.groups.flatMap(({ member, sums }) => (member ? [[member.id, sums.used] as const] : [])))
  // A report has the 1,000 members that used most: the others have used at most what the last of these has.
  const least = usage.isComplete ? 0 : (usage.groups.at(-1)?.sums.used ?? 0)
  const usedText = (id: string) =>
    used.has(id) || least === 0 ? formatNumber(used.get(id) ?? 0) : texts.members.atMost(formatNumber(least))
  const picks = may('transferCredits')
  const isAll = rows.length > 0 && rows.every(({ id }) => chosen.has(id))
  const choose = (members: readonly MemberRow[], isChosen: boolean) => {
    const next = new Map(chosen)
    for (const member of members) isChosen ? next.set(member.id, member) : next.delete(member.id)
    setChosen(next)
  }
  return (
    <TableFrame>
      <Table miw={700}>
        <Table.Thead>
          <Table.Tr>
            {picks ? (
              <Table.Th w={44}>
                <Checkbox
                  size="xs"
                  aria-label={texts.members.selectAll}
                  checked={isAll}
                  indeterminate={!isAll && rows.some(({ id }) => chosen.has(id))}
                  onChange={({ currentTarget }) => choose(rows, currentTarget.checked)}
                />
              </Table.Th>
            ) : null}
            <Table.Th>{texts.members.name}</Table.Th>
            <Table.Th visibleFrom="sm">{texts.members.role}</Table.Th>
            <Table.Th ta="right">{texts.members.ownCredits}</Table.Th>
            <Table.Th w={190}>{texts.members.monthlyBudget}</Table.Th>
            <Table.Th ta="right">{texts.members.usedThisMonth}</Table.Th>
            <Table.Td w={52} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((member) => (
            <Table.Tr key={member.id}>
              {picks ? (
                <Table.Td className="pick">
                  <Checkbox
                    size="xs"
                    aria-label={texts.members.select(member.name)}
                    checked={chosen.has(member.id)}
                    onChange={({ currentTarget }) => choose([member], currentTarget.checked)}
                  />
                </Table.Td>
              ) : null}
              <Cells {...{ member, start }} limit={limits.get(member.id)} used={usedText(member.id)} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableFrame>
  )
}

interface CellsProps {
  readonly member: MemberRow
  readonly limit: Budget | undefined
  readonly used: string
  readonly start: (doing: Doing) => void
}

function Cells({ member, limit, used, start }: CellsProps) {
  const { data: session } = useSession()
  const { name, role, wallet } = member
  const frozen = wallet?.frozen ?? 0
  return (
    <>
      <Table.Td>
        <Group gap={10} wrap="nowrap">
          <Avatar size={28} radius="xl" name={name} className="initials" aria-hidden />
          <div>
            <Text size="sm" fw={500}>
              {name}
            </Text>
            <Text size="xs" className="quiet" hiddenFrom="sm">
              {texts.shell.roles[role]}
            </Text>
          </div>
          {session?.member?.id === member.id ? (
            <Text size="xs" className="quiet">
              {texts.members.you}
            </Text>
          ) : null}
        </Group>
      </Table.Td>
      <Table.Td visibleFrom="sm">{texts.shell.roles[role]}</Table.Td>
      <Table.Td ta="right" className="number">
        {formatNumber(wallet?.available ?? 0)}
        {frozen > 0 ? (
          <Text size="xs" className="quiet">
            {texts.members.inUse(formatNumber(frozen))}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td data-phone="wide">
        <LimitCell {...{ member, limit, start }} />
      </Table.Td>
      <Table.Td ta="right" className="number">
        {used}
      </Table.Td>
      <Table.Td data-phone="beside">
        <RowMenu {...{ member, start, hasLimit: limit !== undefined }} />
      </Table.Td>
    </>
  )
}

function LimitCell({ member, limit, start }: Pick<CellsProps, 'member' | 'limit' | 'start'>) {
  const may = useMay()
  if (limit)
    return <UsedOf used={usedOf(limit)} limit={limitOf(limit)} label={texts.members.usedOfMonthly(member.name)} />
  if (!may('manageBudgets')) return <span className="quiet">{texts.common.none}</span>
  return (
    <Anchor component="button" type="button" size="sm" onClick={() => start({ what: 'limit', members: [member] })}>
      {texts.members.setBudget}
    </Anchor>
  )
}

/** Nothing for those who may do nothing with a member. */
function RowMenu({ member, start, hasLimit }: Pick<CellsProps, 'member' | 'start'> & { hasLimit: boolean }) {
  const may = useMay()
  const members = [member]
  const touches = may('manageMembers') && (member.role !== 'OWNER' || may('manageOwners'))
  if (!may('transferCredits') && !may('manageBudgets') && !touches) return null
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={texts.common.actionsFor(member.name)}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {may('transferCredits') ? (
          <>
            <Menu.Item onClick={() => start({ what: 'give', members })}>{texts.members.give}</Menu.Item>
            <Menu.Item onClick={() => start({ what: 'takeBack', members })}>{texts.members.takeBack}</Menu.Item>
          </>
        ) : null}
        {may('manageBudgets') ? (
          <Menu.Item onClick={() => start({ what: 'limit', members })}>
            {hasLimit ? texts.members.changeMonthly : texts.members.setBudget}
          </Menu.Item>
        ) : null}
        {touches ? (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => start({ what: 'role', members })}>{texts.members.changeRole}</Menu.Item>
            <Menu.Item color="red" onClick={() => start({ what: 'remove', members })}>
              {texts.members.remove}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}
