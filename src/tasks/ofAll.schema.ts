// The tasks of all organizations: their part of the API, for the operator.

import { badInput } from '../graphql/badInput.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { splitTenantId } from '../graphql/ids.ts'
import { NEWEST_FIRST, type Part, pageOf } from '../graphql/pages.ts'
import { timeRange } from '../graphql/timeRange.ts'
import { OrganizationNode } from '../organizations/schema.ts'
import { TaskFilter } from './filter.schema.ts'
import { keysOfAll, type Piece, type Wanted } from './ofAll.ts'
import { isEnd } from './rules.ts'
import { TaskNode } from './schema.ts'
import { problemOf } from './search.ts'

builder.queryField('tasks', (t) =>
  t.connection(
    {
      type: TaskNode,
      nullable: true,
      description: 'The tasks of all organizations, newest first. For the operator; null, with an error, for others.',
      authScopes: { platform: 'READ' },
      args: {
        organizationId: t.arg.globalID({
          for: OrganizationNode,
          description: 'The organization. Null: all organizations.',
        }),
        filter: t.arg({ type: TaskFilter, description: 'The conditions that the tasks must meet. Null: all tasks.' }),
      },
      resolve: (_root, { organizationId, filter, ...args }, context, info) => {
        const { app } = context
        const wanted = wantedBy(organizationId?.id ?? null, filter ?? {})
        return pageOf({
          order: NEWEST_FIRST,
          args,
          context,
          info,
          find: async (part) => {
            const keys = await keysOfAll(app, wanted, pieceOf(part))
            const where = { OR: keys.map(({ organizationId, id }) => ({ organizationId, id })) }
            return app.prisma.task.findMany({ ...part.query, where })
          },
        })
      },
    },
    connectionOf(TaskNode),
  ),
)

function wantedBy(organizationId: string | null, filter: typeof TaskFilter.$inferInput): Wanted {
  const { statuses, waitingForApproval, memberId, model, operation, provider, tag, externalId, text } = filter
  const problem = problemOf(text)
  if (problem !== null) throw badInput('filter.text', problem)
  const names = { fromName: 'submittedFrom', untilName: 'submittedUntil' }
  const isWaiting = waitingForApproval === true
  return {
    ...{ organizationId, isWaiting, memberId: memberId ? splitTenantId(memberId.id).id : null },
    ...{ statuses: statuses ?? null, isOpen: isWaiting || statuses?.every((status) => !isEnd(status)) === true },
    ...{ model: model ?? null, operation: operation ?? null, provider: provider ?? null, tag: tag ?? null },
    ...{ externalId: externalId ?? null, text: text ?? null },
    submitted: timeRange(filter.submittedFrom, filter.submittedUntil, names) ?? {},
  }
}

/** The part of a list by id that pageOf reads. */
function pieceOf({ where, query }: Part): Piece {
  const { orderBy, take } = query as { orderBy: readonly { id: 'asc' | 'desc' }[]; take: number }
  return { bounds: boundsIn(where), isBackward: orderBy[0]?.id === 'asc', take }
}

interface WhereId {
  readonly AND?: readonly WhereId[]
  readonly id?: Piece['bounds']
}

function boundsIn({ AND = [], id }: WhereId): Piece['bounds'] {
  return Object.assign({}, id, ...AND.map(boundsIn))
}
