// Map keys that are made of several ids or names.

/** One map key of three. */
export function triple(first: string, second: string, third: string): string {
  return `${first}\n${second}\n${third}`
}

/** One map key of two. */
export function pair(first: string, second: string): string {
  return `${first}\n${second}`
}
