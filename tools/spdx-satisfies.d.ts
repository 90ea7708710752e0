declare module 'spdx-satisfies' {
  /** True if the expression of SPDX can be satisfied by the licences of the list alone. Throws if it is no expression. */
  export default function satisfies(expression: string, allowed: readonly string[]): boolean
}
