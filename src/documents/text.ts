// A document as plain text, with its tables in columns of equal width.

import type { Printed, Section } from './printed.ts'

export function textOf({ title, facts, parties, sections, notes }: Printed): string {
  const width = Math.max(0, ...facts.map(([name]) => name.length))
  const about = facts.map(([name, value]) => `${name.padEnd(width)}  ${value}`)
  const sides = parties.map(({ heading, lines }) => [`${heading}:`, ...lines].join('\n'))
  const blocks = [title, about.join('\n'), ...sides, ...sections.map(tableOf), notes.join('\n')]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

function tableOf({ heading, columns, rows, total, empty }: Section): string {
  if (rows.length === 0) return `${heading}\n${empty}`
  const all = [columns.map(({ title }) => title), ...rows, ...(total ? [total] : [])]
  const widths = columns.map((_, i) => Math.max(...all.map((cells) => (cells[i] ?? '').length)))
  const lineOf = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (columns[i]?.isNumber ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd()
  return [heading, ...all.map(lineOf)].join('\n')
}
