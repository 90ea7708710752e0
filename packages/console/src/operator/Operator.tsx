// The operator's pages: signing in with a platform key, and all organizations, prices, payments and the platform itself.

import { type ReactNode, Suspense, useEffect } from 'react'
import { BrowserRouter, Navigate, Outlet, Route, Routes, useLocation, useNavigate } from 'react-router'
import { ConnectionProvider } from '../data/connection.tsx'
import { CustomerPage } from '../operatorCustomer/CustomerPage.tsx'
import { PaymentPage } from '../operatorPayments/PaymentPage.tsx'
import { Payments } from '../operatorPayments/Payments.tsx'
import { Platform } from '../operatorPlatform/Platform.tsx'
import { Prices } from '../operatorPrices/Prices.tsx'
import { TaskPage } from '../operatorTasks/TaskPage.tsx'
import { Tasks } from '../operatorTasks/Tasks.tsx'
import { Totals } from '../operatorTotals/Totals.tsx'
import { Fault } from '../parts/Fault.tsx'
import { FaultBoundary } from '../parts/FaultBoundary.tsx'
import { PageSkeleton } from '../parts/PageSkeleton.tsx'
import { NoSuchPage } from './NoSuchPage.tsx'
import { OperatorShell } from './OperatorShell.tsx'
import { Organizations } from './Organizations.tsx'
import { SignInPage } from './SignInPage.tsx'
import { useOperatorSession } from './session.ts'
import './operator.css'

export default function Operator({ base }: { base: string }) {
  return (
    <BrowserRouter basename={base}>
      <Routes>
        <Route path="sign-in" element={<SignInPage />} />
        <Route element={<Signed />}>
          <Route index element={<Navigate to="organizations" replace />} />
          <Route path="organizations" element={<Organizations />} />
          <Route path="organizations/:organizationId/*" element={<CustomerPage />} />
          <Route path="tasks" element={<Tasks />} />
          <Route path="tasks/:taskId" element={<TaskPage />} />
          <Route path="prices/*" element={<Prices />} />
          <Route path="payments" element={<Payments />} />
          <Route path="payments/:paymentId" element={<PaymentPage />} />
          <Route path="totals/*" element={<Totals />} />
          <Route path="platform/*" element={<Platform />} />
          <Route path="*" element={<NoSuchPage />} />
        </Route>
      </Routes>
    </BrowserRouter>
  )
}

function Signed() {
  const { pathname } = useLocation()
  const [, section] = pathname.split('/')
  return (
    <ConnectionProvider organizationId={null} isOperator>
      <SignedIn>
        <OperatorShell>
          <FaultBoundary key={section}>
            <Suspense fallback={<PageSkeleton />}>
              <Outlet />
            </Suspense>
          </FaultBoundary>
        </OperatorShell>
      </SignedIn>
    </ConnectionProvider>
  )
}

/** Shows its children while the session lasts; leads to the page for signing in otherwise. */
function SignedIn({ children }: { children: ReactNode }) {
  const { data, error, isLoading, again } = useOperatorSession()
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const isRefused = error !== undefined && 'code' in error && error.code === 'UNAUTHENTICATED'
  const isStranger = isRefused || (!isLoading && !error && !data?.isOperator)
  useEffect(() => {
    if (isStranger) navigate(`/sign-in?next=${encodeURIComponent(pathname + search)}`, { replace: true })
  }, [isStranger, navigate, pathname, search])
  if (error && !data && !isRefused) return <Fault error={error} again={again} />
  if (!data?.isOperator || isStranger) return null
  return children
}
