// Map keys that are made of two names.

export function pair(first: string, second: string): string {
  return `${first}\n${second}`
}
