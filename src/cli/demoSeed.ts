// More organizations like the demo's, for trying things out with many: `holdfast demo --organizations N`. Each has members, credits
// and tasks, which run once Holdfast serves the database.

import type { App } from '../app.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { createOrganization } from '../organizations/operations.ts'
import { submitTask, TASK_TIMEOUT_SECONDS } from '../tasks/submit.ts'
import { grantCredits } from '../wallets/grants.ts'
import type { Example } from './demoOrganization.ts'

const CREDITS = 10_000n
const TASKS_EACH = 10
/** Organizations that are created at the same time. */
const AT_ONCE = 20

/** Creates organizations 1 to `count` that don't exist yet. */
export async function seedOrganizations(app: App, example: Example, count: number): Promise<void> {
  let next = 1
  const createInTurn = async () => {
    while (next <= count) await seedOrganization(app, example, next++)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, createInTurn))
}

async function seedOrganization(app: App, example: Example, number: number): Promise<void> {
  const { model, operation, creditType, input, maxCredits } = example
  const keyFor = (what: string) => `demo ${what} ${number}`
  const { organization, keys } = accepted(
    await createOrganization(app, {
      name: `Demo Records ${number}`,
      mode: 'SANDBOX',
      members: [
        { name: `Olivia Owner ${number}`, role: 'OWNER' },
        { name: `Max Member ${number}`, role: 'MEMBER' },
      ],
      idempotencyKey: keyFor('organization'),
    }),
  )
  const organizationId = organization.id
  const credits = { creditType, kind: 'TOP_UP' as const, credits: CREDITS, source: 'demo' }
  accepted(await grantCredits(app, { organizationId, ...credits, idempotencyKey: keyFor('credits') }))
  const memberId = keys.find(({ member }) => member.role === 'MEMBER')?.member.id ?? null
  for (let i = 1; i <= TASKS_EACH; i++) {
    accepted(
      await submitTask(app, {
        organizationId,
        memberId,
        lineageId: null,
        mayApprove: true,
        model,
        operation,
        input: { ...input, prompt: `song ${i}` },
        ...(maxCredits === undefined ? {} : { maxCredits: BigInt(maxCredits) }),
        timeoutSeconds: TASK_TIMEOUT_SECONDS,
        idempotencyKey: keyFor(`task ${i} of`),
      }),
    )
  }
}

function accepted<Outcome extends object>(outcome: Outcome): Exclude<Outcome, Refusal> {
  if (isRefusal(outcome)) throw new Error(outcome.message)
  return outcome as Exclude<Outcome, Refusal>
}
