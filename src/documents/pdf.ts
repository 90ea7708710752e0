// A document as a PDF: A4, with real text in an embedded font. The font is Roboto, which has Latin, Greek and Cyrillic letters and signs of
// currencies. A character that it does not have is shown as �, and the document says so.

import { fileURLToPath } from 'node:url'
import type { Content, TableCell } from 'pdfmake'
import type { Printed, Section } from './printed.ts'

// Written out, so that packing finds the files (tools/pack.ts).
const NORMAL = fileURLToPath(new URL('../../node_modules/pdfmake/fonts/Roboto/Roboto-Regular.ttf', import.meta.url))
const BOLD = fileURLToPath(new URL('../../node_modules/pdfmake/fonts/Roboto/Roboto-Medium.ttf', import.meta.url))

/** The characters that Roboto does not have. */
const NOT_IN_FONT =
  /[^\n -~\u00a0-\u017f\u0218-\u021b\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u0486\u0488-\u0513\u1ea0-\u1ef9\u2010-\u2011\u2013-\u2015\u2017-\u201e\u2020-\u2022\u2025-\u2027\u2030\u2032-\u2033\u2039-\u203a\u20a6-\u20ac\u20b1\u20b9-\u20ba\u20bc-\u20bd\u2116\u2122\u2212\ufffd]/gu
const NOT_SHOWN =
  'The font of this file has Latin, Greek and Cyrillic letters. Other characters are shown as � here: the page has them.'

const LONG_WORD = /\S{24}(?=\S)/g

const MUTED = '#555555'
const A4_MARGINS: [number, number, number, number] = [42, 45, 42, 55]

/** The bytes of the file. */
export async function pdfOf(document: Printed, madeAt: Date): Promise<Buffer> {
  const { default: pdfmake } = await import('pdfmake')
  pdfmake.setFonts({ Roboto: { normal: NORMAL, bold: BOLD, italics: NORMAL, bolditalics: BOLD } })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => path === NORMAL || path === BOLD)
  const { shown, isWhole } = shownIn(document)
  const notes = isWhole ? shown.notes : [...shown.notes, NOT_SHOWN]
  const made = pdfmake.createPdf({
    pageSize: 'A4',
    pageMargins: A4_MARGINS,
    info: { title: shown.title, creator: 'Holdfast', producer: 'Holdfast', creationDate: madeAt },
    defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.15 },
    footer: (page, pages) => ({
      columns: [{ text: shown.title }, { text: `${page} of ${pages}`, alignment: 'right' as const }],
      ...{ margin: [42, 18, 42, 0] as [number, number, number, number], fontSize: 8, color: MUTED },
    }),
    content: [
      { text: shown.title, fontSize: 16, bold: true, margin: [0, 0, 0, 8] },
      factsOf(shown),
      ...(shown.parties.length > 0 ? [partiesOf(shown)] : []),
      ...shown.sections.flatMap(sectionOf),
      ...notes.map((text): Content => ({ text, fontSize: 8, color: MUTED, margin: [0, 6, 0, 0] })),
    ],
  })
  return made.getBuffer()
}

function factsOf({ facts }: Printed): Content {
  if (facts.length === 0) return []
  const body = facts.map(([name, value]): TableCell[] => [{ text: name, color: MUTED }, { text: breakable(value) }])
  return { layout: 'noBorders', table: { widths: ['auto', '*'], body }, margin: [0, 0, 0, 6] }
}

function partiesOf({ parties }: Printed): Content {
  const columns = parties.map(({ heading, lines }) => ({
    width: '*',
    stack: [{ text: heading, color: MUTED }, { text: lines.join('\n') }],
  }))
  return { columns, columnGap: 20, margin: [0, 4, 0, 4] }
}

function sectionOf({ heading, columns, rows, total, empty }: Section): Content[] {
  const title: Content = { text: heading, bold: true, fontSize: 11, margin: [0, 10, 0, 3], headlineLevel: 1 }
  if (rows.length === 0) return [title, { text: empty, color: MUTED }]
  const alignmentOf = (i: number) => (columns[i]?.isNumber ? ('right' as const) : ('left' as const))
  const head = columns.map(({ title: text }, i) => ({ text, color: MUTED, alignment: alignmentOf(i) }))
  const rowOf = (bold: boolean) => (cells: readonly string[]) =>
    cells.map((text, i) => ({ text: breakable(text), bold, alignment: alignmentOf(i) }))
  const body = [head, ...rows.map(rowOf(false)), ...(total ? [rowOf(true)(total)] : [])]
  // Amounts are never broken; the other columns share what is left.
  const widths = columns.map(({ isNumber, isShort }) => (isNumber || isShort ? 'auto' : '*'))
  return [title, { layout: 'lightHorizontalLines', table: { headerRows: 1, dontBreakRows: true, widths, body } }]
}

/** A column is at least as wide as its longest word, so longer words may be broken. */
function breakable(text: string): string {
  return text.replace(LONG_WORD, '$&\u200b')
}

/** The document as the font can show it, and whether it shows all of it. */
function shownIn(document: Printed): { readonly shown: Printed; readonly isWhole: boolean } {
  let isWhole = true
  const json = JSON.stringify(document, (_key, value) => {
    if (typeof value !== 'string') return value
    const shown = value.normalize('NFC').replace(NOT_IN_FONT, '�')
    isWhole &&= shown === value.normalize('NFC')
    return shown
  })
  return { shown: JSON.parse(json) as Printed, isWhole }
}
