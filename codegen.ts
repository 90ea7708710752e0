// Typed operations for the scenario tests, generated from schema.graphql as any client would.

import type { CodegenConfig } from '@graphql-codegen/cli'

const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: ['test/**/*.ts', '!test/generated/**'],
  ignoreNoDocuments: true,
  generates: {
    'test/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        scalars: { Credits: 'number', DateTime: 'string', JSONObject: 'Record<string, unknown>' },
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
