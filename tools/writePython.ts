// Writes packages/python/holdfast/operations.py: the operations of packages/operations as constants of the Python client, with a
// dataclass for each object, input and union of their answers. `--check` fails if the file is out of step.

import { readFile, writeFile } from 'node:fs/promises'
import {
  buildSchema,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInputObjectType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLType,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  typeFromAST,
  visit,
} from 'graphql'
import { keysOf } from './idempotencyKeys.ts'

const FILE = 'packages/python/holdfast/operations.py'
const SCALARS: Readonly<Record<string, string>> = {
  ...{ ID: 'str', String: 'str', Int: 'int', Float: 'float', Boolean: 'bool', Credits: 'int', SafeInt: 'int' },
  ...{ DateTime: 'str', Units: 'float', JSONObject: 'dict[str, Any]', Metadata: 'dict[str, Any]' },
}
/** Names of Python that no field may have. */
const RESERVED: ReadonlySet<string> = new Set(['as', 'from', 'in', 'is', 'class', 'def', 'pass', 'global', 'import'])

const schema = buildSchema(await readFile('schema.graphql', 'utf8'))
const texts = await Promise.all(
  ['mutations', 'queries'].map((name) => readFile(`packages/operations/${name}.graphql`, 'utf8')),
)
const { definitions } = parse(texts.join('\n'))
const fragments = new Map<string, FragmentDefinitionNode>()
for (const each of definitions) if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each)

const snake = (name: string) => {
  const text = name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase()
  return RESERVED.has(text) ? `${text}_` : text
}

/** What is written, by its name, in an order in which each stands after what it needs. */
const classes = new Map<string, string>()
const bySelection = new Map<string, string>()

interface Read {
  /** The type as Python has it. */
  readonly type: string
  /** The expression that makes a value of what JSON has in `{}`. */
  readonly of: string
}

/** The fields of a selection on one type of object. */
function flat(set: SelectionSetNode, on: string): FieldNode[] {
  return set.selections.flatMap((each) => {
    if (each.kind === Kind.FIELD) return [each]
    if (each.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(each.name.value)
      return fragment ? flat(fragment.selectionSet, on) : []
    }
    const condition = each.typeCondition?.name.value ?? on
    const type = schema.getType(on)
    const isOn = condition === on || (isObjectType(type) && type.getInterfaces().some(({ name }) => name === condition))
    return isOn ? flat(each.selectionSet, on) : []
  })
}

/** The type with its lists and nulls, and how a value is made: `read` is that of the named type within. */
function wrapped(type: GraphQLType, read: Read): Read {
  if (!isNonNullType(type)) {
    const { type: inner, of } = isListType(type) ? listOf(type.ofType, read) : read
    return { type: `${inner} | None`, of: of === '{}' ? '{}' : `None if {} is None else ${of}` }
  }
  return isListType(type.ofType) ? listOf(type.ofType.ofType, read) : read
}

function listOf(item: GraphQLType, read: Read): Read {
  const { type, of } = wrapped(item, read)
  return { type: `list[${type}]`, of: of === '{}' ? '{}' : `[${of.replaceAll('{}', 'each')} for each in {}]` }
}

function leafOf(type: GraphQLNamedType): string {
  if (!isEnumType(type)) return SCALARS[type.name] ?? 'Any'
  const values = type.getValues().map(({ name }) => `    "${name}",`)
  if (!classes.has(type.name)) classes.set(type.name, `${type.name} = Literal[\n${values.join('\n')}\n]\n`)
  return type.name
}

/** A value of a named type, of which this is selected. `from` is the field that has it, and names a second class of the type. */
function readOf(type: GraphQLNamedType, set: SelectionSetNode | undefined, from: string): Read {
  if (isLeafType(type)) return { type: leafOf(type), of: '{}' }
  if (!set) throw new Error(`${type.name} must have a selection`)
  if (isObjectType(type)) {
    const name = classOf(type, set, from)
    return { type: name, of: `${name}.of({})` }
  }
  if (!isAbstractType(type)) throw new Error(`${type.name} can't be read`)
  const conditions = set.selections.some((each) => each.kind !== Kind.FIELD)
  if (!conditions) {
    const name = type.name === 'Error' ? 'Refusal' : type.name
    define(name, flat(set, type.name), type)
    return { type: name, of: `${name}.of({})` }
  }
  return unionOf(type.name, schema.getPossibleTypes(type), set, from)
}

