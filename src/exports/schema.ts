// Exports: their part of the API.

import { GraphQLError } from 'graphql'
import { type Caller, canSee, mayAsPlatform } from '../access/roles.ts'
import { type Export, ExportFormat, ExportKind, ExportStatus } from '../database/generated/client/client.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { watchRow } from '../events/polled.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { askerOf, type Context, callerOf, organizationOrAllFor } from '../graphql/context.ts'
import { InvalidInputError, LimitReachedError, NotFoundError, requestError, resultType } from '../graphql/errors.ts'
import { neededOnPlatform } from '../graphql/forbidden.ts'
import { type GlobalId, splitTenantId, tenantId } from '../graphql/ids.ts'
import { NEWEST_FIRST, pageOf } from '../graphql/pages.ts'
import { OrganizationNode, whereVisibleTo } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import type { Link } from '../storage/storage.ts'
import { fileOf } from './files.ts'
import { KEPT_DAYS } from './keeping.ts'
import { cancelExport, startExport } from './operations.ts'

const KindEnum = builder.enumType('ExportKind', {
  description: 'The kinds of exports: docs/exports.md lists the columns of each.',
  values: {
    JOURNAL: { value: ExportKind.JOURNAL, description: 'Every journal entry of every wallet, by wallet and sequence.' },
    USAGE: {
      value: ExportKind.USAGE,
      description:
        'The usage by hour, credit type, model, operation, member, API key and tags. The range is of the hours’ beginnings.',
    },
    TASKS: { value: ExportKind.TASKS, description: 'Every task with what it cost, without its input and its result.' },
    PAYMENTS: { value: ExportKind.PAYMENTS, description: 'Every payment, in the smallest unit of its currency.' },
    REVENUE: {
      value: ExportKind.REVENUE,
      description:
        'The revenue of each organization by month and currency, with its cost upstream and its margin. Only for the operator, and only of all organizations. The range is of the months’ beginnings.',
    },
  },
})

const FormatEnum = builder.enumType('ExportFormat', {
  description: 'The formats of exports.',
  values: {
    CSV: {
      value: ExportFormat.CSV,
      description: 'RFC 4180, in UTF-8, with a line of names. Times are ISO 8601 in UTC, and an empty cell is null.',
    },
    NDJSON: { value: ExportFormat.NDJSON, description: 'A JSON object in each line.' },
    PARQUET: {
      value: ExportFormat.PARQUET,
      description:
        'Apache Parquet with Snappy: whole numbers are INT64, times are timestamps in milliseconds, adjusted to UTC.',
    },
  },
})

const StatusEnum = builder.enumType('ExportStatus', {
  description: 'The states of an export.',
  values: {
    QUEUED: { value: ExportStatus.QUEUED, description: 'It waits until those before it have ended.' },
    RUNNING: {
      value: ExportStatus.RUNNING,
      description: 'It is being written. If its process ends, another begins it again from the start.',
    },
    SUCCEEDED: { value: ExportStatus.SUCCEEDED, description: 'Its file is whole.' },
    FAILED: { value: ExportStatus.FAILED, description: 'It has no file: `failure` says why.' },
    CANCELED: { value: ExportStatus.CANCELED, description: 'It was ended by `cancelExport`, and has no file.' },
  },
})

