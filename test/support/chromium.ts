// Starts a real browser: Debian's Chromium, driven by Playwright.

import { createServer } from 'node:http'
import { type Browser, chromium } from 'playwright-core'
import { listen } from './listen.ts'

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** The longest wait for something on a page: it ends what hangs, on a slow machine with many other tests, too. */
const WAIT_MS_MAX = 120_000

/** Starts a browser; each test file starts its own and closes it at the end. */
export async function startChromium(): Promise<Browser> {
  // Chromium's sandbox works neither in containers nor for root, and a GPU that is only emulated takes a seventh of the time.
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--disable-software-rasterizer']
  const browser = await chromium.launch({ executablePath: EXECUTABLE, args })
  return browser.on('context', (context) => context.setDefaultTimeout(WAIT_MS_MAX))
}

/** Serves an empty page on an origin of its own, in place of a platform's frontend. */
export async function startPage(): Promise<{ url: string; stop(): void }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>A platform</title>')
  })
  return { url: await listen(server), stop: () => server.close() }
}
