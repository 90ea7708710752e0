// Invites somebody: by a mail to their address, or by a link that is shown once.

import { CreateInvitation } from '@holdfast/client/operations'
import { Button, Group, Modal, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { formatMoment } from '../parts/format.ts'
import { issueAt, problemBeside } from '../parts/issuesOf.ts'
import { SecretOnce } from '../parts/SecretOnce.tsx'
import { texts } from '../texts/index.ts'
import { RoleChoice } from './RoleChoice.tsx'
import type { MemberRow } from './types.ts'

const DAYS = [1, 7, 30, 90]

/** What the page for the new invitation shows. */
interface Ready {
  readonly email: string | null
  readonly isMailed: boolean
  readonly url: string | null
  readonly secret: string
  readonly expiresAt: string
}

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [ready, setReady] = useState<Ready | null>(null)
  return ready ? <InvitationReady ready={ready} onClose={onClose} /> : <Invite onClose={onClose} onReady={setReady} />
}

function Invite({ onClose, onReady }: { onClose: () => void; onReady: (ready: Ready) => void }) {
  const create = useAct(CreateInvitation)
  const [way, setWay] = useState('mail')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<MemberRow['role']>('MEMBER')
  const [validDays, setValidDays] = useState(7)
  const isByMail = way === 'mail'
  async function run() {
    const done = await create.run({ role, validDays, email: isByMail ? email.trim() : null })
    if (!done) return false
    const { invitation, mailed, url = null, secret } = done
    onReady({ email: invitation.email ?? null, isMailed: mailed, url, secret, expiresAt: invitation.expiresAt })
    return false
  }
  return (
    <ActionDialog
      title={texts.members.inviteTitle}
      action={texts.members.inviteAction}
      needs={{ [texts.members.email]: !isByMail || email.trim() !== '' }}
      {...{ run, onClose, isRunning: create.isRunning, problem: problemBeside(create, 'email') }}
    >
      <SegmentedControl
        aria-label={texts.members.inviteBy}
        data={[
          { value: 'mail', label: texts.members.byMail },
          { value: 'link', label: texts.members.byLink },
        ]}
        value={way}
        onChange={setWay}
        fullWidth
      />
      {isByMail ? (
        <TextInput
          label={texts.members.email}
          description={texts.members.emailHint}
          type="email"
          error={issueAt(create.refusal, 'email')}
          autoComplete="off"
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          data-autofocus
        />
      ) : (
        <Text size="sm" className="quiet">
          {texts.members.linkHint}
        </Text>
      )}
      <RoleChoice role={role} setRole={setRole} />
      <Select
        label={texts.members.validDays}
        data={DAYS.map((days) => ({ value: String(days), label: texts.members.days(days) }))}
        value={String(validDays)}
        onChange={(days) => setValidDays(Number(days))}
        allowDeselect={false}
      />
    </ActionDialog>
  )
}

function InvitationReady({ ready, onClose }: { ready: Ready; onClose: () => void }) {
  const { email, isMailed, url, secret, expiresAt } = ready
  return (
    <Modal opened onClose={onClose} title={texts.members.inviteReady}>
      <Stack>
        <Text size="sm">{isMailed && email ? texts.members.mailed(email) : texts.members.notMailed}</Text>
        <SecretOnce
          label={url ? texts.members.link : texts.members.secret}
          secret={url ?? secret}
          text={texts.members.linkOnce(formatMoment(expiresAt))}
        />
        <Group justify="flex-end">
          <Button onClick={onClose}>{texts.members.done}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
