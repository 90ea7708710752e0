// GET /mails/kept/TOKEN: the mails that a demo keeps in a folder in place of sending them, for anyone who has the link that its start
// prints. `?mail=ID` shows one, and `&part=html` is the frame of its HTML, which may run and load nothing.

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { escaped } from '../mail/letter.ts'
import type { Exchange, Parts } from './exchange.ts'
import { answerPage } from './htmlPage.ts'

export const KEPT_MAILS_PATH = '/mails/kept/'

const MAILS_MAX = 100
/** The name of a file is the id of its mail, so names ascend as mails do. */
const FILE = /^([0-9a-f-]{36})\.eml$/

export async function serveKeptMails(
  { app, strangers }: Parts,
  folder: string,
  { request, response, url, variable: token }: Exchange,
): Promise<void> {
  if (await strangers.refuse(request, response)) return
  if (!(await app.links?.read(KEPT_MAILS_PATH, token))) {
    const body = '<main><h1>This link does not work</h1><p>The start of the demo prints the one that does.</p></main>'
    return answerPage(response, 404, { title: 'Mails', body })
  }
  const files = await readdir(folder).catch(() => [])
  const ids = files.flatMap((file) => FILE.exec(file)?.[1] ?? []).sort()
  const wanted = ids.find((id) => id === url.searchParams.get('mail'))
  if (wanted === undefined) {
    const mails = await Promise.all(
      ids
        .slice(-MAILS_MAX)
        .reverse()
        .map(async (id) => ({ id, ...(await read(folder, id)) })),
    )
    return answerPage(response, 200, { title: 'Mails', body: listOf(mails) })
  }
  const mail = await read(folder, wanted)
  if (url.searchParams.get('part') !== 'html') {
    return answerPage(response, 200, { title: mail.subject, body: mailOf(wanted, mail), frames: "'self'" })
  }
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  })
  // Links leave the frame.
  response.end(mail.html.replace('<head>', '<head><base target="_blank">'))
}

interface Kept {
  readonly to: string
  readonly subject: string
  readonly date: string
  readonly text: string
  readonly html: string
}

async function read(folder: string, id: string): Promise<Kept> {
  const { default: PostalMime } = await import('postal-mime')
  const {
    to,
    subject = '',
    date = '',
    text = '',
    html = '',
  } = await PostalMime.parse(await readFile(join(folder, `${id}.eml`)))
  return {
    to: to?.map(({ address }) => address).join(', ') ?? '',
    subject,
    date: new Date(date).toUTCString(),
    text,
    html,
  }
}

function listOf(mails: readonly (Kept & { readonly id: string })[]): string {
  const item = ({ id, to, subject, date }: Kept & { readonly id: string }) =>
    `<li><a href="?mail=${id}">${escaped(subject)}</a><br><small>${escaped(to)} · ${escaped(date)}</small></li>`
  const list = mails.length === 0 ? '<p>No mail was sent yet.</p>' : `<ul>${mails.map(item).join('')}</ul>`
  return `<main class="wide"><h1>Mails of the demo</h1><p>They are kept here, and not sent.</p>${list}</main>`
}

function mailOf(id: string, { to, subject, date, text }: Kept): string {
  return `<main class="wide">
<p><a href="?">All mails</a></p>
<h1>${escaped(subject)}</h1>
<p><small>To ${escaped(to)} · ${escaped(date)}</small></p>
<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="?mail=${id}&amp;part=html" title="The mail"></iframe>
<h2>As text</h2>
<pre>${escaped(text)}</pre>
</main>`
}
