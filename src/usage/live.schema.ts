// Live usage: its part of the API.

import { GraphQLError } from 'graphql'
import stringify from 'safe-stable-stringify'
import { mayAsPlatform } from '../access/roles.ts'
import { ALL_ORGANIZATIONS, type App } from '../app.ts'
import { badInput } from '../graphql/badInput.ts'
import { builder } from '../graphql/builder.ts'
import { callerOf, organizationOrAllFor } from '../graphql/context.ts'
import { requestError } from '../graphql/errors.ts'
import { selects } from '../graphql/selects.ts'
import { creditTypeFor } from '../organizations/creditTypes.ts'
import { OrganizationNode } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import { watchReport } from './live.ts'
import type { ShownReport, UsageFilter } from './report.ts'
import {
  type FilterInput,
  filterOf,
  GROUPS_MAX,
  PlatformUsageDimensionEnum,
  rangeArguments,
  reportFor,
  UsageFilterInput,
  UsageReportType,
  visibleTo,
} from './schema.ts'

/** The clocks of processes differ by less: a change at the begin of an hour is in the range. */
const CLOCKS_MS = 60_000

interface Place {
  readonly timeZone: string
  /** The time of the organization’s own clock; null: it has none. */
  readonly clockAt: Date | null
}

async function placeOf({ prisma }: App, organizationId: string): Promise<Place | null> {
  if (organizationId === ALL_ORGANIZATIONS) return { timeZone: 'UTC', clockAt: null }
  const select = { timeZone: true, clockAt: true }
  return prisma.organization.findUnique({ where: { id: organizationId }, select })
}

/** The filter of a report over all organizations, which have no things in common. */
function filterOfAll({ memberId, apiKeyId, model, operation, tag }: FilterInput): UsageFilter {
  for (const [field, id] of Object.entries({ memberId, apiKeyId })) {
    if (id) throw badInput(`filter.${field}`, 'must be null unless organizationId is given')
  }
  return { ...(model ? { model } : {}), ...(operation ? { operation } : {}), ...(tag ? { tag } : {}) }
}

/** The credit type of the report; null: all types. */
async function typeIn(
  app: App,
  organizationId: string,
  { by, creditType }: { readonly by: readonly string[]; readonly creditType?: string | null | undefined },
): Promise<string | null> {
  if (by.includes('CREDIT_TYPE') && !creditType) return null
  if (organizationId === ALL_ORGANIZATIONS) {
    if (creditType) return creditType
    throw badInput('creditType', 'is required unless CREDIT_TYPE is in by: credits of different types are not added up')
  }
  const known = await creditTypeFor(app, organizationId, creditType)
  if (known !== null && typeof known !== 'string') throw requestError(known)
  return known
}

builder.subscriptionField('usageChanged', (t) =>
  t.field({
    type: UsageReportType,
    description:
      'The usage from a time until now: first the present report, then each that differs, at most one a second. For the operator who selects `upstreamCosts`, also after a cost was recorded. Members that may not see the tasks of others see their own usage. The operator gets that of all organizations if `organizationId` is null.',
    authScopes: { may: 'read' },
    complexity: { field: 100 },
    args: {
      organizationId: t.arg.globalID({
        for: OrganizationNode,
        description: 'The organization. Null: for the operator all organizations, for others their own.',
      }),
      from: t.arg({ type: 'DateTime', required: true, description: rangeArguments.from }),
      by: t.arg({
        type: [PlatformUsageDimensionEnum],
        required: true,
        defaultValue: [],
        description:
          'The dimensions of the groups: at most one period of time, in the time zone of the organization, or of all organizations in UTC; and subjects. Empty: only the total.',
      }),
      creditType: t.arg.string({
        description:
          'The credit type. It is required unless CREDIT_TYPE is in `by`, where null is all types, or the organization has one type.',
      }),
      filter: t.arg({
        type: UsageFilterInput,
        description: 'The usage that the report has; of all organizations without a member and a key. Null: all of it.',
      }),
      first: t.arg.int({ required: true, defaultValue: GROUPS_MAX, description: rangeArguments.first }),
    },
    subscribe: async (_root, { organizationId: named, creditType: type, filter: given, ...asked }, context, info) => {
      const { app } = context
      const organizationId = organizationOrAllFor(context, named)
      const place = organizationId === null ? null : await placeOf(app, organizationId)
      if (organizationId === null || !place) throw requestError(notFound('organization'))
      const isAll = organizationId === ALL_ORGANIZATIONS
      const creditType = await typeIn(app, organizationId, { by: asked.by, creditType: type })
      const filter: UsageFilter = {
        ...(isAll ? filterOfAll(given ?? {}) : await filterOf(app, organizationId, given)),
        ...(creditType === null ? {} : { creditType }),
        ...visibleTo(callerOf(context)),
        ...(isAll ? {} : { organizationId }),
      }
      const withCosts = mayAsPlatform(context.caller, 'READ') && selects(info, 'upstreamCosts')
      const changes = await watchReport(app, {
        organizationId,
        key: stringify({ organizationId, asked, filter, withCosts }) ?? '',
        withCosts,
        isOver: (error) => error instanceof GraphQLError,
        read: async () => {
          const { timeZone, clockAt } = (await placeOf(app, organizationId)) ?? place
          const to = new Date((clockAt ?? app.clock()).getTime() + CLOCKS_MS)
          return reportFor(app, { ...asked, to, endsNow: true, compareToPrevious: false, timeZone, filter })
        },
      })
      if (!changes) throw requestError(notFound('organization'))
      return changes
    },
    resolve: (report: ShownReport) => report,
  }),
)
