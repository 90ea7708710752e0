// External ids and metadata: their part of the API. Each type that has them takes its fields from here, and each input that
// creates such a thing.

import type { ObjectRef } from '@pothos/core'
import { GraphQLError } from 'graphql'
import { NIL } from 'uuid'
import { type Caller, canSee, may, mayAsPlatform, type Person } from '../access/roles.ts'
import type { App } from '../app.ts'
import type { LabelKind } from '../database/generated/client/client.ts'
import { badInput } from '../graphql/badInput.ts'
import { builder, type Types } from '../graphql/builder.ts'
import { type Context, callerOf, organizationIdFor } from '../graphql/context.ts'
import { InvalidInputError, NotFoundError, refusalType, resultType } from '../graphql/errors.ts'
import { type GlobalId, globalIdOf } from '../graphql/ids.ts'
import { notFound } from '../refusals.ts'
import { labelOf } from './find.ts'
import { subjectWith } from './insertLabel.ts'
import { type ExternalIdTaken, type LabelSubject, subjectOf, TYPES } from './label.ts'
import { type Labeled, updateLabels } from './updateLabels.ts'

/** The descriptions of the fields of inputs that create something with a label. */
export const externalIdField = {
  description:
    'The platform’s own id of it, 1 to 255 characters, by which it can be found. Another one of its kind in the organization that has it is refused with EXTERNAL_ID_TAKEN. Null: none.',
} as const
export const metadataField = {
  type: 'Metadata',
  description:
    'Texts of the platform’s own, by their keys: at most 50 keys. Everybody who sees the thing sees them. Null: none.',
} as const

/** Adds the fields `externalId` and `metadata` to a type. They are read only where they are selected. */
export function addLabelFields<Row extends object>(
  type: ObjectRef<Types, Row>,
  kind: LabelKind,
  keyOf: (row: Row) => { readonly organizationId: string; readonly id: string },
): void {
  const read = async (app: App, row: Row) => {
    const { organizationId, id: subjectId } = keyOf(row)
    return labelOf(app, { organizationId, kind, subjectId })
  }
  builder.objectFields(type, (t) => ({
    externalId: t.string({
      nullable: true,
      description: 'The platform’s own id of it; null: it has none.',
      resolve: async (row, _args, { app }) => (await read(app, row as Row))?.externalId ?? null,
    }),
    metadata: t.field({
      type: 'Metadata',
      description: 'Texts of the platform’s own, by their keys; empty: it has none.',
      resolve: async (row, _args, { app }) => (await read(app, row as Row))?.metadata ?? {},
    }),
  }))
}

/** The thing with an external id, as the arguments of a look-up name it; null if it does not exist or the caller may not see its organization. */
export async function labeledAs(
  context: Context,
  kind: LabelKind,
  externalId: string,
  named: GlobalId | null | undefined,
): Promise<{ readonly organizationId: string; readonly id: string } | null> {
  const organizationId = organizationIdFor(context, named)
  if (organizationId === null) return null
  const found = await subjectWith(context.app.prisma, organizationId, kind, externalId)
  return found && { organizationId, id: found.subjectId }
}

/** The id of the API of a thing that has a label. */
function idOf({ organizationId, kind, subjectId: id }: LabelSubject): string {
  return globalIdOf(TYPES[kind], { organizationId, id })
}

export const ExternalIdTakenError = refusalType<ExternalIdTaken>('EXTERNAL_ID_TAKEN', (t) => ({
  takenBy: t.node({
    description:
      'The thing that has the external id; null if the caller may not see it, or if it has just given it up.',
    id: ({ taken }) => taken && idOf(taken),
  }),
}))

const UpdateLabelsInput = builder.inputType('UpdateLabelsInput', {
  description: 'A thing, and its new external id and metadata.',
  fields: (t) => ({
    subjectId: t.globalID({
      required: true,
      description: `The id of a node of type ${Object.values(TYPES).join(', ')}; it may have ended.`,
    }),
    externalId: t.string({
      description:
        'The platform’s own id of it, 1 to 255 characters. Null: it has none any more. Absent: it stays as it is.',
    }),
    metadata: t.field({
      type: 'Metadata',
      description:
        'The texts to set, by their keys: other keys stay as they are, and a key with null is removed. Null: all keys are removed. Absent: all stay as they are.',
    }),
  }),
})

const UpdateLabelsSuccess = builder.objectRef<Labeled>('UpdateLabelsSuccess').implement({
  description: 'The thing has this external id and this metadata.',
  fields: (t) => ({
    externalId: t.string({
      nullable: true,
      description: 'The external id after the change; null: none.',
      resolve: ({ label }) => label.externalId,
    }),
    metadata: t.field({
      type: 'Metadata',
      description: 'The metadata after the change.',
      resolve: ({ label }) => label.metadata,
    }),
    subject: t.node({ description: 'The thing itself. Null only with an error.', id: ({ label }) => idOf(label) }),
  }),
})

