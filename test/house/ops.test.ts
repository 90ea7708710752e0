// Every file of ops is accepted by the linter of its kind, which finds the mistake that is then put into it. promtool has its test in
// test/scenarios/metrics.test.ts, beside a running Holdfast.

import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpsTools, opsTools } from '../support/opsTools.ts'

const ROOT = join(import.meta.dirname, '../..')
/** The oldest that the chart allows (kubeVersion in Chart.yaml), and the newest whose schemas we have. */
const KUBERNETES = ['1.30.0', '1.37.0']
/** What `systemd-analyze security` may find, of 100: 20 of these need a filter of system calls. */
const EXPOSURE_MAX = 35

const run = promisify(execFile)

let folder: string
let tools: OpsTools

beforeAll(async () => {
  tools = await opsTools()
  folder = await mkdtemp(join(tmpdir(), 'holdfast-ops-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs a linter, which may exit with 0 and complain. Returns what it said, or what it said as it failed. */
async function said(command: string, flags: readonly string[], cwd?: string): Promise<string> {
  const options = cwd === undefined ? {} : { cwd }
  try {
    const { stdout, stderr } = await run(command, flags, options)
    return stdout + stderr
  } catch (error) {
    const { stdout, stderr, code } = error as { stdout?: string; stderr?: string; code?: number | string }
    return `${stdout ?? ''}${stderr ?? ''}${command} exited with ${code}`
  }
}

/** The lines of what a linter said, without those that only inform. */
const complaints = (output: string, informs: RegExp): string[] =>
  output.split('\n').filter((line) => line.trim() !== '' && !informs.test(line))

const EVERYTHING = ['--set', 'settings.PUBLIC_URL=https://credits.example.com,settings.S3_BUCKET=files', '--set']
const VALUES = [
  [...EVERYTHING, 'replicas=1'],
  [
    ...EVERYTHING,
    'ingress.enabled=true,ingress.host=credits.example.com,ingress.tlsSecretName=tls,ingress.className=nginx',
  ],
  [
    ...EVERYTHING,
    'files.claimName=files,metrics.serviceMonitor=true,imagePullSecrets[0].name=registry,nodeSelector.disk=ssd',
  ],
]

/** What Helm and the schemas of Kubernetes say of the chart, for each of the values above. */
async function chart(ops: string): Promise<string[]> {
  const path = join(ops, 'helm/holdfast')
  const found: string[] = []
  for (const values of VALUES) {
    const lint = await said(tools.helm, ['lint', '--strict', path, ...values])
    const wrong = complaints(lint, /^(==> Linting|\[INFO\]|1 chart\(s\) linted, 0 chart\(s\) failed)/)
    if (wrong.length > 0) return wrong
    for (const version of KUBERNETES) {
      const manifests = join(ops, 'manifests.yaml')
      const { stdout } = await run(tools.helm, ['template', 'holdfast', path, '--kube-version', version, ...values])
      await writeFile(manifests, stdout)
      const flags = ['-m', 'kubernetes_validate', '--strict', '-k', version, manifests]
      // The schema of a ServiceMonitor comes with the Prometheus operator.
      found.push(...complaints(await said(tools.python, flags), /^INFO|kind ServiceMonitor/))
    }
  }
  return found
}

async function compose(ops: string): Promise<string[]> {
  const [file, config] = [join(ops, 'docker/compose.yaml'), join(ops, 'docker/.dclintrc.yaml')]
  const flags = [join(ROOT, 'node_modules/dclint/bin/dclint.cjs'), '--max-warnings=0', '-c', config, file]
  const used = [...(await readFile(file, 'utf8')).matchAll(/\$\{(\w+)/g)].map(([, name]) => name ?? '')
  const example = await readFile(join(ops, 'docker/env.example'), 'utf8')
  const missing = new Set(used.filter((name) => !new RegExp(`^${name}=`, 'm').test(example)))
  return [
    ...complaints(await said(process.execPath, flags), /^$/),
    ...[...missing].map((name) => `${name} is not in env.example`),
  ]
}

/** nginx's own judgement. Debian's is older than that of the image, which looks names up again (`resolve`). */
async function nginx(ops: string): Promise<string[]> {
  const configuration = await readFile(join(ops, 'docker/nginx.conf'), 'utf8')
  const file = join(ops, 'nginx.conf')
  await writeFile(file, configuration.replace('holdfast:4000 resolve', '127.0.0.1:4000'))
  const output = await said('nginx', ['-t', '-c', file, '-e', 'stderr', '-g', `pid ${join(ops, 'pid')};`])
  return complaints(output, /syntax is ok|test is successful|the "user" directive/)
}

/** The machine of the test has neither /usr/bin/node nor /opt/holdfast. */
async function systemd(ops: string): Promise<string[]> {
  const unit = await readFile(join(ops, 'systemd/holdfast.service'), 'utf8')
  await writeFile(
    join(ops, 'holdfast.service'),
    unit.replace('/usr/bin/node', process.execPath).replaceAll('/opt', ops),
  )
  const verify = await said('systemd-analyze', ['verify', './holdfast.service'], ops)
  const security = ['security', '--offline=yes', `--threshold=${EXPOSURE_MAX}`, './holdfast.service']
  return [
    ...complaints(verify, /^$/),
    ...complaints(await said('systemd-analyze', security, ops), /^(?!systemd-analyze exited)/),
  ]
}

interface Linter {
  readonly name: string
  /** Below ops. */
  readonly file: string
  /** What is right in the file, and what takes its place. */
  readonly mistake: readonly [right: string, wrong: string]
  /** What the linter says of it. */
  readonly found: string
  /** Returns what is wrong in a copy of ops. */
  readonly lint: (ops: string) => Promise<string[]>
}

const LINTERS: readonly Linter[] = [
  {
    ...{ name: 'hadolint: the Dockerfile', file: 'docker/Dockerfile' },
    ...{ mistake: ['WORKDIR /build', 'WORKDIR build'], found: 'DL3000' },
    lint: async (ops: string) => complaints(await said(tools.hadolint, [join(ops, 'docker/Dockerfile')]), /^$/),
  },
  {
    ...{ name: 'helm lint and the schemas of Kubernetes: the chart', file: 'helm/holdfast/templates/deployment.yaml' },
    ...{ mistake: ['terminationGracePeriodSeconds', 'terminationGraceSeconds'], found: 'terminationGraceSeconds' },
    lint: chart,
  },
  {
    ...{ name: 'helm lint: the values of the chart', file: 'helm/holdfast/values.yaml' },
    ...{ mistake: ['replicas: 2', 'replica: 2'], found: 'replica' },
    lint: chart,
  },
  {
    ...{ name: 'dclint and the schema of Compose: the compose file', file: 'docker/compose.yaml' },
    ...{ mistake: ['read_only:', 'readonly:'], found: 'must NOT have additional properties' },
    lint: compose,
  },
  {
    ...{ name: 'the variables of the compose file are in env.example', file: 'docker/env.example' },
    ...{ mistake: ['AUTH_SECRET=', 'AUTH_SECRETS='], found: 'AUTH_SECRET is not in env.example' },
    lint: compose,
  },
  {
    ...{ name: 'nginx -t: the configuration of nginx', file: 'docker/nginx.conf' },
    ...{ mistake: ['proxy_next_upstream error', 'proxy_next_upstream eror'], found: 'eror' },
    lint: nginx,
  },
  {
    ...{ name: 'systemd-analyze verify: the unit', file: 'systemd/holdfast.service' },
    ...{ mistake: ['LimitNOFILE', 'LimitFiles'], found: 'LimitFiles' },
    lint: systemd,
  },
  {
    ...{ name: 'systemd-analyze security: the unit', file: 'systemd/holdfast.service' },
    ...{ mistake: ['CapabilityBoundingSet=\n', ''], found: 'systemd-analyze exited with 1' },
    lint: systemd,
  },
]

test.each(LINTERS)('$name', async ({ file, mistake: [right, wrong], found, lint }) => {
  const ops = await mkdtemp(join(folder, 'ops-'))
  await cp(join(ROOT, 'ops'), ops, { recursive: true })
  expect(await lint(ops)).toEqual([])
  const path = join(ops, file)
  const text = await readFile(path, 'utf8')
  expect(text).toContain(right)
  await writeFile(path, text.replace(right, wrong))
  expect((await lint(ops)).join('\n')).toContain(found)
})
