// Files of workers: their part of the API.

import { builder } from '../graphql/builder.ts'
import { InvalidInputError, resultType } from '../graphql/errors.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { leaseLost } from './fencing.ts'
import { TaskNode } from './schema.ts'
import { LeaseLostError, taskFor } from './steps.schema.ts'
import { createUpload, UPLOAD_BYTES_MAX, type Upload } from './uploads.ts'

const UploadType = builder.objectRef<Upload>('TaskUpload').implement({
  description: 'An address for a file that a task has made.',
  fields: (t) => ({
    url: t.exposeString('url', {
      description: `Takes the file as the body of a PUT with its content-type, up to ${UPLOAD_BYTES_MAX / 2 ** 20} MiB, while the lease is held; a file of the same name is replaced. Answers what \`files\` of the task’s result says of it: {"name": "song.wav", "contentType": "audio/wav", "bytes": 32044}.`,
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'The time at which the URL expires, in UTC.' }),
  }),
})

const CreateTaskUploadInput = builder.inputType('CreateTaskUploadInput', {
  description: 'A file of a task to upload.',
  fields: (t) => ({
    taskId: t.globalID({ for: TaskNode, required: true, description: 'The id of the task.' }),
    leaseId: t.string({ required: true, description: 'The worker’s lease.' }),
    name: t.string({
      required: true,
      description:
        'The name of the file: letters, digits, `-` and `_`, optionally with an extension; up to 100 characters.',
    }),
  }),
})

const CreateTaskUploadSuccess = builder.objectRef<{ upload: Upload }>('CreateTaskUploadSuccess').implement({
  description: 'The file can be sent.',
  fields: (t) => ({
    upload: t.field({
      type: UploadType,
      description: 'The address that takes the file.',
      resolve: ({ upload }) => upload,
    }),
  }),
})

builder.mutationField('createTaskUpload', (t) =>
  t.field({
    type: resultType('CreateTaskUploadResult', CreateTaskUploadSuccess, [InvalidInputError, LeaseLostError]),
    description:
      'Gives the worker that holds a task’s lease an address for a file that it has made, for an hour. For the operator, and keys with SETTLE.',
    authScopes: { may: 'settleTasks' },
    args: { input: t.arg({ type: CreateTaskUploadInput, required: true }) },
    resolve: (_root, { input: { taskId, ...input } }, context) => {
      const task = taskFor(context, taskId)
      if (isRefusal(task)) return leaseLost()
      return createUpload(context.app, { ...input, ...task })
    },
  }),
)
