// A document as a page: HTML without scripts, which is read on a phone and printed on A4.

import { escaped } from '../mail/letter.ts'
import type { Printed, Section } from './printed.ts'

/** The styles of a document, in addition to those of all pages. */
export const STYLE = `
main.paper { max-width: 60rem; }
main.paper h1 { overflow-wrap: anywhere; }
main.paper dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1.25rem; margin: 0 0 1rem; }
main.paper dt { color: var(--muted); }
main.paper dd { margin: 0; overflow-wrap: anywhere; }
.parties { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1rem 2rem; }
.parties p { white-space: pre-line; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; }
th { text-align: left; color: var(--muted); font-weight: 600; }
th, td { padding: 0.375rem 0.75rem 0.375rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
th.short, td.short { white-space: nowrap; }
th:last-child, td:last-child { padding-right: 0; }
tfoot td { font-weight: 650; border-bottom: 0; }
.notes { margin-top: 1.5rem; color: var(--muted); font-size: 0.875rem; }
.notes p { margin: 0 0 0.5rem; overflow-wrap: anywhere; }
@media screen and (max-width: 40rem) {
  main.paper dl { grid-template-columns: 1fr; gap: 0; }
  main.paper dd { margin-bottom: 0.5rem; }
  .many thead { display: none; }
  .many tr { display: block; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
  .many td, .many td.number, .many td.short { display: flex; justify-content: space-between; gap: 1rem; padding: 0.125rem 0; border: 0; text-align: right; white-space: normal; }
  .many td::before { content: attr(data-title); flex: none; color: var(--muted); text-align: left; }
}
@page { size: A4; margin: 16mm 15mm; }
@media print {
  :root { --ground: #fff; --card: #fff; --text: #000; --muted: #444; --line: #bbb; --accent: #000; color-scheme: light; }
  body { display: block; padding: 0; font-size: 10pt; }
  header, nav { display: none; }
  main.paper { max-width: none; padding: 0; border: 0; box-shadow: none; }
  table { font-size: 9pt; }
  thead { display: table-header-group; }
  tr, h2 { break-inside: avoid; break-after: auto; }
  h2 { break-after: avoid; }
}
`

/** The body of the page. `pdfUrl`: the link to the same as a PDF. */
export function bodyOf({ title, facts, parties, sections, notes }: Printed, pdfUrl: string): string {
  const about = facts.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('')
  const sides = parties.map(
    ({ heading, lines }) => `<div><h2>${escaped(heading)}</h2><p>${escaped(lines.join('\n'))}</p></div>`,
  )
  const said = notes.map((note) => `<p>${escaped(note)}</p>`).join('')
  return `<main class="paper">
<h1>${escaped(title)}</h1>
<dl>${about}</dl>
${sides.length > 0 ? `<div class="parties">${sides.join('')}</div>` : ''}
${sections.map(sectionOf).join('\n')}
<div class="notes">${said}</div>
<nav><a href="${escaped(pdfUrl)}">Download as PDF</a></nav>
</main>`
}

function sectionOf({ heading, columns, rows, total, empty }: Section): string {
  const classOf = (i: number) =>
    columns[i]?.isNumber ? ' class="number"' : columns[i]?.isShort ? ' class="short"' : ''
  const head = columns.map(({ title }, i) => `<th scope="col"${classOf(i)}>${escaped(title)}</th>`).join('')
  const rowOf = (cells: readonly string[]) => {
    const shown = cells.map((cell, i) =>
      cell === ''
        ? '<td></td>'
        : `<td${classOf(i)} data-title="${escaped(columns[i]?.title ?? '')}">${escaped(cell)}</td>`,
    )
    return `<tr>${shown.join('')}</tr>`
  }
  const foot = total ? `<tfoot>${rowOf(total)}</tfoot>` : ''
  // On a phone a row of many columns is a block of lines.
  const table = `<table${columns.length > 2 ? ' class="many"' : ''}><thead><tr>${head}</tr></thead><tbody>${rows.map(rowOf).join('')}</tbody>${foot}</table>`
  return `<section><h2>${escaped(heading)}</h2>${rows.length === 0 ? `<p>${escaped(empty)}</p>` : table}</section>`
}
