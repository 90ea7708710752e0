// Pages of other origins in a browser: those that ALLOWED_ORIGINS names may use sessions everywhere, and no others may anywhere.

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startChromium, startPage } from '../support/chromium.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { AcceptInvitation, CreateInvitation } from '../support/operations.ts'
import { signUp } from '../support/people.ts'

const ACCOUNT = { email: 'paula@platform.example', password: 'correct horse battery' }

let holdfast: TestHoldfast
let mine: TestOrganization
let chromium: Browser
let allowed: Awaited<ReturnType<typeof startPage>>
let other: Awaited<ReturnType<typeof startPage>>

beforeAll(async () => {
  ;[chromium, allowed, other] = await Promise.all([startChromium(), startPage(), startPage()])
  holdfast = await startTestHoldfast({
    allowedOrigins: [allowed.url],
    trustedProxies: ['loopback'],
    sessions: { signUp: true, oidc: null },
  })
  mine = await holdfast.organization()
  const browser = await signUp(holdfast, ACCOUNT.email, 'Paula Platform')
  const { createInvitation } = await mine.admin.run(CreateInvitation, { input: { role: 'ADMIN' } })
  if (createInvitation?.__typename !== 'CreateInvitationSuccess') throw new Error(JSON.stringify(createInvitation))
  await browser.client().run(AcceptInvitation, { secret: createInvitation.secret })
})
afterAll(async () => {
  await chromium.close()
  for (const page of [allowed, other]) page.stop()
  await holdfast.stop()
})

interface Asked {
  readonly status?: number
  readonly body?: unknown
  /** What the page may read of the headers. */
  readonly headers?: Record<string, string>
  /** What a page is told of an answer that it may not read: nothing. */
  readonly failed?: string
}

/** What a page is answered that asks by fetch. */
function ask(page: Page, path: string, body: object | null, init: RequestInit = {}): Promise<Asked> {
  const headers = { ...(body ? { 'content-type': 'application/json' } : {}), ...(init.headers as object) }
  const sent = { ...init, headers, ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}) }
  const url = holdfast.holdfast.url + path
  return page.evaluate(
    ({ url, sent }) =>
      fetch(url, sent as RequestInit).then(
        async (response) => ({
          status: response.status,
          body: await response.json().catch(() => null),
          headers: Object.fromEntries(response.headers),
        }),
        (error) => ({ failed: String(error) }),
      ),
    { url, sent },
  )
}

/** The first message of a stream to a page: by EventSource or WebSocket, with cookies as browsers send them by themselves. */
function firstMessage(page: Page, by: 'EventSource' | 'WebSocket'): Promise<string> {
  const query = 'subscription { balanceChanged { available } }'
  return page.evaluate(
    ({ url, query, by }) =>
      new Promise<string>((resolve) => {
        if (by === 'EventSource') {
          const source = new EventSource(`${url}?query=${encodeURIComponent(query)}`, { withCredentials: true })
          source.addEventListener('next', ({ data }) => {
            source.close()
            resolve(data)
          })
          source.addEventListener('error', () => {
            source.close()
            resolve('refused')
          })
          return
        }
        const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws')
        socket.onopen = () => socket.send(JSON.stringify({ type: 'connection_init' }))
        socket.onclose = () => resolve('refused')
        socket.onmessage = ({ data }) => {
          const { type, payload } = JSON.parse(data)
          if (type === 'connection_ack') socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }))
          if (type !== 'next') return
          resolve(JSON.stringify(payload))
          socket.close()
        }
      }),
    { url: `${holdfast.holdfast.url}/graphql`, query, by },
  )
}

const WHO = { query: '{ viewer { member { role } organization { wallet { id } } } }' }

