// Paths beside /graphql: each supports the methods that docs/api.md lists, and answers every error in one shape.

import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Attempts, openAttempts } from '../../src/access/attempts.ts'
import { ENDPOINTS, OPERATOR_PATH } from '../../src/access/endpoints.ts'
import { Charges } from '../../src/server/charges.ts'
import { openRequestReader } from '../../src/server/credentials.ts'
import { openHealth } from '../../src/server/health.ts'
import type { Routes } from '../../src/server/router.ts'
import { routesOf } from '../../src/server/routes.ts'
import { openSignInPage } from '../../src/server/signInPage.ts'
import { SlowConsumers } from '../../src/server/slowConsumers.ts'
import { Strangers } from '../../src/server/strangers.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']

const keptMails = join(tmpdir(), 'holdfast-no-mails')
let holdfast: TestHoldfast
let attempts: Attempts
beforeAll(async () => {
  const mail = { to: { folder: keptMails }, from: 'holdfast@localhost', appUrl: null }
  holdfast = await startTestHoldfast({ sessions: { signUp: true, oidc: null }, mail, showMails: true })
  attempts = openAttempts(holdfast.database.url)
})
afterAll(async () => {
  await attempts.stop()
  await holdfast.stop()
})

/** The lines of the table in docs/api.md, with `:x` for each variable part. */
const lines = readFileSync(join(import.meta.dirname, '../../docs/api.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, methods, path] = /^\| ([A-Z, ]+|any) \| `(\/[^`]*)` \|/.exec(line) ?? []
    return methods && path ? [{ path: path.replace(/[A-Z]+/, ':x'), methods: methods.toUpperCase().split(', ') }] : []
  })

/** Those that list their methods, with `x` for each variable part. */
const documented = lines.flatMap(({ path, methods }) =>
  methods.includes('ANY') ? [] : [{ path: path.replace(':', ''), methods }],
)

const endpoints = Object.entries(ENDPOINTS).map(([path, { method }]) => ({ path: `/auth/${path}`, methods: [method] }))

const ask = (path: string, method: string) =>
  fetch(`${holdfast.holdfast.url}${path}`, { method, redirect: 'manual', headers: { 'content-type': 'text/plain' } })

/** The table of src/server/routes.ts. */
function routesOfServer(): Routes {
  const { app, sessions } = holdfast.holdfast
  if (!sessions) throw new Error('people don’t sign in')
  const reader = openRequestReader({ trustedProxies: [], publicUrl: null, allowedOrigins: [] })
  const charges = new Charges(null)
  return routesOf({
    app,
    reader,
    attempts,
    signIn: { sessions, page: openSignInPage({ signUp: true, oidc: false, explorer: true, keptMails: false }) },
    keptMails,
    charges,
    strangers: new Strangers(reader, charges),
    slowConsumers: new SlowConsumers(),
    health: openHealth(app, { ready: true }, { queueStuckSince: () => null, listenerLostSince: () => null }),
  })
}

test('docs/api.md lists the paths and methods of the table of routes', () => {
  const routes = Object.entries(routesOfServer())
    .filter(([path]) => !path.startsWith('/auth/') || path === OPERATOR_PATH)
    .map(([path, route]) => ({ path: path.replace(/:\w+/, ':x'), methods: Object.keys(route) }))
  expect(lines).toEqual(routes)
})

test.each([...documented, ...endpoints])('$path supports $methods and no other method', async ({ path, methods }) => {
  for (const method of METHODS) {
    const response = await ask(path, method)
    if (methods.includes(method)) {
      expect(response.status, method).not.toBe(405)
      await response.text()
      continue
    }
    expect(response.status, method).toBe(405)
    expect(response.headers.get('allow'), method).toBe(methods.join(', '))
    if (method === 'HEAD') continue
    const message = `This path supports ${methods.join(' and ')} only.`
    expect(await response.json(), method).toEqual({ code: 'METHOD_NOT_ALLOWED', message })
  }
})

test.each([
  ['GET', '/checkpoints/999', 404, { code: 'NOT_FOUND', message: 'No checkpoint has this number.' }],
  ['GET', '/wallets/x/journal', 401, { code: 'UNAUTHENTICATED' }],
  ['GET', '/organizations/x/audit', 401, { code: 'UNAUTHENTICATED' }],
  ['GET', '/organizations/x/export', 401, { code: 'UNAUTHENTICATED' }],
  ['GET', '/platform/audit', 401, { code: 'UNAUTHENTICATED' }],
  ['GET', '/simulations/x/organizations', 401, { code: 'UNAUTHENTICATED' }],
  [
    'GET',
    '/files/x',
    404,
    { code: 'NOT_FOUND', message: 'This link has expired or never existed. Ask for the file again.' },
  ],
  [
    'PUT',
    '/uploads/x',
    404,
    { code: 'UNKNOWN', message: 'This address has expired or never existed. Ask for another.' },
  ],
  ['POST', '/callbacks/x', 404, { code: 'UNKNOWN', message: 'No task takes callbacks at this address.' }],
  ['POST', '/payments/callbacks/x', 404, { code: 'UNKNOWN', message: 'No such payment provider is set up here.' }],
  ['GET', '/payments/sandbox/x', 404, { code: 'NOT_FOUND' }],
  ['POST', '/auth/sign-in/email', 415, { code: 'BAD_BODY', message: 'content-type must be application/json.' }],
  ['GET', '/auth/nothing', 404, { code: 'NOT_FOUND', message: 'This path does not exist. GraphQL is at /graphql.' }],
  ['GET', '/api/v2/nothing', 404, { code: 'NOT_FOUND', message: 'This path does not exist. GraphQL is at /graphql.' }],
])('%s %s answers an error with %i, a code and a message', async (method, path, status, error) => {
  const response = await ask(path, method)
  expect(response.status).toBe(status)
  const body = await response.json()
  expect(body).toEqual({ message: expect.any(String), ...error })
})

test('a body that is too long is refused in the shape of its path', async () => {
  const body = Buffer.alloc(5_000_000, ' ')
  const headers = { 'content-type': 'application/json' }
  const send = (path: string) => fetch(`${holdfast.holdfast.url}${path}`, { method: 'POST', headers, body })
  expect(await (await send('/callbacks/x')).json()).toEqual({
    code: 'BAD_BODY',
    message: 'The body must be at most 1048576 bytes.',
  })
  expect(await (await send('/graphql')).json()).toMatchObject({ errors: [{ message: expect.any(String) }] })
})
