// The page of a customer: who they are, what they have and use, and what the operator can do about it.

import { IconBuildingOff } from '@tabler/icons-react'
import { Route, Routes, useParams } from 'react-router'
import { useConnection } from '../data/connection.tsx'
import { useStream } from '../data/useData.ts'
import { CustomerTaskTicks, CustomerWallets } from '../generated/customer.ts'
import { NeedsScope } from '../operator/NeedsScope.tsx'
import { NoSuchPage } from '../operator/NoSuchPage.tsx'
import { Fault } from '../parts/Fault.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { PageSkeleton } from '../parts/PageSkeleton.tsx'
import { SubNav } from '../parts/SubNav.tsx'
import { operator } from '../texts/operator.ts'
import { CustomerActs } from './CustomerActs.tsx'
import { CustomerAudit } from './CustomerAudit.tsx'
import { CustomerCredits } from './CustomerCredits.tsx'
import { CustomerPayments } from './CustomerPayments.tsx'
import { CustomerPlan } from './CustomerPlan.tsx'
import { CustomerPrices } from './CustomerPrices.tsx'
import { CustomerSettings } from './CustomerSettings.tsx'
import { CustomerTasks } from './CustomerTasks.tsx'
import { CustomerUsage } from './CustomerUsage.tsx'
import { type CustomerData, useCustomer } from './customer.ts'
import { People } from './People.tsx'
import { Summary } from './Summary.tsx'

export function CustomerPage() {
  const { organizationId } = useParams()
  return (
    <NeedsScope scopes={['READ']}>
      {/* Another address is another customer, of whom nothing is known yet. */}
      <Customer key={organizationId} />
    </NeedsScope>
  )
}

function Customer() {
  const { data, error, isLoading, again } = useCustomer()
  const t = operator.customer
  // An address that was cut off names no customer.
  const isMistyped = error && 'code' in error && error.code === 'BAD_USER_INPUT'
  if (error && !data && !isMistyped) return <Fault error={error} again={again} />
  if (data) return <Loaded customer={data} />
  if (isLoading && !isMistyped) return <PageSkeleton />
  return <Notice icon={IconBuildingOff} title={t.missing} text={t.missingText} />
}

function Loaded({ customer }: { customer: CustomerData }) {
  const { parts, facts } = operator.customer
  const { organizationId = '' } = useParams()
  const { id, name, externalId, mode } = customer
  const entries = Object.entries(parts).map(([to, text]) => ({ to: to === 'summary' ? '' : to, text }))
  return (
    <Page
      title={name}
      text={[mode === 'SANDBOX' ? operator.organizations.modes.SANDBOX : null, externalId, id]
        .filter(Boolean)
        .join(' · ')}
      actions={<CustomerActs customer={customer} />}
    >
      <Following id={id} />
      <SubNav label={facts} page={`/organizations/${organizationId}`} entries={entries} />
      <Routes>
        <Route index element={<Summary customer={customer} />} />
        <Route path="credits" element={<CustomerCredits customer={customer} />} />
        <Route path="plan" element={<CustomerPlan id={id} />} />
        <Route path="prices" element={<CustomerPrices id={id} />} />
        <Route path="tasks" element={<CustomerTasks id={id} />} />
        <Route path="payments" element={<CustomerPayments id={id} />} />
        <Route path="usage" element={<CustomerUsage customer={customer} />} />
        <Route path="people" element={<People id={id} />} />
        <Route path="audit" element={<CustomerAudit customer={customer} />} />
        <Route path="settings" element={<CustomerSettings customer={customer} />} />
        <Route path="*" element={<NoSuchPage />} />
      </Routes>
    </Page>
  )
}

/** Follows the balances and the tasks of the customer, as long as the page is shown. */
function Following({ id }: { id: string }) {
  const { topics } = useConnection()
  useStream(CustomerWallets, { organizationId: id }, () => topics.tell('credits', 'payments'))
  useStream(CustomerTaskTicks, { organizationId: id }, () => topics.tell('tasks'))
  return null
}
