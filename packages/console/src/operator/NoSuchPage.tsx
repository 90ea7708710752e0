// An address of the operator's pages that shows nothing.

import { Button } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { Link } from 'react-router'
import { Notice } from '../parts/Notice.tsx'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'

export function NoSuchPage() {
  return (
    <Notice icon={IconMapOff} title={texts.common.notFound} text={texts.common.notFoundText}>
      <Button component={Link} to="/organizations" variant="default" mt="xs">
        {operator.organizations.title}
      </Button>
    </Notice>
  )
}
