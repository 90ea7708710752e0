// What an entry of a journal does to the available credits.

/** The entries that make the available credits fewer. */
const LESS: ReadonlySet<string> = new Set(['FREEZE', 'EXPIRE', 'LOCK', 'MOVE_OUT', 'REVOKE', 'REPAY'])
/** The entries that leave the available credits as they are. */
const LEVEL: ReadonlySet<string> = new Set(['SPEND', 'OWE', 'WRITE_OFF', 'CHARGE_BACK', 'DEBT_IN', 'DEBT_OUT'])

/** The sign of its credits; none where the available credits stay as they are. */
export const signOf = (type: string): '' | '−' | '+' => (LEVEL.has(type) ? '' : LESS.has(type) ? '−' : '+')
