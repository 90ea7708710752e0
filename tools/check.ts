// `npm run check`: runs every script `check:…` of package.json, all at the same time, and prints what the failed ones say.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import packageJson from '../package.json' with { type: 'json' }

const names = Object.keys(packageJson.scripts).filter((name) => name.startsWith('check:'))
const checks = await Promise.all(
  names.map(async (name) => {
    const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk) => {
        output += chunk
      })
    }
    const [code] = await once(child, 'close')
    return { name, hasPassed: code === 0, output }
  }),
)
const failed = checks.filter(({ hasPassed }) => !hasPassed)
for (const { name, output } of failed) process.stderr.write(`\nnpm run ${name} failed:\n${output}`)
process.exitCode = failed.length === 0 ? 0 : 1