builder.mutationField('updateLabels', (t) =>
  t.field({
    type: resultType('UpdateLabelsResult', UpdateLabelsSuccess, [
      InvalidInputError,
      NotFoundError,
      ExternalIdTakenError,
    ]),
    description:
      'Changes the external id and the metadata of a thing, also of one that has ended. The operator may do it for everything (a platform key with the scope GRANT for tasks, lots, holds and subscriptions, with ORGANIZATIONS for the others); members for their own tasks and API keys, and an OWNER or ADMIN for those of all members.',
    authScopes: { may: 'submitTasks' },
    args: { input: t.arg({ type: UpdateLabelsInput, required: true }) },
    resolve: async (_root, { input: { subjectId, ...change } }, context) => {
      const subject = labeledBy(subjectId)
      const { organizationId, kind } = subject
      const caller = callerOf(context)
      if (!canSee(caller, organizationId)) return notFound(TYPES[kind])
      const narrowed = whereMayLabel(caller, kind)
      if (!narrowed) throw forbidden()
      if (!(await isThere(context.app, subject, narrowed))) return notFound(TYPES[kind])
      return updateLabels(context.app, { ...subject, ...change })
    },
  }),
)

const LabeledTypeEnum = builder.enumType('LabeledType', {
  description: 'The types of things that can have an external id and metadata.',
  values: {
    ORGANIZATION: { value: 'ORGANIZATION', description: 'The type `Organization`: customers of the platform.' },
    MEMBER: { value: 'MEMBER', description: 'The type `Member`: people and programs in an organization.' },
    CREDIT_LOT: { value: 'LOT', description: 'The type `CreditLot`: credits that came in together.' },
    HOLD: { value: 'HOLD', description: 'The type `Hold`: frozen credits.' },
    TASK: { value: 'TASK', description: 'The type `Task`: generations that were submitted.' },
    API_KEY: { value: 'API_KEY', description: 'The type `ApiKey`: keys of members and of organizations.' },
    PLAN_SUBSCRIPTION: { value: 'SUBSCRIPTION', description: 'The type `PlanSubscription`: contracts for a plan.' },
  } as const satisfies Record<string, { value: LabelKind; description: string }>,
})

builder.queryField('nodeByExternalId', (t) =>
  t.node({
    description:
      'The thing of this type with this external id, also one that has ended; null if it does not exist or the caller may not see it.',
    authScopes: { may: 'read' },
    args: {
      type: t.arg({ type: LabeledTypeEnum, required: true, description: 'The type of the thing.' }),
      externalId: t.arg.string({ required: true, description: 'The platform’s own id of the thing.' }),
      organizationId: t.arg.globalID({
        description:
          'The organization that the thing belongs to. Required for the operator, except for an ORGANIZATION; others may leave it out.',
      }),
    },
    id: async (_root, { type, externalId, organizationId: named }, context) => {
      if (named && named.typename !== 'Organization') {
        throw badInput('organizationId', `must be an id of type Organization, not of type ${named.typename}`)
      }
      const organizationId = type === 'ORGANIZATION' ? null : organizationIdFor(context, named)
      if (type !== 'ORGANIZATION' && organizationId === null) return null
      const found = await subjectWith(context.app.prisma, organizationId, type, externalId)
      return found && canSee(context.caller, found.organizationId) ? idOf(found) : null
    },
  }),
)

function labeledBy(globalId: GlobalId): LabelSubject {
  const subject = subjectOf(globalId)
  if (subject) return subject
  const types = Object.values(TYPES).join(', ')
  throw badInput('input.subjectId', `must be an id of type ${types}, not of type ${globalId.typename}`)
}

function forbidden(): GraphQLError {
  const message = 'You may not label this with this role or key: members label their tasks and API keys.'
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN' } })
}

/**
 * Narrows things of a kind to those whose labels the caller may change; null: none of them. Members can't change labels of
 * organizations and members: the platform recognizes its own customers by them.
 */
function whereMayLabel(caller: Exclude<Caller, Person>, kind: LabelKind): { memberId?: string } | null {
  if (caller.kind === 'operator') {
    const scope =
      kind === 'TASK' || kind === 'LOT' || kind === 'HOLD' || kind === 'SUBSCRIPTION' ? 'GRANT' : 'ORGANIZATIONS'
    return mayAsPlatform(caller, scope) ? {} : null
  }
  const own = { memberId: caller.memberId ?? NIL }
  if (kind === 'TASK') return may(caller, 'cancelAllTasks') ? {} : own
  if (kind !== 'API_KEY' || !may(caller, 'manageOwnKeys')) return null
  return may(caller, 'manageAllKeys') ? {} : own
}

async function isThere(
  { prisma }: App,
  { organizationId, kind, subjectId: id }: LabelSubject,
  narrowed: { memberId?: string },
): Promise<boolean> {
  const where = { organizationId, id }
  const counts: Readonly<Record<LabelKind, () => Promise<number>>> = {
    ORGANIZATION: () => prisma.organization.count({ where: { id } }),
    MEMBER: () => prisma.member.count({ where }),
    LOT: () => prisma.creditLot.count({ where }),
    HOLD: () => prisma.hold.count({ where }),
    TASK: () => prisma.task.count({ where: { ...where, ...narrowed } }),
    API_KEY: () => prisma.apiKey.count({ where: { ...where, ...narrowed } }),
    SUBSCRIPTION: () => prisma.subscription.count({ where }),
  }
  return (await counts[kind]()) > 0
}