function unionOf(name: string, types: readonly GraphQLObjectType[], set: SelectionSetNode, from: string): Read {
  const key = `${name} ${print(set)}`
  let union = bySelection.get(key)
  if (!union) {
    union = classes.has(name) ? `${name}Of${from}` : name
    bySelection.set(key, union)
    const shown = types.filter(({ name: each }) =>
      flat(set, each).some(({ name: { value } }) => value !== '__typename'),
    )
    // An entry of a bulk mutation has the code and the message of its refusal only.
    const isRefusal = (each: GraphQLObjectType) =>
      each.name.endsWith('Error') &&
      set.selections.some((one) => one.kind === Kind.INLINE_FRAGMENT && one.typeCondition?.name.value === 'Error')
    const members = shown.map(
      (each) => [each.name, isRefusal(each) ? refusalOf(each, set) : classOf(each, set, from)] as const,
    )
    const table = members.map(([each, member]) => `    "${each}": ${member}.of,`).join('\n')
    const names = [...new Set(members.map(([, member]) => member))]
    classes.set(union, `${union} = Union[${names.join(', ')}]\n_${union}: dict[str, Any] = {\n${table}\n}\n`)
  }
  return { type: union, of: `_${union}[{}["__typename"]]({})` }
}

function refusalOf(type: GraphQLObjectType, set: SelectionSetNode): string {
  define('Refusal', flat(set, type.name), type)
  return 'Refusal'
}

function classOf(type: GraphQLObjectType, set: SelectionSetNode, from: string): string {
  const fields = flat(set, type.name).filter(({ name: { value } }) => value !== '__typename')
  const key = `${type.name} ${fields
    .map((each) => print(each))
    .toSorted()
    .join(' ')}`
  const known = bySelection.get(key)
  if (known) return known
  const name = classes.has(type.name) ? `${type.name}Of${from}` : type.name
  if (classes.has(name)) throw new Error(`There are two classes ${name}`)
  bySelection.set(key, name)
  define(name, fields, type)
  return name
}

function define(name: string, fields: readonly FieldNode[], type: GraphQLNamedType): void {
  if (classes.has(name)) return
  const own = fields.filter(({ name: { value } }) => value !== '__typename')
  const shown = new Map(own.map((each) => [each.alias?.value ?? each.name.value, each]))
  const reads = [...shown].map(([key, each]) => {
    const field = 'getFields' in type ? type.getFields()[each.name.value] : undefined
    if (!field) throw new Error(`${type.name} has no ${each.name.value}`)
    const from = `${name}${key[0]?.toUpperCase()}${key.slice(1)}`
    return {
      key,
      ...wrapped(
        field.type as GraphQLType,
        readOf(getNamedType(field.type as GraphQLOutputType), each.selectionSet, from),
      ),
    }
  })
  const lines = reads.map(({ key, type: python }) => `    ${snake(key)}: ${python}`)
  const made = reads.map(({ key, of }) => `            ${snake(key)}=${of.replaceAll('{}', `value["${key}"]`)},`)
  classes.set(
    name,
    `@dataclass(frozen=True, slots=True)\nclass ${name}:\n${lines.join('\n') || '    pass'}\n\n    @staticmethod\n    def of(value: Any) -> "${name}":\n        return ${name}(\n${made.join('\n')}\n        )\n`,
  )
}

