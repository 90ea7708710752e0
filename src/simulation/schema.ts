// Simulations: their part of the API.

import { NIL } from 'uuid'
import { type Caller, mayAsPlatform } from '../access/roles.ts'
import { ALL_ORGANIZATIONS } from '../app.ts'
import { type SimulatedOrganization, type Simulation, SimulationStatus } from '../database/generated/client/client.ts'
import { watchRow } from '../events/polled.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { callerOf } from '../graphql/context.ts'
import {
  codeOf,
  ErrorCodeEnum,
  IdempotencyConflictError,
  InvalidInputError,
  LimitReachedError,
  NotFoundError,
  requestError,
  resultType,
} from '../graphql/errors.ts'
import { NEWEST_FIRST, type Order, pageOf } from '../graphql/pages.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { findOrganization } from '../organizations/find.ts'
import { OrganizationNode } from '../organizations/schema.ts'
import { CatalogueSourceInput, documentOfSource } from '../pricing/catalogue.schema.ts'
import { notFound } from '../refusals.ts'
import { KEPT_DAYS, KEPT_MAX } from './keeping.ts'
import { cancelSimulation, simulateCatalogue } from './operations.ts'
import type { Refusals, Totals } from './report.ts'

const StatusEnum = builder.enumType('SimulationStatus', {
  description: 'The states of a simulation.',
  values: {
    QUEUED: { value: SimulationStatus.QUEUED, description: 'It waits until those before it have ended.' },
    RUNNING: {
      value: SimulationStatus.RUNNING,
      description: 'It runs. If its process ends, another begins it again from the start.',
    },
    SUCCEEDED: { value: SimulationStatus.SUCCEEDED, description: 'Its result is complete.' },
    FAILED: { value: SimulationStatus.FAILED, description: 'It has no result: `failure` says why.' },
    CANCELED: { value: SimulationStatus.CANCELED, description: 'It was ended by `cancelSimulation`.' },
  },
})

const descriptions = {
  creditType: 'The credit type, for example `music`.',
  sums: 'The tasks and credits.',
  expiredBefore: 'The credits that have expired.',
  expiredAfter: 'The credits that would have expired.',
  refusals: 'The refused tasks by the reason, by the names of the codes; empty: none would have been refused.',
} as const

/** Returns whether a caller may see the results of single organizations. */
function mayReadOrganizations(caller: Caller | null): boolean {
  return mayAsPlatform(caller, 'CATALOGUE') && mayAsPlatform(caller, 'READ')
}

/** As rows have them, or JSON. */
interface SumsRow {
  readonly tasks: bigint | number
  readonly refused: bigint | number
  readonly creditsBefore: bigint | number
  readonly creditsAfter: bigint | number
  readonly refundedBefore: bigint | number
  readonly refundedAfter: bigint | number
}

const SumsType = builder.objectRef<SumsRow>('SimulatedSums').implement({
  description: 'Tasks, and credits of one type, as they were and as they would have been.',
  fields: (t) => ({
    tasks: t.expose('tasks', { type: 'SafeInt', description: 'The number of tasks that were submitted.' }),
    refused: t.expose('refused', {
      type: 'SafeInt',
      description: 'The number of those tasks that would have been refused.',
    }),
    creditsBefore: t.field({
      type: 'Credits',
      description: 'The credits that were spent on tasks, of which some may have been refunded.',
      resolve: ({ creditsBefore }) => BigInt(creditsBefore),
    }),
    creditsAfter: t.field({
      type: 'Credits',
      description: 'The credits that would have been spent on tasks.',
      resolve: ({ creditsAfter }) => BigInt(creditsAfter),
    }),
    refundedBefore: t.field({
      type: 'Credits',
      description: 'The credits that were refunded for tasks, also for those from before the time.',
      resolve: ({ refundedBefore }) => BigInt(refundedBefore),
    }),
    refundedAfter: t.field({
      type: 'Credits',
      description: 'The credits that would have been refunded for tasks.',
      resolve: ({ refundedAfter }) => BigInt(refundedAfter),
    }),
  }),
})

const TotalType = builder.objectRef<Totals['total'][number]>('SimulatedTotal').implement({
  description: 'All organizations together, in one credit type.',
  fields: (t) => ({
    creditType: t.exposeString('creditType', { description: descriptions.creditType }),
    sums: t.field({ type: SumsType, description: descriptions.sums, resolve: (total) => total }),
    expiredBefore: t.field({
      type: 'Credits',
      description: descriptions.expiredBefore,
      resolve: ({ expiredBefore }) => BigInt(expiredBefore),
    }),
    expiredAfter: t.field({
      type: 'Credits',
      description: descriptions.expiredAfter,
      resolve: ({ expiredAfter }) => BigInt(expiredAfter),
    }),
  }),
})

