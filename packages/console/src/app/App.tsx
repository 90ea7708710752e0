// The routes: one page each, loaded when it is first shown.

import { HoldfastError } from '@holdfast/client'
import { Button } from '@mantine/core'
import { IconUserOff } from '@tabler/icons-react'
import { type ComponentType, lazy, Suspense, useEffect, useRef } from 'react'
import { BrowserRouter, Link, Navigate, Route, Routes, useParams } from 'react-router'
import { ConnectionProvider, useConnection } from '../data/connection.tsx'
import { setNow } from '../parts/clock.ts'
import { Fault } from '../parts/Fault.tsx'
import { FaultBoundary } from '../parts/FaultBoundary.tsx'
import { Missing } from '../parts/Missing.tsx'
import { Notice } from '../parts/Notice.tsx'
import { PageSkeleton } from '../parts/PageSkeleton.tsx'
import { texts } from '../texts/index.ts'
import { Organizations } from './Organizations.tsx'
import { Shell } from './Shell.tsx'
import { SessionProvider, useSession } from './session.tsx'

/** The pages of an organization, by their paths. */
const PAGES: Readonly<Record<string, () => Promise<{ default: ComponentType }>>> = {
  overview: () => import('../overview/Overview.tsx'),
  usage: () => import('../usage/Usage.tsx'),
  tasks: () => import('../tasks/Tasks.tsx'),
  credits: () => import('../credits/Credits.tsx'),
  members: () => import('../members/MembersPage.tsx'),
  mine: () => import('../members/Mine.tsx'),
  settings: () => import('../settings/Settings.tsx'),
}

/** Loads a page; offline, once there is a connection again. */
async function whenOnline<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  while (true) {
    try {
      return await load()
    } catch (error) {
      if (navigator.onLine) throw error
      await new Promise((resolve) => addEventListener('online', resolve, { once: true }))
    }
  }
}

const SHOWN = Object.entries(PAGES).map(([path, load]) => [path, lazy(() => whenOnline(load))] as const)

// The scripts of the page that the address names come while the session is being read, not after it.
const [, , , named = 'overview'] = location.pathname.split('/')
if (Object.hasOwn(PAGES, named)) PAGES[named]?.().catch(() => {})

const Operator = lazy(() => import('../operator/Operator.tsx'))

const OPERATOR = '/console/operator'
/** Below it are the pages of an organization that the operator has opened. */
const OPENED = `${OPERATOR}/as`

/** People's pages, the operator's, and those of an opened organization. Links between the three load the page anew. */
export function App() {
  if (/^\/console\/operator\/as\/[^/]/.test(location.pathname)) return <Organization base={OPENED} isOperator />
  if (location.pathname !== OPERATOR && !location.pathname.startsWith(`${OPERATOR}/`))
    return <Organization base="/console" isOperator={false} />
  return (
    <FaultBoundary>
      <Suspense fallback={<PageSkeleton />}>
        <Operator base={OPERATOR} />
      </Suspense>
    </FaultBoundary>
  )
}

interface OrganizationProps {
  /** The path that all addresses begin with. */
  readonly base: string
  readonly isOperator: boolean
}

function Organization({ base, isOperator }: OrganizationProps) {
  return (
    <BrowserRouter basename={base}>
      <Routes>
        <Route index element={<Choose />} />
        <Route path=":organizationId" element={<OfOrganization isOperator={isOperator} />}>
          <Route index element={<Navigate to="overview" replace />} />
          {SHOWN.map(([path, Page]) => (
            <Route
              key={path}
              path={`${path}/*`}
              element={
                <FaultBoundary key={path}>
                  <Suspense fallback={<PageSkeleton />}>
                    <Page />
                  </Suspense>
                </FaultBoundary>
              }
            />
          ))}
          <Route path="*" element={<Missing />} />
        </Route>
      </Routes>
    </BrowserRouter>
  )
}

function Choose() {
  return (
    <ConnectionProvider organizationId={null}>
      <SessionProvider>
        <SignedIn>
          <Organizations />
        </SignedIn>
      </SessionProvider>
    </ConnectionProvider>
  )
}

function OfOrganization({ isOperator }: Pick<OrganizationProps, 'isOperator'>) {
  const { organizationId = '' } = useParams()
  return (
    <ConnectionProvider organizationId={organizationId} isOperator={isOperator} key={organizationId}>
      <SessionProvider>
        <SignedIn>
          <Belonging>
            <Shell />
          </Belonging>
        </SignedIn>
      </SessionProvider>
    </ConnectionProvider>
  )
}

/** Shows its children to a member of the organization that the address names. */
function Belonging({ children }: { children: React.ReactNode }) {
  const { data } = useSession()
  if (data?.organization) return children
  return (
    <main>
      <Notice icon={IconUserOff} title={texts.shell.notAMember} text={texts.shell.notAMemberText}>
        <Button component={Link} to="/" variant="default" mt="xs">
          {texts.shell.organizations}
        </Button>
      </Notice>
    </main>
  )
}

/** What an operator reads who can't open an organization, and the way back. */
function NotOpened({ why }: { why: string }) {
  return (
    <main>
      <Notice icon={IconUserOff} title={texts.shell.notOpened} text={why}>
        <Button component="a" href={OPERATOR} variant="default" mt="xs">
          {texts.shell.backToOperator}
        </Button>
      </Notice>
    </main>
  )
}

/** The reasons for which the session of an operator does not open this organization, though it is in force. */
const NOT_OPENED: readonly unknown[] = ['SCOPE_MISSING', 'UNKNOWN_ORGANIZATION']

/** Shows its children to a person, or an operator, who has signed in; leads others to the page for that. */
function SignedIn({ children }: { children: React.ReactNode }) {
  const { isOperator } = useConnection()
  const { data, error, isLoading, again } = useSession()
  const told = useRef<string | null>(null)
  const now = data?.organization?.now
  if (now && now !== told.current) {
    told.current = now
    setNow(now)
  }
  const isKnown = isOperator ? data?.isOperator || data?.organization : data?.person
  const isStranger = !isLoading && !error && !isKnown
  const isNotOpened = error instanceof HoldfastError && NOT_OPENED.includes(error.extensions.reason)
  const isRefused = error instanceof HoldfastError && error.code === 'UNAUTHENTICATED' && !isNotOpened
  useEffect(() => {
    if (isStranger || isRefused)
      location.replace(
        `${isOperator ? `${OPERATOR}/sign-in` : '/auth'}?next=${encodeURIComponent(location.pathname + location.search)}`,
      )
  }, [isStranger, isRefused, isOperator])
  if (isNotOpened) return <NotOpened why={error.message} />
  if (error && !data && !isRefused) return <Fault error={error} again={again} />
  if (!isKnown) return null
  return children
}
