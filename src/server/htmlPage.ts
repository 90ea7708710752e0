// Small HTML pages that need no script: their frame, and the headers that let them load nothing.

import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { escaped } from '../mail/letter.ts'

const CSS = readFileSync(join(import.meta.dirname, '../access/page/page.css'), 'utf8')

/** The source of inline styles that a page's policy allows. */
function sourceOf(css: string): string {
  return `'sha256-${hash('sha256', css, 'base64')}'`
}

interface Page {
  readonly title: string
  /** HTML, in which everything from elsewhere is escaped. */
  readonly body: string
  /** The sources of its frames; absent: it has no frame. */
  readonly frames?: string
  /** Styles in addition to those of all pages; absent: none. */
  readonly css?: string
  /** True: a form of it may lead to pages elsewhere. */
  readonly leads?: boolean
}

export function answerPage(response: ServerResponse, status: number, page: Page): void {
  const { title, body, frames = "'none'", leads = false, css = '' } = page
  const styles = CSS + css
  const forms = leads ? '' : " form-action 'self';"
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src ${sourceOf(styles)}; frame-src ${frames};${forms} base-uri 'none'; frame-ancestors 'none'`,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
  })
  response.end(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escaped(title)} · Holdfast</title>
<style>${styles}</style>
</head>
<body>
<header><span>Holdfast</span></header>
${body}
</body>
</html>
`)
}