const ModelType = builder.objectRef<Totals['models'][number]>('SimulatedModel').implement({
  description: 'One operation of one model in all organizations, in one credit type.',
  fields: (t) => ({
    model: t.exposeString('model', { description: 'The name of the model.' }),
    operation: t.exposeString('operation', { description: 'The name of the operation.' }),
    creditType: t.exposeString('creditType', { description: descriptions.creditType }),
    sums: t.field({ type: SumsType, description: descriptions.sums, resolve: (model) => model }),
  }),
})

const PlanType = builder.objectRef<Totals['plans'][number]>('SimulatedPlan').implement({
  description: 'The organizations with one plan, in one credit type.',
  fields: (t) => ({
    plan: t.exposeString('plan', {
      nullable: true,
      description: 'The name of the plan at the time of each task; null: without a subscription.',
    }),
    creditType: t.exposeString('creditType', { description: descriptions.creditType }),
    sums: t.field({ type: SumsType, description: descriptions.sums, resolve: (plan) => plan }),
  }),
})

interface Refused {
  readonly code: string
  readonly tasks: number
}

function refusedBy(refusals: Refusals): Refused[] {
  return Object.entries(refusals).map(([code, tasks]) => ({ code, tasks }))
}

const RefusedType = builder.objectRef<Refused>('SimulatedRefusal').implement({
  description: 'Tasks that would have been refused for one reason.',
  fields: (t) => ({
    code: t.field({ type: ErrorCodeEnum, description: 'The code of the refusal.', resolve: codeOf }),
    tasks: t.expose('tasks', { type: 'SafeInt', description: 'The number of tasks.' }),
  }),
})

const UnknownType = builder.objectRef<Totals['unknown']>('SimulatedUnknown').implement({
  description:
    'The numbers of tasks and holds that the draft could not decide, which were therefore left as they were: docs/simulate.md.',
  fields: (t) => ({
    inputRemoved: t.expose('inputRemoved', {
      type: 'SafeInt',
      description: 'The number of tasks whose input retention has removed.',
    }),
    agreed: t.expose('agreed', {
      type: 'SafeInt',
      description: 'The number of tasks whose price was not that of the price book: of a binding quote, or metered.',
    }),
    unsettled: t.expose('unsettled', {
      type: 'SafeInt',
      description:
        'The number of tasks whose price would follow the result, which lacks what is counted: all that was frozen is charged.',
    }),
    holdsRefused: t.expose('holdsRefused', {
      type: 'SafeInt',
      description: 'The number of holds without a task that there would have been no credits for.',
    }),
  }),
})

const ResultType = builder.objectRef<Totals>('SimulationResult').implement({
  description:
    'The result of a simulation for all organizations together. Under the prices and plans that were in force it is the past, to the credit.',
  fields: (t) => ({
    total: t.expose('total', { type: [TotalType], description: 'The sums of each credit type.' }),
    models: t.expose('models', { type: [ModelType], description: 'The sums of each operation of each model.' }),
    plans: t.expose('plans', { type: [PlanType], description: 'The sums of each plan.' }),
    refusals: t.field({
      type: [RefusedType],
      description: descriptions.refusals,
      resolve: ({ refusals }) => refusedBy(refusals),
    }),
    unknown: t.expose('unknown', {
      type: UnknownType,
      description: 'The tasks and holds that the draft could not decide.',
    }),
  }),
})

const RanOutType = builder
  .objectRef<{ readonly at: Date; readonly required: bigint; readonly available: bigint }>('SimulatedRanOut')
  .implement({
    description: 'The first task that an organization would not have had enough credits for.',
    fields: (t) => ({
      at: t.expose('at', { type: 'DateTime', description: 'The time at which it was submitted, in UTC.' }),
      required: t.expose('required', { type: 'Credits', description: 'The credits that it would have needed.' }),
      available: t.expose('available', { type: 'Credits', description: 'The credits that would have been there.' }),
    }),
  })

