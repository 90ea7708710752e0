// Paths beside /graphql: each supports the methods that docs/api.md lists, and answers every error in one shape.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ENDPOINTS } from '../../src/access/endpoints.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']

let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({ sessions: { signUp: true, oidc: null } })
})
afterAll(() => holdfast.stop())

/** The paths and methods of the table in docs/api.md, with `x` for each variable part. */
const documented = readFileSync(join(import.meta.dirname, '../../docs/api.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, methods, path] = /^\| ([A-Z, ]+) \| `(\/[^`]*)` \|/.exec(line) ?? []
    return methods && path ? [{ path: path.replace(/[A-Z]+/, 'x'), methods: methods.split(', ') }] : []
  })

const endpoints = Object.entries(ENDPOINTS).map(([path, { method }]) => ({ path: `/auth/${path}`, methods: [method] }))

const ask = (path: string, method: string) =>
  fetch(`${holdfast.holdfast.url}${path}`, { method, redirect: 'manual', headers: { 'content-type': 'text/plain' } })

test('docs/api.md lists the paths', () => {
  expect(documented.map(({ path }) => path)).toEqual([
    '/',
    '/health/live',
    '/health/ready',
    '/checkpoints/x',
    '/wallets/x/journal',
    '/organizations/x/audit',
    '/organizations/x/export',
    '/files/x',
    '/uploads/x',
    '/callbacks/x',
    '/auth',
  ])
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
  ['POST', '/auth/sign-in/email', 415, { code: 'BAD_BODY', message: 'Send application/json.' }],
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
