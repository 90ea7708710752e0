// Measures a usage report: a month by day and model of an organization whose year has 10,000,000 journal entries, over HTTP.
// The ratio is its p95 divided by that of an organization whose year has 100,000. The two alternate.
//
// Each task has two entries, the freeze and the spend. The hours are those that the job makes of so many tasks of 200 members
// with ten models; they are written by one statement, because deciding them would take longer than the bench.

import pg from 'pg'
import { pino } from 'pino'
import { issueOperatorKey } from '../../src/access/keys.ts'
import { encodeGlobalId } from '../../src/graphql/ids.ts'
import { startHoldfast } from '../../src/holdfast.ts'
import { createOrganization } from '../../src/organizations/operations.ts'
import { say, withDatabase } from '../support/database.ts'

const ENTRIES = { few: 100_000, many: 10_000_000 }
const ENTRIES_PER_TASK = 2
const READS = 200
const WARM_UP = 10

// Tasks come evenly over the year.
const FILL_DETAIL = `
  INSERT INTO usage_detail
  SELECT $1::uuid, date_trunc('hour', '2025-01-01T00:00:00Z'::timestamptz + i * ($3::interval / $2)), 'music',
    'model ' || i % 10, 'operation ' || i % 3, md5((i * 7 % 200)::text)::uuid, NULL, NULL,
    sum(10), 0, 0, 0, count(*), 0, 0, 0, sum(60000)
  FROM generate_series(0, $2 - 1) AS i GROUP BY 2, 4, 5, 6 ORDER BY 2`
const FILL_TOTAL = `
  INSERT INTO usage_total
  SELECT organization_id, hour, credit_type, model, operation, sum(spent), 0, 0, 0, sum(succeeded), 0, 0, 0, sum(duration_ms)
  FROM usage_detail WHERE organization_id = $1 GROUP BY 1, 2, 3, 4, 5 ORDER BY 2`

const QUERY = `query ($id: ID!, $by: [UsageDimension!]!, $compare: Boolean!) { organization(id: $id) { usage(
  from: "2025-06-01T00:00:00Z", to: "2025-07-01T00:00:00Z", creditType: "music", by: $by, compareToPrevious: $compare) {
  total { used tasks } groups { from model sums { used tasks succeeded } } } } }`

const REPORTS = {
  dayAndModel: { by: ['DAY', 'MODEL'], compare: false },
  compared: { by: ['DAY', 'MODEL'], compare: true },
  member: { by: ['MEMBER'], compare: false },
}
type ReportName = keyof typeof REPORTS
type Size = keyof typeof ENTRIES

const p95 = await withDatabase(async (databaseUrl) => {
  const holdfast = await startHoldfast({ databaseUrl, log: pino({ level: 'warn' }), host: '127.0.0.1', port: 0 })
  try {
    const key = await issueOperatorKey(holdfast.app.prisma, new Date())
    const ids = { few: await filled(databaseUrl, 'few'), many: await filled(databaseUrl, 'many') }
    const times = new Map<string, number[]>()
    for (let read = -WARM_UP; read < READS; read++) {
      for (const size of ['few', 'many'] as const) {
        for (const name of Object.keys(REPORTS) as ReportName[]) {
          const ms = await timeOf(holdfast.url, key, ids[size], name)
          if (read >= 0) times.set(`${size} ${name}`, [...(times.get(`${size} ${name}`) ?? []), ms])
        }
      }
    }
    return (size: Size, name: ReportName) => {
      const sorted = (times.get(`${size} ${name}`) ?? []).sort((a, b) => a - b)
      return sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN
    }

    async function filled(url: string, size: Size): Promise<string> {
      const made = await createOrganization(holdfast.app, {
        name: size,
        mode: 'LIVE',
        members: [{ name: 'Owner', role: 'OWNER' }],
      })
      if ('code' in made) throw new Error(made.message)
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      const { id } = made.organization
      await client.query(FILL_DETAIL, [id, ENTRIES[size] / ENTRIES_PER_TASK, '365 days'])
      await client.query(FILL_TOTAL, [id])
      await client.query('VACUUM ANALYZE usage_detail, usage_total')
      await client.end()
      say(`${ENTRIES[size]} entries are there`)
      return encodeGlobalId('Organization', id)
    }
  } finally {
    await holdfast.stop()
  }
})

async function timeOf(url: string, key: string, id: string, name: ReportName): Promise<number> {
  const began = performance.now()
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify({ query: QUERY, variables: { id, ...REPORTS[name] } }),
  })
  const { data, errors } = await response.json()
  if (!(data?.organization.usage.total.used > 0)) throw new Error(JSON.stringify(errors ?? data))
  return performance.now() - began
}

const round = (ms: number) => Math.round(ms * 10) / 10
process.stdout.write(
  `${JSON.stringify({
    bench: 'usage',
    ratio: round(p95('many', 'dayAndModel') / p95('few', 'dayAndModel')),
    p95Ms: round(p95('many', 'dayAndModel')),
    fewP95Ms: round(p95('few', 'dayAndModel')),
    comparedP95Ms: round(p95('many', 'compared')),
    byMemberP95Ms: round(p95('many', 'member')),
    entries: ENTRIES,
  })}\n`,
)
