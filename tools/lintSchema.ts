// Lints schema.graphql with graphql-eslint: its recommended rules for schemas, the Relay rules, and our shape of mutations.
//
//   node tools/lintSchema.ts             a line for each error, and exit code 1 if there is one
//   node tools/lintSchema.ts --summary   the number of errors of each rule, also of those that pass

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import graphql from '@graphql-eslint/eslint-plugin'
import { ESLint, type Linter } from 'eslint'

const ROOT = join(import.meta.dirname, '..')
const FILE = 'schema.graphql'
const { parser, rules, configs } = graphql

/** Selectors of graphql-eslint's syntax tree, and what is wrong with the nodes that they match. */
const SHAPES = [
  {
    selector: 'ObjectTypeDefinition[name.value=Mutation] > FieldDefinition > :not(NonNullType).gqlType',
    message: 'A mutation returns a non-null union: XxxResult!',
  },
  {
    selector: 'ObjectTypeDefinition[name.value=Mutation] > FieldDefinition > NamedType[name.value!=/Result$/]',
    message: 'The result of a mutation is named XxxResult',
  },
  {
    selector:
      'ObjectTypeDefinition[name.value=Mutation] > FieldDefinition > NonNullType > NamedType[name.value!=/Result$/]',
    message: 'The result of a mutation is named XxxResult',
  },
  {
    selector: 'ObjectTypeDefinition[name.value=Mutation] > FieldDefinition[arguments.length!=1]',
    message: 'A mutation takes one argument, its input',
  },
  {
    selector: 'ObjectTypeDefinition[name.value=/Error$/][interfaces.length=0]',
    message: 'A refusal implements Error',
  },
  {
    selector: 'ObjectTypeDefinition:has(> FieldDefinition[name.value=id]):not(:has(> NamedType[name.value=Node]))',
    message: 'A type with an id implements Node',
  },
  {
    selector:
      'FieldDefinition[name.value!=/^(node|nodes|organization|payment|simulation|export)$/] > InputValueDefinition[name.value=/^ids?$/]',
    message: 'Only a field that is named after the type that it returns takes id; elsewhere an id is named: taskId',
  },
  {
    selector: 'InputObjectTypeDefinition > InputValueDefinition[name.value=/^ids?$/]',
    message: 'An id in an input is named after its thing: taskId',
  },
  {
    selector: `InputValueDefinition[name.value!=/(^after|^ids?|[a-z]Ids?)$/]:has(NamedType[name.value=ID])`,
    message: 'An argument of type ID is named after its thing: taskId',
  },
]

const CONFIG: Linter.RulesRecord = {
  ...configs['flat/schema-recommended'].rules,
  ...configs['flat/schema-relay'].rules,
  // Names: a mutation xxx takes input: XxxInput!.
  '@graphql-eslint/input-name': ['error', { checkInputType: true, caseSensitiveInputType: false }],
  '@graphql-eslint/no-scalar-result-type-on-mutation': 'error',
  '@graphql-eslint/require-nullable-fields-with-oneof': 'error',
  // Lists that have a small maximum are plain lists; all others are connections.
  '@graphql-eslint/relay-edge-types': [
    'error',
    { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false },
  ],
  // Results, errors and values have no id. Every type that has one implements Node.
  '@graphql-eslint/strict-id-in-types': 'off',
  // Two enums may have the same value: PENDING is a state of a task and of a delivery.
  '@graphql-eslint/unique-enum-value-names': 'off',
  'no-restricted-syntax': ['error', ...SHAPES],
}

const eslint = new ESLint({
  cwd: ROOT,
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ['**/*.graphql'],
      languageOptions: {
        parser: parser as Linter.Parser,
        parserOptions: { graphQLConfig: { schema: join(ROOT, FILE) } },
      },
      plugins: { '@graphql-eslint': { rules } as unknown as ESLint.Plugin },
      rules: CONFIG,
    },
  ],
})

const [result] = await eslint.lintText(readFileSync(join(ROOT, FILE), 'utf8'), { filePath: join(ROOT, FILE) })
const messages = result?.messages ?? []

if (process.argv.includes('--summary')) {
  const counts = new Map(Object.entries(CONFIG).flatMap(([rule, setting]) => (setting === 'off' ? [] : [[rule, 0]])))
  for (const { ruleId } of messages) counts.set(ruleId ?? 'parser', (counts.get(ruleId ?? 'parser') ?? 0) + 1)
  for (const [rule, count] of [...counts].sort((a, b) => b[1] - a[1])) {
    process.stdout.write(`${String(count).padStart(6)}  ${rule}\n`)
  }
} else {
  for (const { line, ruleId, message } of messages) process.stdout.write(`${FILE}:${line}: ${message} (${ruleId})\n`)
}
process.stdout.write(`${messages.length} errors\n`)
if (messages.length > 0) process.exitCode = 1
