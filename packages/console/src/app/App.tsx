// The routes: one page each, loaded when it is first shown.

import { Button } from '@mantine/core'
import { IconUserOff } from '@tabler/icons-react'
import { type ComponentType, lazy, Suspense, useEffect, useRef } from 'react'
import { BrowserRouter, Link, Navigate, Route, Routes, useParams } from 'react-router'
import { ConnectionProvider } from '../data/connection.tsx'
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

export function App() {
  return (
    <BrowserRouter basename="/console">
      <Routes>
        <Route index element={<Choose />} />
        <Route path=":organizationId" element={<OfOrganization />}>
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

function OfOrganization() {
  const { organizationId = '' } = useParams()
  return (
    <ConnectionProvider organizationId={organizationId} key={organizationId}>
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

/** Shows its children to a person who has signed in; leads others to the page for that. */
function SignedIn({ children }: { children: React.ReactNode }) {
  const { data, error, isLoading, again } = useSession()
  const told = useRef<string | null>(null)
  const now = data?.organization?.now
  if (now && now !== told.current) {
    told.current = now
    setNow(now)
  }
  const isStranger = !isLoading && !error && !data?.person
  const isRefused = error && 'code' in error && error.code === 'UNAUTHENTICATED'
  useEffect(() => {
    if (isStranger || isRefused)
      location.replace(`/auth?next=${encodeURIComponent(location.pathname + location.search)}`)
  }, [isStranger, isRefused])
  if (error && !data && !isRefused) return <Fault error={error} again={again} />
  if (!data?.person) return null
  return children
}
