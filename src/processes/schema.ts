// The processes of Holdfast: their part of the API.

import { builder } from '../graphql/builder.ts'
import { type ProcessReport, readProcesses } from './read.ts'

const ProcessType = builder.objectRef<ProcessReport>('Process').implement({
  description:
    'A running process of Holdfast, as it reported last. Figures of work are of `measuredSeconds`, the last ten seconds at most; rates are per second.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'The name of its machine or container, and its process id: `web-1:4711`.',
    }),
    version: t.exposeString('version', { description: 'The version of Holdfast that it runs.' }),
    startedAt: t.field({
      type: 'DateTime',
      description: 'When it was started, in UTC.',
      resolve: ({ startedAt }) => new Date(startedAt),
    }),
    heardAt: t.field({
      type: 'DateTime',
      description:
        'When it reported last, in UTC, by the clock of the database. While somebody asks, it reports every second: one that has not for longer hangs, was killed, or has lost its database.',
      resolve: ({ heardAt }) => heardAt,
    }),
    hasLane: t.exposeBoolean('hasLane', {
      description:
        'True for the process that committed the newest batch: it writes the ledger, until another one takes its turn. Each cell has a newest batch.',
    }),
    isHome: t.exposeBoolean('isHome', {
      description:
        'True for the process that decides the mutations of all others, which send it theirs; of some cell, if there are several. If none has it, each process decides its own, in turns.',
    }),
    cells: t.exposeIntList('cells', {
      description:
        'The numbers of the cells, from 0, whose mutations it decides for all: docs/scale.md. A database begins with one cell, 0.',
    }),
    stoppedCells: t.intList({
      description:
        'The numbers of the cells, from 0, whose commands wait in this process without one being decided for two seconds: its connection is lost, another process hangs in a batch, or `holdfast cells` divides the cell. The log says which session holds them up.',
      resolve: ({ stoppedCells }) => stoppedCells ?? [],
    }),
    measuredSeconds: t.exposeFloat('seconds', { description: 'The time in which its work was measured, in seconds.' }),
    waitingCommands: t.exposeInt('waiting', { description: 'The commands that wait for its lane.' }),
    commitsPerSecond: t.exposeFloat('commitsPerSecond', { description: 'Batches that it committed.' }),
    commandsPerSecond: t.exposeFloat('commandsPerSecond', { description: 'Commands that it decided.' }),
    batchCommands: t.exposeFloat('batchCommands', {
      nullable: true,
      description: 'The mean number of commands in a batch; null: it decided no batch.',
    }),
    batchMs: t.exposeFloat('batchMs', {
      nullable: true,
      description:
        'The mean time of a batch, from its start to its commit, in milliseconds; null: it decided no batch.',
    }),
    retries: t.exposeInt('retries', { description: 'Batches that ran again.' }),
    refusals: t.exposeInt('refusals', { description: 'Commands that it refused.' }),
    streamLagMs: t.exposeFloat('lagMs', {
      nullable: true,
      description:
        'The mean time from a commit, of whichever process, to the message of a live stream of this one, in milliseconds; null: it sent none.',
    }),
    eventLoopDelayMs: t.exposeFloat('eventLoopMs', {
      description: 'The longest time for which it could begin no other work, in milliseconds.',
    }),
    heapBytes: t.field({
      type: 'SafeInt',
      description: 'The memory that its JavaScript uses, in bytes.',
      resolve: ({ heapBytes }) => heapBytes,
    }),
  }),
})

builder.queryField('processes', (t) =>
  t.field({
    type: [ProcessType],
    description:
      'The running processes of Holdfast that share this database, the oldest first, and those that have reported in the last ten minutes. Ask every few seconds to see them live. The first answer takes two seconds, because processes report only while somebody asks.',
    authScopes: { platform: 'READ' },
    resolve: (_root, _args, { app }) => readProcesses(app),
  }),
)
