// The page under /auth, for a browser: src/access/page. It loads nothing from elsewhere and runs nothing but its own script.

import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { SIGN_IN_PATH } from '../access/auth.ts'

const FOLDER = join(import.meta.dirname, '../access/page')
/** Where links of mails and of invitations lead, and what the page itself links to. */
const VIEWS = new Set(['', '/', '/sign-up', '/forgot', '/reset', '/verify', '/invitation'])
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
}

export interface SignInPageSettings {
  readonly signUp: boolean
  readonly oidc: boolean
  readonly explorer: boolean
}

/** Answers the request if it is for the page or a part of it. */
export type ServeSignInPage = (pathname: string, request: IncomingMessage, response: ServerResponse) => boolean

export function openSignInPage(settings: SignInPageSettings): ServeSignInPage {
  const html = readFileSync(join(FOLDER, 'index.html'), 'utf8').replace(/\{\{(\w+)\}\}/g, (_all, name) =>
    settings[name as keyof SignInPageSettings] ? 'on' : 'off',
  )
  const assets: Readonly<Record<string, readonly [type: string, text: string]>> = {
    '/page.css': ['text/css', readFileSync(join(FOLDER, 'page.css'), 'utf8')],
    '/page.js': ['text/javascript', readFileSync(join(FOLDER, 'page.js'), 'utf8')],
  }
  return (pathname, request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const path = pathname.slice(SIGN_IN_PATH.length)
    const [type, text] = VIEWS.has(path) ? ['text/html', html] : (assets[path] ?? [])
    if (!type) return false
    response.writeHead(200, { ...HEADERS, 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' })
    response.end(request.method === 'HEAD' ? undefined : text)
    return true
  }
}
