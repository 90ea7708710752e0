// Checks the words of the repository: the schema is described, and every text is in plain English (dialect.ts).
//
//   node tools/checkWords.ts             a line for each finding, and exit code 1 if there is one
//   node tools/checkWords.ts --summary   the numbers of findings by folder and by phrase

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse as parseTypeScript } from '@babel/parser'
import {
  type ASTNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  parse as parseGraphQL,
  Source,
  type StringValueNode,
  visit,
} from 'graphql'
import { DIALECT } from './dialect.ts'

const ROOT = join(import.meta.dirname, '..')
const SHORTEST_DESCRIPTION = 12
/** The words by which a description says what null means. */
const SAYS_NULL = /\bnull\b/i
/** The same of what may be left out. */
const SAYS_ABSENT = /\b(null|absent|leave it out|exactly one of)\b/i
/** The arguments of every connection, which are as Relay defines them. */
const PAGING = new Set(['after', 'before', 'last'])

interface Finding {
  readonly file: string
  readonly line: number
  readonly kind: string
  readonly text: string
  readonly instead: string
}

/** A text of a file: a comment, a string, a description or a paragraph. Its length is that of its place in the file. */
interface Text {
  readonly start: number
  readonly value: string
}

const findings: Finding[] = []

/** The patterns, with each space matching any white space. */
const phrases = DIALECT.map(({ pattern, instead }) => ({
  pattern: new RegExp(pattern.source.replaceAll(' ', '\\s+'), `g${pattern.flags}`),
  kind: pattern.source,
  instead,
}))

function lineAt(content: string, offset: number): number {
  let line = 1
  for (let at = content.indexOf('\n'); at !== -1 && at < offset; at = content.indexOf('\n', at + 1)) line++
  return line
}

/** Replaces what is not prose by characters that no pattern matches, of the same length. */
function mask(text: string, pattern: RegExp, by = '~'): string {
  return text.replaceAll(pattern, (match) => match.replaceAll(/[^\n]/g, by))
}

