// Façades: their part of the API, for the operator alone.

import { builder } from '../graphql/builder.ts'
import { InvalidInputError, LimitReachedError, NotFoundError, resultType } from '../graphql/errors.ts'
import {
  type ChangedFacade,
  type FacadeDifference,
  type FacadeEndpoint,
  type FacadeState,
  findFacade,
  listFacades,
  removeFacade,
  setFacade,
} from './facades.ts'

const FacadeEndpointKind = builder.enumType('FacadeEndpointKind', {
  description: 'The kinds of endpoints that a façade has.',
  values: {
    BALANCE: { description: 'Shows the credits that the key can spend.' },
    USAGE: { description: 'Shows the number of tasks and the spent credits so far.' },
    SUBMIT: { description: 'Submits a task, and answers at once or with the task’s result.' },
    TASK: { description: 'Shows a task.' },
  } as const,
})

const FacadeEndpointType = builder.objectRef<FacadeEndpoint>('FacadeEndpoint').implement({
  description: 'One method and path of a vendor’s API that a façade answers.',
  fields: (t) => ({
    kind: t.field({ type: FacadeEndpointKind, description: 'The kind of the endpoint.', resolve: ({ does }) => does }),
    method: t.exposeString('method', { description: 'The HTTP method: `POST`.' }),
    path: t.exposeString('path', { description: 'The path, with its parameters in braces: `/api/v1/task/{taskId}`.' }),
    answeredBy: t.exposeString('answeredBy', {
      nullable: true,
      description:
        'The name of the façade that answers this method and path in its place, because it was turned on before. Null: this façade answers while it is on.',
    }),
    unpriced: t.exposeString('unpriced', {
      nullable: true,
      description:
        'The operation that the endpoint is about, if no general price is in force for it: `music of suno`. Its tasks are refused, and its balance is 0. Null: there is a price, or the request names the operation.',
    }),
  }),
})

const FacadeType = builder.objectRef<FacadeState>('Facade').implement({
  description: 'A façade: the API of another vendor, answered from wallets and tasks: docs/facades.md.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name by which catalogues refer to it: `sunor`.' }),
    description: t.exposeString('description', { description: 'The vendor, and what is answered; may be empty.' }),
    isOn: t.exposeBoolean('isOn', { description: 'True if its paths are answered.' }),
    isOwn: t.exposeBoolean('isOwn', {
      description: 'True if the platform has set the definition; false if it comes with Holdfast.',
    }),
    definition: t.expose('definition', { type: 'JSONObject', description: 'The definition, as it was given.' }),
    endpoints: t.expose('endpoints', {
      type: [FacadeEndpointType],
      description: 'Its endpoints, at most 200, in the order of the definition.',
    }),
  }),
})

const FacadeDifferenceType = builder.objectRef<FacadeDifference>('FacadeDifference').implement({
  description: 'One value of a façade that changes.',
  fields: (t) => ({
    path: t.exposeString('path', {
      description: 'The path of the value: `isOn`, `rate.requests`, `endpoints.GET /api/v1/task/{}.answer`.',
    }),
    from: t.exposeString('from', {
      nullable: true,
      description: 'The value before the change; null if it did not exist.',
    }),
    to: t.exposeString('to', {
      nullable: true,
      description: 'The value after the change; null if it does not exist any more.',
    }),
  }),
})

builder.queryField('facades', (t) =>
  t.field({
    type: [FacadeType],
    nullable: true,
    description:
      'The façades that come with Holdfast, and the platform’s own (at most 20), by name. For the operator; null, with an error, for others.',
    authScopes: { platform: 'READ' },
    resolve: (_root, _args, { app }) => listFacades(app),
  }),
)

builder.queryField('facade', (t) =>
  t.field({
    type: FacadeType,
    nullable: true,
    description: 'The façade of this name; null if it does not exist. For the operator.',
    authScopes: { platform: 'READ' },
    args: { name: t.arg.string({ required: true, description: 'The name: `sunor`.' }) },
    resolve: (_root, { name }, { app }) => findFacade(app, name),
  }),
)

