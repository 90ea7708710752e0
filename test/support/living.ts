// What organizations do at a Holdfast with a demo in a process of its own, to be found again in its database.

import { expect } from 'vitest'
import { Client } from './client.ts'
import { Complete, CreateOrganization, Grant, Submit } from './operations.ts'
import { readDemo } from './process.ts'

export const TASKS_PER_LIFE = 5

/** A new organization of this name buys, submits and completes tasks, and asks again for what was answered. */
export async function live(dataDir: string, name: string): Promise<void> {
  const demo = await readDemo(dataDir)
  const operator = new Client(demo.url, demo.operatorKey)
  const members = [{ name: 'Ada', role: 'OWNER' as const }]
  const { createOrganization } = await operator.run(CreateOrganization, { input: { name, members } })
  if (createOrganization?.__typename !== 'CreateOrganizationSuccess')
    throw new Error(JSON.stringify(createOrganization))
  const owner = new Client(demo.url, createOrganization.keys[0]?.secret ?? null)
  const grant = { organizationId: createOrganization.organization.id, creditType: 'music', credits: 100 }
  const granted = await operator.run(Grant, { input: grant })
  expect(granted.grantCredits?.__typename).toBe('GrantCreditsSuccess')
  for (let i = 0; i < TASKS_PER_LIFE; i++) {
    const input = { model: 'suno', operation: 'music', input: { prompt: 'rain' }, idempotencyKey: `song ${i}` }
    const { submitTask } = await owner.run(Submit, { input })
    if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
    const again = await owner.run(Submit, { input })
    expect(again.submitTask).toMatchObject({ replayed: true, task: { id: submitTask.task.id } })
    const completed = await operator.run(Complete, { input: { taskId: submitTask.task.id } })
    expect(completed.completeTask).toMatchObject({ task: { status: 'SUCCEEDED' } })
  }
  await Promise.all([operator.close(), owner.close()])
}