const LinkType = builder.objectRef<Link>('ExportLink').implement({
  description:
    'A link to the file of an export, which needs no key. It ends with the key or session that asked for it.',
  fields: (t) => ({
    url: t.exposeString('url', {
      description: 'The URL. It answers ranges of the file too, and saves it under its own name.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'The time at which the link expires, in UTC.' }),
  }),
})

const ExportNode = builder.prismaNode('Export', {
  nullable: true,
  description: `Rows of an organization, or of all, as a file of one moment: docs/exports.md. It is removed ${KEPT_DAYS} days after it has ended. Visible to callers who may export.`,
  id: { resolve: tenantId },
  findUnique: whereVisibleTo('exportData'),
  authScopes: ({ organizationId }, { caller }) => canExport(caller, organizationId),
  fields: (t) => ({
    kind: t.field({ type: KindEnum, description: 'The kind of its rows.', resolve: ({ kind }) => kind }),
    format: t.field({ type: FormatEnum, description: 'The format of its file.', resolve: ({ format }) => format }),
    status: t.field({ type: StatusEnum, description: 'The state of the export.', resolve: ({ status }) => status }),
    sequence: t.exposeInt('sequence', { description: 'The number of its changes: 1 for a new one.' }),
    from: t.expose('fromAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The beginning of the time of its rows, in UTC; null: the beginning of all.',
    }),
    until: t.expose('untilAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The end of the time of its rows, in UTC, which is not part of it; null: the moment of the export.',
    }),
    rows: t.expose('rows', { type: 'SafeInt', description: 'The number of rows that were written so far.' }),
    rowsTotal: t.expose('rowsTotal', {
      type: 'SafeInt',
      nullable: true,
      description: 'The number of rows that the file will have; null: they are not counted yet.',
    }),
    bytes: t.expose('bytes', {
      type: 'SafeInt',
      nullable: true,
      description: 'The length of the file, in bytes; null: it has not succeeded.',
    }),
    sha256: t.exposeString('sha256', {
      nullable: true,
      description: 'The SHA-256 of the file, in hexadecimal digits; null: it has not succeeded.',
    }),
    failure: t.exposeString('failure', {
      nullable: true,
      description: 'The reason of the failure; null: it has not failed.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time at which it was asked for, in UTC.' }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which it was first begun, in UTC; null: it has not begun.',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which it ended, in UTC; null: it waits or runs.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which it is removed, with its file, in UTC; null: it waits or runs.',
    }),
    link: t.field({
      type: LinkType,
      nullable: true,
      description: 'A link to its file, for an hour; null: it has not succeeded.',
      resolve: (row, _args, context) =>
        row.status === 'SUCCEEDED' ? context.app.storage?.linkTo(fileOf(row), askerOf(context)) : null,
    }),
  }),
})

/** The organization whose exports are meant: PLATFORM_ID is the platform, whose exports have all organizations. Throws FORBIDDEN. */
function ownerOf(context: Context, named: GlobalId | null | undefined): string | null {
  const organizationId = organizationOrAllFor(context, named)
  if (organizationId !== '') return organizationId
  const caller = callerOf(context)
  if (canExport(caller, PLATFORM_ID)) return PLATFORM_ID
  throw new GraphQLError(neededOnPlatform(caller, 'READ'), { extensions: { code: 'FORBIDDEN' } })
}

/** Returns whether a caller who may export may see the exports of an organization. Those of all show what everything has cost upstream. */
function canExport(caller: Caller | null, organizationId: string): boolean {
  return canSee(caller, organizationId) && (organizationId !== PLATFORM_ID || mayAsPlatform(caller, 'READ'))
}

const ofOrganization = 'Null: for the operator those over all organizations, for others their own.'

builder.queryFields((t) => ({
  export: t.prismaField({
    type: ExportNode,
    nullable: true,
    description: 'The export; null if it does not exist, or is not kept any more. For an OWNER or ADMIN.',
    authScopes: { may: 'exportData' },
    args: { id: t.arg.globalID({ for: ExportNode, required: true, description: 'The id of the export.' }) },
    resolve: (query, _root, { id }, context) => {
      const { organizationId, id: own } = splitTenantId(id.id)
      if (!canExport(callerOf(context), organizationId)) return null
      return context.app.prisma.export.findUnique({
        ...query,
        where: { organizationId_id: { organizationId, id: own } },
      })
    },
  }),
  exports: t.connection(
    {
      type: ExportNode,
      nullable: true,
      description:
        'The exports that wait, run, or have ended and are kept, newest first. For an OWNER or ADMIN; null, with an error, for others.',
      authScopes: { may: 'exportData' },
      args: {
        organizationId: t.arg.globalID({ for: OrganizationNode, description: `The organization. ${ofOrganization}` }),
      },
      resolve: (_root, { organizationId: named, ...args }, context, info) => {
        const organizationId = ownerOf(context, named)
        if (organizationId === null) throw requestError(notFound('organization'))
        return pageOf({
          order: NEWEST_FIRST,
          args,
          context,
          info,
          find: ({ where, query }) =>
            context.app.prisma.export.findMany({ ...query, where: { AND: [{ organizationId }, where] } }),
        })
      },
    },
    connectionOf(ExportNode),
  ),
}))

