// The button that leads to exports of what a page shows.

import { Button } from '@mantine/core'
import { IconFileExport } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useMay } from '../app/may.ts'
import { texts } from '../texts/index.ts'
import type { ExportOf } from './exportOf.ts'

const ExportDialog = lazy(() => import('./ExportDialog.tsx'))

/** Nothing for those who may not export. */
export function ExportButton({ size = 'xs', ...what }: ExportOf & { readonly size?: 'xs' | 'sm' }) {
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  if (!may('exportData')) return null
  return (
    <>
      <Button
        variant="default"
        size={size}
        leftSection={<IconFileExport size={15} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {texts.exports.open}
      </Button>
      {isOpen ? (
        <Suspense>
          <ExportDialog {...what} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
