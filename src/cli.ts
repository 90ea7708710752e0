#!/usr/bin/env node
// `npx holdfast COMMAND`: what is done from a shell, without the API.

import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { openApp } from './app.ts'
import { readConfig } from './config.ts'
import { openDatabase } from './database/open.ts'
import { CATALOGUES, type CatalogueChange, isBuiltIn, loadCatalogue } from './pricing/catalogue.ts'
import { checkProof } from './publications/proof.ts'
import { checkExport } from './wallets/journalExport.ts'

const USAGE = `usage: npx holdfast verify-export FILE
       npx holdfast verify-proof FILE
       npx holdfast catalogue load NAME|FILE [--dry-run]

verify-export computes every hash and balance of an exported journal (NDJSON or CSV) again.
verify-proof computes every hash of a journal entry's proof (JSON) again, up to the publication that it was made for.
Both need the file only, and end with 1 if it was changed.

catalogue load makes the price book of the database that the settings name (as npm start does) say what a catalogue
says: one of ${Object.keys(CATALOGUES).join(', ')}, or a file (JSON: docs/catalogues.md). It prints what changes;
with --dry-run it changes nothing. A running Holdfast goes by it within a second.
`

/** What to print; or what was wrong. */
type Outcome = string | { readonly wrong: string }

async function verifyExport(file: string): Promise<Outcome> {
  const { walletId, entries, head, wrong } = await checkExport(createReadStream(file))
  if (wrong !== null) return { wrong: `The file is not what was exported. ${wrong}` }
  return `${entries} entries of wallet ${walletId}: every hash and balance is right. Head: ${head}`
}

async function verifyProof(file: string): Promise<Outcome> {
  const proof = checkProof(json(await readFile(file, 'utf8')))
  if (proof.wrong !== null) return { wrong: `The file proves nothing. ${proof.wrong}` }
  const { walletId, sequence, publication } = proof
  return (
    `Entry ${sequence} of wallet ${walletId} stood there when publication ${publication.number} was made ` +
    `(${publication.publishedAt.toISOString()}), if the hash of that is ${publication.hash}`
  )
}

async function loadIntoBook(nameOrFile: string, dryRun: boolean): Promise<Outcome> {
  const document = isBuiltIn(nameOrFile) ? CATALOGUES[nameOrFile] : json(await readFile(nameOrFile, 'utf8'))
  const config = readConfig(process.env)
  const database = await openDatabase(config)
  const app = openApp({ databaseUrl: database.url, log: pino({ level: config.logLevel }) })
  try {
    const loaded = await loadCatalogue(app, document, { dryRun })
    if ('code' in loaded) return { wrong: loaded.message }
    const { name, changes } = loaded
    if (changes.length === 0) return `The price book says all of ${name} already.`
    return [...changes.map(inWords), `${name}: ${changes.length} changes${dryRun ? ', none made' : ''}`].join('\n')
  } finally {
    await app.close()
    await database.stop()
  }
}

function inWords({ kind, subject, differences }: CatalogueChange): string {
  const sign = { ADDED: '+', CHANGED: '~', WITHDRAWN: '-' }[kind]
  const details = differences
    .filter(({ to }) => kind !== 'ADDED' || (to !== '[]' && to !== null))
    .map(({ field, from, to }) => (kind === 'ADDED' ? `${field} ${to}` : `${field} ${from} -> ${to}`))
  return `${sign} ${subject}: ${details.join(', ')}`
}

/** What can't be read is null. */
function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function commandOf(args: string[]): (() => Promise<Outcome>) | null {
  const options = { 'dry-run': { type: 'boolean', default: false } } as const
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  const dryRun = values['dry-run']
  const [first, second, third, ...rest] = positionals
  if (rest.length > 0) return null
  if (first === 'catalogue' && second === 'load' && third) return () => loadIntoBook(third, dryRun)
  if (!second || third || dryRun) return null
  if (first === 'verify-export') return () => verifyExport(second)
  if (first === 'verify-proof') return () => verifyProof(second)
  return null
}

let command: ReturnType<typeof commandOf> = null
try {
  command = commandOf(process.argv.slice(2))
} catch {
  // An option that there isn't.
}
if (!command) {
  process.stderr.write(USAGE)
  process.exit(2)
}
const outcome = await command()
process.stdout.write(`${typeof outcome === 'string' ? outcome : outcome.wrong}\n`)
process.exitCode = typeof outcome === 'string' ? 0 : 1