const StartExportInput = builder.inputType('StartExportInput', {
  description: 'The rows to export.',
  fields: (t) => ({
    organizationId: t.globalID({
      for: OrganizationNode,
      description: 'The organization. Null: for the operator all organizations, for others their own.',
    }),
    kind: t.field({ type: KindEnum, required: true, description: 'The kind of rows.' }),
    format: t.field({ type: FormatEnum, required: true, description: 'The format of the file.' }),
    from: t.field({
      type: 'DateTime',
      description: 'The beginning of the time of the rows. Null: the beginning of all.',
    }),
    until: t.field({
      type: 'DateTime',
      description: 'The end of the time of the rows, which is not part of it: after `from`. Null: the present.',
    }),
  }),
})

const CancelExportInput = builder.inputType('CancelExportInput', {
  description: 'An export to end.',
  fields: (t) => ({
    exportId: t.globalID({ for: ExportNode, required: true, description: 'The export to end, which waits or runs.' }),
  }),
})

function exportSuccess(name: string) {
  return builder.objectRef<{ export: Export }>(name).implement({
    description: 'The change was made.',
    fields: (t) => ({
      export: t.field({
        type: ExportNode,
        description: 'The export after the change.',
        resolve: ({ export: made }) => made as never,
      }),
    }),
  })
}

builder.mutationFields((t) => ({
  startExport: t.field({
    type: resultType('StartExportResult', exportSuccess('StartExportSuccess'), [
      InvalidInputError,
      NotFoundError,
      LimitReachedError,
    ]),
    description: `Exports rows as a file, in the background: all of one moment, so that sums equal the journal’s. One export is written at a time, and others wait. \`exportUpdated\` follows it, and \`link\` leads to the file, which is kept for ${KEPT_DAYS} days. For an OWNER or ADMIN; over all organizations, for platform keys that also have READ.`,
    authScopes: { may: 'exportData' },
    args: { input: t.arg({ type: StartExportInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, kind, format, from, until } }, context) => {
      const organizationId = ownerOf(context, named)
      if (organizationId === null) return notFound('organization')
      return startExport(context.app, { organizationId, kind, format, fromAt: from ?? null, untilAt: until ?? null })
    },
  }),
  cancelExport: t.field({
    type: resultType('CancelExportResult', exportSuccess('CancelExportSuccess'), [NotFoundError]),
    description: 'Ends an export that waits or runs. It stops within a second and has no file. For an OWNER or ADMIN.',
    authScopes: { may: 'exportData' },
    args: { input: t.arg({ type: CancelExportInput, required: true }) },
    resolve: (_root, { input: { exportId } }, context) => {
      const wanted = splitTenantId(exportId.id)
      return canExport(callerOf(context), wanted.organizationId)
        ? cancelExport(context.app, wanted)
        : notFound('export')
    },
  }),
}))

builder.subscriptionField('exportUpdated', (t) =>
  t.field({
    type: ExportNode,
    description:
      'The export: first its current state, then its progress about twice a second, and its end. Changes may come together in one message: `sequence` counts them. For an OWNER or ADMIN.',
    authScopes: { may: 'exportData' },
    args: {
      exportId: t.arg.globalID({ for: ExportNode, required: true, description: 'The id of the export.' }),
      after: t.arg.int({
        description:
          'The last `sequence` that the client has seen: the current state is sent only if it is newer. Null: the current state is always sent.',
      }),
    },
    subscribe: async (_root, { exportId, after }, context) => {
      const { organizationId, id } = splitTenantId(exportId.id)
      const where = { organizationId_id: { organizationId, id } }
      const find = () => context.app.prisma.export.findUnique({ where })
      const isVisible = canExport(callerOf(context), organizationId)
      const changes = isVisible ? await watchRow({ owner: organizationId, key: id }, after ?? null, find) : null
      if (!changes) throw requestError(notFound('export'))
      return changes
    },
    resolve: (row) => row as never,
  }),
)
