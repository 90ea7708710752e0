// The clients of docs/live.md, run as they stand there: each shows the balance as it is, and then as it becomes.

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { Grant } from '../support/operations.ts'

const ROOT = join(import.meta.dirname, '../..')
/** What a program has to do with Relay's network, which Relay's compiler would write for a component. */
const RELAY = `
environment.getNetwork().execute(
  { name: 'Balance', operationKind: 'subscription', text: 'subscription Balance { balanceChanged { sequence available frozen } }', id: null, cacheID: 'balance', metadata: {} } as never,
  {}, {},
).subscribe({ next: ({ data }: any) => console.log(JSON.stringify(data.balanceChanged)) })`

let holdfast: TestHoldfast
let folder: string

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  // Beside the packages that they import.
  folder = await mkdtemp(join(ROOT, 'test/.clients-'))
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
    await expect.poll(() => this.#output, { timeout: 20_000 }).toMatch(line)
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
])(
  '%s',
  async (title, more) => {
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
  },
  60_000,
)
