// The scopes of a platform key in words.

import type { PlatformScope } from '../generated/types.ts'
import { operator } from '../texts/operator.ts'

const ALL = Object.keys(operator.scopes)

export const scopesText = (scopes: readonly PlatformScope[]): string =>
  scopes.length === ALL.length ? operator.everything : scopes.map((scope) => operator.scopes[scope]).join(', ')
