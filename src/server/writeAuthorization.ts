// Writes the tables of docs/authorization.md, and the roles that the console shows its pages by, from src/access/roles.ts and from
// the schema's own guards. With --check it writes nothing and fails if one of them is not in step.

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { GraphQLObjectType } from 'graphql'
import { type Action, ALL_PLATFORM_SCOPES, PLATFORM_SCOPES, ROLES, RULES } from '../access/roles.ts'
import type { PlatformScope } from '../database/generated/client/client.ts'
import { ENDABLE_KINDS, KINDS } from '../mail/kinds.ts'
import { schema } from './schema.ts'

const path = join(import.meta.dirname, '../../docs/authorization.md')
const rolesPath = join(import.meta.dirname, '../../packages/console/src/generated/roles.ts')

interface Guards {
  readonly may?: Action
  readonly platform?: PlatformScope
  readonly person?: true
  readonly anybody?: true
}

/** Every field that a request can begin with, and its guard. */
const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
  Object.values((type as GraphQLObjectType).getFields()).map(({ name, extensions }) => {
    const { authScopes } = extensions.pothosOptions as { authScopes: Guards }
    return { name, guard: authScopes }
  }),
)

function namesOf(isIt: (guard: Guards) => boolean): string {
  const names = fields.filter(({ guard }) => isIt(guard)).map(({ name }) => `\`${name}\``)
  // A query and a subscription can have the same name.
  return [...new Set(names)].sort().join(', ')
}

function actionsTable(): string {
  const head = [`| What | Scope | ${ROLES.join(' | ')} | Fields |`, `|---|---|${ROLES.map(() => ':-:|').join('')}---|`]
  const rows = Object.entries(RULES).map(([action, { what, scope, roles }]) => {
    const marks = ROLES.map((role) => (roles.includes(role) ? '✓' : ''))
    return `| ${what} | ${scope} | ${marks.join(' | ')} | ${namesOf(({ may }) => may === action)} |`
  })
  return [...head, ...rows].join('\n')
}

function othersTable(): string {
  return [
    '| Who | Fields |',
    '|---|---|',
    `| Everybody, also without credentials | ${namesOf(({ anybody }) => anybody === true)} |`,
    `| A person who has signed in | ${namesOf(({ person }) => person === true)} |`,
    ...ALL_PLATFORM_SCOPES.map(
      (scope) =>
        `| A platform key with ${scope}: ${PLATFORM_SCOPES[scope]} | ${namesOf(({ platform }) => platform === scope)} |`,
    ),
  ].join('\n')
}

/** The roles by what they may do, and by the mails that they get and can end, as a module of the console. */
function rolesModule(): string {
  const may = Object.entries(RULES).map(([action, { roles }]) => `  ${action}: ${JSON.stringify(roles)},`)
  const get = ENDABLE_KINDS.map((kind) => `  ${kind}: ${JSON.stringify(KINDS[kind].roles)},`)
  return [
    '// Generated from src/access/roles.ts and src/mail/kinds.ts.',
    `export const ROLES_THAT_MAY = {\n${may.join('\n')}\n} as const`,
    `export const ROLES_THAT_GET = {\n${get.join('\n')}\n} as const\n`,
  ].join('\n\n')
}

const isCheck = process.argv.includes('--check')

/** Writes a file, or says that it is not in step. */
async function keepInStep(file: string, name: string, textOf: (before: string) => string): Promise<void> {
  const before = await readFile(file, 'utf8').catch(() => '')
  const after = textOf(before)
  if (!isCheck) await writeFile(file, after)
  else if (after !== before) {
    process.stderr.write(`${name} is not in step with the code. Run: npm run generate\n`)
    process.exitCode = 1
  }
}

await keepInStep(path, 'docs/authorization.md', (before) =>
  before
    .replace(/(<!-- actions -->\n)[\s\S]*?(\n<!-- end -->)/, (_all, begin, end) => `${begin}${actionsTable()}${end}`)
    .replace(/(<!-- others -->\n)[\s\S]*?(\n<!-- end -->)/, (_all, begin, end) => `${begin}${othersTable()}${end}`),
)
await keepInStep(rolesPath, 'packages/console/src/generated/roles.ts', rolesModule)
