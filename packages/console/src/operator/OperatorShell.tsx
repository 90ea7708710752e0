// The frame around the operator's pages: the sections, the search for an organization, and the key.

import { Group, Menu, Text, UnstyledButton } from '@mantine/core'
import {
  IconBuilding,
  IconChartBar,
  IconCreditCard,
  IconLogout,
  IconSearch,
  IconServerCog,
  IconTags,
} from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { type Entry, Frame } from '../app/Frame.tsx'
import { ThemeButton } from '../app/ThemeButton.tsx'
import { formatMoment } from '../parts/format.ts'
import { operator } from '../texts/operator.ts'
import { Search } from './Search.tsx'
import { scopesText } from './scopesText.ts'
import { useOperatorSession } from './session.ts'
import { signOut } from './signOut.ts'

const { sections } = operator
const ENTRIES: readonly Entry[] = [
  { to: '/organizations', text: sections.organizations, icon: IconBuilding },
  { to: '/payments', text: sections.payments, icon: IconCreditCard },
  { to: '/prices', text: sections.prices, icon: IconTags },
  { to: '/totals', text: sections.totals, icon: IconChartBar },
  { to: '/platform', text: sections.platform, icon: IconServerCog },
]

export function OperatorShell({ children }: { children: ReactNode }) {
  const [isSearching, setIsSearching] = useState(false)
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
      entries={ENTRIES}
      account={<Account />}
    >
      <Search isOpen={isSearching} setIsOpen={setIsSearching} />
      {children}
    </Frame>
  )
}

function Account() {
  const { data } = useOperatorSession()
  return (
    <Group gap={4} wrap="nowrap">
      <Menu position="top-start" width={240}>
        <Menu.Target>
          <UnstyledButton className="nav" style={{ flex: 1, minWidth: 0 }}>
            <Text size="sm" truncate>
              {data?.platformKeyName ?? operator.account}
            </Text>
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
