// The page under /auth, for a browser: src/access/page. It loads no other resources and runs only its own script.

import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SIGN_IN_PATH } from '../access/endpoints.ts'

const QR = fileURLToPath(import.meta.resolve('uqr'))
const FOLDER = join(import.meta.dirname, '../access/page')
/** The paths of the page after /auth. Links of mails and invitations, and the page itself, lead to them. */
const VIEWS = ['', '/', '/sign-up', '/forgot', '/organization', '/reset', '/verify', '/invitation']
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-cache',
}

export interface SignInPageSettings {
  readonly signUp: boolean
  readonly oidc: boolean
  readonly explorer: boolean
  /** True: mails are kept in a folder, and a page shows them. */
  readonly keptMails: boolean
}

interface PageFile {
  readonly type: string
  readonly text: string
}

/** The page and its files, by their paths. */
export type SignInPage = ReadonlyMap<string, PageFile>

export function openSignInPage(settings: SignInPageSettings): SignInPage {
  const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8')
  const text = read('index.html').replace(/\{\{(\w+)\}\}/g, (_all, name) =>
    settings[name as keyof SignInPageSettings] ? 'on' : 'off',
  )
  return new Map([
    ...VIEWS.map((view): [string, PageFile] => [SIGN_IN_PATH + view, { type: 'text/html', text }]),
    [`${SIGN_IN_PATH}/page.css`, { type: 'text/css', text: read('page.css') }],
    // Draws the key of a second factor.
    [`${SIGN_IN_PATH}/qr.js`, { type: 'text/javascript', text: readFileSync(QR, 'utf8') }],
    [`${SIGN_IN_PATH}/page.js`, { type: 'text/javascript', text: read('page.js') }],
  ])
}

export function servePageFile({ type, text }: PageFile, response: ServerResponse): void {
  response.writeHead(200, { ...HEADERS, 'content-type': `${type}; charset=utf-8` }).end(text)
}
