// Checkpoints and proofs: their part of the API.

import { GraphQLError } from 'graphql'
import type { App } from '../app.ts'
import type { Checkpoint } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { DEAR, inDearTurn } from '../graphql/dear.ts'
import { InvalidInputError, resultType } from '../graphql/errors.ts'
import { invalidInput } from '../refusals.ts'
import { JournalEntryNode } from '../wallets/journal.schema.ts'
import { PROOF_ENTRIES_MAX, proveEntry } from './proof.ts'
import { publishCheckpoint } from './publish.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

export const CheckpointType = builder.objectRef<Checkpoint>('Checkpoint').implement({
  description:
    'A hash that fixes every entry of every journal up to its time. With a copy of it, any such entry can be proved. Also served to everybody at `/checkpoints/latest` and `/checkpoints/NUMBER`.',
  fields: (t) => ({
    number: t.field({
      type: 'SafeInt',
      description: 'The number of the checkpoint: 1, 2, 3 … without gaps.',
      resolve: ({ number }) => number,
    }),
    publishedAt: t.expose('publishedAt', {
      type: 'DateTime',
      description: 'The time at which it was published, in UTC.',
    }),
    heads: t.expose('heads', {
      type: 'SafeInt',
      description: 'The number of wallets that it covers: those that had changed since the previous checkpoint.',
    }),
    root: t.string({
      description: 'The root of the tree over their heads (RFC 6962), in hexadecimal.',
      resolve: ({ root }) => hex(root),
    }),
    previous: t.string({
      description: 'The hash of the previous checkpoint, in hexadecimal; zeros for the first.',
      resolve: ({ previous }) => hex(previous),
    }),
    hash: t.string({ description: 'SHA-256 over all of it, in hexadecimal.', resolve: ({ hash }) => hex(hash) }),
  }),
})

/** The checkpoint with this number, or the newest; null if it does not exist. */
function findCheckpoint({ prisma }: App, number: bigint | null): Promise<Checkpoint | null> {
  return prisma.checkpoint.findFirst({ where: number === null ? {} : { number }, orderBy: { number: 'desc' } })
}

builder.queryField('checkpoint', (t) =>
  t.field({
    type: CheckpointType,
    nullable: true,
    authScopes: { anybody: true },
    description: 'One checkpoint, or the newest; null if it does not exist. For everybody, also without a key.',
    args: { number: t.arg({ type: 'SafeInt', description: 'The number of the checkpoint. Null: the newest one.' }) },
    resolve: (_root, { number }, { app }) => findCheckpoint(app, number ?? null),
  }),
)

const PublishCheckpointInput = builder.inputType('PublishCheckpointInput', {
  description: 'A checkpoint to publish.',
  fields: (t) => ({
    after: t.field({
      type: 'SafeInt',
      description:
        'The number of the newest checkpoint that the caller knows. If a newer one exists, that one is returned and none is published, so a repeated request publishes once. Null: a checkpoint is published whatever exists.',
    }),
  }),
})

const PublishCheckpointSuccess = builder
  .objectRef<{ checkpoint: Checkpoint | null }>('PublishCheckpointSuccess')
  .implement({
    description: 'The checkpoint was published, or there was nothing to publish.',
    fields: (t) => ({
      checkpoint: t.field({
        type: CheckpointType,
        nullable: true,
        description:
          'The checkpoint that was published, or the newest if it is newer than `after`. Null: no journal has changed since the newest, or another process is publishing one.',
        resolve: ({ checkpoint }) => checkpoint,
      }),
    }),
  })

builder.mutationField('publishCheckpoint', (t) =>
  t.field({
    type: resultType('PublishCheckpointResult', PublishCheckpointSuccess, [InvalidInputError]),
    description:
      'Publishes a checkpoint of all journals that have changed now, instead of within the hour. For the operator.',
    authScopes: { platform: 'CATALOGUE' },
    args: { input: t.arg({ type: PublishCheckpointInput, required: true }) },
    resolve: async (_root, { input: { after } }, { app }) => {
      const newest = await findCheckpoint(app, null)
      if (typeof after === 'bigint') {
        if (after > (newest?.number ?? 0n))
          return invalidInput({ path: 'after', message: 'must be the number of a checkpoint' })
        if (newest && newest.number > after) return { checkpoint: newest }
      }
      return { checkpoint: await publishCheckpoint(app) }
    },
  }),
)

builder.prismaObjectField(JournalEntryNode, 'proof', (t) =>
  t.field({
    type: 'JSONObject',
    nullable: true,
    description: `The proof that this entry stood here when a checkpoint was published; null until the next checkpoint, at most one hour. Save it and check it with \`npx holdfast verify-proof FILE\`. It contains every entry up to the published head; if those are more than ${PROOF_ENTRIES_MAX}, the error PROOF_TOO_LONG says to export the journal instead.`,
    complexity: DEAR,
    select: { organizationId: true, walletId: true, sequence: true },
    resolve: async (entry, _args, { app }) => {
      const proof = await inDearTurn(() => proveEntry(app, entry))
      if (proof === 'TOO_LONG') throw proofTooLong()
      return proof
    },
  }),
)

function proofTooLong(): GraphQLError {
  const message = `A proof has at most ${PROOF_ENTRIES_MAX} entries, and the next checkpoint is further from this entry. Export the journal instead: its hashes lead to the same head.`
  return new GraphQLError(message, { extensions: { code: 'PROOF_TOO_LONG', entriesMax: PROOF_ENTRIES_MAX } })
}
