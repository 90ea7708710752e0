// The feed: its part of the API.

import { GraphQLError } from 'graphql'
import type { FeedEvent, FeedKind } from '../engine/feed.ts'
import { builder } from '../graphql/builder.ts'
import { type Context, callerOf } from '../graphql/context.ts'
import type { GlobalId } from '../graphql/ids.ts'
import { pageSize } from '../graphql/pages.ts'
import { ActorKindEnum } from '../organizations/audit.schema.ts'
import { OrganizationNode, organizationThere } from '../organizations/schema.ts'
import { KINDS } from './kinds.ts'
import { watchFeed } from './live.ts'
import { type FeedFilter, type FeedRefusal, type FoundPage, readFeed } from './read.ts'
import { type ShownEvent, shown } from './shown.ts'

const FeedKindEnum = builder.enumType('FeedEventKind', {
  description: 'The kinds of events in the feed. A later version may add kinds.',
  values: Object.fromEntries(Object.entries(KINDS).map(([kind, description]) => [kind, { description }])) as Record<
    FeedKind,
    { description: string }
  >,
})

const FeedEventType = builder.objectRef<ShownEvent>('FeedEvent').implement({
  description: 'One change, with its number in the feed of all organizations.',
  fields: (t) => ({
    number: t.expose('number', {
      type: 'SafeInt',
      description: 'Its number: 1, 2, 3 … without gaps over all organizations.',
    }),
    at: t.field({
      type: 'DateTime',
      description: 'The time of its commit, in UTC. It is the real time, also in an organization with a test clock.',
      resolve: ({ at }) => new Date(at),
    }),
    kind: t.field({ type: FeedKindEnum, description: 'The kind of the event.', resolve: ({ kind }) => kind }),
    organizationId: t.exposeID('organizationId', {
      nullable: true,
      description: 'The id of the organization; null for an act of the platform on itself.',
    }),
    subjectType: t.exposeString('subjectType', { description: 'The type of the subject: `Task`.' }),
    subjectId: t.exposeID('subjectId', { description: 'The id of the subject.' }),
    actorKind: t.field({
      type: ActorKindEnum,
      description: 'The kind of the caller who has caused it.',
      resolve: ({ actor }) => actor.kind as never,
    }),
    actorName: t.string({ description: 'The name of that caller at the time.', resolve: ({ actor }) => actor.name }),
    actorId: t.string({
      nullable: true,
      description:
        'The id of the member, the API key or the platform key as everywhere in the API, or of the person as `Person.subject`; null for Holdfast itself.',
      resolve: ({ actor }) => actor.id,
    }),
    data: t.field({
      type: 'JSONObject',
      description:
        'The facts of the event, as docs/feed.md lists them by kind: ids of the API, credits as numbers, times in UTC. The values of an administrative act are only for those who may read the audit log.',
      resolve: ({ data }) => data,
    }),
  }),
})

interface ShownPage extends Pick<FoundPage, 'last' | 'newest'> {
  readonly events: readonly ShownEvent[]
}

const FeedPageType = builder.objectRef<ShownPage>('FeedPage').implement({
  description: 'Events that follow each other, and how to go on.',
  fields: (t) => ({
    events: t.expose('events', { type: [FeedEventType], description: 'The events, in the order of their numbers.' }),
    lastNumber: t.field({
      type: 'SafeInt',
      description:
        'All events up to this number were looked at: it is the `after` of the next page. A page may be empty although more events follow, if those that it has looked at do not match.',
      resolve: ({ last }) => last,
    }),
    newestNumber: t.field({
      type: 'SafeInt',
      description: 'The number of the newest event of all. The page is the last one if it equals `lastNumber`.',
      resolve: ({ newest }) => newest,
    }),
  }),
})

/** The operator sees all organizations, or one; others see their own. */
async function filterOf(
  context: Context,
  named: GlobalId | null | undefined,
  kinds: readonly FeedKind[] | null | undefined,
): Promise<FeedFilter> {
  const isAll = callerOf(context).kind === 'operator' && !named
  const organizationId = isAll ? null : await organizationThere(context, named)
  return { organizationId, kinds: kinds ? new Set(kinds) : null }
}

/** A refusal of the feed as an error of the request. */
export function feedError({ code, message, ...numbers }: FeedRefusal): GraphQLError {
  const more = Object.entries(numbers).map(([name, value]) => [name, Number(value)])
  return new GraphQLError(message, { extensions: { code, ...Object.fromEntries(more) } })
}

const organizationWanted = {
  for: OrganizationNode,
  description:
    'The organization whose events are listed. Null: the operator gets those of all organizations, other callers those of their own.',
} as const
const kindsDescription = 'Only events of these kinds. Null: all kinds.'

builder.queryField('events', (t) =>
  t.field({
    type: FeedPageType,
    description:
      'The feed: every change of every organization, numbered without gaps, after a number. For the operator, and for an OWNER or ADMIN within their organization. Errors of the request: FEED_OFF if the setting FEED_DAYS is 0, EVENTS_FORGOTTEN (with `after`, the least that can be read from) if the next event is not kept any more, EVENTS_UNKNOWN (with `newest`) if no event has that number yet.',
    authScopes: { may: 'followFeed' },
    args: {
      after: t.arg({
        type: 'SafeInt',
        description: 'The number of the last event that the client has seen; 0: from the first.',
        required: true,
      }),
      first: t.arg.int({ description: 'The largest number of events: 1 to 100; 50 if absent.' }),
      kinds: t.arg({ type: [FeedKindEnum], description: kindsDescription }),
      organizationId: t.arg.globalID(organizationWanted),
    },
    resolve: async (_root, { after, first, kinds, organizationId }, context) => {
      const filter = await filterOf(context, organizationId, kinds)
      const page = await readFeed(context.app, filter, after, pageSize({ first }))
      if ('code' in page) throw feedError(page)
      const caller = callerOf(context)
      return { ...page, events: page.events.map((event) => shown(event, caller)) }
    },
  }),
)

builder.subscriptionField('events', (t) =>
  t.field({
    type: FeedEventType,
    description:
      'The feed, live: with `after` first the events since that number, then each new one, in order and without gaps. For the operator, and for an OWNER or ADMIN within their organization. Errors of the request: as for the query `events`.',
    authScopes: { may: 'followFeed' },
    args: {
      after: t.arg({
        type: 'SafeInt',
        description: 'The number of the last event that the client has seen. Null: only new events are sent.',
      }),
      kinds: t.arg({ type: [FeedKindEnum], description: kindsDescription }),
      organizationId: t.arg.globalID(organizationWanted),
    },
    subscribe: async (_root, { after, kinds, organizationId }, context) =>
      watchFeed(context.app, await filterOf(context, organizationId, kinds), after ?? null, feedError),
    resolve: (event: FeedEvent, _args, context) => shown(event, callerOf(context)),
  }),
)
