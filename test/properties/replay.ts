// A history that a property test has failed on, small already, as a line to run it again:
//
//   HISTORY='[{"afterMs":0,"step":{"do":"grant",…}}]' npx vitest run test/properties/ledger.test.ts

import fc from 'fast-check'
import type { Timed } from './commands.ts'

/** The history of the environment's HISTORY, if there is one. */
export const replayed: Timed[][] = process.env.HISTORY ? [JSON.parse(process.env.HISTORY)] : []

/** Fails as fast-check does, with the line that runs the failed history again. */
export function reportFor(file: string) {
  return <Parameters extends [readonly Timed[], ...unknown[]]>(details: fc.RunDetails<Parameters>): void => {
    if (!details.failed) return
    const report = fc.defaultReportMessage(details)
    const history = JSON.stringify(details.counterexample?.[0]).replaceAll("'", "'\\''")
    throw new Error(`${report}\n\nTo run it again:\nHISTORY='${history}' npx vitest run ${file}\n`, {
      cause: details.errorInstance,
    })
  }
}