/** A page of an origin, in a browser where Paula has signed in on the platform's page. */
async function pageOf(origin: string): Promise<Page> {
  const context = await chromium.newContext()
  const page = await context.newPage()
  await page.goto(allowed.url)
  const signedIn = await ask(page, '/auth/sign-in/email', ACCOUNT, { credentials: 'include' })
  expect(signedIn).toMatchObject({ status: 200, body: { user: { email: ACCOUNT.email } } })
  await page.goto(origin)
  return page
}

test('a page of ALLOWED_ORIGINS signs in, queries, subscribes and downloads with the session', async () => {
  const page = await pageOf(allowed.url)
  const include = { credentials: 'include' } as const
  const who = await ask(page, '/graphql', WHO, include)
  expect(who).toMatchObject({ status: 200, body: { data: { viewer: { member: { role: 'ADMIN' } } } } })
  expect(who.headers?.['x-request-id']).toBeTruthy()
  for (const by of ['EventSource', 'WebSocket'] as const) {
    expect(await firstMessage(page, by), by).toContain('"available":1000')
  }
  const { id } = (who.body as { data: { viewer: { organization: { wallet: { id: string } } } } }).data.viewer
    .organization.wallet
  const exported = await ask(page, `/wallets/${id}/journal`, null, include)
  expect(exported.status).toBe(200)
  expect(exported.headers?.['content-disposition']).toContain('.ndjson')
  // There is no such file; but the page can read that.
  expect((await ask(page, '/files/none', null, include)).status).toBe(404)
  expect((await ask(page, '/auth/get-session', null, include)).body).toMatchObject({ user: { email: ACCOUNT.email } })
  expect((await ask(page, '/auth/sign-out', {}, include)).status).toBe(200)
  expect((await ask(page, '/graphql', WHO, include)).body).toMatchObject({ data: { viewer: null } })
  await page.context().close()
})

test('a page of any other origin gets nothing with cookies, and everything with a key', async () => {
  const page = await pageOf(other.url)
  const include = { credentials: 'include' } as const
  for (const path of ['/graphql', '/auth/sign-in/email', '/auth/sign-out']) {
    expect((await ask(page, path, path === '/graphql' ? WHO : ACCOUNT, include)).failed, path).toContain('TypeError')
  }
  for (const path of ['/auth/get-session', '/files/none', '/wallets/none/journal']) {
    expect((await ask(page, path, null, include)).failed, path).toContain('TypeError')
  }
  for (const by of ['EventSource', 'WebSocket'] as const) expect(await firstMessage(page, by), by).toBe('refused')
  // Nor without cookies under /auth.
  expect((await ask(page, '/auth/sign-in/email', ACCOUNT)).failed).toContain('TypeError')
  const key = { headers: { 'x-api-key': mine.member.key ?? '' } }
  const who = await ask(page, '/graphql', WHO, key)
  expect(who).toMatchObject({ status: 200, body: { data: { viewer: { member: { role: 'MEMBER' } } } } })
  expect(who.headers?.['x-request-id']).toBeTruthy()
  await page.context().close()
})

test('only an origin of the settings is echoed, and allowed to send credentials', async () => {
  for (const origin of ['https://evil.example', 'null', `${allowed.url}.evil.example`, allowed.url.toUpperCase()]) {
    for (const path of [
      '/graphql',
      '/auth/get-session',
      '/files/none',
      '/wallets/none/journal',
      '/checkpoints/latest',
    ]) {
      for (const method of ['GET', 'OPTIONS']) {
        const headers = {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'x-api-key',
        }
        const answer = await fetch(holdfast.holdfast.url + path, { method, headers })
        const what = `${method} ${path} from ${origin}`
        expect(answer.headers.get('access-control-allow-credentials'), what).toBeNull()
        const allowedOrigin = answer.headers.get('access-control-allow-origin')
        expect(allowedOrigin, what).toBe(path.startsWith('/auth') ? null : '*')
        expect(answer.headers.get('vary')?.toLowerCase(), what).toContain('origin')
        await answer.body?.cancel()
      }
    }
  }
})
