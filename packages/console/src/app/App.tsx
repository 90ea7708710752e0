// The routes: one page each, loaded when it is first shown.

import { Button } from '@mantine/core'
import { IconUserOff } from '@tabler/icons-react'
import { type ComponentType, lazy, Suspense, useEffect, useRef } from 'react'
import { BrowserRouter, Navigate, Route, Routes, useParams } from 'react-router'
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
import { useSession } from './session.ts'

/** The pages of an organization, by their paths. */
const PAGES: Readonly<Record<string, ComponentType>> = {
  overview: lazy(() => import('../overview/Overview.tsx')),
  usage: lazy(() => import('../usage/Usage.tsx')),
  tasks: lazy(() => import('../tasks/Tasks.tsx')),
  credits: lazy(() => import('../credits/Credits.tsx')),
  members: lazy(() => import('../members/MembersPage.tsx')),
  mine: lazy(() => import('../members/Mine.tsx')),
  settings: lazy(() => import('../settings/Settings.tsx')),
}

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
          {Object.entries(PAGES).map(([path, Page]) => (
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
      <SignedIn>
        <Organizations />
      </SignedIn>
    </ConnectionProvider>
  )
}

function OfOrganization({ isOperator }: Pick<OrganizationProps, 'isOperator'>) {
  const { organizationId = '' } = useParams()
  return (
    <ConnectionProvider organizationId={organizationId} isOperator={isOperator} key={organizationId}>
      <SignedIn>
        <Belonging>
          <Shell />
        </Belonging>
      </SignedIn>
    </ConnectionProvider>
  )
}

/** Shows its children to a member of the organization that the address names. */
function Belonging({ children }: { children: React.ReactNode }) {
  const { isOperator } = useConnection()
  const { data } = useSession()
  if (data?.organization) return children
  const { noSuchOrganization, noSuchOrganizationText, notAMember, notAMemberText } = texts.shell
  return (
    <main>
      <Notice
        icon={IconUserOff}
        title={isOperator ? noSuchOrganization : notAMember}
        text={isOperator ? noSuchOrganizationText : notAMemberText}
      >
        <Button component="a" href={isOperator ? OPERATOR : '/console'} variant="default" mt="xs">
          {isOperator ? texts.shell.backToOperator : texts.shell.organizations}
        </Button>
      </Notice>
    </main>
  )
}

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
  const isRefused = error && 'code' in error && error.code === 'UNAUTHENTICATED'
  useEffect(() => {
    if (isStranger || isRefused)
      location.replace(
        `${isOperator ? `${OPERATOR}/sign-in` : '/auth'}?next=${encodeURIComponent(location.pathname + location.search)}`,
      )
  }, [isStranger, isRefused, isOperator])
  if (error && !data && !isRefused) return <Fault error={error} again={again} />
  if (!isKnown) return null
  return children
}
