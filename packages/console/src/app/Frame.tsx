// The frame around pages: the logo, navigation at the side or behind a button on a phone, and the state of the connection.

import { AppShell, Burger, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCloudOff, IconRefresh } from '@tabler/icons-react'
import { type ComponentType, type ReactNode, useEffect } from 'react'
import { NavLink, useLocation } from 'react-router'
import { useLiveState } from '../data/connection.tsx'
import { Logo } from '../parts/Logo.tsx'
import { texts } from '../texts/index.ts'
import { NotRead } from './NotRead.tsx'

export interface Entry {
  readonly to: string
  readonly text: string
  readonly icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>
  /** How many things wait there; absent, or null: none. */
  readonly count?: string | null
}

interface FrameProps {
  /** Above the navigation: what the pages are about. */
  readonly top: ReactNode
  readonly entries: readonly Entry[]
  /** Below the navigation: who is signed in. */
  readonly account: ReactNode
  readonly children: ReactNode
}

export function Frame({ top, entries, account, children }: FrameProps) {
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
        <AppShell.Section>{top}</AppShell.Section>
        <AppShell.Section grow mt="md">
          <Navigation entries={entries} />
        </AppShell.Section>
        <AppShell.Section>{account}</AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Connecting />
        <NotRead />
        {children}
      </AppShell.Main>
    </AppShell>
  )
}

function Navigation({ entries }: Pick<FrameProps, 'entries'>) {
  return (
    <div style={{ display: 'grid', gap: 2 }}>
      {entries.map(({ to, text, icon: Icon, count = null }) => (
        <NavLink key={to} to={to} className="nav">
          <Icon size={18} stroke={1.7} aria-hidden />
          {text}
          {count === null ? null : <span className="sub-nav-count number"> {count}</span>}
        </NavLink>
      ))}
    </div>
  )
}

function Connecting() {
  const state = useLiveState()
  const Icon = state === 'OFFLINE' ? IconCloudOff : IconRefresh
  return (
    <div role="status" className="connecting">
      {state === 'LIVE' ? null : (
        <>
          <Icon size={16} stroke={1.8} aria-hidden />
          {state === 'OFFLINE' ? texts.shell.offline : texts.shell.connecting}
        </>
      )}
    </div>
  )
}
