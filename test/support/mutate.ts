// Sends a mutation whose document a test puts together itself.

import type { Client } from './client.ts'

/** Sends one mutation with an input, and returns its answer with the given selection. Throws if the request fails. */
export async function mutate<Answer = Record<string, unknown>>(
  client: Client,
  name: string,
  input: Readonly<Record<string, unknown>>,
  selection = '',
): Promise<Answer & { readonly __typename: string; readonly code?: string; readonly message?: string }> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}`
  const success = selection && `... on ${type}Success { ${selection} }`
  const document = `mutation ($input: ${type}Input!) { made: ${name}(input: $input) {
    __typename ${success} ... on Error { code message } } }`
  const { data, errors } = await client.send<{ made: never }, unknown>(document, { input })
  if (errors || !data) throw new Error(JSON.stringify(errors))
  return data.made
}
