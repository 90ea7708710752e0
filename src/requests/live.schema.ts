// Live requests for credits: their part of the API.

import { builder } from '../graphql/builder.ts'
import { callerOf, organizationIdFor } from '../graphql/context.ts'
import { requestError } from '../graphql/errors.ts'
import { OrganizationNode, organizationField, whereOwnTasks } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import { REQUESTS_FIRST, watchRequests } from './live.ts'
import { RequestNode } from './schema.ts'

builder.subscriptionField('creditRequestUpdated', (t) =>
  t.field({
    type: RequestNode,
    description: `The requests for credits that the caller may see: first the newest ${REQUESTS_FIRST}, the newest of all last, then each one after each change, such as its decision. Changes in quick succession may come together. A MEMBER gets their own.`,
    authScopes: { may: 'read' },
    args: { organizationId: t.arg.globalID({ for: OrganizationNode, ...organizationField }) },
    subscribe: async (_root, { organizationId: named }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) throw requestError(notFound('organization'))
      const { memberId = null } = whereOwnTasks(callerOf(context))
      const requests = await watchRequests(context.app, organizationId, memberId)
      if (!requests) throw requestError(notFound('organization'))
      return requests
    },
    resolve: (request) => request as never,
  }),
)