const SimulatedOrganizationNode = builder.prismaNode('SimulatedOrganization', {
  nullable: true,
  id: { resolve: ({ simulationId, id }) => `${simulationId}/${id}` },
  findUnique: (globalId, { caller }) => {
    const [simulationId = NIL, id = NIL] = mayReadOrganizations(caller) ? globalId.split('/') : []
    return { simulationId_id: { simulationId, id } }
  },
  authScopes: (_row, { caller }) => mayReadOrganizations(caller),
  description: 'The result of a simulation for one organization, in one credit type.',
  fields: (t) => ({
    organization: t.field({
      type: OrganizationNode,
      nullable: true,
      description: 'The organization. Null only with an error.',
      resolve: ({ organizationId }, _args, { app }) => findOrganization(app, organizationId),
    }),
    creditType: t.exposeString('creditType', { description: descriptions.creditType }),
    sums: t.field({ type: SumsType, description: descriptions.sums, resolve: (row) => row }),
    expiredBefore: t.expose('expiredBefore', { type: 'Credits', description: descriptions.expiredBefore }),
    expiredAfter: t.expose('expiredAfter', { type: 'Credits', description: descriptions.expiredAfter }),
    refusals: t.field({
      type: [RefusedType],
      description: descriptions.refusals,
      resolve: ({ refusals }) => refusedBy(refusals as Refusals),
    }),
    ranOut: t.field({
      type: RanOutType,
      nullable: true,
      description: 'The first task that its credits would not have sufficed for; null: they always would have.',
      resolve: ({ ranOutAt: at, required, available }: SimulatedOrganization) =>
        at === null || required === null || available === null ? null : { at, required, available },
    }),
  }),
})

/** Those with the largest change first. */
const MOST_CHANGED_FIRST: Order = { columns: ['sequence'], direction: 'asc' }

const SimulationNode = builder.prismaNode('Simulation', {
  nullable: true,
  description: `A time of the past, played again under the prices and plans of a catalogue: docs/simulate.md. It is removed ${KEPT_DAYS} days after it has ended, or earlier if ${KEPT_MAX} later ones have ended.`,
  id: { resolve: ({ id }) => id },
  findUnique: (id, { caller }) => ({ id: mayAsPlatform(caller, 'CATALOGUE') ? id : NIL }),
  authScopes: (_simulation, { caller }) => mayAsPlatform(caller, 'CATALOGUE'),
  fields: (t) => ({
    status: t.field({ type: StatusEnum, description: 'The state of the simulation.', resolve: ({ status }) => status }),
    sequence: t.exposeInt('sequence', { description: 'The number of its changes: 1 for a new one.' }),
    name: t.exposeString('name', { description: 'The name of the catalogue that it tries.' }),
    document: t.expose('document', { type: 'JSONObject', description: 'The catalogue that it tries.' }),
    from: t.field({
      type: 'DateTime',
      description: 'The beginning of the time that is played, in UTC.',
      resolve: ({ fromAt }) => fromAt,
    }),
    until: t.field({
      type: 'DateTime',
      description: 'The end of the time that is played, in UTC, which is not part of it.',
      resolve: ({ untilAt }) => untilAt,
    }),
    createdBy: t.exposeString('createdBy', { description: 'The name of the platform key that has asked for it.' }),
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
    tasks: t.expose('tasks', { type: 'SafeInt', description: 'The number of tasks that were played so far.' }),
    tasksTotal: t.expose('tasksTotal', {
      type: 'SafeInt',
      nullable: true,
      description: 'The number of tasks that were submitted in the time; null: they are not counted yet.',
    }),
    failure: t.exposeString('failure', {
      nullable: true,
      description: 'The reason of the failure; null: it has not failed.',
    }),
    result: t.field({
      type: ResultType,
      nullable: true,
      description: 'The result for all organizations together; null: it has not succeeded.',
      resolve: ({ result }) => result as unknown as Totals | null,
    }),
    organizations: t.connection(
      {
        type: SimulatedOrganizationNode,
        nullable: true,
        description:
          'The result for each organization and credit type, those with the largest change of what they use first; empty until it has succeeded. Needs the scope READ too: null, with an error, without it. `GET /simulations/ID/organizations` exports all of them.',
        authScopes: { platform: 'READ' },
        args: {
          ranOut: t.arg.boolean({
            description: 'True: lists only those whose credits would have run out. False: only the others. Null: all.',
          }),
        },
        resolve: ({ id: simulationId, status }, { ranOut, ...args }, context, info) =>
          pageOf({
            order: MOST_CHANGED_FIRST,
            args,
            context,
            info,
            find: ({ where, query }) => {
              const wanted = ranOut == null ? {} : { ranOutAt: ranOut ? { not: null } : null }
              return status === 'SUCCEEDED'
                ? context.app.prisma.simulatedOrganization.findMany({
                    ...query,
                    where: { AND: [{ simulationId, ...wanted }, where] },
                  })
                : Promise.resolve([])
            },
          }),
      },
      connectionOf(SimulatedOrganizationNode),
    ),
  }),
})

builder.queryFields((t) => ({
  simulation: t.prismaField({
    type: SimulationNode,
    nullable: true,
    description: 'The simulation; null if it does not exist, or is not kept any more. For the operator.',
    authScopes: { platform: 'CATALOGUE' },
    args: { id: t.arg.globalID({ for: SimulationNode, required: true, description: 'The id of the simulation.' }) },
    resolve: (query, _root, { id: { id } }, { app }) => app.prisma.simulation.findUnique({ ...query, where: { id } }),
  }),
  simulations: t.connection(
    {
      type: SimulationNode,
      nullable: true,
      description:
        'The simulations that wait, run, or have ended and are kept, newest first. For the operator; null, with an error, for others.',
      authScopes: { platform: 'CATALOGUE' },
      resolve: (_root, args, context, info) =>
        pageOf({
          order: NEWEST_FIRST,
          args,
          context,
          info,
          find: ({ where, query }) => context.app.prisma.simulation.findMany({ ...query, where }),
        }),
    },
    connectionOf(SimulationNode),
  ),
}))