/** The fields of an input or of an operation's variables, the required ones first. */
function inputClass(name: string, fields: readonly { name: string; type: GraphQLType; isRequired: boolean }[]): string {
  const sorted = [...fields].sort((a, b) => Number(b.isRequired) - Number(a.isRequired))
  const lines = sorted.map(({ name: field, type, isRequired }) => {
    const python = wrapped(type, { type: inputOf(getNamedType(type as GraphQLOutputType)), of: '{}' }).type
    return `    ${snake(field)}: ${isRequired ? python : `Union[${python}, Unset] = UNSET`}`
  })
  const names = sorted.map(({ name: field }) => `"${snake(field)}": "${field}"`)
  return `@dataclass(frozen=True, slots=True, kw_only=True)\nclass ${name}(Input):\n${lines.join('\n') || '    pass'}\n\n    @staticmethod\n    def names() -> dict[str, str]:\n        return {${names.join(', ')}}\n`
}

function inputOf(type: GraphQLNamedType): string {
  if (!isInputObjectType(type)) return leafOf(type)
  if (!classes.has(type.name)) {
    classes.set(type.name, '')
    const written = inputClass(type.name, fieldsOf(type))
    classes.delete(type.name)
    classes.set(type.name, written)
  }
  return type.name
}

const fieldsOf = (type: GraphQLInputObjectType) =>
  Object.values(type.getFields()).map(({ name, type: of, defaultValue }) => ({
    ...{ name, type: of, isRequired: isNonNullType(of) && defaultValue === undefined },
  }))

function usedBy(set: SelectionSetNode, names: Set<string> = new Set()): Set<string> {
  visit(set, {
    FragmentSpread({ name: { value } }) {
      const fragment = fragments.get(value)
      if (names.has(value) || !fragment) return
      names.add(value)
      usedBy(fragment.selectionSet, names)
    },
  })
  return names
}

const line = (text: string) => text.replaceAll(/\s+/g, ' ')

function constantOf(node: OperationDefinitionNode): string {
  const name = node.name?.value ?? ''
  const root = node.selectionSet.selections[0]
  const parent = schema.getRootType(node.operation)
  if (root?.kind !== Kind.FIELD || !parent) throw new Error(`${name} must have a root field`)
  const field = parent.getFields()[root.name.value]
  if (!field) throw new Error(`There is no ${root.name.value}`)
  const answer = wrapped(field.type, readOf(getNamedType(field.type), root.selectionSet, name))
  const isMutation = node.operation === 'mutation'
  const input = isMutation ? inputOf(schema.getType(`${name}Input`) as GraphQLNamedType) : `${name}Variables`
  if (!isMutation) {
    const variables = (node.variableDefinitions ?? []).map(({ variable, type, defaultValue }) => ({
      name: variable.name.value,
      type: typeFromAST(schema, type as never) as GraphQLType,
      isRequired: type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined,
    }))
    classes.set(input, inputClass(input, variables))
  }
  const parts = [
    print(node),
    ...[...usedBy(node.selectionSet)].map((each) => print(fragments.get(each) as FragmentDefinitionNode)),
  ]
  const keys = isMutation ? keysOf(schema, root.name.value) : null
  return `${snake(name).toUpperCase()}: Operation[${input}, ${answer.type}] = Operation(
    kind="${node.operation}",
    field="${root.name.value}",
    keys=${keys === null ? 'None' : `"${keys}"`},
    of=lambda value: ${answer.of.replaceAll('{}', 'value')},
    text=${JSON.stringify(line(parts.join(' ')))},
)
`
}

for (const { typeCondition, selectionSet } of fragments.values()) {
  const type = schema.getType(typeCondition.name.value)
  if (isObjectType(type)) classOf(type, selectionSet, type.name)
}
const operations = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION).map(constantOf)
const head = `# Written by tools/writePython.ts.

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Union

from .values import UNSET, Input, Operation, Unset
`
const text = [head, ...classes.values(), ...operations].join('\n\n')

if (!process.argv.includes('--check')) await writeFile(FILE, text)
else if ((await readFile(FILE, 'utf8')) !== text) {
  process.stderr.write(`${FILE} is out of step: npm run generate\n`)
  process.exitCode = 1
}
