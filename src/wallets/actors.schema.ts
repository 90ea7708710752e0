// The actors of journal entries: their part of the API.

import { builder } from '../graphql/builder.ts'
import { ActorKindEnum } from '../organizations/audit.schema.ts'
import { actorOfEntry, type EntryActor } from './actors.ts'
import { JournalEntryNode } from './journal.schema.ts'

const ActorType = builder.objectRef<EntryActor>('EntryActor').implement({
  description: 'The member, API key, person or program that caused a journal entry.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ActorKindEnum, description: 'The kind of the actor.' }),
    name: t.exposeString('name', {
      description:
        'The name: of an administrative act, that at the time of the act; otherwise the present name of the member or the key.',
    }),
    actorId: t.exposeID('id', {
      nullable: true,
      description:
        'The id of the member, the API key or the platform key; for a person, as in the audit log. Null for Holdfast itself.',
    }),
  }),
})

builder.prismaObjectField(JournalEntryNode, 'actor', (t) =>
  t.field({
    type: ActorType,
    nullable: true,
    description:
      'The actor that caused the entry. Of an administrative act, also of canceling somebody else’s task: its actor, as in the audit log. Of a task: the member that submitted it, also by an API key of the member; else the API key of the organization, or the platform key. Of a hold without a task: the platform key that opened it. Otherwise Holdfast itself, for example at a deadline or an expiry. Null for callers that may not see the audit log.',
    authScopes: { may: 'seeAudit' },
    unauthorizedResolver: () => null,
    resolve: (entry, _args, { app }) => actorOfEntry(app, entry),
  }),
)
