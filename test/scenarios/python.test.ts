// packages/python against the real server: pytest runs in an environment of its own, over a line that it may cut, and mypy holds the types.

import { execFile } from 'node:child_process'
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { listen } from '../support/listen.ts'
import { mutate } from '../support/mutate.ts'
import { type DatabaseProxy, startProxy } from '../support/proxy.ts'

const PACKAGE = join(import.meta.dirname, '../../packages/python')
const run = promisify(execFile)
const hasPython = await access('/usr/bin/python3').then(
  () => true,
  () => false,
)

let folder: string
let holdfast: TestHoldfast
let line: DatabaseProxy
let cutter: Server
let withoutSockets: Server

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-python-'))
  holdfast = await startTestHoldfast({ feedDays: 1 })
  const price = {
    provider: 'acme',
    model: 'voice',
    operation: 'speak',
    creditType: 'music',
    credits: 1,
    unit: 'SECOND',
  }
  await mutate(holdfast.operator, 'createPriceRule', price)
  line = await startProxy(holdfast.holdfast.url)
  cutter = createServer((_, response) => {
    line.cut()
    response.end()
  })
  withoutSockets = createServer((incoming, response) => {
    const { connection: _, upgrade: __, ...headers } = incoming.headers
    const outgoing = request(`${holdfast.holdfast.url}${incoming.url}`, { method: incoming.method ?? 'GET', headers })
    outgoing.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    incoming.pipe(outgoing)
    response.on('close', () => outgoing.destroy())
    outgoing.on('error', () => response.destroy())
  })
})
afterAll(async () => {
  for (const server of [cutter, withoutSockets]) {
    server.closeAllConnections()
    server.close()
  }
  line.stop()
  await holdfast.stop()
  await rm(folder, { recursive: true, force: true })
})

test.runIf(hasPython)(
  'its tests pass, its types hold, and the program of docs/client.md prints what is written there',
  async () => {
    const bin = join(folder, 'bin')
    await run('python3', ['-m', 'venv', folder])
    // The build leaves nothing in the sources.
    await run('cp', ['-r', PACKAGE, join(folder, 'python')])
    const cwd = join(folder, 'python')
    await run(join(bin, 'pip'), ['install', '--quiet', '.[test]'], { cwd })
    const env = {
      ...process.env,
      ...{ HOLDFAST_URL: holdfast.holdfast.url, HOLDFAST_KEY: holdfast.operator.key ?? '', LINE_URL: line.url },
      ...{ CUT_URL: await listen(cutter), NO_SOCKETS_URL: await listen(withoutSockets) },
    }
    const tests = run(join(bin, 'pytest'), ['-q', '-p', 'no:cacheprovider', 'tests'], { cwd, env }).catch(
      ({ stdout }) => ({
        stdout,
      }),
    )
    const types = run(join(bin, 'mypy'), ['holdfast', 'tests'], { cwd, env }).catch(({ stdout }) => ({ stdout }))
    expect((await tests).stdout).toMatch(/^\d+ passed in/m)
    expect((await types).stdout).toMatch(/^Success/)
    const { member } = await holdfast.organization({ mode: 'SANDBOX' })
    const page = await readFile(join(PACKAGE, '../../docs/client.md'), 'utf8')
    const [, program = '', output] = /```python\n([\s\S]*?)```\n```\n([\s\S]*?)```/.exec(page) ?? []
    await writeFile(join(cwd, 'program.py'), program.replace('http://localhost:4000', env.HOLDFAST_URL))
    const own = { ...env, HOLDFAST_KEY: member.key ?? '' }
    expect((await run(join(bin, 'python'), ['program.py'], { cwd, env: own })).stdout).toBe(output)
  },
)
