// Plugins with hooks that the direct path of GraphQL does not call.

import { expect, test } from 'vitest'
import { expectNoHookLeftOut, notOnDirectPath } from '../../src/server/adapterHooks.ts'

test.each(['onRequest', 'onRequestParse', 'onResultProcess', 'onResponse', 'instrumentation'])(
  'a plugin with %s needs a reason why the direct path does without',
  (hook) => {
    const plugin = { [hook]: () => {}, onParams: () => {} }
    expect(() => expectNoHookLeftOut([{ onExecute: () => {} }, plugin])).toThrow(
      `a plugin has ${hook}, which the direct path of GraphQL does not call`,
    )
    expectNoHookLeftOut([{ onExecute: () => {} }, notOnDirectPath(plugin, 'it is for streams')])
  },
)
