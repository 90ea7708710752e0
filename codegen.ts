// Typed operations, generated from schema.graphql: of the tests, as any client would, of packages/client and of the console.

import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { CodegenConfig } from '@graphql-codegen/cli'

// A node is null where its row could not be read. Tests read no such row unless they say so, and are typed without the null.
const schema = readFileSync('schema.graphql', 'utf8').replace(/^( {2}node: \w+)$/gm, '$1!')

const scalars = {
  Credits: 'number',
  SafeInt: 'number',
  DateTime: 'string',
  JSONObject: 'Record<string, unknown>',
  Metadata: { input: 'Record<string, string | null>', output: 'Record<string, string>' },
}

const typed = { scalars: { ...scalars, ID: 'string', Units: 'number' }, useTypeImports: true, enumsAsTypes: true }

/** The console's own operations: each part of it has those that it reads, so that a page loads no other's. Their types are in one file. */
const CONSOLE = 'packages/console/src'
const CONSOLE_OPERATIONS = `${CONSOLE}/*/*.graphql`
const ofConsole = globSync(CONSOLE_OPERATIONS)
  .sort()
  .map((path) => [
    `${CONSOLE}/generated/${basename(path, '.graphql')}.ts`,
    {
      ...{ schema: 'schema.graphql', documents: path, plugins: ['./tools/typedOperations.ts'] },
      config: { operation: '@holdfast/client', types: './types.ts', isByType: true },
    },
  ])

const CLIENT_OPERATIONS = 'packages/operations/*.graphql'

const config: CodegenConfig = {
  ignoreNoDocuments: true,
  generates: {
    'test/generated/': {
      schema,
      documents: ['test/**/*.ts', '!test/generated/**'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        scalars,
        useTypeImports: true,
        documentMode: 'string',
        enumsAsTypes: true,
        importExtension: '.ts',
        emitLegacyCommonJSImports: false,
      },
    },
    'packages/client/src/generated/types.ts': {
      schema: 'schema.graphql',
      documents: CLIENT_OPERATIONS,
      plugins: ['typescript-operations'],
      config: typed,
    },
    'packages/client/src/generated/operations.ts': {
      schema: 'schema.graphql',
      documents: CLIENT_OPERATIONS,
      plugins: ['./tools/typedOperations.ts'],
      config: { operation: '../operation.ts', types: './types.ts' },
    },
    [`${CONSOLE}/generated/types.ts`]: {
      schema: 'schema.graphql',
      documents: CONSOLE_OPERATIONS,
      plugins: ['typescript-operations'],
      config: typed,
    },
    ...Object.fromEntries(ofConsole),
  },
}

export default config
