// Serves the page of the parts. The key stays in this server: it adds it to what the page asks Holdfast.

import { defineConfig } from 'vite'

const { HOLDFAST_URL = 'http://localhost:4000', HOLDFAST_KEY = '' } = process.env

export default defineConfig({
  resolve: { conditions: ['@holdfast/source', 'module', 'browser', 'development'] },
  server: {
    proxy: {
      '/graphql': { target: HOLDFAST_URL, ws: true, changeOrigin: true, headers: { 'x-api-key': HOLDFAST_KEY } },
    },
  },
})
