// JMESPath (https://jmespath.site): expressions in definitions of providers and façades, which select values and build objects.

import { compile, type JSONValue, search } from '@jmespath-community/jmespath'
import { z } from 'zod'

const CHARACTERS_MAX = 4_000

/** The names that an expression may begin a path with, each with the names that may follow; `ANY`: whatever follows. */
export type Names = Readonly<Record<string, readonly string[] | typeof ANY>>

export const ANY = 'ANY'

type Node = ReturnType<typeof compile>

/** An expression of a definition, checked when the definition is. */
export const expression = z
  .string()
  .max(CHARACTERS_MAX)
  .superRefine((text, context) => {
    const compiled = compiledOf(text)
    if (compiled instanceof Error) context.addIssue(`must be a JMESPath expression: ${compiled.message}`)
  })

/** An expression that reads these names alone: a misspelled one would select nothing, without a word. */
export function expressionOf(names: Names) {
  return expression.superRefine((text, context) => {
    const compiled = compiledOf(text)
    if (compiled instanceof Error) return
    for (const unknown of new Set(pathsIn(compiled).flatMap((path) => refusePath(names, path)))) {
      context.addIssue(unknown)
    }
  })
}

/** The value that an expression selects; null if it selects nothing. Throws if a function gets a value of another type. */
export function evaluate(value: unknown, text: string): JSONValue {
  return search(value as JSONValue, text)
}

/** Returns whether JMESPath counts a value as true. */
export function isTrue(value: unknown): boolean {
  if (value === null || value === false || value === '') return false
  return typeof value !== 'object' || Object.keys(value).length > 0
}

function compiledOf(text: string): Node | Error {
  try {
    return compile(text)
  } catch (error) {
    return error as Error
  }
}

function refusePath(names: Names, [first = '', second]: readonly string[]): string[] {
  const known = Object.hasOwn(names, first) ? names[first] : undefined
  if (known === undefined) return [`must read ${Object.keys(names).join(', ')} only, not ${first}`]
  if (known === ANY || second === undefined || known.includes(second)) return []
  return [`must read what ${first} has (${known.join(', ')}), not ${first}.${second}`]
}

/** The beginnings of the paths that an expression reads from its value, up to two names: task.songs of task.songs[0].url. */
function pathsIn(root: Node): string[][] {
  const paths: string[][] = []
  /** `isRoot`: the node reads the value itself, and not a part of it. */
  const visit = (node: Node, isRoot: boolean): void => {
    const path = isRoot ? pathOf(node) : null
    if (path) paths.push(path)
    else for (const [part, stays] of partsOf(node)) visit(part, isRoot && stays)
  }
  visit(root, true)
  return paths
}

/** The names of a node that is one name, or one after the other; null for any other. */
function pathOf(node: Node): string[] | null {
  if (node.type === 'Field') return [node.name]
  if (node.type !== 'Subexpression') return null
  const left = node.left.type === 'Current' || node.left.type === 'Root' ? [] : pathOf(node.left)
  return left && node.right.type === 'Field' ? [...left, node.right.name] : null
}

/** The parts of a node, each with whether it reads the same value as the node. */
function partsOf(node: Node): (readonly [Node, boolean])[] {
  switch (node.type) {
    case 'Subexpression':
    case 'IndexExpression':
    case 'Projection':
    case 'ValueProjection':
    case 'Pipe':
      return [both(node.left, true), both(node.right, false)]
    case 'FilterProjection':
      return [both(node.left, true), both(node.right, false), both(node.condition, false)]
    case 'ExpressionReference':
      return [both(node.child, false)]
    case 'Flatten':
    case 'NotExpression':
      return [both(node.child, true)]
    case 'OrExpression':
    case 'AndExpression':
    case 'Comparator':
    case 'Arithmetic':
      return [both(node.left, true), both(node.right, true)]
    case 'Unary':
      return [both(node.operand, true)]
    case 'MultiSelectHash':
      return node.children.map(({ value }) => both(value, true))
    case 'MultiSelectList':
    case 'Function':
      return node.children.map((child) => both(child, true))
    case 'Ternary':
      return [node.condition, node.trueExpr, node.falseExpr].map((part) => both(part, true))
    case 'LetExpression':
      return [...node.bindings.map(({ reference }) => both(reference, true)), both(node.expression, true)]
    default:
      return []
  }
}

function both(node: Node, stays: boolean): readonly [Node, boolean] {
  return [node, stays]
}
