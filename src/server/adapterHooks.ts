// Hooks of yoga's adapter, which the direct path (src/server/graphqlPost.ts) does not call. A plugin that has one declares why
// a request on the direct path does not need it; otherwise the server does not start.

/** https://the-guild.dev/graphql/yoga-server/docs/features/envelop-plugins#plugin-lifecycle */
const ADAPTER_HOOKS = ['onRequest', 'onRequestParse', 'onResultProcess', 'onResponse', 'instrumentation'] as const

const reasons = new WeakMap<object, string>()

/** Records why a plain POST needs none of the plugin's hooks of the adapter. */
export function notOnDirectPath<Plugin extends object>(plugin: Plugin, reason: string): Plugin {
  reasons.set(plugin, reason)
  return plugin
}

/** Throws if the direct path would leave out a hook of a plugin. */
export function expectNoHookLeftOut(plugins: readonly object[]): void {
  for (const plugin of plugins) {
    const leftOut = ADAPTER_HOOKS.filter((hook) => hook in plugin)
    if (leftOut.length === 0 || reasons.has(plugin)) continue
    throw new Error(`a plugin has ${leftOut.join(' and ')}, which the direct path of GraphQL does not call`)
  }
}
