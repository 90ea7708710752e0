// The API keys that the person may see.

import type { AnswerOf } from '@holdfast/client'
import { Button, Group, Skeleton, Table, Text } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useMay } from '../app/may.ts'
import { useSession } from '../app/session.tsx'
import { useData } from '../data/useData.ts'
import { Keys as Read } from '../generated/settings.ts'
import { CursorPages, useCursor } from '../parts/CursorPages.tsx'
import { Fault } from '../parts/Fault.tsx'
import { KeyUse, OnlyFrom } from '../parts/KeyUse.tsx'
import { Notice } from '../parts/Notice.tsx'
import { TableFrame } from '../parts/TableFrame.tsx'
import { texts } from '../texts/index.ts'
import { NewKeyDialog } from './NewKeyDialog.tsx'
import { RevokeKeyDialog } from './RevokeKeyDialog.tsx'
import { RotateKeyDialog } from './RotateKeyDialog.tsx'

const PAGE = 50

type Key = NonNullable<NonNullable<AnswerOf<typeof Read>>['apiKeys']['edges'][number]['node']>
type Doing = { readonly what: 'new' } | { readonly what: 'rotate' | 'revoke'; readonly apiKey: Key }

export function Keys() {
  const may = useMay()
  const cursor = useCursor(PAGE)
  const { data, error, again } = useData(Read, cursor)
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = () => setDoing(null)
  if (error && !data) return <Fault error={error} again={again} />
  const keys = data?.apiKeys.edges.flatMap(({ node }) => (node ? [node] : []))
  const make = may('manageOwnKeys') ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setDoing({ what: 'new' })}>
      {texts.settings.newKey}
    </Button>
  ) : null
  return (
    <>
      <Group justify="space-between">
        <Text size="sm" className="quiet">
          {texts.settings.keysText}
        </Text>
        {keys?.length ? make : null}
      </Group>
      <section className="card" aria-label={texts.settings.keys}>
        {!keys ? (
          <Skeleton h={240} radius="lg" />
        ) : keys.length === 0 ? (
          <Notice icon={IconKey} title={texts.settings.noKeys} text={texts.settings.noKeysText}>
            {make}
          </Notice>
        ) : (
          <KeyTable keys={keys} start={setDoing} />
        )}
        {data ? <CursorPages pageInfo={data.apiKeys.pageInfo} /> : null}
      </section>
      {doing?.what === 'new' ? <NewKeyDialog onClose={close} /> : null}
      {doing?.what === 'rotate' ? <RotateKeyDialog apiKey={doing.apiKey} onClose={close} /> : null}
      {doing?.what === 'revoke' ? <RevokeKeyDialog apiKey={doing.apiKey} onClose={close} /> : null}
    </>
  )
}

function KeyTable({ keys, start }: { keys: readonly Key[]; start: (doing: Doing) => void }) {
  return (
    <TableFrame>
      <Table miw={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.settings.keyColumns.name}</Table.Th>
            <Table.Th>{texts.settings.keyColumns.may}</Table.Th>
            <Table.Th>{texts.settings.keyColumns.used}</Table.Th>
            <Table.Td w={190} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map((apiKey) => (
            <KeyRow key={apiKey.id} apiKey={apiKey} start={start} />
          ))}
        </Table.Tbody>
      </Table>
    </TableFrame>
  )
}

function KeyRow({ apiKey, start }: { apiKey: Key; start: (doing: Doing) => void }) {
  const may = useMay()
  const { data } = useSession()
  const { name, prefix, member, scopes, lastUsedAt, expiresAt, allowedAddresses } = apiKey
  const isMine = member !== null && member?.id === data?.member?.id
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={500}>
          {name}
        </Text>
        <Text size="xs" className="quiet">
          {member?.name ?? texts.settings.ofOrganization} · <code>{prefix}…</code>
        </Text>
        <OnlyFrom addresses={allowedAddresses} />
      </Table.Td>
      <Table.Td>{scopes.map((scope) => texts.settings.scopesShort[scope] ?? scope).join(', ')}</Table.Td>
      <KeyUse lastUsedAt={lastUsedAt} expiresAt={expiresAt} />
      <Table.Td data-phone="acts">
        {isMine || may('manageAllKeys') ? (
          <Group gap={6} wrap="nowrap" justify="flex-end">
            {isMine || member == null ? (
              <Button size="xs" variant="default" onClick={() => start({ what: 'rotate', apiKey })}>
                {texts.settings.rotate}
              </Button>
            ) : null}
            <Button size="xs" variant="subtle" color="red" onClick={() => start({ what: 'revoke', apiKey })}>
              {texts.settings.revoke}
            </Button>
          </Group>
        ) : null}
      </Table.Td>
    </Table.Tr>
  )
}
