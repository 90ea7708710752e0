// Many tasks from a CSV: what its columns mean, what it costs, and what became of each row.

import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { useMay } from '../app/may.ts'
import { useSession } from '../app/session.tsx'
import { useConnection } from '../data/connection.tsx'
import { useData } from '../data/useData.ts'
import { Models } from '../generated/tasks.ts'
import { Fault } from '../parts/Fault.tsx'
import { NoPermission } from '../parts/NoPermission.tsx'
import { Page } from '../parts/Page.tsx'
import { PageSkeleton } from '../parts/PageSkeleton.tsx'
import type { Rule } from '../tasks/fields.ts'
import { texts } from '../texts/index.ts'
import '../tasks/tasks.css'
import { Batch } from './batch.ts'
import { Outcomes } from './Outcomes.tsx'
import { Prepare } from './Prepare.tsx'
import type { Asked } from './plan.ts'

export default function Import() {
  const t = texts.tasks.import
  const may = useMay()
  const { data } = useSession()
  const rules = useData(Models, {})
  const memberId = data?.member?.id
  if (rules.error && !rules.data) return <Fault error={rules.error} again={rules.again} />
  if (!data || !rules.data) return <PageSkeleton />
  const toList = (
    <Button component={Link} to=".." relative="path" variant="default">
      {t.toList}
    </Button>
  )
  return (
    <Page title={t.title} text={t.text} actions={toList}>
      {may('submitTasks') && memberId ? (
        <Steps memberId={memberId} rules={rules.data} />
      ) : (
        <NoPermission roles={texts.members.mineFor} />
      )}
    </Page>
  )
}

function Steps({ memberId, rules }: { readonly memberId: string; readonly rules: readonly Rule[] }) {
  const { holdfast } = useConnection()
  const [batch, setBatch] = useState(() => Batch.find(memberId))
  function begin(rows: readonly Asked[]): boolean {
    const begun = Batch.begin(memberId, rows)
    if (begun) void begun.run(holdfast)
    setBatch(begun)
    return begun !== null
  }
  function end() {
    batch?.forget()
    setBatch(null)
  }
  return batch ? <Outcomes batch={batch} onEnd={end} /> : <Prepare rules={rules} onSubmit={begin} />
}
