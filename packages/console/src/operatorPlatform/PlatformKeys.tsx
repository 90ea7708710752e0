// The platform keys: what each may do, when it was used, and to make, replace and end them.

import type { AnswerOf } from '@holdfast/client'
import { Button, Group, Skeleton, Table, Text } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useData } from '../data/useData.ts'
import { PlatformKeys as Read, RevokePlatformKey } from '../generated/platform.ts'
import { ConfirmDialog } from '../operator/ConfirmDialog.tsx'
import { scopesText } from '../operator/scopesText.ts'
import { CursorPages, useCursor } from '../parts/CursorPages.tsx'
import { Fault } from '../parts/Fault.tsx'
import { KeyUse, OnlyFrom } from '../parts/KeyUse.tsx'
import { Notice } from '../parts/Notice.tsx'
import { TableFrame } from '../parts/TableFrame.tsx'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'
import { NewPlatformKeyDialog } from './NewPlatformKeyDialog.tsx'
import { RotatePlatformKeyDialog } from './RotatePlatformKeyDialog.tsx'

const PAGE = 50

type Key = NonNullable<NonNullable<AnswerOf<typeof Read>>['edges'][number]['node']>
type Doing = { readonly what: 'rotate' | 'revoke'; readonly platformKey: Key }

export function PlatformKeys() {
  const t = operator.platformKeys
  const { data, error, again } = useData(Read, useCursor(PAGE))
  const [isMaking, setIsMaking] = useState(false)
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = () => setDoing(null)
  if (error && !data) return <Fault error={error} again={again} />
  const keys = data?.edges.flatMap(({ node }) => (node ? [node] : []))
  return (
    <>
      <Group justify="space-between">
        <Text size="sm" className="quiet" maw={640}>
          {t.text}
        </Text>
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setIsMaking(true)}>
          {t.create}
        </Button>
      </Group>
      <section className="card" aria-label={operator.platform.keys}>
        {!keys ? (
          <Skeleton h={240} radius="lg" />
        ) : keys.length === 0 ? (
          <Notice icon={IconKey} title={t.none} />
        ) : (
          <KeyTable keys={keys} start={setDoing} />
        )}
        {data ? <CursorPages pageInfo={data.pageInfo} /> : null}
      </section>
      {isMaking ? <NewPlatformKeyDialog onClose={() => setIsMaking(false)} /> : null}
      {doing?.what === 'rotate' ? <RotatePlatformKeyDialog platformKey={doing.platformKey} onClose={close} /> : null}
      {doing?.what === 'revoke' ? (
        <ConfirmDialog
          operation={RevokePlatformKey}
          inputOf={() => ({ platformKeyId: doing.platformKey.id })}
          title={texts.settings.revokeTitle(doing.platformKey.name)}
          action={texts.settings.revokeAction}
          text={t.revokeText}
          done={texts.settings.revoked}
          isDanger
          onClose={close}
        />
      ) : null}
    </>
  )
}

function KeyTable({ keys, start }: { keys: readonly Key[]; start: (doing: Doing) => void }) {
  const { keyColumns } = texts.settings
  return (
    <TableFrame>
      <Table miw={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{keyColumns.name}</Table.Th>
            <Table.Th>{keyColumns.may}</Table.Th>
            <Table.Th>{keyColumns.used}</Table.Th>
            <Table.Td w={190} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map((platformKey) => (
            <KeyRow key={platformKey.id} platformKey={platformKey} start={start} />
          ))}
        </Table.Tbody>
      </Table>
    </TableFrame>
  )
}

function KeyRow({ platformKey, start }: { platformKey: Key; start: (doing: Doing) => void }) {
  const t = operator.platformKeys
  const { name, prefix, scopes, allowedAddresses, createdBy, lastUsedAt, expiresAt } = platformKey
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={500}>
          {name}
        </Text>
        <Text size="xs" className="quiet">
          <code>{prefix}…</code> · {createdBy ? t.by(createdBy) : t.byCommandLine}
        </Text>
        <OnlyFrom addresses={allowedAddresses} />
      </Table.Td>
      <Table.Td data-phone="wide">{scopesText(scopes)}</Table.Td>
      <KeyUse lastUsedAt={lastUsedAt} expiresAt={expiresAt} />
      <Table.Td data-phone="acts">
        <Group gap={6} wrap="nowrap" justify="flex-end">
          <Button size="xs" variant="default" onClick={() => start({ what: 'rotate', platformKey })}>
            {texts.settings.rotate}
          </Button>
          <Button
            size="xs"
            variant="subtle"
            color="red"
            onClick={() => start({ what: 'revoke', platformKey })}
            aria-label={texts.settings.revokeTitle(name)}
          >
            {texts.settings.revoke}
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}
