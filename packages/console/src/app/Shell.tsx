// The frame around the pages of an organization: navigation, the organization, the account and the state of the connection.

import { Group, Menu, Text, UnstyledButton } from '@mantine/core'
import {
  IconChartBar,
  IconCheck,
  IconCoins,
  IconLayoutDashboard,
  IconLogout,
  IconSelector,
  IconSettings,
  IconSparkles,
  IconUsers,
  IconWallet,
} from '@tabler/icons-react'
import { Outlet, useNavigate } from 'react-router'
import { useConnection } from '../data/connection.tsx'
import { texts } from '../texts/index.ts'
import { type Entry, Frame } from './Frame.tsx'
import { LiveTopics } from './LiveTopics.tsx'
import { type Action, useMay } from './may.ts'
import { OpenedBanner, OpenedMenu } from './Opened.tsx'
import { useSession } from './session.tsx'
import { signOut } from './signOut.ts'
import { ThemeButton } from './ThemeButton.tsx'

const ENTRIES: readonly (Entry & { readonly needs: Action })[] = [
  { to: 'overview', text: texts.shell.overview, icon: IconLayoutDashboard, needs: 'read' },
  { to: 'usage', text: texts.shell.usage, icon: IconChartBar, needs: 'read' },
  { to: 'tasks', text: texts.shell.tasks, icon: IconSparkles, needs: 'read' },
  { to: 'credits', text: texts.shell.credits, icon: IconCoins, needs: 'read' },
  { to: 'members', text: texts.shell.members, icon: IconUsers, needs: 'seeAllTasks' },
  { to: 'mine', text: texts.members.mine, icon: IconWallet, needs: 'submitTasks' },
  { to: 'settings', text: texts.shell.settings, icon: IconSettings, needs: 'read' },
]

export function Shell() {
  const may = useMay()
  const { isOperator } = useConnection()
  return (
    <Frame
      top={isOperator ? <OpenedMenu /> : <OrganizationMenu />}
      entries={ENTRIES.filter(({ needs }) => may(needs))}
      account={isOperator ? <ThemeButton /> : <AccountMenu />}
    >
      {isOperator ? <OpenedBanner /> : null}
      <LiveTopics />
      <Outlet />
    </Frame>
  )
}

function OrganizationMenu() {
  const { data } = useSession()
  const navigate = useNavigate()
  const memberships = data?.person?.memberships ?? []
  const current = data?.organization
  const label = (
    <>
      <span style={{ minWidth: 0, flex: 1 }}>
        <Text size="sm" fw={600} truncate component="span" display="block">
          {current?.name ?? ' '}
        </Text>
        <Text size="xs" className="quiet" component="span" display="block">
          {data?.member ? texts.shell.roles[data.member.role] : ' '}
        </Text>
      </span>
      {memberships.length > 1 ? <IconSelector size={16} aria-hidden /> : null}
    </>
  )
  if (memberships.length < 2) return <div className="frame-top">{label}</div>
  return (
    <Menu width="target" position="bottom-start">
      <Menu.Target>
        <UnstyledButton className="frame-top" title={texts.shell.switchOrganization}>
          {label}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {memberships.map(({ organizationId, organizationName }) => (
          <Menu.Item
            key={organizationId}
            onClick={() => navigate(`/${organizationId}`)}
            rightSection={organizationId === current?.id ? <IconCheck size={15} aria-hidden /> : null}
          >
            {organizationName}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function AccountMenu() {
  const { data } = useSession()
  return (
    <Group gap={4} wrap="nowrap">
      <Menu position="top-start" width={220}>
        <Menu.Target>
          <UnstyledButton className="nav" style={{ flex: 1, minWidth: 0 }}>
            <Text size="sm" truncate style={{ flex: 1 }}>
              {data?.person?.name ?? ' '}
            </Text>
            <IconSelector size={16} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {data?.person?.email ? <Menu.Label>{texts.shell.signedInAs(data.person.email)}</Menu.Label> : null}
          <Menu.Item component="a" href="/auth">
            {texts.shell.account}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={signOut}>
            {texts.shell.signOut}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ThemeButton />
    </Group>
  )
}
