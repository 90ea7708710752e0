// `npm run -s bench NAME` runs one bench; `npm run -s bench soak MINUTES` one that runs for long. Each reports its progress on stderr and ends with one JSON line on stdout.

import { readdir } from 'node:fs/promises'

const [name, ...rest] = process.argv.slice(2)
const names = (await readdir(import.meta.dirname, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && entry.name !== 'support')
  .map((entry) => entry.name)
const takesMinutes = name === 'soak' || name === 'restart'
const isMinutes = rest.length === 0 || (takesMinutes && rest.length === 1 && Number(rest[0]) > 0)
if (!name || !names.includes(name) || !isMinutes) {
  process.stderr.write(
    `usage: npm run -s bench NAME, where NAME is one of: ${names.join(', ')}; after soak and restart, the minutes\n`,
  )
  process.exit(2)
}
await import(`./${name}/${name}.ts`)
