// The part of a task's input that sets what the sandbox makes of the task: {"sandbox": {"outcome": "FAILED", "durationMs": 500}}.

import { z } from 'zod'
import type { OrganizationMode, PriceRule } from '../database/generated/client/client.ts'
import { runBy } from '../pricing/runner.ts'
import { type InvalidInput, invalidInput } from '../refusals.ts'

const DURATION_MS = 2_000
const DURATION_MS_MAX = 10 * 60 * 1_000
const OUTCOMES = ['SUCCEEDED', 'FAILED', 'STUCK'] as const

const shown = (value: unknown): string => JSON.stringify(value) ?? 'nothing'
const whole = (max: number) => {
  const error = ({ input }: { input?: unknown }) => `must be a whole number from 0 to ${max}, not ${shown(input)}`
  return z.int({ error }).min(0, { error }).max(max, { error })
}

/** The fields of `input.sandbox`. A task with STUCK runs until its deadline. */
const Outcome = z.strictObject(
  {
    outcome: z
      .enum(OUTCOMES, { error: ({ input }) => `must be SUCCEEDED, FAILED or STUCK, not ${shown(input)}` })
      .default('SUCCEEDED'),
    durationMs: whole(DURATION_MS_MAX).default(DURATION_MS),
    /** The share of such tasks that fail, in percent. */
    failurePercent: whole(100).default(0),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `must not have ${issue.keys.join(', ')}: its fields are outcome, durationMs and failurePercent`
        : `must be an object, not ${shown(issue.input)}`,
  },
)

type Outcome = z.output<typeof Outcome>

/** Reads the input of a task. An `input.sandbox` that is not right, which older versions accepted, gets the defaults. */
export function outcomeOf(input: unknown): Outcome {
  return Outcome.catch(Outcome.parse({})).parse((input as { sandbox?: unknown }).sandbox ?? {})
}

/** Refuses an `input.sandbox` that is not what it must be, if the sandbox runs the task. */
export function refuseOutcome(
  input: Readonly<Record<string, unknown>>,
  rule: Pick<PriceRule, 'runner' | 'httpProvider'>,
  mode: OrganizationMode,
): InvalidInput | null {
  if (input.sandbox === undefined || input.sandbox === null || runBy(rule, mode) !== 'SANDBOX') return null
  const parsed = Outcome.safeParse(input.sandbox)
  if (parsed.success) return null
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: ['input', 'sandbox', ...path].join('.'),
    message,
  }))
  return invalidInput(...issues)
}
