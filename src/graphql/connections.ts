// Connections by what they hold: every field that pages through tasks has the type TaskConnection.

import type { ObjectRef } from '@pothos/core'
import { builder, type Types } from './builder.ts'

const connections = new Map<string, { readonly ref: never; readonly isCounted: boolean }>()

/**
 * The connection of a type of nodes. `isCounted`: it has `totalCount`, which pageOf counts; only for lists with a maximum
 * (src/bounds.ts).
 */
// biome-ignore lint/suspicious/noExplicitAny: nodes of different shapes have no other bound
export function connectionOf(node: ObjectRef<Types, any>, { isCounted = false } = {}): never {
  const known = connections.get(node.name)
  if (known && known.isCounted !== isCounted) throw new TypeError(`${node.name} has one connection`)
  if (known) return known.ref
  const edge = builder.edgeObject({ type: node, name: `${node.name}Edge` })
  const connection = builder.connectionObject(
    {
      type: node,
      name: `${node.name}Connection`,
      ...(isCounted && { fields: totalCount as never }),
    },
    edge,
  )
  // Pothos infers the shape of a page from the type of its field, which the field has anyway.
  const ref = connection as never
  connections.set(node.name, { ref, isCounted })
  return ref
}

function totalCount(t: PothosSchemaTypes.ObjectFieldBuilder<Types, { totalCount: () => Promise<number> }>) {
  return {
    totalCount: t.int({
      description: 'The number of items of the whole list, on all pages.',
      resolve: (page) => page.totalCount(),
    }),
  }
}
