// The frame around the operator's pages: the sections, the search for an organization, and the key.

import { Group, Menu, Text, UnstyledButton } from '@mantine/core'
import {
  IconBuilding,
  IconChartBar,
  IconCreditCard,
  IconLogout,
  IconSearch,
  IconSelector,
  IconServerCog,
  IconSparkles,
  IconTags,
} from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { type Entry, Frame } from '../app/Frame.tsx'
import { ThemeButton } from '../app/ThemeButton.tsx'
import { useData } from '../data/useData.ts'
import { WaitingPayments } from '../generated/operator.ts'
import { formatMoment } from '../parts/format.ts'
import { operator } from '../texts/operator.ts'
import { Search } from './Search.tsx'
import { scopesText } from './scopesText.ts'
import { useHasScope, useOperatorSession } from './session.ts'
import { signOut } from './signOut.ts'

const { sections } = operator
const PAYMENTS = '/payments'
const ENTRIES: readonly Entry[] = [
  { to: '/organizations', text: sections.organizations, icon: IconBuilding },
  { to: '/tasks', text: sections.tasks, icon: IconSparkles },
  { to: PAYMENTS, text: sections.payments, icon: IconCreditCard },
  { to: '/prices', text: sections.prices, icon: IconTags },
  { to: '/totals', text: sections.totals, icon: IconChartBar },
  { to: '/platform', text: sections.platform, icon: IconServerCog },
]

export function OperatorShell({ children }: { children: ReactNode }) {
  const [isSearching, setIsSearching] = useState(false)
  const waiting = useWaiting()
  return (
    <Frame
      top={
        <UnstyledButton className="frame-top" onClick={() => setIsSearching(true)}>
          <IconSearch size={16} aria-hidden />
          <Text size="sm" flex={1} truncate>
            {operator.search.open}
          </Text>
          <Text size="xs" className="quiet" component="kbd" visibleFrom="sm">
            {operator.search.keys}
          </Text>
        </UnstyledButton>
      }
      entries={ENTRIES.map((entry) => (entry.to === PAYMENTS ? { ...entry, count: waiting } : entry))}
      account={<Account />}
    >
      <Search isOpen={isSearching} setIsOpen={setIsSearching} />
      {children}
    </Frame>
  )
}

/** How many payments wait for a person; null: none, or the key may not see them. */
function useWaiting(): string | null {
  const has = useHasScope()
  const { data } = useData(WaitingPayments, has('READ') ? {} : null, { on: ['payments'] })
  const count = data?.edges.length ?? 0
  if (count === 0) return null
  return data?.pageInfo.hasNextPage ? operator.payments.atLeast(count) : String(count)
}

function Account() {
  const { data } = useOperatorSession()
  return (
    <Group gap={4} wrap="nowrap">
      <Menu position="top-start" width={240}>
        <Menu.Target>
          <UnstyledButton className="nav" style={{ flex: 1, minWidth: 0 }}>
            <Text size="sm" truncate style={{ flex: 1 }}>
              {data?.platformKeyName ?? operator.account}
            </Text>
            <IconSelector size={16} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {data?.expiresAt ? <Menu.Label>{operator.until(formatMoment(data.expiresAt))}</Menu.Label> : null}
          <Menu.Label>
            {operator.mayDo}: {scopesText(data?.platformScopes ?? [])}
          </Menu.Label>
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={signOut}>
            {operator.signOut}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ThemeButton />
    </Group>
  )
}
