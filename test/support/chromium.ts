// Starts a real browser: Debian's Chromium, driven by Playwright.

import { createServer } from 'node:http'
import { type Browser, chromium } from 'playwright-core'
import { listen } from './listen.ts'

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** Starts a browser; each test file starts its own and closes it at the end. */
export function startChromium(): Promise<Browser> {
  // Chromium's sandbox works neither in containers nor for root.
  return chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}

/** Serves an empty page on an origin of its own, in place of a platform's frontend. */
export async function startPage(): Promise<{ url: string; stop(): void }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>A platform</title>')
  })
  return { url: await listen(server), stop: () => server.close() }
}
