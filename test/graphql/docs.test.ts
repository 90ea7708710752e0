// The GraphQL samples of the pages, against the schema.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DocumentNode, isUnionType, parse, TypeInfo, validate, visit, visitWithTypeInfo } from 'graphql'
import { expect, test } from 'vitest'
import { schema } from '../../src/server/schema.ts'

const ROOT = join(import.meta.dirname, '../..')
const PAGES = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'))

/** The documents of a page: its blocks of GraphQL, and the paragraphs of its other blocks that are documents. */
function samplesOf(page: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8')
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)].flatMap(([, language, block = '']) => {
    if (language === 'graphql') return [block]
    return language === '' ? block.split('\n\n').filter((each) => /^(mutation|query|\{ \w+[ (])/.test(each)) : []
  })
}

/** The fields of a document that may be refused, and that do not ask why. */
function silentIn(document: DocumentNode): string[] {
  const silent: string[] = []
  const info = new TypeInfo(schema)
  const enter = ({
    name,
    selectionSet,
  }: {
    name: { value: string }
    selectionSet?: { selections: readonly object[] }
  }) => {
    const type = info.getType()
    const named = type && 'ofType' in type ? type.ofType : type
    if (
      !isUnionType(named) ||
      !named.getTypes().some((each) => each.getInterfaces().some(({ name }) => name === 'Error'))
    )
      return
    const asks = (selectionSet?.selections ?? []).some(
      (each) => 'typeCondition' in each && (each.typeCondition as { name: { value: string } }).name.value === 'Error',
    )
    if (!asks) silent.push(name.value)
  }
  visit(document, visitWithTypeInfo(info, { Field: enter }))
  return silent
}

test.each(['README.md', ...PAGES.map((name) => `docs/${name}`)])(
  'the samples of %s are valid, and ask why they are refused',
  (page) => {
    const errors = samplesOf(page).flatMap((sample) => {
      const document = parse(sample)
      const silent = silentIn(document).map((name) => `${name} must have ... on Error { code message }`)
      return [...validate(schema, document).map(({ message }) => message), ...silent].map((message) => ({
        message,
        sample,
      }))
    })
    expect(errors).toEqual([])
  },
)
