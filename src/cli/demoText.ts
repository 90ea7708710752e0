// The text that the demo prints: its address, its keys, and lines to paste into a shell.

import { join } from 'node:path'
import { CONSOLE_PATH, GRAPHQL_PATH } from '../server/paths.ts'
import { ACCOUNTS, type openDemo } from './demoOrganization.ts'

export type OpenedDemo = Awaited<ReturnType<typeof openDemo>>

/** A value as a GraphQL document has it: the names of an object's fields stand without quotes. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{ ${Object.entries(value)
    .map(([name, each]) => `${name}: ${literal(each)}`)
    .join(', ')} }`
}

/** The addresses and keys of the demo, and lines to paste into a shell. `mailsUrl`: of the page that shows its mails, if there is one. */
export function demoText({ demo, example }: OpenedDemo, dataDir: string, mailsUrl?: string): string {
  const { url, adminKey, memberKey, password } = demo
  const { creditType, ...submission } = example
  const curl = (key: string, operation: string, ...flags: string[]) =>
    [`curl -s ${url}${GRAPHQL_PATH}`, `-H 'x-api-key: ${key}'`, `-H 'content-type: application/graphql'`, ...flags]
      .concat(`-d '${operation}'`)
      .join(' ')
  // Slow enough to be watched with the next line.
  const submitted = literal({ ...submission, input: { ...submission.input, sandbox: { durationMs: 15_000 } } })
  const submit = `mutation { submitTask(input: ${submitted}) { ... on SubmitTaskSuccess { task { id status credits } } ... on Error { code message } } }`
  const watch = 'subscription { tasksUpdated { id status progress } }'
  const balance = `{ organization { name wallet(creditType: "${creditType}") { available frozen total } } }`
  const [owner, admin, other] = Object.values(ACCOUNTS).map(({ email }) => email)
  return `  console     ${url}${CONSOLE_PATH}   (sign in as ${admin}, with the password ${password}; also as ${owner} and ${other})
  API         ${url}${GRAPHQL_PATH}   (open it in a browser for GraphiQL; live over graphql-ws and SSE)
  admin key   ${adminKey}   (of the member ${ACCOUNTS.ADMIN.name})
  member key  ${memberKey}   (of the member ${ACCOUNTS.MEMBER.name})
${mailsUrl ? `  mails       ${mailsUrl}\n` : ''}  These and the operator's key are in ${join(dataDir, 'demo.json')}

Submit a task, watch it live (Ctrl-C ends it), see the balance:

${curl(memberKey, submit)}
${curl(memberKey, watch, `-H 'accept: text/event-stream' -N`)}
${curl(adminKey, balance)}`
}
