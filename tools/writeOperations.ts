// Writes packages/operations/mutations.graphql: every mutation of schema.graphql as the clients send it, with all that its answer
// says about the things that it changed. codegen.ts makes the TypeScript client's operations of this folder, and
// packages/python/generate.py those of the Python client. `--check` fails if the file is out of step.

import { readFile, writeFile } from 'node:fs/promises'
import {
  buildSchema,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLUnionType,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  isUnionType,
} from 'graphql'

const FILE = 'packages/operations/mutations.graphql'
/** What costs a thousand fields, and what is the same as another field. */
const LEFT_OUT: ReadonlySet<string> = new Set(['integrity', 'proof', 'forecast', 'revenue'])
/** What an entry of a bulk mutation says about its thing: a request with 1,000 of them may cost 50,000 fields. */
const OF_ENTRIES: ReadonlySet<string> = new Set(
  'id status credits spent released sequence available frozen units remainingUnits stopAt stoppedBy replayed'.split(
    ' ',
  ),
)
/** The fields of an object that counts as one value. */
const VALUES_MAX = 5
/** Fields with one name and several types can't stand in one answer, so these have a name of their own. */
const ALIASES: Readonly<Record<string, string>> = {
  'InputLimitError.limit': 'inputLimit',
  'PlanLimitError.limit': 'planLimit',
  'QuotaExceededError.max': 'quotaMax',
}

const schema = buildSchema(await readFile('schema.graphql', 'utf8'))
const fragments = new Map<string, string>()

const isThing = (type: GraphQLObjectType) => type.getInterfaces().some(({ name }) => name === 'Node')
/** An amount of money, a price in credits, a file: a few values that are read with the thing that has them. */
const isValue = (type: GraphQLObjectType) => {
  const fields = Object.values(type.getFields())
  return !isThing(type) && fields.length <= VALUES_MAX && fields.every((field) => isLeafType(getNamedType(field.type)))
}

/** The selection of a field's type; null if the field is left out: another thing within a thing needs a read of its own. */
function selectionOf(type: GraphQLNamedType, isWithinThing: boolean): string | null {
  if (isLeafType(type)) return ''
  if (isInterfaceType(type)) return type.name === 'Error' ? '{ __typename code message }' : '{ id }'
  if (isUnionType(type) && type.name.endsWith('Result') && isWithinThing) return entrySelectionOf(type)
  if (isUnionType(type)) return `{ ${type.getTypes().map(memberOf).join(' ')} __typename }`
  if (!isObjectType(type) || type.name.endsWith('Connection')) return null
  if (isWithinThing && !isValue(type)) return null
  if (!isThing(type)) return `{ ${fieldsOf(type, isWithinThing).join(' ')} }`
  fragment(type)
  return `{ ...${type.name}Fields }`
}

/** The selection of an entry's result in a bulk mutation. */
function entrySelectionOf(type: GraphQLUnionType): string {
  const success = type.getTypes().find(({ name }) => name.endsWith('Success'))
  const fields = Object.values(success?.getFields() ?? {}).flatMap(({ name, type }) => {
    const named = getNamedType(type)
    if (isLeafType(named)) return name
    if (!isObjectType(named) || isListType(getNullableType(type))) return []
    const inner = Object.keys(named.getFields()).filter((each) => OF_ENTRIES.has(each))
    return `${name} { ${inner.join(' ')} }`
  })
  return `{ ... on ${success?.name} { ${fields.join(' ')} } ... on Error { code message } __typename }`
}

function memberOf(type: GraphQLObjectType): string {
  const name = type.name.endsWith('Error') ? fragment(type) : null
  return `... on ${type.name} { ${name ? `...${name}` : fieldsOf(type, 'results' in type.getFields()).join(' ')} }`
}

/** Defines the fragment of a type, and returns its name. */
function fragment(type: GraphQLObjectType): string {
  const name = `${type.name}Fields`
  if (!fragments.has(name)) {
    fragments.set(name, '')
    const fields = fieldsOf(type, true)
    fragments.set(name, `fragment ${name} on ${type.name} {\n  ${fields.join('\n  ')}\n}\n`)
  }
  return name
}

function fieldsOf(type: GraphQLObjectType, isWithinThing: boolean): string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    if (field.args.length > 0 || LEFT_OUT.has(field.name) || field.deprecationReason) return []
    const selection = selectionOf(getNamedType(field.type), isWithinThing)
    if (selection === null || selection === '{  }') return []
    const alias = ALIASES[`${type.name}.${field.name}`]
    return [`${alias ? `${alias}: ` : ''}${field.name} ${selection}`.trimEnd()]
  })
}

const mutations = Object.values(schema.getMutationType()?.getFields() ?? {}).map(({ name, type }) => {
  const capital = `${name[0]?.toUpperCase()}${name.slice(1)}`
  return `mutation ${capital}($input: ${capital}Input!) {\n  ${name}(input: $input) ${selectionOf(getNamedType(type), false)}\n}\n`
})
const text = `# Written by tools/writeOperations.ts.\n\n${[...mutations, ...[...fragments].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, body]) => body)].join('\n')}`

if (!process.argv.includes('--check')) await writeFile(FILE, text)
else if ((await readFile(FILE, 'utf8')) !== text) {
  process.stderr.write(`${FILE} is out of step: npm run generate\n`)
  process.exitCode = 1
}
