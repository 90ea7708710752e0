// Writes the tables of docs/authorization.md from src/access/roles.ts and from the schema's own guards. With --check it
// writes nothing and fails if the page is not in step.

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { GraphQLObjectType } from 'graphql'
import { type Action, ALL_PLATFORM_SCOPES, PLATFORM_SCOPES, ROLES, RULES } from '../access/roles.ts'
import type { PlatformScope } from '../database/generated/client/client.ts'
import { schema } from './schema.ts'

const path = join(import.meta.dirname, '../../docs/authorization.md')

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

const before = await readFile(path, 'utf8')
const after = before
  .replace(/(<!-- actions -->\n)[\s\S]*?(\n<!-- end -->)/, (_all, begin, end) => `${begin}${actionsTable()}${end}`)
  .replace(/(<!-- others -->\n)[\s\S]*?(\n<!-- end -->)/, (_all, begin, end) => `${begin}${othersTable()}${end}`)
if (!process.argv.includes('--check')) await writeFile(path, after)
else if (after !== before) {
  process.stderr.write('docs/authorization.md is not in step with the code. Run: npm run generate\n')
  process.exitCode = 1
}