const SimulateCatalogueInput = builder.inputType('SimulateCatalogueInput', {
  description: 'A catalogue to try on a time of the past.',
  fields: (t) => ({
    source: t.field({ type: CatalogueSourceInput, required: true, description: 'The catalogue. It is not loaded.' }),
    from: t.field({ type: 'DateTime', required: true, description: 'The beginning of the time: in the past.' }),
    until: t.field({
      type: 'DateTime',
      required: true,
      description: 'The end of the time, which is not part of it: after `from`. Nothing after the present is played.',
    }),
    mailTo: t.string({
      description:
        'A mail address, at most 255 characters, that is told when it has succeeded or failed. Null: none is. Without mail, nothing is sent.',
    }),
    idempotencyKey: t.string({
      description:
        'The idempotency key, 1 to 255 characters: requests with the same key have one effect, as long as the simulation is kept. Null: each request has its own.',
    }),
  }),
})

const CancelSimulationInput = builder.inputType('CancelSimulationInput', {
  description: 'A simulation to end.',
  fields: (t) => ({
    simulationId: t.globalID({ for: SimulationNode, required: true, description: 'The simulation.' }),
  }),
})

const SimulateCatalogueSuccess = builder
  .objectRef<{ simulation: Simulation; replayed: boolean }>('SimulateCatalogueSuccess')
  .implement({
    description: 'The change was made.',
    fields: (t) => ({
      simulation: t.field({
        type: SimulationNode,
        description: 'The simulation.',
        resolve: ({ simulation }) => simulation,
      }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })

const CancelSimulationSuccess = builder.objectRef<{ simulation: Simulation }>('CancelSimulationSuccess').implement({
  description: 'The change was made.',
  fields: (t) => ({
    simulation: t.field({
      type: SimulationNode,
      description: 'The simulation.',
      resolve: ({ simulation }) => simulation,
    }),
  }),
})

builder.mutationFields((t) => ({
  simulateCatalogue: t.field({
    type: resultType('SimulateCatalogueResult', SimulateCatalogueSuccess, [
      InvalidInputError,
      NotFoundError,
      LimitReachedError,
      IdempotencyConflictError,
    ]),
    description:
      'Plays a time of the past again under a catalogue’s prices and plans, in the background, and changes nothing: docs/simulate.md. One simulation runs at a time, and others wait. `simulationUpdated` follows it. For the operator.',
    authScopes: { platform: 'CATALOGUE' },
    args: { input: t.arg({ type: SimulateCatalogueInput, required: true }) },
    resolve: (_root, { input: { source, ...input } }, context) => {
      const found = documentOfSource(source)
      if (isRefusal(found)) return found
      return simulateCatalogue(context.app, { ...input, ...found }, callerOf(context).name)
    },
  }),
  cancelSimulation: t.field({
    type: resultType('CancelSimulationResult', CancelSimulationSuccess, [NotFoundError]),
    description: 'Ends a simulation that waits or runs. It stops within a second and has no result. For the operator.',
    authScopes: { platform: 'CATALOGUE' },
    args: { input: t.arg({ type: CancelSimulationInput, required: true }) },
    resolve: (_root, { input: { simulationId } }, { app }) => cancelSimulation(app, { simulationId: simulationId.id }),
  }),
}))

builder.subscriptionField('simulationUpdated', (t) =>
  t.field({
    type: SimulationNode,
    description:
      'The simulation: first its current state, then its progress about twice a second, and its end. Changes may come together in one message: `sequence` counts them. For the operator.',
    authScopes: { platform: 'CATALOGUE' },
    args: {
      simulationId: t.arg.globalID({ for: SimulationNode, required: true, description: 'The id of the simulation.' }),
      after: t.arg.int({
        description:
          'The last `sequence` that the client has seen: the current state is sent only if it is newer. Null: the current state is always sent.',
      }),
    },
    subscribe: async (_root, { simulationId, after }, { app }) => {
      const { id } = simulationId
      const find = () => app.prisma.simulation.findUnique({ where: { id } })
      const changes = await watchRow({ owner: ALL_ORGANIZATIONS, key: id }, after ?? null, find)
      if (!changes) throw requestError(notFound('simulation'))
      return changes
    },
    resolve: (simulation: Simulation) => simulation,
  }),
)
