// A video through a provider and a façade: a LIVE customer's client of sunoapi.org has an mp4 made by sunoapi.org, and gets it from
// Holdfast's storage.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CallbackReceiver } from '../../support/callbackReceiver.ts'
import { startTestHoldfast, type TestHoldfast } from '../../support/holdfast.ts'
import { Balance, SetHttpProvider, SetPrice } from '../../support/operations.ts'
import { type StandIn, VIDEO } from '../../support/upstreams/standIn.ts'
import { SUNOAPI_KEY, startSunoApi, tellOfSunoApi } from '../../support/upstreams/sunoapi.ts'
import { vendorClient } from '../../support/vendorClient.ts'

let folder: string
let holdfast: TestHoldfast
let receiver: CallbackReceiver
let vendor: StandIn
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-video-'))
  ;[receiver, vendor] = await Promise.all([CallbackReceiver.start(), startSunoApi()])
  holdfast = await startTestHoldfast({
    catalogue: 'sunoapi',
    filesDir: folder,
    privateWebhooks: true,
    providerSecrets: { SUNOAPI_KEY },
  })
  await holdfast.operator.run(SetHttpProvider, { input: { name: 'sunoapi' }, baseUrl: vendor.url })
  const price = { provider: 'suno', model: 'suno', operation: 'video', creditType: 'music', credits: 2 }
  await holdfast.operator.run(SetPrice, { input: { ...price, assetKind: 'video', httpProvider: 'sunoapi' } })
})
afterAll(async () => {
  await holdfast.stop()
  await vendor.stop()
  receiver.stop()
  await rm(folder, { recursive: true, force: true })
})

test('an mp4 is made at the vendor, stored, told by the callback, and downloaded with its type', async () => {
  const { member } = await holdfast.organization({ mode: 'LIVE', credits: 10n })
  const ask = vendorClient(holdfast.holdfast.url, member.key, 'bearer')
  const body = {
    taskId: '5c79****be8e',
    audioId: 'e231****cadc7dc',
    author: 'DJ Electronic',
    domainName: 'music.example.com',
  }
  const created = await ask('/api/v1/mp4/generate', {
    method: 'POST',
    body: { ...body, callBackUrl: receiver.urlOf('/mp4') },
  })
  const { taskId } = created.body.data
  await expect.poll(() => vendor.jobs.length).toBe(1)
  const job = vendor.jobs[0]
  if (!job) throw new Error('the vendor has no job')
  const { callBackUrl: _, ...asked } = job.request.body
  expect(asked).toEqual(body)
  job.state = 'SUCCEEDED'
  await tellOfSunoApi(vendor, job)

  const [callback] = await receiver.at('/mp4')
  const told = callback?.body as { data: { task_id: string; video_url: string } }
  expect(told).toMatchObject({ code: 200, data: { task_id: taskId, video_url: expect.stringMatching(/^http/) } })
  const { data } = (await ask(`/api/v1/mp4/record-info?taskId=${taskId}`)).body
  expect(data).toMatchObject({ successFlag: 'SUCCESS', response: { videoUrl: expect.stringMatching(/^http/) } })
  for (const url of [told.data.video_url, data.response.videoUrl]) {
    const file = await fetch(url)
    expect(file.headers.get('content-type')).toBe('video/mp4')
    expect(Buffer.from(await file.arrayBuffer())).toEqual(VIDEO)
  }
  const { organization } = await member.run(Balance)
  expect(organization?.wallet).toMatchObject({ available: 8, frozen: 0, spent: 2 })
})
