// Builds the console (packages/console) if something that it is made of is newer than what was built: npm runs this after each
// install, and npx does when it installs this folder for itself.

import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const CONSOLE = join(ROOT, 'packages/console')
const SOURCES = ['packages/client/src', 'packages/react/src', 'packages/console/src', 'packages/console/public']
const FILES = ['package-lock.json', 'packages/console/index.html', 'packages/console/vite.config.ts']

const changedAt = async (path: string): Promise<number> => (await stat(path)).mtimeMs

async function newest(): Promise<number> {
  const listed = await Promise.all(
    SOURCES.map(async (folder) => {
      const names = await readdir(join(ROOT, folder), { recursive: true })
      return names.map((name) => join(ROOT, folder, name))
    }),
  )
  const paths = [...listed.flat(), ...FILES.map((file) => join(ROOT, file))]
  return Math.max(...(await Promise.all(paths.map(changedAt))))
}

const builtAt = await changedAt(join(CONSOLE, 'dist/index.html')).catch(() => 0)
if (builtAt < (await newest())) {
  // Whatever the surroundings say: React for development is large, slow, and warns.
  process.env.NODE_ENV = 'production'
  const { build } = await import('vite')
  await build({ root: CONSOLE, configFile: join(CONSOLE, 'vite.config.ts'), logLevel: 'error' })
}
