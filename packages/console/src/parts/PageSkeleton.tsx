// The shape of a page while it is loading.

import { Skeleton, Stack } from '@mantine/core'
import { texts } from '../texts/index.ts'

export function PageSkeleton() {
  return (
    <Stack className="page" gap="lg" role="status" aria-label={texts.common.loading}>
      <Skeleton h={30} w={180} />
      <Skeleton h={140} radius="lg" />
      <Skeleton h={320} radius="lg" />
    </Stack>
  )
}
