// The clients of docs/live.md, run as they stand there: each shows the balance as it is, and then as it becomes.

import { type ChildProcess, spawn } from 'node:child_process'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readOperations } from '../../src/server/persisted.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { Grant } from '../support/operations.ts'

const ROOT = join(import.meta.dirname, '../..')
/** What a program has to do with Relay's network, which Relay's compiler would write for a component. */
const RELAY = relay({ id: null, text: 'subscription Balance { balanceChanged { sequence available frozen } }' })
function relay(document: { id: string | null; text: string | null }): string {
  const request = { name: 'Balance', operationKind: 'subscription', ...document, cacheID: 'balance', metadata: {} }
  return `
environment.getNetwork().execute(${JSON.stringify(request)} as never, {}, {})
  .subscribe({ next: ({ data }: any) => console.log(JSON.stringify(data.balanceChanged)) })`
}

let holdfast: TestHoldfast
let folder: string

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  // Beside the packages that they import.
  folder = await mkdtemp(join(ROOT, 'test/.clients-'))
  await copyFile(join(ROOT, 'docs/possibleTypes.json'), join(folder, 'possibleTypes.json'))
})
afterAll(async () => {
  await holdfast.stop()
  await rm(folder, { recursive: true, force: true })
})

async function snippetOf(title: string): Promise<string> {
  const page = await readFile(join(ROOT, 'docs/live.md'), 'utf8')
  const [, after = ''] = page.split(`\n### ${title}\n`)
  return /```ts\n([\s\S]*?)```/.exec(after)?.[1] ?? ''
}

/** The lines that a program prints. */
class Lines {
  readonly #child: ChildProcess
  #output = ''

  constructor(file: string, environment: Record<string, string>) {
    this.#child = spawn(process.execPath, [file], { env: { ...process.env, ...environment } })
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk) => {
        this.#output += chunk
      })
    }
  }

  async has(line: RegExp): Promise<void> {
    await expect.poll(() => this.#output).toMatch(line)
  }

  end(): void {
    this.#child.kill()
  }
}

test.each([
  ['graphql-ws', ''],
  ['Apollo Client', ''],
  ['urql', ''],
  ['Relay', RELAY],
])('%s', async (title, more) => {
  const { id: organizationId, admin } = await holdfast.organization()
  const file = join(folder, `${title.replaceAll(' ', '')}.ts`)
  await writeFile(file, (await snippetOf(title)) + more)
  const lines = new Lines(file, { HOLDFAST_URL: holdfast.holdfast.url, HOLDFAST_KEY: admin.key ?? '' })
  try {
    await lines.has(/"available":1000,"frozen":0/)
    await holdfast.operator.run(Grant, { input: { organizationId, credits: 7 } })
    await lines.has(/"available":1007,"frozen":0/)
  } finally {
    lines.end()
  }
})

/** Runs a program of docs/live.md with more below it, until it has printed this. */
async function runUntil(at: TestHoldfast, key: string, name: string, program: string, line: RegExp): Promise<void> {
  const file = join(folder, `${name}.ts`)
  await writeFile(file, program)
  const lines = new Lines(file, { HOLDFAST_URL: at.holdfast.url, HOLDFAST_KEY: key })
  try {
    await lines.has(line)
  } finally {
    lines.end()
  }
}

test('Apollo shows the code and the message of a refusal', async () => {
  const { member } = await holdfast.organization()
  const refused = `
const submit = gql\`mutation { submitTask(input: { model: "nothing", operation: "music" }) {
  ... on SubmitTaskSuccess { task { id } } ... on Error { code message } } }\`
client.mutate({ mutation: submit }).then(({ data }) => console.log(JSON.stringify((data as any).submitTask)))`
  const program = (await snippetOf('Apollo Client')) + refused
  await runUntil(holdfast, member.key ?? '', 'refused', program, /"code":"NO_PRICE","message":".+"/)
})

const BALANCE = 'query Balance { organization { id wallet { id available } } }'
const WATCH = 'subscription Balance { balanceChanged { sequence available frozen } }'
const RENAME = 'mutation Rename { updateOrganization(input: { name: "Renamed" }) { __typename } }'

