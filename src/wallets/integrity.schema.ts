// Verifying an organization's ledger: its part of the API.

import type { Integrity, Violation } from '../engine/verify.ts'
import { builder } from '../graphql/builder.ts'
import { DEAR, inCountedTurn } from '../graphql/dear.ts'
import { OrganizationNode } from '../organizations/schema.ts'

const ViolationType = builder.objectRef<Violation>('LedgerViolation').implement({
  description: 'A violation of an invariant.',
  fields: (t) => ({
    invariant: t.exposeString('invariant', { description: 'The statement that must hold.' }),
    rowId: t.exposeString('id', { description: 'The id of the row in the database.' }),
    found: t.exposeString('found', { description: 'The value that was found.' }),
  }),
})

const IntegrityType = builder.objectRef<Integrity>('LedgerIntegrity').implement({
  description: 'The result of verifying the ledger of an organization in one snapshot: every sum, link and hash.',
  fields: (t) => ({
    entries: t.field({
      type: 'SafeInt',
      description: 'The number of journal entries that were checked.',
      resolve: ({ counts }) => counts.entries,
    }),
    lots: t.field({
      type: 'SafeInt',
      description: 'The number of lots that were checked.',
      resolve: ({ counts }) => counts.lots,
    }),
    holds: t.field({
      type: 'SafeInt',
      description: 'The number of holds that were checked.',
      resolve: ({ counts }) => counts.holds,
    }),
    drift: t.expose('drift', {
      type: 'Credits',
      description:
        'The number of credits by which balances differ from the sums of lots and journals; 0 if the ledger is intact.',
    }),
    violations: t.expose('violations', {
      type: [ViolationType],
      description: 'The violations that were found, up to 20 of each invariant; empty: the ledger is intact.',
    }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'integrity', (t) =>
  t.field({
    type: IntegrityType,
    nullable: true,
    description:
      'Verifies the organization’s ledger now. Reads all of it: minutes, if there are millions of entries. For an OWNER, ADMIN or BILLING; null to others.',
    complexity: DEAR,
    authScopes: { may: 'verifyLedger' },
    unauthorizedResolver: () => null,
    select: { id: true },
    resolve: ({ id }, _args, { app }) => inCountedTurn(() => app.verify(id)),
  }),
)
