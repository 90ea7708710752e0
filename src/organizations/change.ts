// Changes of an organization: of its name, status, settings and quotas, which are in the snapshot that every decision reads. So
// the lane changes them, with an entry in the audit log.

import type { z } from 'zod'
import type { App } from '../app.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import type { OrganizationSnapshot } from '../engine/organizationSnapshot.ts'
import type { Facts } from '../engine/records.ts'
import type { OrganizationId } from '../ids.ts'
import { type Answer, type CommonRefusal, operate, type Parameters } from '../operation.ts'
import { type NotFound, notFound } from '../refusals.ts'

interface OrganizationValue {
  readonly organization: { readonly id: OrganizationId }
}

export type ChangedOrganization = Answer<OrganizationValue>

interface Change {
  /** Returns the values that change. */
  readonly change: (snapshot: OrganizationSnapshot) => Partial<OrganizationSnapshot>
  /** Returns what the audit log shows of the organization, before and after. */
  readonly facts: (snapshot: OrganizationSnapshot) => Facts
}

/** The command that changes an organization. `action` is the name of the mutation. */
export function changeOrganization(
  organizationId: OrganizationId,
  action: string,
  { change, facts }: Change,
  idempotency: Idempotency | null,
): Command<OrganizationValue, NotFound> {
  return {
    organizationId,
    idempotency,
    reads: {},
    decide(batch) {
      const before = batch.organization(organizationId)
      if (!before) return notFound('organization')
      const after = { ...before, ...change(before) }
      batch.putOrganization(after)
      const subject = { subjectType: 'Organization', subjectId: organizationId }
      const act = { action, ...subject, before: facts(before), after: facts(after) }
      return { value: { organization: { id: organizationId } }, resultId: organizationId, act }
    },
  }
}

type ChangeInput = z.ZodType<{
  readonly organizationId: OrganizationId
  readonly idempotencyKey?: string | null | undefined
}>

/** An operation that does nothing but change the organization that its input names. */
export function operateOnOrganization<Schema extends ChangeInput>(
  app: App,
  name: string,
  schema: Schema,
  input: z.input<Schema>,
  changeOf: (parameters: Parameters<Schema>) => Change,
): Promise<ChangedOrganization | CommonRefusal> {
  return operate<Schema, OrganizationValue, CommonRefusal>({
    name,
    schema,
    input,
    run: (parameters, key) =>
      app.lane.run(changeOrganization(parameters.organizationId, name, changeOf(parameters), key)),
    find: async (id) => ({ organization: { id } }),
  })
}
