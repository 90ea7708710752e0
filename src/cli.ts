#!/usr/bin/env node
// `npx holdfast COMMAND`: what is done with files, with no server and no database.

import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { checkProof } from './publications/proof.ts'
import { checkExport } from './wallets/journalExport.ts'

const USAGE = `usage: npx holdfast verify-export FILE
       npx holdfast verify-proof FILE

verify-export computes every hash and balance of an exported journal (NDJSON or CSV) again.
verify-proof computes every hash of a journal entry's proof (JSON) again, up to the publication that it was made for.
Both end with 1 if the file was changed.
`

const COMMANDS: Readonly<Record<string, (file: string) => Promise<string | { wrong: string }>>> = {
  async 'verify-export'(file) {
    const { walletId, entries, head, wrong } = await checkExport(createReadStream(file))
    if (wrong !== null) return { wrong: `The file is not what was exported. ${wrong}` }
    return `${entries} entries of wallet ${walletId}: every hash and balance is right. Head: ${head}`
  },
  async 'verify-proof'(file) {
    const proof = checkProof(json(await readFile(file, 'utf8')))
    if (proof.wrong !== null) return { wrong: `The file proves nothing. ${proof.wrong}` }
    const { walletId, sequence, publication } = proof
    return (
      `Entry ${sequence} of wallet ${walletId} stood there when publication ${publication.number} was made ` +
      `(${publication.publishedAt.toISOString()}), if the hash of that is ${publication.hash}`
    )
  },
}

const [name = '', file, ...rest] = process.argv.slice(2)
const command = COMMANDS[name]
if (!command || !file || rest.length > 0) {
  process.stderr.write(USAGE)
  process.exit(2)
}
const outcome = await command(file)
process.stdout.write(`${typeof outcome === 'string' ? outcome : outcome.wrong}\n`)
process.exitCode = typeof outcome === 'string' ? 0 : 1

/** What can't be read is no proof. */
function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
