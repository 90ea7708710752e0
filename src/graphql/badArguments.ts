// Says which argument of a request is not what it must be, and what would be right. Looked for only once a request has failed by
// its arguments: those that are right pass graphql-js, and cost nothing here.
//
// Values stand in the document or come as variables; both are looked at in the same way.

import {
  type ASTNode,
  coerceInputValue,
  type GraphQLArgument,
  type GraphQLError,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
  print,
  TypeInfo,
  typeFromAST,
  type ValidationContext,
  type ValueNode,
  valueFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { badInput } from './badInput.ts'
import { decodeGlobalId, notAnId } from './ids.ts'
import { RULES } from './scalars.ts'

/** A response lists no more than these. */
const PROBLEMS_MAX = 20
/** The most characters of a value that a message repeats. */
const SHOWN_CHARACTERS_MAX = 60

/** A value, wherever it stands. */
interface Given {
  readonly isNull: boolean
  /** Null: it is not a list, or not an object. */
  items(): Given[] | null
  entries(): [name: string, value: Given][] | null
  isGood(type: GraphQLInputType): boolean
  /** As it was sent; null for a list and an object, which may be long and deep. */
  text(): string | null
}

function ofVariable(value: unknown): Given {
  return {
    isNull: value === null || value === undefined,
    items: () => (Array.isArray(value) ? value.map(ofVariable) : null),
    entries: () =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(value).map(([name, each]) => [name, ofVariable(each)])
        : null,
    text: () => (typeof value === 'object' ? null : JSON.stringify(value)),
    isGood: (type) => {
      let isGood = true
      coerceInputValue(value, type, () => {
        isGood = false
      })
      return isGood
    },
  }
}

/** Null: a variable stands there. */
function ofLiteral(node: ValueNode): Given | null {
  if (node.kind === Kind.VARIABLE) return null
  const present = (value: Given | null): value is Given => value !== null
  return {
    isNull: node.kind === Kind.NULL,
    items: () => (node.kind === Kind.LIST ? node.values.map(ofLiteral).filter(present) : null),
    entries: () =>
      node.kind === Kind.OBJECT
        ? node.fields.flatMap(({ name, value }): [string, Given][] => [[name.value, ofLiteral(value) ?? VARIABLE]])
        : null,
    text: () => (node.kind === Kind.LIST || node.kind === Kind.OBJECT ? null : print(node)),
    isGood: (type) => valueFromAST(node, type) !== undefined,
  }
}

/** The value of a variable is checked where the variable is declared. */
const VARIABLE: Given = { isNull: false, items: () => [], entries: () => [], isGood: () => true, text: () => null }

/** The end of a message: the value that was sent, if it is short. */
function not(given: Given): string {
  const text = given.text()
  return text !== null && text.length <= SHOWN_CHARACTERS_MAX ? `, not ${text}` : ''
}

interface Problem {
  readonly path: string
  readonly problem: string
}

function problemsOf(given: Given, type: GraphQLInputType, path: string): Problem[] {
  if (given === VARIABLE) return []
  if (isNonNullType(type)) {
    return given.isNull ? [{ path, problem: 'must be given, and not null' }] : problemsOf(given, type.ofType, path)
  }
  if (given.isNull) return []
  if (isListType(type)) {
    const items = given.items()
    // One item stands for a list of one.
    if (!items) return problemsOf(given, type.ofType, path)
    return items.flatMap((item, i) => problemsOf(item, type.ofType, `${path}.${i}`))
  }
  if (isInputObjectType(type)) {
    const entries = given.entries()
    if (!entries) return [{ path, problem: `must be an object of type ${type.name}` }]
    const fields = type.getFields()
    if (type.isOneOf && (entries.length !== 1 || entries[0]?.[1].isNull)) {
      return [{ path, problem: `must have exactly one of ${Object.keys(fields).join(', ')}` }]
    }
    const missing = Object.values(fields).filter(
      (field) => isRequiredInputField(field) && !entries.some(([name]) => name === field.name),
    )
    return [
      ...missing.map(({ name }) => ({ path: `${path}.${name}`, problem: 'must be given, and not null' })),
      ...entries.flatMap(([name, value]) => {
        const field = fields[name]
        if (field) return problemsOf(value, field.type, `${path}.${name}`)
        return [
          {
            path: `${path}.${name}`,
            problem: `is not a field of ${type.name}, whose fields are ${Object.keys(fields).join(', ')}`,
          },
        ]
      }),
    ]
  }
  if (given.isGood(type)) return []
  if (!isEnumType(type))
    return [{ path, problem: `${RULES[type.name] ?? `must be of type ${type.name}`}${not(given)}` }]
  return [
    {
      path,
      problem: `must be one of ${type
        .getValues()
        .map(({ name }) => name)
        .join(', ')}${not(given)}`,
    },
  ]
}

/** In place of graphql-js’ rule of this name: literals of a document that are not what they must be. */
export function ValuesOfCorrectTypeRule(context: ValidationContext) {
  const look = (node: ValueNode | undefined, type: GraphQLInputType | null | undefined, path: string, at: ASTNode) => {
    const given = node && type && ofLiteral(node)
    if (!given) return
    for (const { path: where, problem } of problemsOf(given, type, path).slice(0, PROBLEMS_MAX)) {
      context.reportError(badInput(where, problem, at))
    }
  }
  return {
    Argument: (node: ASTNode & { kind: Kind.ARGUMENT }) => {
      look(node.value, context.getArgument()?.type, node.name.value, node.value)
      return false
    },
    VariableDefinition: ({ variable, type, defaultValue }: ASTNode & { kind: Kind.VARIABLE_DEFINITION }) => {
      look(defaultValue, typeFromAST(context.getSchema(), type as never) as GraphQLInputType, variable.name.value, type)
    },
  }
}

interface Request {
  readonly schema: GraphQLSchema
  readonly document: Parameters<typeof getOperationAST>[0]
  readonly operationName?: string | null | undefined
  readonly variableValues?: Readonly<Record<string, unknown>> | null | undefined
}

/** Returns the mistakes in a request’s variables, or else in its ids; empty if neither is the reason of its failure. */
export function badArguments(request: Request): GraphQLError[] {
  const variables = [...badVariables(request), ...badNulls(request)]
  return (variables.length > 0 ? variables : badIds(request)).slice(0, PROBLEMS_MAX)
}

/** A variable that may be null can stand where null can’t, if that place has a default: it is for requests without the variable. */
function badNulls({ schema, document, operationName, variableValues }: Request): GraphQLError[] {
  const nulls = new Set(
    (getOperationAST(document, operationName)?.variableDefinitions ?? [])
      .filter(({ variable, defaultValue }) => {
        const value = variableValues?.[variable.name.value]
        return value === null || (value === undefined && defaultValue?.kind === Kind.NULL)
      })
      .map(({ variable }) => variable.name.value),
  )
  const types = new TypeInfo(schema)
  const bad = new Set<string>()
  visit(
    document,
    visitWithTypeInfo(types, {
      Variable: ({ name }) => {
        if (nulls.has(name.value) && isNonNullType(types.getInputType())) bad.add(name.value)
      },
    }),
  )
  return [...bad].map((name) => badInput(name, 'must not be null: leave it out for the default of its place'))
}

function badVariables({ schema, document, operationName, variableValues }: Request): GraphQLError[] {
  const operation = getOperationAST(document, operationName)
  return (operation?.variableDefinitions ?? []).flatMap((definition) => {
    const name = definition.variable.name.value
    const type = typeFromAST(schema, definition.type as never) as GraphQLInputType | undefined
    const isGiven = Object.hasOwn(variableValues ?? {}, name)
    if (!type || (!isGiven && definition.defaultValue)) return []
    return problemsOf(ofVariable(variableValues?.[name]), type, name).map(({ path, problem }) =>
      badInput(path, problem),
    )
  })
}

/** Returns errors for malformed ids and ids of another type. */
function badIds({ schema, document, operationName, variableValues }: Request): GraphQLError[] {
  const operation = getOperationAST(document, operationName)
  const types = new TypeInfo(schema)
  const errors: GraphQLError[] = []
  const variables = Object.fromEntries(
    (operation?.variableDefinitions ?? []).map(({ variable: { name }, defaultValue }) => [
      name.value,
      variableValues?.[name.value] ?? (defaultValue && ofDefault(defaultValue)),
    ]),
  )
  visit(
    document,
    visitWithTypeInfo(types, {
      Argument: ({ name, value }) => {
        const argument = types.getArgument()
        if (!argument) return
        const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : valueFromASTWith(value, variables)
        errors.push(...idsIn(argument, given, name.value))
      },
    }),
  )
  return errors
}

const ofDefault = (node: ValueNode) => valueFromASTWith(node, {})

/** A literal as JSON has it, with its variables. */
function valueFromASTWith(node: ValueNode, variables: Readonly<Record<string, unknown>>): unknown {
  switch (node.kind) {
    case Kind.VARIABLE:
      return variables[node.name.value]
    case Kind.LIST:
      return node.values.map((each) => valueFromASTWith(each, variables))
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, valueFromASTWith(value, variables)]))
    default:
      return 'value' in node ? node.value : null
  }
}

