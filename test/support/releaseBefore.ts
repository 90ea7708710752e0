// The release before this commit, as its tag has it, to be run beside the present sources.

import { execFile } from 'node:child_process'
import { mkdtemp, readFile, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const ROOT = join(import.meta.dirname, '../..')
const run = promisify(execFile)

/** The newest tag of a version before this commit; null: there was no release yet, or the sources come without their history. */
export async function tagBefore(): Promise<string | null> {
  const listing = run('git', ['tag', '--list', 'v*', '--sort=-v:refname', '--merged', 'HEAD~1'], { cwd: ROOT })
  const { stdout } = await listing.catch(() => ({ stdout: '' }))
  return stdout.split('\n').find((tag) => /^v\d+\.\d+\.\d+$/.test(tag)) ?? null
}

/** Writes the sources of a tag into a folder, with their packages and their Prisma client. Returns the folder, which the caller removes. */
export async function checkOut(tag: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-before-'))
  await run('bash', ['-c', `git archive ${tag} | tar -x -C "${folder}"`], { cwd: ROOT })
  const [before, present] = await Promise.all(
    [folder, ROOT].map((root) => readFile(join(root, 'package-lock.json'), 'utf8')),
  )
  if (before === present) await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  else await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder })
  await run(process.execPath, [join(folder, 'node_modules/prisma/build/index.js'), 'generate'], { cwd: folder })
  return folder
}
