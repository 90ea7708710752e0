// Sets and ends own prices of a customer, one after the other. What is refused stays, with its reason; what was done is not done again.

import { isRefusal } from '@holdfast/client'
import { useRef, useState } from 'react'
import { useConnection } from '../data/connection.tsx'
import { EndContractPrice, SetContractPrice } from '../generated/contracts.ts'
import type { Rule } from '../operatorPrices/priceText.ts'
import { type Listed, subjectOf } from './contractList.ts'

export function useSetContracts(organizationId: string) {
  const { holdfast, topics } = useConnection()
  const [isRunning, setIsRunning] = useState(false)
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map())
  const done = useRef(new Set<string>())
  /** Sets and ends these prices. Returns true if none was refused, now or when it was first tried. */
  async function run(listed: readonly Listed[], ended: readonly Rule[]): Promise<boolean> {
    setIsRunning(true)
    const refused = new Map<string, string>()
    const attempt = async (subject: string, act: () => Promise<object | null>) => {
      if (done.current.has(subject)) return
      const problem = await problemOf(act)
      if (problem === null) done.current.add(subject)
      else refused.set(subject, problem)
    }
    for (const { subject, price } of listed)
      await attempt(subject, () => holdfast.mutate(SetContractPrice, { ...price, organizationId }))
    for (const rule of ended)
      await attempt(subjectOf(rule), () => holdfast.mutate(EndContractPrice, { priceRuleId: rule.id }))
    setProblems(refused)
    setIsRunning(false)
    topics.tell('acts')
    return refused.size === 0
  }
  return { run, isRunning, problems }
}

/** Does an act. Returns the sentence that says why it was refused or failed; null if it succeeded. */
async function problemOf(act: () => Promise<object | null>): Promise<string | null> {
  try {
    const answer = await act()
    return answer && isRefusal(answer as never) ? (answer as { message: string }).message : null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
