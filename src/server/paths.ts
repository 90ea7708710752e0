// The paths that several files name. src/server/routes.ts lists all.

export const GRAPHQL_PATH = '/graphql'
export const LIVE_PATH = '/health/live'
export const READY_PATH = '/health/ready'

/** Whether a path, with or without what follows a `?`, is GraphQL's. */
export function isGraphQL(path: string): boolean {
  const [pathname] = path.split('?', 1)
  return pathname === GRAPHQL_PATH || pathname === `${GRAPHQL_PATH}/`
}
