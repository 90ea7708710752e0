// Organizations for traffic over the public API, made before the servers of a bench start.

import { pino } from 'pino'
import { issueOperatorKey } from '../../src/access/keys.ts'
import { encodeGlobalId } from '../../src/graphql/ids.ts'
import { openApp } from '../../src/openApp.ts'
import { createOrganization } from '../../src/organizations/operations.ts'
import { loadBuiltIn } from '../../src/pricing/catalogue.ts'
import { grantCredits } from '../../src/wallets/grants.ts'
import { fillPriceBook } from './plan.ts'

const CREDITS = 1_000_000_000n

export interface Tenant {
  /** The global id. */
  readonly id: string
  /** Of its owner. */
  readonly key: string
}

export interface Tenants {
  readonly operatorKey: string
  readonly live: readonly Tenant[]
  /** With a clock of its own. */
  readonly sandbox: Tenant
}

/** Makes organizations with credits and the prices of songs, and a plan, `monthly`. */
export async function makeTenants(databaseUrl: string, count: number): Promise<Tenants> {
  const app = openApp({ databaseUrl, log: pino({ level: 'warn' }) })
  await loadBuiltIn(app, 'sunor')
  await fillPriceBook(app, 1)
  const make = async (name: string, mode: 'LIVE' | 'SANDBOX'): Promise<Tenant> => {
    const made = await createOrganization(app, { name, mode, members: [{ name: 'Owner', role: 'OWNER' }] })
    if ('code' in made) throw new Error(made.message)
    const organizationId = made.organization.id
    await grantCredits(app, { organizationId, creditType: 'music', kind: 'TOP_UP', credits: CREDITS, priority: 0 })
    return { id: encodeGlobalId('Organization', organizationId), key: made.keys[0]?.secret ?? '' }
  }
  try {
    const operatorKey = await issueOperatorKey(app.prisma, new Date())
    const live: Tenant[] = []
    for (let i = 0; i < count; i++) live.push(await make(`Tenant ${i}`, 'LIVE'))
    return { operatorKey, live, sandbox: await make('Sandbox', 'SANDBOX') }
  } finally {
    await app.close()
  }
}
