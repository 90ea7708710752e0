// A document that somebody has written or pasted.

import { operator } from '../texts/operator.ts'

/** The JSON object in a text; or a sentence that says why the text is not a JSON object. */
export function documentOf(text: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : operator.load.notAnObject
  } catch (error) {
    return operator.load.notJson(error instanceof Error ? error.message : '')
  }
}
