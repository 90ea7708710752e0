// Webhooks: the list, and a page for each. For those who may manage them.

import { Route, Routes } from 'react-router'
import { useMay } from '../app/may.ts'
import { Missing } from '../parts/Missing.tsx'
import { NoPermission } from '../parts/NoPermission.tsx'
import { texts } from '../texts/index.ts'
import { EndpointList } from './EndpointList.tsx'
import { EndpointPage } from './EndpointPage.tsx'

export function Webhooks() {
  const may = useMay()
  if (!may('manageWebhooks')) return <NoPermission roles={texts.webhooks.pageFor} />
  return (
    <Routes>
      <Route index element={<EndpointList />} />
      <Route path=":endpointId" element={<EndpointPage />} />
      <Route path="*" element={<Missing />} />
    </Routes>
  )
}
