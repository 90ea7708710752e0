// What the frame shows to an operator who has opened an organization: who is looking, that nothing can be changed, and the way back.

import { Text } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useParams } from 'react-router'
import { texts } from '../texts/index.ts'
import { useSession } from './session.tsx'

const useWayBack = () => `/console/operator/organizations/${useParams().organizationId ?? ''}`

export function OpenedMenu() {
  const { data } = useSession()
  return (
    <a className="frame-top" href={useWayBack()} title={texts.shell.backToOperator}>
      <IconArrowLeft size={16} aria-hidden />
      <span style={{ minWidth: 0, flex: 1 }}>
        <Text size="sm" fw={600} truncate component="span" display="block">
          {data?.organization?.name ?? ' '}
        </Text>
        <Text size="xs" className="quiet" component="span" display="block">
          {texts.shell.opened}
        </Text>
      </span>
    </a>
  )
}

export function OpenedBanner() {
  const { data } = useSession()
  return (
    <Text size="sm" px="lg" py={8} bg="light-dark(#e6ebfb, #1b2440)" role="note">
      {texts.shell.openedText(data?.organization?.name ?? '')}{' '}
      <a className="link" style={{ textDecoration: 'underline' }} href={useWayBack()}>
        {texts.shell.backToOperator}
      </a>
    </Text>
  )
}
