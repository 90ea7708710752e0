// Classifies database errors: retryable (serialization, deadlock), unavailable (connection, timeout, room), or invalid text
// (NUL byte). They come from pg, and from Prisma, which wraps pg's errors.

/** SQLSTATE classes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const SERIALIZATION_CODES = new Set(['40001', '40P01'])
const CONNECTION_CODES = new Set([
  // PostgreSQL is shutting down, has crashed, or is not up yet; or it ended a session that was idle for too long, or whose
  // transaction took too long.
  ...['57P01', '57P02', '57P03', '25P03', '25P04', '57P05', '08000', '08001', '08003', '08004', '08006'],
  // Node's names for a connection that couldn't be made or broke.
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
])
/** A statement was canceled: it ran for too long, or waited for a lock for too long. */
const TIMEOUT_CODES = new Set(['57014', '55P03'])
/**
 * Prisma's own: it can't connect, also because PostgreSQL does not let it in any more (P1000 to P1011), it took too long, no connection was
 * free (P2024; P2028: for a transaction; P2037: at PostgreSQL).
 */
const PRISMA_UNAVAILABLE_CODES = new Set([
  ...['P1000', 'P1001', 'P1002', 'P1003', 'P1008', 'P1010', 'P1011', 'P1017'],
  ...['P2024', 'P2028', 'P2037'],
])
/** Prisma's own for a serialization failure or a deadlock; of a raw statement the code says less (P2010), and the SQLSTATE is in `meta`. */
const PRISMA_CONFLICT = 'P2034'
/** The kinds of errors of @prisma/adapter-pg for a broken connection, for which Prisma has no code. */
const ADAPTER_KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])
/** pg says these without a code. */
const CONNECTION_MESSAGE =
  /^Connection terminated|^timeout expired|^timeout exceeded when trying to connect|connection timeout|^Query read timeout|^The connection to PostgreSQL|not queryable|^Client was closed|socket has been ended/i

/** Another transaction came in between; the same work can succeed if it is run again. */
export function isSerializationFailure(error: unknown): boolean {
  return isError(error) && (error.code === PRISMA_CONFLICT || SERIALIZATION_CODES.has(sqlState(error)))
}

/**
 * The database couldn't be reached, went away, or has no room: no disk, no memory, no connection (class 53). A commit under
 * way may or may not have taken effect.
 */
export function isDisconnected(error: unknown): boolean {
  if (!isError(error)) return false
  if (PRISMA_UNAVAILABLE_CODES.has(error.code ?? '')) return true
  if (ADAPTER_KINDS.has(adapterCause(error)?.kind ?? '')) return true
  const code = sqlState(error)
  return CONNECTION_CODES.has(code) || code.startsWith('53') || CONNECTION_MESSAGE.test(error.message)
}

/** The same, or the database took too long. The request may be sent again after a moment. */
export function isUnavailable(error: unknown): boolean {
  return isDisconnected(error) || (isError(error) && TIMEOUT_CODES.has(sqlState(error)))
}

/** It was given text with a character that PostgreSQL's text cannot hold: U+0000. */
export function isNoText(error: unknown): boolean {
  return isError(error) && sqlState(error) === '22021'
}

function sqlState(error: Error & { code?: string }): string {
  return adapterCause(error)?.originalCode ?? error.code ?? ''
}

/** Returns the adapter's error, which is wrapped in Prisma's error or, at COMMIT, bare. */
function adapterCause(error: Error & { meta?: unknown }): { kind?: string; originalCode?: string } | undefined {
  const { driverAdapterError } = (error.meta ?? {}) as { driverAdapterError?: Error }
  const adapterError = error.name === 'DriverAdapterError' ? error : driverAdapterError
  return adapterError?.cause as { kind?: string; originalCode?: string } | undefined
}

function isError(error: unknown): error is Error & { code?: string } {
  return error instanceof Error
}
