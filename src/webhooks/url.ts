// URLs that webhooks may call: https, a public address, no user name and no password. The address of a name is checked at each
// call (src/network/publicAddress.ts).

import { z } from 'zod'
import { mayBePublic } from '../network/publicAddress.ts'

/** The setting that allows more, for trying Holdfast on one machine. */
const SETTING = 'PRIVATE_WEBHOOKS=on'

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
  // The class URL removes these characters silently; other readers of the text might not.
  if (/[\s\p{Cc}\\]/u.test(text)) return 'must not contain a space, a line break or another character that no URL has'
  if (!URL.canParse(text)) return 'must be a URL, such as https://example.com/hook'
  const url = new URL(text)
  if (url.protocol === 'http:' && !allowPrivate) {
    return `must begin with https://; Holdfast with the setting ${SETTING} takes http:// and private addresses such as localhost, too`
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https://'
  if (url.username || url.password) return 'must not contain a user name or a password'
  if (url.hash) return 'must not contain a fragment'
  if (allowPrivate || mayBePublic(url)) return null
  return `must be of a public address, or of a name on the public internet; Holdfast with the setting ${SETTING} takes private ones, too`
}
