// Paths that several files use. src/server/routes.ts lists all.

export const GRAPHQL_PATH = '/graphql'
export const CONSOLE_PATH = '/console'
export const LIVE_PATH = '/health/live'
export const READY_PATH = '/health/ready'

/** True for the path of GraphQL, with or without a query string. */
export function isGraphQL(path: string): boolean {
  const [pathname] = path.split('?', 1)
  return pathname === GRAPHQL_PATH || pathname === `${GRAPHQL_PATH}/`
}
