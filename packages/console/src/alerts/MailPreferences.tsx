// The mails that the person gets, as switches: those that their role gets.

import { SetMailPreference } from '@holdfast/client/operations'
import { Alert, Skeleton, Stack, Switch, Text } from '@mantine/core'
import { useSession } from '../app/session.tsx'
import { useAct } from '../data/useAct.ts'
import { useData } from '../data/useData.ts'
import { MailPreferences as Read } from '../generated/alerts.ts'
import { ROLES_THAT_GET } from '../generated/roles.ts'
import { Card } from '../parts/Card.tsx'
import { texts } from '../texts/index.ts'

const ROLES: Readonly<Record<string, readonly string[]>> = ROLES_THAT_GET

export function MailPreferences() {
  const text = texts.alerts
  const { data: session } = useSession()
  const { data } = useData(Read, {})
  const set = useAct(SetMailPreference)
  const role = session?.member?.role ?? ''
  const mine = data?.mailPreferences?.filter(({ kind }) => ROLES[kind]?.includes(role))
  if (mine?.length === 0) return null
  return (
    <Card title={text.mails}>
      <Text size="sm" className="quiet" mb="md">
        {text.mailsText}
      </Text>
      <Stack gap="sm">
        {mine?.map(({ kind, wanted }) => (
          <Switch
            key={kind}
            label={text.kinds[kind] ?? kind}
            checked={wanted}
            disabled={set.isRunning}
            onChange={({ currentTarget }) => set.run({ kind, wanted: currentTarget.checked })}
          />
        )) ?? <Skeleton h={160} />}
        {set.problem ? <Alert color="red">{set.problem}</Alert> : null}
      </Stack>
    </Card>
  )
}
