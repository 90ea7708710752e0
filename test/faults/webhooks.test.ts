// If a process is killed while it sends a webhook, another one sends it again.

import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Client } from '../support/client.ts'
import { createTestDatabase } from '../support/database.ts'
import { Cancel, CreateWebhookEndpoint, Submit } from '../support/operations.ts'
import { readDemo, spawnHoldfast } from '../support/process.ts'

test('a message that a killed process was sending is sent again under the same id, and delays no other endpoint', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-webhooks-'))
  const database = await createTestDatabase()
  const ids: unknown[] = []
  const waiting: ServerResponse[] = []
  const receiver = createServer((request, response) => {
    ids.push(request.headers['webhook-id'])
    waiting.push(response)
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
  const environment = { DATA_DIR: dataDir, DATABASE_URL: database.url, PRIVATE_WEBHOOKS: 'on', DEMO: 'on' }
  const killed = spawnHoldfast(environment)
  await killed.ready()
  const demo = await readDemo(dataDir)
  const admin = new Client(demo.url, demo.adminKey)
  await admin.run(CreateWebhookEndpoint, { input: { url, events: ['TASK_ENDED'] } })
  const { submitTask } = await admin.run(Submit, { input: { model: 'suno', operation: 'music' } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  await admin.run(Cancel, { input: { taskId: submitTask.task.id } })
  await expect.poll(() => ids.length).toBe(1)
  await killed.end('SIGKILL')

  const other = spawnHoldfast(environment)
  await other.ready()
  await expect.poll(() => ids.length).toBe(2)
  expect(ids[1]).toBe(ids[0])
  // It is stopped while the message is unanswered: that isn't waited for.
  expect(await other.end('SIGTERM')).toBe(0)
  receiver.close()
  receiver.closeAllConnections()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})
