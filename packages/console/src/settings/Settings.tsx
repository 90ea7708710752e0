// The settings of the organization.

import { Page } from '../parts/Page.tsx'
import { texts } from '../texts/index.ts'
import { General } from './General.tsx'

export default function Settings() {
  return (
    <Page title={texts.settings.title}>
      <General />
    </Page>
  )
}
