// An audit log with its filters, by pages.

import { Skeleton } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { CursorPages } from '../parts/CursorPages.tsx'
import { Fault } from '../parts/Fault.tsx'
import { Notice } from '../parts/Notice.tsx'
import { texts } from '../texts/index.ts'
import { type AuditRow, AuditTable } from './AuditTable.tsx'
import { AuditFilters } from './auditFilters.tsx'

interface AuditLogProps {
  readonly data:
    | {
        readonly edges: readonly { readonly node: AuditRow | null }[]
        readonly pageInfo: Parameters<typeof CursorPages>[0]['pageInfo']
      }
    | undefined
  readonly error: Error | undefined
  readonly again: () => void
  /** The acts in words, by their names; absent: those of an organization. */
  readonly acts?: Readonly<Record<string, string>>
}

export function AuditLog({ data, error, again, acts = texts.audit }: AuditLogProps) {
  if (error && !data) return <Fault error={error} again={again} />
  const entries = data?.edges.flatMap(({ node }) => (node ? [node] : []))
  return (
    <>
      <AuditFilters acts={acts} />
      <section className="card" aria-label={texts.settings.audit}>
        {!entries ? (
          <Skeleton h={420} radius="lg" />
        ) : entries.length === 0 ? (
          <Notice icon={IconHistory} title={texts.settings.noAudit} text={texts.settings.noAuditText} />
        ) : (
          <AuditTable entries={entries} acts={acts} />
        )}
        {data ? <CursorPages pageInfo={data.pageInfo} /> : null}
      </section>
    </>
  )
}
