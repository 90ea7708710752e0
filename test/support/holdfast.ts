// Starts a Holdfast for a test: a fresh database, the real server on a free port, and clients that call it.

import { pino } from 'pino'
import { issueOperatorKey } from '../../src/access/keys.ts'
import { verify } from '../../src/engine/verify.ts'
import { encodeGlobalId } from '../../src/graphql/ids.ts'
import { type Holdfast, type HoldfastOptions, startHoldfast } from '../../src/holdfast.ts'
import { createOrganization } from '../../src/organizations/operations.ts'
import { type CATALOGUES, loadBuiltIn } from '../../src/pricing/catalogue.ts'
import { grantCredits } from '../../src/wallets/grants.ts'
import { Client } from './client.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

export interface TestHoldfast {
  readonly holdfast: Holdfast
  readonly database: TestDatabase
  readonly operator: Client
  /** Creates a client with this key, or without one. */
  client(key: string | null, headers?: Readonly<Record<string, string>>): Client
  /** Creates an organization with five members, and with credits of the type `music`, unless the catalogue has only others. */
  organization(options?: { mode?: 'LIVE' | 'SANDBOX'; credits?: bigint }): Promise<TestOrganization>
  /** Stops everything and throws if an invariant of the ledger is broken. Drops the database unless `keepDatabase`. */
  stop(options?: { keepDatabase: boolean }): Promise<void>
}

export interface TestOrganization {
  /** The id in the API. */
  readonly id: string
  /** The id in the database. */
  readonly uuid: string
  readonly owner: Client
  readonly admin: Client
  readonly member: Client
  readonly otherMember: Client
  readonly viewer: Client
}

export async function startTestHoldfast({
  catalogue = 'sunor',
  ...options
}: {
  catalogue?: keyof typeof CATALOGUES
} & Partial<HoldfastOptions> = {}): Promise<TestHoldfast> {
  const database = await createTestDatabase()
  const holdfast = await startHoldfast({
    databaseUrl: database.url,
    log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
    host: '127.0.0.1',
    port: 0,
    prepare: ({ app }) => loadBuiltIn(app, catalogue),
    payments: { manual: true },
    ...options,
  })
  const { app, url } = holdfast
  const operatorKey = await issueOperatorKey(app.prisma, new Date())
  const clients: Client[] = []
  const client = (secret: string | null, headers = {}) => {
    const made = new Client(url, secret, headers)
    clients.push(made)
    return made
  }
  return {
    holdfast,
    database,
    operator: client(operatorKey),
    client,
    async organization({ mode = 'LIVE', credits = 1_000n } = {}) {
      const members = (['OWNER', 'ADMIN', 'MEMBER', 'MEMBER', 'VIEWER'] as const).map((role, i) => ({
        name: `${role} ${i}`,
        role,
      }))
      const prices = [...app.priceBook.version.rules()]
      const hasMusic = prices.length === 0 || prices.some(({ creditType }) => creditType === 'music')
      const creditTypes = hasMusic ? ['music'] : []
      const created = await createOrganization(app, { name: 'Test Records', mode, members, creditTypes })
      if ('code' in created) throw new Error(created.message)
      const uuid = created.organization.id
      if (credits > 0n && hasMusic) {
        const granted = await grantCredits(app, {
          organizationId: uuid,
          creditType: 'music',
          kind: 'TOP_UP',
          credits,
          priority: 0,
        })
        if ('code' in granted) throw new Error(granted.message)
      }
      const [owner, admin, member, otherMember, viewer] = created.keys.map(({ secret }) => client(secret))
      if (!owner || !admin || !member || !otherMember || !viewer) throw new Error('a key is missing')
      return { id: encodeGlobalId('Organization', uuid), uuid, owner, admin, member, otherMember, viewer }
    },
    async stop({ keepDatabase } = { keepDatabase: false }) {
      await Promise.all(clients.map((each) => each.close()))
      await holdfast.stop()
      const { violations } = await verify(database.url)
      if (!keepDatabase) await database.drop()
      if (violations.length > 0) throw new Error(`broken invariants: ${JSON.stringify(violations, null, 2)}`)
    },
  }
}
