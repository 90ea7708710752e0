// URLs that may be called: https, without a name and password, of a public address. What a name leads to is looked at again
// when it is called (src/webhooks/send.ts).

import ipaddr from 'ipaddr.js'
import { z } from 'zod'

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
  const { protocol, username, password, hostname, hash } = new URL(text)
  if (protocol !== 'https:' && !(allowPrivate && protocol === 'http:')) return 'must begin with https://'
  if (username || password) return 'must not contain a user name or a password'
  if (hash) return 'must not contain a fragment'
  const host = hostname.replace(/^\[|\]$/g, '')
  if (allowPrivate) return null
  if (ipaddr.isValid(host) && ipaddr.process(host).range() !== 'unicast') return 'is of an address that is not public'
  return /^(.+\.)?(localhost|local|internal)\.?$/i.test(host) ? 'is of a name that is not public' : null
}
