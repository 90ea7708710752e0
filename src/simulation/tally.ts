// The counts of a simulation: the credits that were spent and those that would have been, by organization, model and plan.

import type { Credits } from '../ledger/wallet.ts'

/** The sums of one subject in one credit type. */
export interface Sums {
  /** Tasks that were submitted, and those of them that would have been refused. */
  tasks: number
  refused: number
  /** Credits that were spent. */
  creditsBefore: Credits
  creditsAfter: Credits
  refundedBefore: Credits
  refundedAfter: Credits
  expiredBefore: Credits
  expiredAfter: Credits
}

const NOTHING: Sums = {
  tasks: 0,
  refused: 0,
  creditsBefore: 0n,
  creditsAfter: 0n,
  refundedBefore: 0n,
  refundedAfter: 0n,
  expiredBefore: 0n,
  expiredAfter: 0n,
}

/** The tasks whose price the draft could not decide, by the reason. */
export interface Unknown {
  /** Their input was removed. */
  inputRemoved: number
  /** Their price was agreed before, by a quote or for what a worker said: it stays. */
  agreed: number
  /** Holds without a task that would have been refused. */
  holdsRefused: number
  /** The draft's price follows the result, which lacks what it is counted by: all that was frozen is charged. */
  unsettled: number
}

export interface OutOfCredits {
  readonly creditType: string
  readonly at: Date
  readonly required: Credits
  readonly available: Credits
}

type Grouping = 'organization' | 'model' | 'plan'

/** The counts of one organization, or those of all. */
export class Tally {
  readonly sums: Readonly<Record<Grouping, Map<string, Sums>>> = {
    organization: new Map(),
    model: new Map(),
    plan: new Map(),
  }
  /** The number of refused tasks by their credit type and the code of their refusal. */
  readonly refusals = new Map<string, number>()
  readonly unknown: Unknown = { inputRemoved: 0, agreed: 0, holdsRefused: 0, unsettled: 0 }
  /** The first task of each credit type that the credits would not have sufficed for. */
  readonly ranOut = new Map<string, OutOfCredits>()

  /** The tasks of all models. */
  get tasks(): number {
    return [...this.sums.model.values()].reduce((all, { tasks }) => all + tasks, 0)
  }

  add(subjects: Readonly<Partial<Record<Grouping, string>>>, creditType: string, more: Partial<Sums>): void {
    for (const [grouping, subject] of Object.entries(subjects)) {
      const key = keyOf(subject, creditType)
      const map = this.sums[grouping as Grouping]
      const sums = map.get(key) ?? { ...NOTHING }
      map.set(key, sums)
      addTo(sums, more)
    }
  }

  refuse(code: string, creditType: string, tasks = 1): void {
    const key = keyOf(code, creditType)
    this.refusals.set(key, (this.refusals.get(key) ?? 0) + tasks)
  }

  /** Adds the counts of an organization, apart from those that are its own. */
  addAll(other: Tally): void {
    for (const grouping of ['model', 'plan'] as const) {
      for (const [key, sums] of other.sums[grouping]) {
        const { subject, creditType } = partsOf(key)
        this.add({ [grouping]: subject }, creditType, sums)
      }
    }
    for (const [key, sums] of other.sums.organization) this.add({ organization: '' }, partsOf(key).creditType, sums)
    for (const [key, tasks] of other.refusals) {
      const { subject: code, creditType } = partsOf(key)
      this.refuse(code, creditType, tasks)
    }
    for (const reason of ['inputRemoved', 'agreed', 'holdsRefused', 'unsettled'] as const)
      this.unknown[reason] += other.unknown[reason]
  }
}

function addTo(sums: Sums, more: Partial<Sums>): void {
  sums.tasks += more.tasks ?? 0
  sums.refused += more.refused ?? 0
  sums.creditsBefore += more.creditsBefore ?? 0n
  sums.creditsAfter += more.creditsAfter ?? 0n
  sums.refundedBefore += more.refundedBefore ?? 0n
  sums.refundedAfter += more.refundedAfter ?? 0n
  sums.expiredBefore += more.expiredBefore ?? 0n
  sums.expiredAfter += more.expiredAfter ?? 0n
}

function keyOf(subject: string, creditType: string): string {
  return `${creditType}\n${subject}`
}

export function partsOf(key: string): { readonly subject: string; readonly creditType: string } {
  const end = key.indexOf('\n')
  return { creditType: key.slice(0, end), subject: key.slice(end + 1) }
}
