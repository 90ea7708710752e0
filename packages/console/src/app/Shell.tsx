// The frame around the pages of an organization: navigation, the organization, the account and the state of the connection.

import { ActionIcon, AppShell, Burger, Group, Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconChartBar,
  IconCheck,
  IconCoins,
  IconDeviceDesktop,
  IconLayoutDashboard,
  IconLogout,
  IconMoon,
  IconSelector,
  IconSettings,
  IconSparkles,
  IconSun,
  IconUsers,
  IconWallet,
} from '@tabler/icons-react'
import { type ComponentType, useEffect } from 'react'
import { NavLink, Outlet, useLocation, useNavigate } from 'react-router'
import { useIsLive } from '../data/connection.tsx'
import { Logo } from '../parts/Logo.tsx'
import { texts } from '../texts/index.ts'
import { LiveTopics } from './LiveTopics.tsx'
import { type Action, useMay } from './may.ts'
import { useSession } from './session.ts'
import { signOut } from './signOut.ts'

interface Entry {
  readonly to: string
  readonly text: string
  readonly icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>
  readonly needs: Action
}

const ENTRIES: readonly Entry[] = [
  { to: 'overview', text: texts.shell.overview, icon: IconLayoutDashboard, needs: 'read' },
  { to: 'usage', text: texts.shell.usage, icon: IconChartBar, needs: 'read' },
  { to: 'tasks', text: texts.shell.tasks, icon: IconSparkles, needs: 'read' },
  { to: 'credits', text: texts.shell.credits, icon: IconCoins, needs: 'read' },
  { to: 'members', text: texts.shell.members, icon: IconUsers, needs: 'seeAllTasks' },
  { to: 'mine', text: texts.members.mine, icon: IconWallet, needs: 'submitTasks' },
  { to: 'settings', text: texts.shell.settings, icon: IconSettings, needs: 'read' },
]

export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu.
  useEffect(close, [pathname])
  return (
    <AppShell
      header={{ height: { base: 52, sm: 0 } }}
      navbar={{ width: 236, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={0}
      transitionDuration={0}
    >
      <a className="skip" href="#content">
        {texts.shell.skip}
      </a>
      <AppShell.Header hiddenFrom="sm" bg="var(--console-card)">
        <Group h="100%" px="md" justify="space-between">
          <Logo />
          <Burger opened={isOpen} onClick={toggle} size="sm" aria-label={texts.shell.menu} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" bg="var(--console-card)" aria-label={texts.shell.navigation}>
        <AppShell.Section visibleFrom="sm" px={6} pt={6} pb="md">
          <Logo />
        </AppShell.Section>
        <AppShell.Section>
          <OrganizationMenu />
        </AppShell.Section>
        <AppShell.Section grow mt="md">
          <Navigation />
        </AppShell.Section>
        <AppShell.Section>
          <AccountMenu />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Connecting />
        <LiveTopics />
        <Outlet />
      </AppShell.Main>
    </AppShell>
  )
}

function Navigation() {
  const may = useMay()
  return (
    <div style={{ display: 'grid', gap: 2 }}>
      {ENTRIES.filter(({ needs }) => may(needs)).map(({ to, text, icon: Icon }) => (
        <NavLink key={to} to={to} className="nav">
          <Icon size={18} stroke={1.7} aria-hidden />
          {text}
        </NavLink>
      ))}
    </div>
  )
}

function Connecting() {
  const isLive = useIsLive()
  return (
    <div role="status">
      {isLive ? null : (
        <Text size="sm" px="lg" py={8} bg="light-dark(#fff3d6, #3a2c0d)" c="light-dark(#6b4700, #f3d58c)">
          {texts.shell.connecting}
        </Text>
      )}
    </div>
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
  const style = {
    ...{
      display: 'flex',
      alignItems: 'center',
      gap: 8,
      width: '100%',
      padding: '8px 10px',
      textAlign: 'start' as const,
    },
    ...{ border: '1px solid var(--console-line)', borderRadius: 'var(--mantine-radius-md)' },
  }
  if (memberships.length < 2) return <div style={style}>{label}</div>
  return (
    <Menu width="target" position="bottom-start">
      <Menu.Target>
        <UnstyledButton style={style} title={texts.shell.switchOrganization}>
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

const THEMES = [
  ['auto', IconDeviceDesktop],
  ['light', IconSun],
  ['dark', IconMoon],
] as const

function AccountMenu() {
  const { data } = useSession()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Group gap={4} wrap="nowrap">
      <Menu position="top-start" width={220}>
        <Menu.Target>
          <UnstyledButton className="nav" style={{ flex: 1, minWidth: 0 }}>
            <Text size="sm" truncate>
              {data?.person?.name ?? ' '}
            </Text>
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
      {THEMES.filter((_, i) => THEMES[(i + 2) % 3]?.[0] === colorScheme).map(([next]) => {
        const Icon = THEMES.find(([name]) => name === colorScheme)?.[1] ?? IconDeviceDesktop
        return (
          <ActionIcon
            key={next}
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={texts.shell.theme[colorScheme]}
            title={texts.shell.theme[colorScheme]}
            onClick={() => setColorScheme(next)}
          >
            <Icon size={18} stroke={1.7} aria-hidden />
          </ActionIcon>
        )
      })}
    </Group>
  )
}
