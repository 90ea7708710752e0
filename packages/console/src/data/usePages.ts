// Long lists: the first page is live, and further pages are read when they are asked for.

import type { Operation } from '@holdfast/client'
import { createRequest } from '@urql/core'
import { useCallback, useEffect, useState } from 'react'
import { useConnection } from './connection.tsx'
import { useFailure } from './failures.ts'
import { firstValueFrom } from './firstValue.ts'
import type { Topic } from './topics.ts'
import { useData } from './useData.ts'

interface Connection<Node> {
  readonly edges: readonly { readonly node: Node | null }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

interface Pages<Node> {
  /** The rows of all pages; undefined until the first page is there. */
  readonly rows: readonly Node[] | undefined
  readonly error: Error | undefined
  readonly hasMore: boolean
  readonly isReading: boolean
  readonly more: () => void
  readonly again: () => void
}

/** Reads a list by pages. `connectionOf` takes its connection out of an answer, and must not change. */
export function usePages<Answer, Variables extends { after?: string | null }, Node extends { id: string }>(
  operation: Operation<Answer, Variables>,
  variables: Variables | null,
  connectionOf: (answer: Answer) => Connection<Node> | null | undefined,
  on: readonly Topic[] = [],
): Pages<Node> {
  const { urql, failures } = useConnection()
  const first = useData(operation, variables, { on })
  const head = first.data === undefined ? undefined : (connectionOf(first.data) ?? null)
  const key = JSON.stringify(variables)
  const [later, setLater] = useState<{
    rows: readonly Node[]
    next: Connection<Node>['pageInfo'] | null
    error?: Error
  }>({
    ...{ rows: [], next: null },
  })
  const [isReading, setIsReading] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins without the pages of the one before.
  useEffect(() => setLater({ rows: [], next: null }), [key])

  const next = later.next ?? head?.pageInfo
  const more = useCallback(async () => {
    if (!next?.hasNextPage) return
    setIsReading(true)
    const request = createRequest(operation.text, { ...JSON.parse(key), after: next.endCursor })
    const { data, error } = await firstValueFrom(
      urql.executeQuery(request, { requestPolicy: 'network-only', sent: operation } as never),
    )
    setIsReading(false)
    const answer = (data as Record<string, Answer> | undefined)?.[operation.field]
    const page = answer === undefined ? null : connectionOf(answer)
    const problem = error?.networkError ?? error
    setLater((last) =>
      page
        ? { rows: [...last.rows, ...nodesOf(page)], next: page.pageInfo }
        : { ...last, ...(problem ? { error: problem } : {}) },
    )
  }, [urql, operation, key, next, connectionOf])

  useFailure(failures, operation, { error: later.error, readAt: null, isShown: true, again: more })
  const rows = head === undefined ? undefined : unique([...nodesOf(head), ...later.rows])
  return {
    rows,
    error: first.error ?? later.error,
    hasMore: next?.hasNextPage ?? false,
    isReading,
    more,
    again: first.again,
  }
}

const nodesOf = <Node>(page: Connection<Node> | null | undefined): Node[] =>
  page?.edges.flatMap(({ node }) => (node ? [node] : [])) ?? []

const unique = <Node extends { id: string }>(rows: readonly Node[]): Node[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
]
