// All organizations: found by their name, their ids or the mail address of a member, with their status, plan and credits.

import type { AnswerOf } from '@holdfast/client'
import { Button, Group, Select, Skeleton, Table, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconBuilding, IconPlus, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useData } from '../data/useData.ts'
import { Organizations as Read } from '../generated/organizations.ts'
import type { OrganizationMode, OrganizationStatus } from '../generated/types.ts'
import { CursorPages, useCursor } from '../parts/CursorPages.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { Status } from '../parts/Status.tsx'
import { TableFrame } from '../parts/TableFrame.tsx'
import { When } from '../parts/When.tsx'
import { operator } from '../texts/operator.ts'
import { NeedsScope } from './NeedsScope.tsx'
import { NewOrganizationDialog } from './NewOrganizationDialog.tsx'
import { useHasScope } from './session.ts'

const PAGE = 50
const SHOWN_WALLETS = 3
const PAUSE_MS = 250

type Organization = NonNullable<NonNullable<AnswerOf<typeof Read>>['edges'][number]['node']>

export function Organizations() {
  const t = operator.organizations
  const has = useHasScope()
  const [isCreating, setIsCreating] = useState(false)
  return (
    <Page
      title={t.title}
      actions={
        has('ORGANIZATIONS') ? (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setIsCreating(true)}>
            {t.create}
          </Button>
        ) : null
      }
    >
      <NeedsScope scopes={['READ']}>
        <Filters />
        <List />
      </NeedsScope>
      {isCreating ? <NewOrganizationDialog onClose={() => setIsCreating(false)} /> : null}
    </Page>
  )
}

function Filters() {
  const t = operator.organizations
  const [search, setSearch] = useSearchParams()
  const choose = (name: string, value: string | null) =>
    setSearch(
      (last) => {
        for (const key of ['after', 'before', name]) last.delete(key)
        if (value) last.set(name, value)
        return last
      },
      { replace: true },
    )
  const find = useDebouncedCallback((text: string) => choose('search', text.trim()), PAUSE_MS)
  return (
    <Group align="flex-end" gap="sm">
      <TextInput
        label={t.find}
        leftSection={<IconSearch size={16} aria-hidden />}
        defaultValue={search.get('search') ?? ''}
        onChange={({ currentTarget }) => find(currentTarget.value)}
        type="search"
        flex={1}
        miw={220}
        maw={420}
      />
      <Select
        label={t.status}
        placeholder={t.all}
        data={Object.entries(t.statuses).map(([value, label]) => ({ value, label }))}
        value={search.get('status')}
        onChange={(value) => choose('status', value)}
        clearable
        w={170}
      />
      <Select
        label={t.mode}
        placeholder={t.all}
        data={Object.entries(t.modes).map(([value, label]) => ({ value, label }))}
        value={search.get('mode')}
        onChange={(value) => choose('mode', value)}
        clearable
        w={150}
      />
    </Group>
  )
}

function List() {
  const t = operator.organizations
  const [search] = useSearchParams()
  const cursor = useCursor(PAGE)
  const [asked, status, mode] = ['search', 'status', 'mode'].map((key) => search.get(key))
  const filter = {
    ...(asked ? { search: asked } : {}),
    ...(status && status in t.statuses ? { status: status as OrganizationStatus } : {}),
    ...(mode && mode in t.modes ? { mode: mode as OrganizationMode } : {}),
  }
  const { data, error, again } = useData(Read, { ...cursor, filter })
  if (error && !data) return <Fault error={error} again={again} />
  const organizations = data?.edges.flatMap(({ node }) => (node ? [node] : []))
  const isFiltered = Object.keys(filter).length > 0
  return (
    <section className="card" aria-label={t.title}>
      {!organizations ? (
        <Skeleton h={420} radius="lg" />
      ) : organizations.length === 0 ? (
        <Notice
          icon={IconBuilding}
          title={isFiltered ? t.noneFound : t.none}
          text={isFiltered ? t.noneFoundText : t.noneText}
        />
      ) : (
        <OrganizationTable organizations={organizations} />
      )}
      {data ? <CursorPages pageInfo={data.pageInfo} /> : null}
    </section>
  )
}

function OrganizationTable({ organizations }: { organizations: readonly Organization[] }) {
  const { columns } = operator.organizations
  return (
    <TableFrame>
      <Table miw={640}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.name}</Table.Th>
            <Table.Th>{columns.status}</Table.Th>
            <Table.Th>{columns.plan}</Table.Th>
            <Table.Th ta="right">{columns.credits}</Table.Th>
            <Table.Th>{columns.since}</Table.Th>
            <Table.Td w={90} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {organizations.map((organization) => (
            <OrganizationRow key={organization.id} organization={organization} />
          ))}
        </Table.Tbody>
      </Table>
    </TableFrame>
  )
}

function OrganizationRow({ organization }: { organization: Organization }) {
  const t = operator.organizations
  const { id, name, externalId, mode, status, subscription, wallets, createdAt } = organization
  return (
    <Table.Tr>
      <Table.Td>
        <Link className="link" to={`/organizations/${id}`}>
          {name}
        </Link>
        <Text size="xs" className="quiet">
          {[mode === 'SANDBOX' ? t.modes.SANDBOX : null, externalId].filter(Boolean).join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td data-phone="beside">
        <Status status={status} text={t.statuses[status]} />
      </Table.Td>
      <Table.Td>
        {subscription ? subscription.plan.title : <span className="quiet">{t.noPlan}</span>}
        {subscription && subscription.status !== 'ACTIVE' ? (
          <Text size="xs" className="quiet">
            {operator.plan.statuses[subscription.status]}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td ta="right" className="number">
        {wallets.slice(0, SHOWN_WALLETS).map(({ id, creditType, available, owed }) => (
          <Text key={id} size="sm" component="div">
            {formatNumber(available)} <span className="quiet">{creditType}</span>
            {owed > 0 ? <span className="bad"> · {t.owes(formatNumber(owed))}</span> : null}
          </Text>
        ))}
        {wallets.length > SHOWN_WALLETS ? (
          <Text size="xs" className="quiet">
            {t.moreWallets(wallets.length - SHOWN_WALLETS)}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td className="quiet">
        <When at={createdAt} />
      </Table.Td>
      <Table.Td ta="right" data-phone="acts">
        {status === 'ACTIVE' || status === 'SUSPENDED' ? (
          <Button
            component="a"
            href={`/console/operator/as/${id}`}
            size="xs"
            variant="default"
            aria-label={t.openName(name)}
          >
            {t.open}
          </Button>
        ) : null}
      </Table.Td>
    </Table.Tr>
  )
}
