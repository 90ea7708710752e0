// `holdfast simulate FILE --from --until`: plays the past again under a draft of prices and plans.

import type { Command } from 'commander'
import { EXIT, Failure } from '../failure.ts'
import { isRefusal } from '../ledger/refusals.ts'
import type { OrganizationResult, ShownSums, Totals } from '../simulation/report.ts'
import { documentOf } from './catalogue.ts'
import { counted, example, JSON_OPTION, type JsonOption, print, settings, withDatabase } from './io.ts'

interface Options extends JsonOption {
  readonly from: Date
  readonly until: Date
}

/** The organizations that the text lists: those whose credits change most. */
const SHOWN_MAX = 20

export function addSimulate(program: Command): void {
  program
    .command('simulate')
    .argument('<name|file>', 'the draft: a catalogue that comes with Holdfast, or a JSON file; - for stdin')
    .summary('say what other prices and plans would have changed')
    .description(
      'Play the tasks, grants, renewals and transfers of a time again under a draft of prices and plans, and print what would have been different (docs/simulate.md). It only reads, in one snapshot. Exits with 1 if the draft is not valid.',
    )
    .requiredOption('--from <time>', 'the beginning, for example 2027-01-01 or 2027-01-01T00:00:00Z', instantOf)
    .requiredOption('--until <time>', 'the end, which is not part of it', instantOf)
    .option(...JSON_OPTION)
    .addHelpText('after', example('npx holdfast simulate draft.json --from 2027-01-01 --until 2027-02-01'))
    .action(run)
}

function instantOf(text: string): Date {
  const at = new Date(text)
  if (Number.isNaN(at.getTime()))
    throw new Failure(EXIT.USAGE, `${JSON.stringify(text)} must be a time such as 2027-01-01T00:00:00Z`)
  return at
}

async function run(source: string, options: Options): Promise<void> {
  const document = await documentOf(source)
  const [{ simulate }, { totalsOf }] = await Promise.all([
    import('../simulation/simulate.ts'),
    import('../simulation/report.ts'),
  ])
  const organizations: OrganizationResult[] = []
  const totals = await withDatabase(settings(), 'READ', ({ url }) =>
    totalsOf(simulate(url, document, { ...options, now: new Date() }), (result) => {
      organizations.push(result)
    }),
  )
  if (isRefusal(totals)) throw new Failure(EXIT.WRONG, totals.message)
  print(options, { ...totals, organizations }, inWords(totals, organizations))
}

function inWords({ total, models, plans, refusals, unknown }: Totals, organizations: OrganizationResult[]): string {
  const change = (sums: ShownSums) =>
    `${usedBefore(sums)} -> ${usedAfter(sums)} ${sums.creditType} credits, ${counted(sums.tasks, 'task')}`
  const changed = (sums: ShownSums) => Math.abs(usedAfter(sums) - usedBefore(sums))
  const most = organizations.toSorted((a, b) => changed(b) - changed(a)).slice(0, SHOWN_MAX)
  const kept = Object.entries(unknown).filter(([, count]) => count > 0)
  return [
    ...models.map((each) => `${each.model} ${each.operation}: ${change(each)}`),
    ...plans.map((each) => `${each.plan === null ? 'without a plan' : `plan ${each.plan}`}: ${change(each)}`),
    ...most.map((each) => {
      const end = each.ranOut ? `, out of credits on ${each.ranOut.at.toISOString()}` : ''
      return `${each.name}: ${change(each)}, ${each.refused} refused${end}`
    }),
    ...Object.entries(refusals).map(([code, count]) => `refused, ${code}: ${counted(count, 'task')}`),
    ...kept.map(([reason, count]) => `kept as they were, ${reason}: ${count}`),
    ...total.map(
      (each) => `all: ${change(each)}, ${each.refused} refused; expired ${each.expiredBefore} -> ${each.expiredAfter}`,
    ),
  ].join('\n')
}

/** Spent less refunded. */
const usedBefore = ({ creditsBefore, refundedBefore }: ShownSums) => creditsBefore - refundedBefore
const usedAfter = ({ creditsAfter, refundedAfter }: ShownSums) => creditsAfter - refundedAfter
