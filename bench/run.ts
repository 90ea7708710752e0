// `npm run -s bench NAME` runs one bench. Each reports its progress on stderr and ends with one JSON line on stdout.

import { readdir } from 'node:fs/promises'

const [name, ...rest] = process.argv.slice(2)
const names = (await readdir(import.meta.dirname, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && entry.name !== 'support')
  .map((entry) => entry.name)
if (!name || !names.includes(name) || rest.length > 0) {
  process.stderr.write(`usage: npm run -s bench NAME, where NAME is one of: ${names.join(', ')}\n`)
  process.exit(2)
}
await import(`./${name}/${name}.ts`)