/** As the relay plugin marks the arguments and fields that are ids. */
interface IdOptions {
  readonly isRelayGlobalID?: boolean
  readonly relayGlobalIDFor?: readonly { readonly typename: string }[]
}

function idsIn(of: GraphQLArgument | GraphQLInputField, given: unknown, path: string): GraphQLError[] {
  if (given === null || given === undefined) return []
  if (Array.isArray(given)) return given.flatMap((each, i) => idsIn(of, each, `${path}.${i}`))
  const { isRelayGlobalID, relayGlobalIDFor } = of.extensions as IdOptions
  if (isRelayGlobalID) return badId(String(given), relayGlobalIDFor?.map(({ typename }) => typename) ?? [], path)
  const type = getNamedType(of.type)
  if (!isInputObjectType(type) || typeof given !== 'object') return []
  return Object.values(type.getFields()).flatMap((field) =>
    idsIn(field, (given as Record<string, unknown>)[field.name], `${path}.${field.name}`),
  )
}

function badId(id: string, typenames: readonly string[], path: string): GraphQLError[] {
  const wanted = typenames.length > 0 ? `an id of type ${typenames.join(' or ')}` : 'an id'
  try {
    const { typename } = decodeGlobalId(id)
    if (typenames.length === 0 || typenames.includes(typename)) return []
    const hint = path === 'id' ? ': node(id:) reads a thing of any type' : ''
    return [badInput(path, `must be ${wanted}, not of type ${typename}${hint}`)]
  } catch {
    return [badInput(path, notAnId(id, typenames))]
  }
}
