// The text that the demo prints: its address, its keys, and lines to paste into a shell.

import { join } from 'node:path'
import { GRAPHQL_PATH } from '../server/paths.ts'
import { ACCOUNTS, type openDemo } from './demoOrganization.ts'

export type OpenedDemo = Awaited<ReturnType<typeof openDemo>>

/** The addresses and keys of the demo, and lines to paste into a shell. `mailsUrl`: of the page that shows its mails, if there is one. */
export function demoText({ demo, example }: OpenedDemo, dataDir: string, mailsUrl?: string): string {
  const { url, adminKey, memberKey } = demo
  const { model, operation, creditType } = example
  const curl = (key: string, operation: string, ...flags: string[]) =>
    [`curl -s ${url}${GRAPHQL_PATH}`, `-H 'x-api-key: ${key}'`, `-H 'content-type: application/graphql'`, ...flags]
      .concat(`-d '${operation}'`)
      .join(' ')
  // Slow enough to be watched with the next line.
  const input = '{ prompt: "rain on a tin roof", sandbox: { durationMs: 15000 } }'
  const submit = `mutation { submitTask(input: { model: "${model}", operation: "${operation}", input: ${input} }) { ... on SubmitTaskSuccess { task { id status credits } } ... on Error { code message } } }`
  const watch = 'subscription { tasksUpdated { id status progress } }'
  const balance = `{ organization { name wallet(creditType: "${creditType}") { available frozen total } } }`
  return `  API         ${url}${GRAPHQL_PATH}   (open it in a browser for GraphiQL; live over graphql-ws and SSE)
  admin key   ${adminKey}
  member key  ${memberKey}
  sign-in     ${Object.values(ACCOUNTS)
    .map(({ email }) => email)
    .join(', ')}${mailsUrl ? `\n  mails       ${mailsUrl}` : ''}
  These, the password and the operator's key are in ${join(dataDir, 'demo.json')}

Submit a task, watch it live, see the balance:

${curl(memberKey, submit)}
${curl(memberKey, watch, `-H 'accept: text/event-stream' -N`)}
${curl(adminKey, balance)}`
}
