#!/usr/bin/env node
// `npx holdfast COMMAND`: what is done with files, with no server and no database.

import { createReadStream } from 'node:fs'
import { checkExport } from './wallets/journalExport.ts'

const USAGE = `usage: npx holdfast verify-export FILE

Computes every hash and balance of an exported journal (NDJSON or CSV) again. Ends with 1 if the file was changed.
`

const [command, file, ...rest] = process.argv.slice(2)
if (command !== 'verify-export' || !file || rest.length > 0) {
  process.stderr.write(USAGE)
  process.exit(2)
}
const { walletId, entries, head, wrong } = await checkExport(createReadStream(file))
if (wrong === null) {
  process.stdout.write(`${entries} entries of wallet ${walletId}: every hash and balance is right. Head: ${head}\n`)
} else {
  process.stdout.write(`The file is not what was exported. ${wrong}\n`)
  process.exitCode = 1
}
