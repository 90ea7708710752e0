// GET /console: the web app for the people of an organization, and under /console/operator for those of the platform, as `npm ci` built
// it from packages/console. Its files are compressed once, by the build; a page may run only its own script and speak only with
// Holdfast.

import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { refuse } from './answer.ts'
import type { Exchange, Handler } from './exchange.ts'
import { CONSOLE_PATH } from './paths.ts'
import { refusePath } from './router.ts'

const FOLDER = join(import.meta.dirname, '../../packages/console/dist')
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}
const FILE = /^(?:assets\/)?[\w.-]+\.(?:js|css|svg|woff2)$/
/** Names of these files change with their content. */
const HASHED = /^assets\//
/** The pages of the operator, who signs in with a platform key. */
const OPERATOR_PAGES = `${CONSOLE_PATH}/operator`
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
}

/** Results of tasks may come from a bucket or from a provider. The console's library writes styles, with the nonce. */
const policyOf = (nonce: string) =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; font-src 'self'; connect-src 'self'; ` +
  "img-src 'self' https: data:; media-src 'self' https:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** Returns the handler of all paths of the console; null if it was not built. `hasPeople`: people sign in here. */
export function openConsole(hasPeople: boolean): Handler | null {
  if (!existsSync(join(FOLDER, 'index.html'))) return null
  const files = new Map<string, Promise<Buffer | null>>()
  const read = (name: string) => {
    const known = files.get(name) ?? readFile(join(FOLDER, name)).catch(missing)
    files.set(name, known)
    return known
  }
  return async (exchange) => {
    const name = exchange.url.pathname.slice(CONSOLE_PATH.length + 1)
    if (FILE.test(name)) await serveFile(name, read, exchange)
    else if (hasPeople || isOperators(exchange.url.pathname)) await servePage(read, exchange)
    else exchange.response.writeHead(302, { location: OPERATOR_PAGES }).end()
  }
}

function isOperators(path: string): boolean {
  return path === OPERATOR_PAGES || path.startsWith(`${OPERATOR_PAGES}/`)
}

type Read = (name: string) => Promise<Buffer | null>

async function serveFile(name: string, read: Read, { request, response }: Exchange): Promise<void> {
  const isSmall = /\bbr\b/.test(request.headers['accept-encoding'] ?? '')
  const compressed = isSmall ? await read(`${name}.br`) : null
  const body = compressed ?? (await read(name))
  if (!body) return refusePath(response)
  response
    .writeHead(200, {
      ...HEADERS,
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      'content-length': body.length,
      'cache-control': HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
      ...(compressed ? { 'content-encoding': 'br' } : {}),
    })
    .end(body)
}

async function servePage(read: Read, { response }: Exchange): Promise<void> {
  const page = await read('index.html')
  if (!page) return refuse(response, 503, 'UNAVAILABLE', 'The console is being built. Try again in a moment.')
  const nonce = randomBytes(16).toString('base64')
  response
    .writeHead(200, {
      ...HEADERS,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policyOf(nonce),
      'cache-control': 'no-store',
    })
    .end(page.toString().replaceAll('{{nonce}}', nonce))
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
