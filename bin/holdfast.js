#!/usr/bin/env -S node --max-semi-space-size=64 --heap-growing-percent=100 --v8-pool-size=0
// What `npx holdfast` and `npm start` run: the command line of src/cli.ts, or one line if this Node is too old to read TypeScript.
// It is JavaScript that every Node reads.

const NODE_MIN = 24

if (Number.parseInt(process.versions.node, 10) >= NODE_MIN) await import('../src/cli.ts')
else {
  process.stderr.write(
    `holdfast: Holdfast needs Node ${NODE_MIN} or later, and this is Node ${process.versions.node}. In its folder, npx holdfast and npm start use the Node that npm ci installs there; on a system without one, install it: https://nodejs.org\n`,
  )
  process.exitCode = 2
}
