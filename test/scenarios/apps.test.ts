// The packed packages in programs of others: `npm pack` of the client and of the parts installs where there is nothing else, into a
// fresh Vite app and into a fresh Next app. Their compilers, bundlers and servers take them unchanged.

import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import about from '../../package.json' with { type: 'json' }
import react from '../../packages/react/package.json' with { type: 'json' }
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { Submit, TaskById } from '../support/operations.ts'

const ROOT = join(import.meta.dirname, '../..')
const run = promisify(execFile)
/** The compressed script of a page that follows a balance without a framework, in bytes. */
const SMALL_MAX = 10_000

const { 'react-dom': reactDom, '@types/react': reactTypes, '@types/react-dom': domTypes } = react.devDependencies
const CLIENT = { '@holdfast/client': `file:../holdfast-client-${about.version}.tgz` }
const DEPENDENCIES = {
  ...CLIENT,
  '@holdfast/react': `file:../holdfast-react-${about.version}.tgz`,
  react: react.devDependencies.react,
  'react-dom': reactDom,
}

const APP = `'use client'

import { createHoldfast } from '@holdfast/client'
import { CreditMeter, HoldfastProvider, MemberLimits, QuoteButton, TaskProgress, TopUp, useBalance } from '@holdfast/react'
import '@holdfast/react/holdfast.css'

const client = createHoldfast({ url: 'http://localhost:4000' })

function Balance() {
  const { data } = useBalance({ creditType: 'music' })
  const credits: number | undefined = data?.available
  return <p>{credits}</p>
}

export default function App() {
  return (
    <HoldfastProvider client={client} locale="en">
      <Balance />
      <CreditMeter creditType="music" />
      <QuoteButton submission={{ model: 'suno', operation: 'music' }} onSubmitted={({ id }) => console.log(id)} />
      <TaskProgress taskId="task" />
      <TopUp provider="STRIPE" />
      <MemberLimits creditType="music" />
    </HoldfastProvider>
  )
}
`

const PROGRAM = `
import { startWorker } from '@holdfast/client/worker'

const [url, apiKey] = process.argv.slice(2)
const worker = startWorker({ url, apiKey, async work({ operation }) {
  void worker.stop()
  return { result: { made: operation } }
} })
`

let folder: string
let files: string[]
let holdfast: TestHoldfast

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-apps-'))
  const packages = ['-w', 'packages/client', '-w', 'packages/react']
  const flags = ['--silent', '--json', '--pack-destination', folder]
  const { stdout } = await run('npm', ['pack', ...packages, ...flags], { cwd: ROOT })
  const packed = Object.values(JSON.parse(stdout)) as { version: string; files: { path: string }[] }[]
  expect(packed.map(({ version }) => version)).toEqual([about.version, about.version])
  files = packed.flatMap((each) => each.files.map(({ path }) => path))
  holdfast = await startTestHoldfast()
})
afterAll(async () => {
  await holdfast.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Makes an app of these files and installs what it depends on. */
async function install(name: string, dependencies: object, files: Record<string, string>): Promise<string> {
  const app = join(folder, name)
  const about = { name, private: true, type: 'module', dependencies }
  for (const [path, content] of Object.entries({ ...files, 'package.json': JSON.stringify(about) })) {
    await mkdir(dirname(join(app, path)), { recursive: true })
    await writeFile(join(app, path), content)
  }
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: app })
  return app
}

async function sampleOf(path: string): Promise<string> {
  const [, sample] = /```tsx\n([\s\S]*?)```/.exec(await readFile(join(ROOT, path), 'utf8')) ?? []
  if (!sample) throw new Error(`${path} has no sample`)
  return sample
}

test('the packages have compiled files only', () => {
  const others = files.filter((path) => !/^dist\/[\w/]+\.(?:js|d\.ts)$/.test(path))
  expect([...new Set(others)].sort()).toEqual(['LICENSE', 'README.md', 'dist/holdfast.css', 'package.json'])
  expect(files).toContain('dist/worker.js')
})

test('a program that has only the client does a task', async () => {
  const app = await install('program', CLIENT, { 'program.js': PROGRAM })
  const { admin, member } = await holdfast.organization()
  const { submitTask } = await member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  const args = [`${holdfast.holdfast.url}/graphql`, holdfast.operator.key ?? '']
  await run(process.execPath, ['program.js', ...args], { cwd: app })
  expect((await admin.run(TaskById, { id: submitTask.task.id })).node).toMatchObject({
    status: 'SUCCEEDED',
    result: { made: 'music' },
  })
})

test.concurrent('a Vite app has their types, builds, and leaves out what it does not use', async () => {
  const { typescript, vite } = about.devDependencies
  const dependencies = { typescript, vite, '@types/react': reactTypes, '@types/react-dom': domTypes }
  const options = {
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    jsx: 'react-jsx',
    strict: true,
    noEmit: true,
  }
  const small = `import { createHoldfast } from '@holdfast/client'
import { BalanceChanged } from '@holdfast/client/operations'
const client = createHoldfast({ url: location.origin })
for await (const { available } of client.watch(BalanceChanged, {})) document.title = String(available)`
  const app = await install(
    'vite-app',
    { ...DEPENDENCIES, ...dependencies },
    {
      'tsconfig.json': JSON.stringify({ compilerOptions: { ...options, types: ['vite/client'] }, include: ['src'] }),
      'index.html': '<div id="root"></div><script type="module" src="/src/main.tsx"></script>',
      'src/App.tsx': APP,
      // The page of the package's README is compiled, too.
      'src/Readme.tsx': await sampleOf('packages/react/README.md'),
      'src/main.tsx': `import { createRoot } from 'react-dom/client'
import App from './App'
const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)`,
      'small/index.html': '<script type="module" src="./small.ts"></script>',
      'small/small.ts': small,
    },
  )
  await run('npx', ['tsc'], { cwd: app })
  await run('npx', ['vite', 'build'], { cwd: app })
  await run('npx', ['vite', 'build', 'small', '--outDir', '../dist-small', '--target', 'es2022'], { cwd: app })
  const assets = join(app, 'dist-small/assets')
  const scripts = (await readdir(assets)).filter((name) => name.endsWith('.js'))
  const sizes = await Promise.all(scripts.map(async (name) => gzipSync(await readFile(join(assets, name))).length))
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(SMALL_MAX)
})

test.concurrent('a Next app builds, and its server renders the parts before they know anything', async () => {
  const app = await install(
    'next-app',
    { ...DEPENDENCIES, next: '16.4.6' },
    {
      'app/layout.jsx': 'export default ({ children }) => <html lang="en"><body>{children}</body></html>',
      'app/page.jsx': "import App from './App'\nexport default () => <App />",
      // The types are the Vite app's matter.
      'app/App.jsx': APP.replace(': number | undefined', ''),
    },
  )
  await run('npx', ['next', 'build'], { cwd: app, env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } })
  const page = await readFile(join(app, '.next/server/app/index.html'), 'utf8')
  expect(page).toContain('Credits: music')
  expect(page).toContain('Monthly limits of members')
})
