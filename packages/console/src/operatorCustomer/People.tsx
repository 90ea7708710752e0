// The members of a customer and their API keys.

import { Button, Table, Text } from '@mantine/core'
import { IconKey, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { usePages } from '../data/usePages.ts'
import { RemoveSecondFactor, RevokeApiKey } from '../generated/acts.ts'
import { CustomerKeys, CustomerMembers } from '../generated/customer.ts'
import type { CustomerKeysQuery, CustomerMembersQuery } from '../generated/types.ts'
import { ConfirmDialog } from '../operator/ConfirmDialog.tsx'
import { useHasScope } from '../operator/session.ts'
import { Card } from '../parts/Card.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Rows } from '../parts/Rows.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'

const membersOf = (organization: CustomerMembersQuery['organization']) => organization?.members
const keysOf = (organization: CustomerKeysQuery['organization']) => organization?.apiKeys

type Member = NonNullable<NonNullable<CustomerMembersQuery['organization']>['members']['edges'][number]['node']>
type Key = NonNullable<NonNullable<CustomerKeysQuery['organization']>['apiKeys']['edges'][number]['node']>

export function People({ id }: { id: string }) {
  return (
    <>
      <Members id={id} />
      <Keys id={id} />
    </>
  )
}

function Members({ id }: { id: string }) {
  const t = operator.people
  const has = useHasScope()
  const pages = usePages(CustomerMembers, { id }, membersOf)
  const [helping, setHelping] = useState<Member | null>(null)
  const mayHelp = ({ subject, hasSecondFactor }: Member) => subject && hasSecondFactor && has('ORGANIZATIONS')
  const hasActs = pages.rows?.some(mayHelp)
  return (
    <Card title={t.members} padded={false}>
      <Rows
        pages={pages}
        columns={[
          { text: t.name },
          { text: t.role },
          { text: t.signsIn },
          { text: t.since },
          ...(hasActs ? [{ text: operator.acts, end: true }] : []),
        ]}
        empty={<Notice icon={IconUsers} title={t.none} />}
      >
        {(member) => (
          <Table.Tr key={member.id}>
            <Table.Td>
              <Text size="sm" fw={500}>
                {member.name}
              </Text>
              <Text size="xs" className="quiet">
                {member.externalId}
              </Text>
            </Table.Td>
            <Table.Td data-phone="beside">{texts.shell.roles[member.role]}</Table.Td>
            <Table.Td className="quiet">
              {member.subject ? (member.hasSecondFactor ? t.twoFactors : t.yes) : t.byKeysOnly}
            </Table.Td>
            <Table.Td className="quiet">
              <When at={member.createdAt} />
            </Table.Td>
            {hasActs ? (
              <Table.Td ta="right" data-phone="acts">
                {mayHelp(member) ? (
                  <Button size="xs" variant="default" onClick={() => setHelping(member)}>
                    {t.removeFactor}
                  </Button>
                ) : null}
              </Table.Td>
            ) : null}
          </Table.Tr>
        )}
      </Rows>
      {helping?.subject ? (
        <ConfirmDialog
          operation={RemoveSecondFactor}
          inputOf={(reason) => ({ subject: helping.subject ?? '', reason })}
          title={t.removeFactorTitle(helping.name)}
          action={t.removeFactorAction}
          text={t.removeFactorText}
          done={t.factorRemoved}
          reasonLabel={t.removeFactorReason}
          isDanger
          onClose={() => setHelping(null)}
        />
      ) : null}
    </Card>
  )
}

function Keys({ id }: { id: string }) {
  const t = operator.people
  const pages = usePages(CustomerKeys, { id }, keysOf)
  const [ending, setEnding] = useState<Key | null>(null)
  return (
    <Card title={texts.settings.keys} padded={false}>
      <Rows
        pages={pages}
        columns={[
          { text: t.name },
          { text: texts.settings.keyColumns.may ?? '' },
          { text: texts.settings.keyColumns.used ?? '' },
          { text: texts.settings.keyColumns.ends ?? '' },
          { text: operator.acts, end: true },
        ]}
        empty={<Notice icon={IconKey} title={t.noKeys} text={t.noKeysText} />}
      >
        {(key) => <KeyRow key={key.id} apiKey={key} end={setEnding} />}
      </Rows>
      {ending ? (
        <ConfirmDialog
          operation={RevokeApiKey}
          inputOf={() => ({ apiKeyId: ending.id })}
          title={texts.settings.revokeTitle(ending.name)}
          action={texts.settings.revokeAction}
          text={texts.settings.revokeText}
          done={texts.settings.revoked}
          isDanger
          onClose={() => setEnding(null)}
        />
      ) : null}
    </Card>
  )
}

function KeyRow({ apiKey, end }: { apiKey: Key; end: (key: Key) => void }) {
  const has = useHasScope()
  const { name, prefix, scopes, member, lastUsedAt, expiresAt } = apiKey
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={500}>
          {name}
        </Text>
        <Text size="xs" className="quiet">
          {member?.name ?? texts.settings.ofOrganization} · <code>{prefix}…</code>
        </Text>
      </Table.Td>
      <Table.Td>{scopes.map((scope) => texts.settings.scopesShort[scope] ?? scope).join(', ')}</Table.Td>
      <Table.Td className="quiet">{lastUsedAt ? <When at={lastUsedAt} /> : texts.settings.neverUsed}</Table.Td>
      <Table.Td className="quiet">{expiresAt ? <When at={expiresAt} /> : texts.settings.neverEnds}</Table.Td>
      <Table.Td ta="right" data-phone="acts">
        {has('ORGANIZATIONS') ? (
          <Button size="xs" variant="subtle" color="red" onClick={() => end(apiKey)}>
            {texts.settings.revoke}
          </Button>
        ) : null}
      </Table.Td>
    </Table.Tr>
  )
}
