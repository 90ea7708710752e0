// Quotas: their part of the API.

import { builder } from '../graphql/builder.ts'
import {
  IdempotencyConflictError,
  InvalidInputError,
  NotFoundError,
  namesEnum,
  refusalType,
  resultType,
} from '../graphql/errors.ts'
import { settingSuccess } from '../organizations/operations.schema.ts'
import { OrganizationNode } from '../organizations/schema.ts'
import { QUOTAS, type Quota, type QuotaExceeded, type QuotaName, setQuotas, usageOf } from './quotas.ts'

const QuotaType = builder.objectRef<Quota>('StorageQuota').implement({
  description: 'The used part of a storage quota, and its maximum.',
  fields: (t) => ({
    used: t.expose('used', { type: 'SafeInt', description: 'The used part of the quota.' }),
    max: t.expose('max', {
      type: 'SafeInt',
      description: 'The maximum: at this usage, requests that would add to it are refused with QUOTA_EXCEEDED.',
    }),
  }),
})

const QuotasType = builder.objectRef<Readonly<Record<QuotaName, Quota>>>('OrganizationQuotas').implement({
  description: 'The stored data of an organization, and its quotas.',
  fields: (t) => ({
    tasks: t.expose('tasks', {
      type: QuotaType,
      description:
        'Tasks whose input and result are kept. Of a task that ended without costing anything they are removed after KEEP_FAILED_TASKS_DAYS days (30 by default).',
    }),
    taskBytes: t.expose('taskBytes', {
      type: QuotaType,
      description: 'The bytes of these inputs and results, as JSON.',
    }),
    fileBytes: t.expose('fileBytes', { type: QuotaType, description: 'The bytes of the files that results name.' }),
    quotes: t.expose('quotes', {
      type: QuotaType,
      description: 'Quotes, also those that have expired: they are removed a day later.',
    }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'quotas', (t) =>
  t.field({
    type: QuotasType,
    description: 'The stored data of the organization, and its quotas.',
    resolve: ({ id }, _args, { app }) => usageOf(app, id),
  }),
)

const QuotaNameEnum = namesEnum<QuotaName>('QuotaName', 'The storage quotas of an organization.', {
  tasks: 'Tasks whose input and result are stored.',
  taskBytes: 'Bytes of the inputs and results of tasks, as JSON.',
  fileBytes: 'Bytes of the files that results name.',
  quotes: 'Binding quotes, including expired ones.',
})

export const QuotaExceededError = refusalType<QuotaExceeded>('QUOTA_EXCEEDED', (t) => ({
  quota: t.expose('quota', { type: QuotaNameEnum, description: 'The quota that is used up.' }),
  used: t.expose('used', { type: 'SafeInt', description: 'The used part of the quota.' }),
  max: t.expose('max', {
    type: 'SafeInt',
    description: 'The maximum: at this usage, requests that would add to it are refused.',
  }),
}))

const SetQuotasInput = builder.inputType('SetQuotasInput', {
  description: 'The storage quotas of an organization. An absent or null quota is set to its default.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, required: true, description: 'The organization.' }),
    tasks: t.field({ type: 'SafeInt', description: `The most tasks; by default ${QUOTAS.tasks}.` }),
    taskBytes: t.field({
      type: 'SafeInt',
      description: `The most bytes of inputs and results; by default ${QUOTAS.taskBytes}.`,
    }),
    fileBytes: t.field({ type: 'SafeInt', description: `The most bytes of files; by default ${QUOTAS.fileBytes}.` }),
    quotes: t.field({ type: 'SafeInt', description: `The most binding quotes; by default ${QUOTAS.quotes}.` }),
    idempotencyKey: t.string({
      description:
        'The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own.',
    }),
  }),
})

builder.mutationField('setQuotas', (t) =>
  t.field({
    type: resultType('SetQuotasResult', settingSuccess('SetQuotasSuccess'), [
      InvalidInputError,
      NotFoundError,
      IdempotencyConflictError,
    ]),
    description:
      'Sets the storage quotas of an organization. Stored data stays, even if it is more than a new quota. For the operator.',
    authScopes: { platform: 'ORGANIZATIONS' },
    args: { input: t.arg({ type: SetQuotasInput, required: true }) },
    resolve: (_root, { input: { organizationId, ...input } }, { app }) =>
      setQuotas(app, { ...input, organizationId: organizationId.id }),
  }),
)
