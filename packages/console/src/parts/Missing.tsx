// A path that shows nothing.

import { Button } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { Link, useParams } from 'react-router'
import { texts } from '../texts/index.ts'
import { Notice } from './Notice.tsx'

export function Missing() {
  const { organizationId } = useParams()
  return (
    <Notice icon={IconMapOff} title={texts.common.notFound} text={texts.common.notFoundText}>
      <Button component={Link} to={`/${organizationId}/overview`} variant="default" mt="xs">
        {texts.common.toOverview}
      </Button>
    </Notice>
  )
}
