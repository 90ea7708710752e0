// Exports that tests ask for and follow to their end.

import { graphql } from '../generated/gql.ts'
import type { StartExportInput } from '../generated/graphql.ts'
import type { Client } from './client.ts'

export const StartExport = graphql(`
  mutation StartExport($input: StartExportInput!) {
    startExport(input: $input) {
      __typename
      ... on StartExportSuccess { export { id status sequence rows } }
      ... on Error { code message }
    }
  }
`)

export const CancelExport = graphql(`
  mutation CancelExport($id: ID!) {
    cancelExport(input: { exportId: $id }) {
      __typename
      ... on CancelExportSuccess { export { id status endedAt expiresAt } }
      ... on Error { code message }
    }
  }
`)

const ExportUpdated = graphql(`
  subscription ExportUpdated($id: ID!, $after: Int) {
    exportUpdated(exportId: $id, after: $after) { id status sequence rows rowsTotal failure }
  }
`)

export const ExportOf = graphql(`
  query ExportOf($id: ID!) {
    export(id: $id) {
      id kind format status from until rows rowsTotal bytes sha256 failure createdAt startedAt endedAt expiresAt link { url expiresAt }
    }
  }
`)

/** Asks for an export, and returns its id. */
export async function askForExport(client: Client, input: StartExportInput): Promise<string> {
  const { startExport } = await client.run(StartExport, { input })
  if (startExport?.__typename !== 'StartExportSuccess') throw new Error(JSON.stringify(startExport))
  return startExport.export.id
}

/** Follows an export until it has one of these states. */
export async function exportUntil(client: Client, id: string, states: readonly string[]) {
  const live = client.watch(ExportUpdated, { id })
  while (true) {
    const { exportUpdated } = await live.next()
    if (!exportUpdated || !states.includes(exportUpdated.status)) continue
    await live.end()
    return exportUpdated
  }
}

/** Exports, and returns the export once it has ended, with its file. */
export async function exported(client: Client, input: StartExportInput) {
  const id = await askForExport(client, input)
  await exportUntil(client, id, ['SUCCEEDED', 'FAILED', 'CANCELED'])
  const { export: made } = await client.run(ExportOf, { id })
  if (!made?.link) throw new Error(JSON.stringify(made))
  const response = await fetch(made.link.url)
  return { made, response, bytes: new Uint8Array(await response.arrayBuffer()) }
}
