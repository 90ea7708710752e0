// The GraphQL samples of the pages, against the schema.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { schema } from '../../src/server/schema.ts'

const ROOT = join(import.meta.dirname, '../..')
const PAGES = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'))

test.each(['README.md', ...PAGES.map((name) => `docs/${name}`)])('the samples of %s are valid', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8')
  const samples = [...text.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, sample = '']) => sample)
  const errors = samples.flatMap((sample) =>
    validate(schema, parse(sample)).map(({ message }) => ({ message, sample })),
  )
  expect(errors).toEqual([])
})
