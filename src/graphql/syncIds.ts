// Ids of objects without a promise for each. Pothos' relay plugin awaits every id, so a list of a thousand objects would be
// completed by thousands of promises, although all their values are known.

import { completeValue, RootFieldBuilder } from '@pothos/core'
import '@pothos/plugin-relay'
import { encodeGlobalId } from './ids.ts'

/** The result of the plugin's resolvers of ids: the type of the object, and its own id. */
interface Named {
  readonly type: never
  readonly id: unknown
}

type GlobalIdField = (options: {
  resolve: (...args: never[]) => PromiseLike<Named | string | null> | Named | string | null
}) => never

const globalID: GlobalIdField = function (this: InstanceType<typeof RootFieldBuilder>, { resolve, ...options }) {
  const { configStore } = this.builder
  return this.field({
    ...options,
    type: 'ID',
    resolve: (...args: never[]) =>
      completeValue(resolve(...args), (named) =>
        named === null || typeof named !== 'object'
          ? named
          : encodeGlobalId(configStore.getTypeConfig(named.type).name, String(named.id)),
      ),
  } as never) as never
}

RootFieldBuilder.prototype.globalID = globalID as never
