// Builds the console into dist, which Holdfast serves under /console.

import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

const { HOLDFAST_URL = 'http://localhost:4000' } = process.env

/** Compresses the files beside themselves, so that the server doesn't have to. */
const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  async writeBundle({ dir = '' }) {
    const files = await readdir(dir, { recursive: true })
    await Promise.all(
      files
        .filter((file) => /\.(?:js|css|svg)$/.test(file))
        .map(async (file) =>
          writeFile(join(dir, `${file}.br`), await promisify(brotliCompress)(await readFile(join(dir, file)))),
        ),
    )
  },
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  resolve: { conditions: ['@holdfast/source', 'module', 'browser', 'development|production'] },
  plugins: [compressed],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // What is bundled keeps its licences beside it.
    license: { fileName: 'licenses.md' },
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/graphql': { target: HOLDFAST_URL, ws: true }, '/auth': { target: HOLDFAST_URL } } },
})
