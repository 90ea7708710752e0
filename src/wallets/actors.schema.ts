// Who caused a journal entry: its part of the API.

import { builder } from '../graphql/builder.ts'
import { ActorKindEnum } from '../organizations/audit.schema.ts'
import { actorOfEntry, type EntryActor } from './actors.ts'
import { JournalEntryNode } from './journal.schema.ts'

const ActorType = builder.objectRef<EntryActor>('EntryActor').implement({
  description: 'Whoever caused a journal entry.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ActorKindEnum, description: 'The kind of the actor.' }),
    name: t.exposeString('name', {
      description:
        'The name: of an administrative act, that at the time of the act; otherwise the present name of the member or the API key.',
    }),
    actorId: t.exposeID('id', {
      nullable: true,
      description:
        'The id of the member or the API key; for the platform and for a person, as in the audit log. Null for Holdfast itself, and for the platform’s tasks and holds.',
    }),
  }),
})

builder.prismaObjectField(JournalEntryNode, 'actor', (t) =>
  t.field({
    type: ActorType,
    nullable: true,
    description:
      'Whoever caused the entry: for an administrative act its actor, as in the audit log; for the entries of a task whoever submitted it (the member, also if one of the member’s API keys was used); for a hold without a task the platform; otherwise Holdfast itself, for example at a deadline or an expiry. Null for callers that may not see the audit log.',
    authScopes: { may: 'seeAudit' },
    unauthorizedResolver: () => null,
    resolve: (entry, _args, { app }) => actorOfEntry(app, entry),
  }),
)
