// The texts of exports.

import type { ExportFormat, ExportKind, ExportStatus } from '../generated/types.ts'

/** What organizations export: the revenue is the platform's. */
type Kind = Exclude<ExportKind, 'REVENUE'>

const kinds: Readonly<Record<Kind, string>> = {
  JOURNAL: 'the journal',
  PAYMENTS: 'payments',
  TASKS: 'tasks',
  USAGE: 'usage',
}

const text: Readonly<Record<Kind, string>> = {
  JOURNAL: 'Every entry of every wallet, with the balance after it.',
  PAYMENTS: 'Every payment, in the smallest unit of its currency.',
  TASKS: 'Every task with what it cost, without its input and its result. The filters of the list do not restrict it.',
  USAGE: 'The usage of each hour by credit type, model, operation, member, API key and tags.',
}

const formats: Readonly<Record<ExportFormat, string>> = {
  CSV: 'For spreadsheets.',
  NDJSON: 'A JSON object in each line, for programs.',
  PARQUET: 'Small and typed, for data warehouses.',
}

const status: Readonly<Record<ExportStatus, string>> = {
  QUEUED: 'Waits',
  RUNNING: 'Being written',
  SUCCEEDED: 'Done',
  FAILED: 'Failed',
  CANCELED: 'Canceled',
}

export const exports = {
  open: 'Export…',
  title: (kind: string) => `Export ${kind}`,
  kinds,
  text,
  format: 'Format',
  formats,
  start: 'Write the file',
  files: 'Files',
  status,
  rows: (rows: string) => `${rows} rows`,
  download: 'Download',
  all: 'From the beginning until now',
  from: (day: string) => `From ${day}`,
  until: (day: string) => `Until ${day}`,
  days: (first: string, last: string) => (first === last ? first : `${first} to ${last}`),
}
