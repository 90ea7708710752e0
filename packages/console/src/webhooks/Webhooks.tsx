// Webhooks: the list, and a page for each. For those who may manage them.

import { IconLock } from '@tabler/icons-react'
import { Route, Routes } from 'react-router'
import { useMay } from '../app/may.ts'
import { Missing } from '../parts/Missing.tsx'
import { Notice } from '../parts/Notice.tsx'
import { texts } from '../texts/index.ts'
import { EndpointList } from './EndpointList.tsx'
import { EndpointPage } from './EndpointPage.tsx'

export function Webhooks() {
  const may = useMay()
  if (!may('manageWebhooks'))
    return (
      <Notice
        icon={IconLock}
        title={texts.common.noPermission}
        text={texts.common.noPermissionText(texts.webhooks.pageFor)}
      />
    )
  return (
    <Routes>
      <Route index element={<EndpointList />} />
      <Route path=":endpointId" element={<EndpointPage />} />
      <Route path="*" element={<Missing />} />
    </Routes>
  )
}