test('with a manifest of Apollo only its operations run, and Apollo sends their ids by POST and by GET', async () => {
  const path = join(folder, 'persisted-query-manifest.json')
  const operation = (id: string, type: string, body: string) => ({ id, name: 'Balance', type, body })
  const operations = [operation('b'.repeat(64), 'query', BALANCE), operation('c'.repeat(64), 'mutation', RENAME)]
  const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations }
  await writeFile(path, JSON.stringify(manifest))
  const only = await startTestHoldfast({ operations: await readOperations(path, true) })
  try {
    const { admin } = await only.organization()
    for (const useGETForHashedQueries of [false, true]) {
      const program = `
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client/core'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
const client = new ApolloClient({
  cache: new InMemoryCache(),
  link: ApolloLink.from([
    new PersistedQueryLink({ generateHash: async () => '${'b'.repeat(64)}', useGETForHashedQueries: ${useGETForHashedQueries} }),
    new HttpLink({ uri: process.env.HOLDFAST_URL + '/graphql', headers: { 'x-api-key': process.env.HOLDFAST_KEY ?? '' } }),
  ]),
})
client.query({ query: gql\`${BALANCE}\` }).then(({ data }) => console.log(JSON.stringify(data)))`
      await runUntil(only, admin.key ?? '', `apollo${useGETForHashedQueries}`, program, /"available":1000/)
    }
    const headers = { 'x-api-key': admin.key ?? '' }
    const get = (id: string) => fetch(`${only.holdfast.url}/graphql?documentId=${id}`, { headers })
    for (const id of ['b'.repeat(64), `sha256:${'b'.repeat(64)}`]) {
      expect(await (await get(id)).json()).toMatchObject({ data: { organization: { wallet: { available: 1_000 } } } })
    }
    const unknown = await get('unknown')
    expect(unknown.status).toBe(404)
    expect(await unknown.json()).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] })
    expect((await get('c'.repeat(64))).status).toBe(405)
    expect((await admin.send(BALANCE)).errors?.[0]?.extensions?.code).toBe('PERSISTED_OPERATIONS_ONLY')
  } finally {
    await only.stop()
  }
})

test('Apollo’s and urql’s automatic persisted queries work without OPERATIONS, and with a file that lacks the document', async () => {
  const path = join(folder, 'others.json')
  await writeFile(path, JSON.stringify({ other: BALANCE }))
  const withFile = await startTestHoldfast({ operations: await readOperations(path, false) })
  try {
    for (const at of [holdfast, withFile]) {
      const { admin } = await at.organization()
      const apollo = `
import { createHash } from 'node:crypto'
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client/core'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
const client = new ApolloClient({
  cache: new InMemoryCache(),
  link: ApolloLink.from([
    new PersistedQueryLink({ sha256: async (text: string) => createHash('sha256').update(text).digest('hex') }),
    new HttpLink({ uri: process.env.HOLDFAST_URL + '/graphql', headers: { 'x-api-key': process.env.HOLDFAST_KEY ?? '' } }),
  ]),
})
const query = gql\`${BALANCE}\`
client.query({ query }).then(({ data }) => console.log(JSON.stringify(data)), console.error)`
      await runUntil(at, admin.key ?? '', 'automatic', apollo, /"available":1000/)
      const hashed = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } }
      const ask = async (body: object) => {
        const response = await fetch(`${at.holdfast.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-api-key': admin.key ?? '' },
          body: JSON.stringify(body),
        })
        return response.json()
      }
      const code = at === holdfast ? 'PERSISTED_QUERY_NOT_SUPPORTED' : 'PERSISTED_QUERY_NOT_FOUND'
      expect(await ask({ extensions: hashed })).toMatchObject({ errors: [{ extensions: { code } }] })
      expect(await ask({ documentId: 'x' })).toMatchObject({ errors: [{ extensions: { code } }] })
      expect(await ask({ query: BALANCE, extensions: hashed })).toMatchObject({
        data: { organization: { wallet: { available: 1_000 } } },
      })
    }
  } finally {
    await withFile.stop()
  }
})

test('Relay sends its streams by their ids', async () => {
  const path = join(folder, 'relay.json')
  await writeFile(path, JSON.stringify({ d41d8cd98f00b204e9800998ecf8427e: WATCH }))
  const only = await startTestHoldfast({ operations: await readOperations(path, true) })
  try {
    const { admin } = await only.organization()
    const program = (await snippetOf('Relay')) + relay({ id: 'd41d8cd98f00b204e9800998ecf8427e', text: null })
    await runUntil(only, admin.key ?? '', 'relayById', program, /"available":1000,"frozen":0/)
  } finally {
    await only.stop()
  }
})

test('an invalid file of operations is refused with the formats that are valid', async () => {
  const path = join(folder, 'none.json')
  await expect(readOperations(path, false)).rejects.toThrow(`OPERATIONS: ${path} can’t be read: ENOENT`)
  const manifest = '{"format":"apollo-persisted-query-manifest","version":2,"operations":[]}'
  for (const text of ['{', '[]', '{"id":5}', manifest]) {
    await writeFile(path, text)
    await expect(readOperations(path, false), text).rejects.toThrow('or a manifest of Apollo (version 1)')
  }
})