function checkTexts(file: string, content: string, texts: readonly Text[]): void {
  for (const { start, value } of texts) {
    const prose = mask(mask(value, /`[^`]*`/g), /https?:\S+/g)
    const taken: [number, number][] = []
    for (const { pattern, kind, instead } of phrases) {
      for (const { 0: match, index } of prose.matchAll(pattern)) {
        const end = index + match.length
        // A sentence is reported once, by the first pattern.
        if (taken.some(([from, to]) => from === index && to === end)) continue
        taken.push([index, end])
        const line = lineAt(content, start + index + (match.length - match.trimStart().length))
        const text = value.slice(index, end).trim().replaceAll(/\s+/g, ' ')
        findings.push({ file, line, kind, text: text.length > 80 ? `${text.slice(0, 79)}…` : text, instead })
      }
    }
  }
}

/** Consecutive line comments are one text. */
function joinLines(content: string, parts: readonly Text[]): Text[] {
  const joined: Text[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    const end = last ? last.start + last.value.length : 0
    if (last && /^\n[ \t]*$/.test(content.slice(end, part.start))) {
      const gap = content.slice(end, part.start)
      joined[joined.length - 1] = { start: last.start, value: last.value + gap + part.value }
    } else joined.push(part)
  }
  return joined
}

/** Splits a comment where a list item, a diagram or an empty line separates its sentences. */
function paragraphs({ start, value }: Text): Text[] {
  const result: Text[] = []
  for (const match of value.matchAll(/(?:[^\n]*\S[^\n]*(?:\n(?!\s*[-•] )|$))+/g)) {
    result.push({ start: start + match.index, value: match[0] })
  }
  return result
}

function commentText(start: number, raw: string): Text {
  return {
    start,
    value: raw
      .replace(/^\/\/\/?|^\/\*\*?/, blanks)
      .replaceAll(/^[ \t]*\*(?!\/)/gm, blanks)
      .replace(/\*\/$/, blanks),
  }
}

function blanks(text: string): string {
  return ' '.repeat(text.length)
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
}

function walk(node: Node, enter: (node: Node) => void): void {
  enter(node)
  for (const [key, value] of Object.entries(node)) {
    if (key === 'loc' || key.endsWith('omments')) continue
    if (Array.isArray(value)) for (const item of value) isNode(item) && walk(item, enter)
    else if (isNode(value)) walk(value, enter)
  }
}

/** The name of the function that is called: `test` for `test(…)`, `test.each(…)(…)` and `test.skip(…)`. */
function calleeName(node: unknown): string | null {
  if (!isNode(node)) return null
  if (node.type === 'Identifier') return node.name as string
  if (node.type === 'MemberExpression') return calleeName(node.object)
  if (node.type === 'CallExpression') return calleeName(node.callee)
  if (node.type === 'TaggedTemplateExpression') return calleeName(node.tag)
  return null
}

function typeScript(content: string, of: 'everything' | 'test names'): Text[] {
  const ast = parseTypeScript(content, { sourceType: 'module', plugins: ['typescript'] })
  const texts: Text[] = []
  const literal = (node: unknown) => {
    if (!isNode(node)) return
    if (node.type === 'StringLiteral')
      texts.push({ start: node.start + 1, value: content.slice(node.start + 1, node.end - 1) })
    if (node.type === 'TemplateLiteral') {
      // A value in a template is masked, so that a sentence goes on behind it.
      const value = content.slice(node.start + 1, node.end - 1)
      texts.push({ start: node.start + 1, value: mask(value, /\$\{(?:[^{}]|\{[^{}]*\})*\}/g) })
    }
  }
  walk(ast.program as unknown as Node, (node) => {
    if (of === 'everything') literal(node)
    else if (node.type === 'CallExpression' && ['test', 'it', 'describe'].includes(calleeName(node.callee) ?? '')) {
      literal((node.arguments as unknown[])[0])
    }
  })
  const prose = texts.filter(
    ({ value }) => /\s/.test(value.trim()) && !/^\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b/.test(value),
  )
  if (of === 'test names') return prose
  const comments = (ast.comments ?? []).map((comment) => {
    const { start, end } = comment as unknown as Node
    return { line: comment.type === 'CommentLine', text: commentText(start, content.slice(start, end)) }
  })
  const lines = joinLines(
    content,
    comments.filter(({ line }) => line).map(({ text }) => text),
  )
  const blocks = comments.filter(({ line }) => !line).map(({ text }) => text)
  return [...prose, ...[...lines, ...blocks].flatMap(paragraphs)]
}

function prisma(content: string): Text[] {
  const comments = [...content.matchAll(/\/\/\/?.*/g)].map((match) => commentText(match.index, match[0]))
  return joinLines(content, comments).flatMap(paragraphs)
}

function markdown(content: string): Text[] {
  const prose = mask(
    mask(mask(content, /^```[\s\S]*?^```/gm, ' '), /<!-- (?!end)\w+ -->[\s\S]*?<!-- end -->/g, ' '),
    /\]\([^)]*\)/g,
  )
  const texts: Text[] = []
  // Table cells, list items, headings and paragraphs.
  for (const match of prose.matchAll(/(?:[^\n]*\S[^\n]*(?:\n(?!\s*(?:[-|#]|\d+\.) ?)|$))+/g)) {
    if (!match[0].trimStart().startsWith('|')) {
      texts.push({ start: match.index, value: mask(match[0], /\*\*|^\s*(?:[-#]+|\d+\.) /g, ' ') })
      continue
    }
    for (const cell of match[0].matchAll(/[^|\n]+/g)) texts.push({ start: match.index + cell.index, value: cell[0] })
  }
  return texts
}

function schema(file: string, content: string): Text[] {
  const texts: Text[] = []
  const report = (node: ASTNode, kind: string, text: string, instead: string) => {
    findings.push({ file, line: lineAt(content, node.loc?.start ?? 0), kind, text, instead })
  }
  const check = (
    node: ASTNode & { readonly description?: StringValueNode | undefined },
    name: string,
    isInput = false,
  ) => {
    const { description } = node
    if (isInput) {
      if (description) report(description, 'input described', name, 'no description: the type of the input has one')
    } else if (!description) report(node, 'not described', name, 'a description')
    else if (description.value.trim().length < SHORTEST_DESCRIPTION) {
      report(description, 'short description', `${name}: ${description.value}`, 'a description that says what it is')
    }
    const { start = 0, end = 0 } = description?.loc ?? {}
    const quotes = description?.block ? 3 : 1
    if (description) texts.push({ start: start + quotes, value: content.slice(start + quotes, end - quotes) })
  }
  const owners: string[] = []
  /** The description of the type whose fields are looked at. */
  let about = ''
  /** A value that may be null or absent has a description that says what this means; for all its fields, that of a type does. */
  const checkNull = (node: FieldDefinitionNode | InputValueDefinitionNode, says: RegExp) => {
    if (node.type.kind === Kind.NON_NULL_TYPE || says.test(about)) return
    const isPaging = owners.length > 1 && PAGING.has(node.name.value)
    if (isPaging || says.test(node.description?.value ?? '')) return
    const name = [...owners, node.name.value].join('.')
    report(node, 'null not described', name, 'what null, or its absence, means: "Null: none."')
  }
  visit(parseGraphQL(new Source(content, file)), {
    enter(node) {
      switch (node.kind) {
        case Kind.OBJECT_TYPE_DEFINITION:
        case Kind.INTERFACE_TYPE_DEFINITION:
        case Kind.UNION_TYPE_DEFINITION:
        case Kind.ENUM_TYPE_DEFINITION:
        case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        case Kind.SCALAR_TYPE_DEFINITION:
          check(node, node.name.value)
          about = node.description?.value ?? ''
          owners.push(node.name.value)
          break
        case Kind.FIELD_DEFINITION:
          check(node, [...owners, node.name.value].join('.'))
          checkNull(node, SAYS_NULL)
          owners.push(node.name.value)
          break
        case Kind.INPUT_VALUE_DEFINITION:
          check(node, [...owners, node.name.value].join('.'), node.name.value === 'input' && owners[0] === 'Mutation')
          if (node.defaultValue === undefined) checkNull(node, SAYS_ABSENT)
          break
        case Kind.ENUM_VALUE_DEFINITION:
          check(node, [...owners, node.name.value].join('.'))
          break
      }
    },
    leave(node) {
      if (node.kind === Kind.FIELD_DEFINITION || /TypeDefinition$/.test(node.kind)) owners.pop()
    },
  })
  return texts
}

function textsOf(file: string, content: string): Text[] {
  if (file === 'schema.graphql') return schema(file, content)
  if (file.endsWith('.md')) return markdown(content)
  if (file.endsWith('.prisma')) return prisma(content)
  return typeScript(content, file.startsWith('test/') ? 'test names' : 'everything')
}

/** The folder that a finding counts for: src/engine, docs, README.md. */
function folderOf(file: string): string {
  const [first = '', second = '', third] = file.split('/')
  return ['src', 'test'].includes(first) && third !== undefined ? `${first}/${second}` : first
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function printCounts(title: string, of: (finding: Finding) => string): void {
  print(`${title}:`)
  const groups = Map.groupBy(findings, of)
  for (const [name, { length }] of [...groups].sort((a, b) => b[1].length - a[1].length)) {
    print(`${String(length).padStart(6)}  ${name}`)
  }
}

const files = execFileSync('git', ['ls-files', 'src', 'test', 'docs', 'prisma/schema', '*.md', 'schema.graphql'], {
  cwd: ROOT,
})
  .toString()
  .split('\n')
  .filter(
    (file) => /\.(?:ts|md|prisma|graphql)$/.test(file) && !file.includes('/generated/') && file !== 'CHANGELOG.md',
  )

for (const file of files) {
  const content = readFileSync(join(ROOT, file), 'utf8')
  checkTexts(file, content, textsOf(file, content))
}
findings.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line)

if (process.argv.includes('--summary')) {
  printCounts('by folder', ({ file }) => folderOf(file))
  printCounts('by phrase', ({ kind }) => kind)
} else {
  for (const { file, line, text, instead } of findings) print(`${file}:${line}: "${text}": write ${instead}`)
}
print(`${findings.length} findings`)
if (findings.length > 0) process.exitCode = 1
