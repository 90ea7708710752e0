// Typed operations, generated from schema.graphql: of the tests, as any client would, and of packages/client.

import { readFileSync } from 'node:fs'
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
      config: {
        ...{ scalars: { ...scalars, ID: 'string', Units: 'number' }, useTypeImports: true },
        enumsAsTypes: true,
      },
    },
    'packages/client/src/generated/operations.ts': {
      schema: 'schema.graphql',
      documents: CLIENT_OPERATIONS,
      plugins: ['./tools/typedOperations.ts'],
    },
  },
}

export default config
