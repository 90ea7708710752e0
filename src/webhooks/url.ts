// URLs that may be called: https, without a name and password, of a public address. The address that a name leads to is
// checked when it is called (src/network/publicAddress.ts).

import { z } from 'zod'
import { mayBePublic } from '../network/publicAddress.ts'

export function urlField(allowPrivate: boolean) {
  return z
    .string()
    .max(2_000)
    .superRefine((text, context) => {
      const problem = problemOf(text, allowPrivate)
      if (problem) context.addIssue(problem)
    })
}

function problemOf(text: string, allowPrivate: boolean): string | null {
  // What URL would quietly remove, a careless reader might not.
  if (/[\s\p{Cc}\\]/u.test(text)) return 'contains a space, a line break or another character that no URL has'
  if (!URL.canParse(text)) return 'is no URL'
  const url = new URL(text)
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:')) return 'must begin with https://'
  if (url.username || url.password) return 'must not contain a user name or a password'
  if (url.hash) return 'must not contain a fragment'
  return allowPrivate || mayBePublic(url) ? null : 'must be of a public address, or of a name on the public internet'
}
