// What a task is, in words: its title, and what it was asked for.

import { formatNumber } from '../parts/format.ts'
import { texts } from '../texts/index.ts'

/** The fields of an input that say best what was asked for. */
const TELLING = ['title', 'prompt', 'text', 'lyrics', 'name'] as const

export function askedFor(input: Readonly<Record<string, unknown>>): string {
  for (const field of TELLING) {
    const value = input[field]
    if (typeof value === 'string' && value.trim()) return value.trim().slice(0, 200)
  }
  return ''
}

/** What was asked for, as a title; what it is, where the input says no such words. */
export function titleOf({ input, operation, model }: Described): string {
  const asked = askedFor(input).replace(/\s+/g, ' ')
  if (!asked) return texts.overview.task(operation, model)
  return asked.length > TITLE_MAX ? `${asked.slice(0, TITLE_MAX - 1).trimEnd()}…` : asked
}

/** What it is, below its title; empty where the title says so. */
export const kindOf = (task: Described): string =>
  askedFor(task.input) ? texts.overview.task(task.operation, task.model) : ''

const TITLE_MAX = 80

interface Described {
  readonly input: Readonly<Record<string, unknown>>
  readonly operation: string
  readonly model: string
}

export interface Cost {
  readonly creditType: string
  readonly credits: number
}

/** "10", or "10 music + 3 voice" where it costs several types. */
export function priceText(costs: readonly Cost[], credits: number): string {
  if (costs.length < 2) return formatNumber(costs[0]?.credits ?? credits)
  return costs.map((cost) => texts.tasks.creditsOf(formatNumber(cost.credits), cost.creditType)).join(' + ')
}

export const statusText = (status: string, approval?: string | null) =>
  approval === 'PENDING' && status === 'QUEUED' ? texts.tasks.waitsForApproval : (texts.tasks.status[status] ?? status)
