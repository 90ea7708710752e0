// The table of all paths except /graphql, with their methods and handlers. docs/api.md lists the same, except for the paths below /auth.

import { ENDPOINTS, ISSUER_CALLBACK, ISSUER_CALLBACK_PATH, OPERATOR_PATH, SIGN_IN_PATH } from '../access/endpoints.ts'
import { DOCUMENTS_PATH } from '../documents/links.ts'
import { SANDBOX_PATH } from '../gateways/sandbox.ts'
import { PEER_PATH } from '../home/path.ts'
import { MAIL_ENDS_PATH } from '../mail/preferences.ts'
import { PAYMENT_CALLBACKS_PATH } from '../payments/callbacks.ts'
import { FILES_PATH } from '../storage/folder.ts'
import { UPLOADS_PATH } from '../tasks/uploads.ts'
import { CALLBACKS_PATH } from '../upstream/callbacks.ts'
import { answer } from './answer.ts'
import { serveCallback } from './callbacks.ts'
import { serveCheckpoint } from './checkpoints.ts'
import { openConsole } from './console.ts'
import { openEvents } from './events.ts'
import type { Handler, Parts } from './exchange.ts'
import { openExports } from './exports.ts'
import { openFacades } from './facades.ts'
import { serveFile } from './files.ts'
import { KEPT_MAILS_PATH, serveKeptMails } from './keptMails.ts'
import { serveMailEnd } from './mailEnds.ts'
import { serveOperatorSignIn, serveOperatorSignOut } from './operatorSession.ts'
import { CONSOLE_PATH, GRAPHQL_PATH, LIVE_PATH, READY_PATH } from './paths.ts'
import { servePaymentCallback, serveSandboxPage, serveSandboxStep } from './payments.ts'
import { explainPeers } from './peers.ts'
import { servePrinted } from './printed.ts'
import type { Route, Routes } from './router.ts'
import { serveEndpoint } from './signIn.ts'
import { servePageFile } from './signInPage.ts'
import { serveUpload } from './uploads.ts'

export function routesOf(parts: Parts): Routes {
  const { journal, audit, organization, platformAudit, simulation } = openExports(parts)
  const showConsole = openConsole(parts.signIn !== null)
  const hasPages = showConsole !== null && parts.signIn !== null
  return {
    '/': {
      GET: ({ request, response }) => {
        const isBrowser = request.headers.accept?.includes('text/html')
        response.writeHead(302, { location: hasPages && isBrowser ? CONSOLE_PATH : GRAPHQL_PATH, vary: 'accept' }).end()
      },
    },
    ...(showConsole && {
      [CONSOLE_PATH]: getOrHead(showConsole),
      [`${CONSOLE_PATH}/*`]: getOrHead(showConsole),
    }),
    [LIVE_PATH]: getOrHead(({ response }) => answer(response, 200, { live: true })),
    [READY_PATH]: getOrHead(async ({ response }) => {
      const health = await parts.health()
      answer(response, health.ready ? 200 : 503, health)
    }),
    '/checkpoints/:number': { GET: (exchange) => serveCheckpoint(parts, exchange) },
    '/wallets/:id/journal': { GET: journal },
    '/organizations/:id/audit': { GET: audit },
    '/organizations/:id/export': { GET: organization },
    '/platform/audit': { GET: platformAudit },
    '/simulations/:id/organizations': { GET: simulation },
    [`${DOCUMENTS_PATH}:token`]: getOrHead((exchange) => servePrinted(parts, exchange)),
    '/events': { GET: openEvents(parts) },
    [`${FILES_PATH}:token`]: getOrHead((exchange) => serveFile(parts, exchange)),
    [`${UPLOADS_PATH}:token`]: { PUT: (exchange) => serveUpload(parts, exchange) },
    [`${CALLBACKS_PATH}:token`]: { POST: (exchange) => serveCallback(parts, exchange) },
    [`${PAYMENT_CALLBACKS_PATH}:provider`]: { POST: (exchange) => servePaymentCallback(parts, exchange) },
    [`${SANDBOX_PATH}:token`]: {
      ...getOrHead((exchange) => serveSandboxPage(parts, exchange)),
      POST: (exchange) => serveSandboxStep(parts, exchange),
    },
    ...mailRoutes(parts),
    [OPERATOR_PATH]: {
      POST: (exchange) => serveOperatorSignIn(parts, exchange),
      DELETE: (exchange) => serveOperatorSignOut(parts, exchange),
    },
    ...signInRoutes(parts),
    [PEER_PATH]: { GET: explainPeers },
    // The paths of vendors: their definitions list them (src/facades/definitions).
    '/*': { ANY: openFacades(parts) },
  }
}

/** The pages that mails lead to, if mail is on. */
function mailRoutes(parts: Parts): Routes {
  if (!parts.app.mail) return {}
  const ends: Handler = (exchange) => serveMailEnd(parts, exchange)
  const { keptMails } = parts
  return {
    [`${MAIL_ENDS_PATH}:token`]: { ...getOrHead(ends), POST: ends },
    ...(keptMails && {
      [`${KEPT_MAILS_PATH}:token`]: getOrHead((exchange) => serveKeptMails(parts, keptMails, exchange)),
    }),
  }
}

/** The page and the endpoints under /auth, if people sign in. */
function signInRoutes({ reader, signIn }: Parts): Routes {
  if (!signIn) return {}
  const { sessions, page } = signIn
  const pages = [...page].map(
    ([path, file]) => [path, getOrHead(({ response }) => servePageFile(file, response))] as const,
  )
  const endpoints = Object.entries(ENDPOINTS).map(([path, endpoint]) => {
    const serve: Handler = (exchange) => serveEndpoint({ reader, sessions }, path, endpoint, exchange)
    return [`${SIGN_IN_PATH}/${path}`, { [endpoint.method]: serve }] as const
  })
  const ofIssuers: Handler = (exchange) =>
    serveEndpoint({ reader, sessions }, ISSUER_CALLBACK_PATH + exchange.variable, ISSUER_CALLBACK, exchange)
  return Object.fromEntries([
    ...pages,
    ...endpoints,
    [`${SIGN_IN_PATH}/${ISSUER_CALLBACK_PATH}:issuer`, { [ISSUER_CALLBACK.method]: ofIssuers }],
  ])
}

function getOrHead(handler: Handler): Route {
  return { GET: handler, HEAD: handler }
}