const FacadeSourceInput = builder.inputType('FacadeSourceInput', {
  description: 'The source of a façade: exactly one of an existing façade by its name, or a document.',
  isOneOf: true,
  fields: (t) => ({
    name: t.string({ description: 'The name of a façade that exists; its definition stays as it is.' }),
    document: t.field({
      type: 'JSONObject',
      description:
        'A definition of your own, as docs/facades.md describes it, of at most 200,000 characters. It replaces the one of the same name.',
    }),
  }),
})

const SetFacadeInput = builder.inputType('SetFacadeInput', {
  description: 'A façade to turn on or off, to create, or to replace.',
  fields: (t) => ({
    source: t.field({
      type: FacadeSourceInput,
      required: true,
      description: 'The name of the façade, or a document.',
    }),
    isOn: t.boolean({ required: true, defaultValue: true, description: 'True: its paths are answered from now on.' }),
    dryRun: t.boolean({
      required: true,
      defaultValue: false,
      description: 'True: only the changes that it would make are returned, and nothing is changed.',
    }),
  }),
})

const SetFacadeSuccess = builder.objectRef<ChangedFacade>('SetFacadeSuccess').implement({
  description: 'The façade was set, or would be with `dryRun`.',
  fields: (t) => ({
    facade: t.expose('facade', {
      type: FacadeType,
      nullable: true,
      description: 'The façade after the change; null: no façade has this name any more.',
    }),
    dryRun: t.exposeBoolean('dryRun', { description: 'True if this was a dry run, which changes nothing.' }),
    changes: t.expose('changes', {
      type: [FacadeDifferenceType],
      description: 'The values that change; empty if the façade is already as wanted.',
    }),
  }),
})

builder.mutationField('setFacade', (t) =>
  t.field({
    type: resultType('SetFacadeResult', SetFacadeSuccess, [InvalidInputError, NotFoundError, LimitReachedError]),
    description:
      'Turns a façade on or off, or sets a definition of the platform’s own, from now on. Every process answers by it within a second, and the audit log has the definition before and after. For the operator.',
    authScopes: { platform: 'CATALOGUE' },
    args: { input: t.arg({ type: SetFacadeInput, required: true }) },
    resolve: (_root, { input: { source, isOn, dryRun } }, { app }) => {
      const { name } = source
      const from = typeof name === 'string' ? { name } : { document: source.document }
      return setFacade(app, { source: from, isOn, dryRun })
    },
  }),
)

const RemoveFacadeInput = builder.inputType('RemoveFacadeInput', {
  description: 'A façade to turn off, whose definition of the platform’s own is removed.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name of the façade.' }),
    dryRun: t.boolean({
      required: true,
      defaultValue: false,
      description: 'True: only the changes that it would make are returned, and nothing is changed.',
    }),
  }),
})

const RemoveFacadeSuccess = builder.objectRef<ChangedFacade>('RemoveFacadeSuccess').implement({
  description: 'The façade was removed, or would be with `dryRun`.',
  fields: (t) => ({
    facade: t.expose('facade', {
      type: FacadeType,
      nullable: true,
      description:
        'The façade of this name that comes with Holdfast, which is off; null if Holdfast has no such façade.',
    }),
    dryRun: t.exposeBoolean('dryRun', { description: 'True if this was a dry run, which changes nothing.' }),
    changes: t.expose('changes', {
      type: [FacadeDifferenceType],
      description: 'The values that change; empty if nothing was to be removed.',
    }),
  }),
})

builder.mutationField('removeFacade', (t) =>
  t.field({
    type: resultType('RemoveFacadeResult', RemoveFacadeSuccess, [NotFoundError]),
    description:
      'Turns a façade off and removes the platform’s own definition of it: its paths no longer exist, and its tasks in progress send no callbacks. One that comes with Holdfast can be turned on again. For the operator.',
    authScopes: { platform: 'CATALOGUE' },
    args: { input: t.arg({ type: RemoveFacadeInput, required: true }) },
    resolve: (_root, { input: { name, dryRun } }, { app }) => removeFacade(app, { name, dryRun }),
  }),
)
