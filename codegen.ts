// Typed operations for the scenario tests, generated from schema.graphql as any client would.

import { readFileSync } from 'node:fs'
import type { CodegenConfig } from '@graphql-codegen/cli'

// A node is null where its row could not be read. Tests read no such row unless they say so, and are typed without the null.
const schema = readFileSync('schema.graphql', 'utf8').replace(/^( {2}node: \w+)$/gm, '$1!')

const config: CodegenConfig = {
  schema,
  documents: ['test/**/*.ts', '!test/generated/**'],
  ignoreNoDocuments: true,
  generates: {
    'test/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        scalars: {
          Credits: 'number',
          SafeInt: 'number',
          DateTime: 'string',
          JSONObject: 'Record<string, unknown>',
          Metadata: { input: 'Record<string, string | null>', output: 'Record<string, string>' },
        },
        useTypeImports: true,
        documentMode: 'string',
        enumsAsTypes: true,
        importExtension: '.ts',
        emitLegacyCommonJSImports: false,
      },
    },
  },
}

export default config
