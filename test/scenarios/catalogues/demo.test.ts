// The demo of each catalogue that comes with Holdfast: README's first query is answered with the demo's credits, and its example
// can be submitted.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDemo } from '../../../src/cli/demoOrganization.ts'
import { CATALOGUES } from '../../../src/pricing/catalogue.ts'
import { startTestHoldfast } from '../../support/holdfast.ts'
import { Submit } from '../../support/operations.ts'

const names = Object.keys(CATALOGUES) as (keyof typeof CATALOGUES)[]

test.each(names)('%s', async (catalogue) => {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-demo-'))
  const holdfast = await startTestHoldfast({ catalogue })
  try {
    const { app, url } = holdfast.holdfast
    const { demo, example } = await openDemo({ app, url, sessions: null }, catalogue, folder)
    const { data } = await holdfast
      .client(demo.adminKey)
      .send('{ organization { name wallet { available frozen total } } }')
    expect(data).toEqual({
      organization: { name: 'Demo Records', wallet: { available: 1_000, frozen: 0, total: 1_000 } },
    })
    const input = { model: example.model, operation: example.operation, input: { prompt: 'rain on a tin roof' } }
    const { submitTask } = await holdfast.client(demo.memberKey).run(Submit, { input })
    expect(submitTask?.__typename).toBe('SubmitTaskSuccess')
  } finally {
    await holdfast.stop()
    await rm(folder, { recursive: true })
  }
})
