// A real browser: Debian's Chromium, driven by Playwright.

import { createServer } from 'node:http'
import { type Browser, chromium } from 'playwright-core'
import { listen } from './listen.ts'

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** Started anew for each file of tests; close it at the end. */
export function startChromium(): Promise<Browser> {
  // The sandbox needs what containers and root don't have.
  return chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}

/** An empty page of an origin of its own, where the frontend of a platform would be. */
export async function startPage(): Promise<{ url: string; stop(): void }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>A platform</title>')
  })
  return { url: await listen(server), stop: () => server.close() }
}
