// Loading catalogues: what changes is answered, nothing changes twice, and every process goes by it.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHoldfast } from '../../src/holdfast.ts'
import { CATALOGUES, Catalogue } from '../../src/pricing/catalogue.ts'
import { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { LoadCatalogue, Plans, PriceList, Quote, SetPrice, StartSubscription, Submit } from '../support/operations.ts'
import { runHoldfast } from '../support/process.ts'

let holdfast: TestHoldfast
let folder: string

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  folder = await mkdtemp(join(tmpdir(), 'holdfast-catalogue-'))
})
afterAll(async () => {
  await holdfast.stop()
  await rm(folder, { recursive: true })
})

const price = (model: string, credits: number, more: object = {}) => ({
  provider: 'acme',
  model,
  operation: 'song',
  creditType: 'music',
  credits,
  ...more,
})

const catalogue = (priceRules: object[], plans: object[] = []) => ({
  name: 'acme',
  description: 'For these tests.',
  priceRules,
  plans,
})

async function load(document: object, dryRun = false) {
  const { loadCatalogue } = await holdfast.operator.run(LoadCatalogue, { input: { document: { ...document } }, dryRun })
  return loadCatalogue
}

test('loading a catalogue reports what was added, changed and withdrawn, and nothing the second time', async () => {
  const { member, id: organizationId } = await holdfast.organization()
  const plan = {
    ...{ name: 'acme-small', title: 'Small', price: { amount: 900, currency: 'EUR' }, interval: 'MONTH' },
    credits: [{ creditType: 'music', credits: 50 }],
  }
  const first = catalogue([price('tune', 3), price('aria', 5)], [plan])
  const added = [
    { kind: 'ADDED', subject: 'price tune song standard' },
    { kind: 'ADDED', subject: 'price aria song standard' },
    { kind: 'ADDED', subject: 'plan acme-small' },
  ]
  expect(await load(first, true)).toMatchObject({ dryRun: true, changes: added })
  expect((await member.run(Quote, { model: 'tune', operation: 'song' })).quote).toMatchObject({ code: 'NO_PRICE' })
  expect(await load(first)).toMatchObject({ dryRun: false, changes: added })
  expect(await load(first)).toMatchObject({ changes: [] })

  expect((await member.run(Submit, { input: { model: 'tune', operation: 'song' } })).submitTask).toMatchObject({
    task: { credits: 3 },
  })
  await holdfast.operator.run(StartSubscription, { input: { organizationId, plan: 'acme-small' } })
  const second = catalogue([price('tune', 4, { state: 'DEPRECATED', notice: 'Take an aria.' })])
  const changes = [
    {
      kind: 'CHANGED',
      subject: 'price tune song standard',
      differences: [
        { field: 'credits', from: '3', to: '4' },
        { field: 'state', from: 'ACTIVE', to: 'DEPRECATED' },
        { field: 'notice', from: null, to: 'Take an aria.' },
      ],
    },
    { kind: 'WITHDRAWN', subject: 'price aria song standard' },
    { kind: 'WITHDRAWN', subject: 'plan acme-small' },
  ]
  expect(await load(second, true)).toMatchObject({ changes })
  expect(await load(second)).toMatchObject({ changes })
  const submit = async (model: string) => (await member.run(Submit, { input: { model, operation: 'song' } })).submitTask
  expect(await submit('tune')).toMatchObject({ task: { credits: 4 }, warnings: [{ code: 'DEPRECATED' }] })
  expect(await submit('aria')).toMatchObject({ code: 'OPERATION_UNAVAILABLE' })
  expect((await member.run(Plans)).plans.map(({ name }) => name)).not.toContain('acme-small')
  const { id: late } = await holdfast.organization()
  const retired = await holdfast.operator.run(StartSubscription, {
    input: { organizationId: late, plan: 'acme-small' },
  })
  expect(retired.startSubscription).toMatchObject({
    code: 'ENDED',
    message: 'The plan acme-small is retired and can’t be chosen any more. The query plans lists those that can.',
  })
  // What else is in the book is as it was.
  expect((await member.run(Quote, { model: 'suno', operation: 'music' })).quote).toMatchObject({ credits: 10 })
})

test('the example in the docs is a catalogue, and changes no more than the docs say', async () => {
  const docs = await readFile(join(import.meta.dirname, '../../docs/catalogues.md'), 'utf8')
  const example = JSON.parse(/```json\n(\{[\s\S]*?\n\})\n```/.exec(docs)?.[1] ?? '')
  const loaded = await load(example, true)
  if (loaded?.__typename !== 'LoadCatalogueSuccess') throw new Error(JSON.stringify(loaded))
  expect(loaded.changes.length).toBeGreaterThan(5)
  for (const { subject } of loaded.changes) expect(docs).toContain(`+ ${subject}: `)
})

test('an invalid catalogue is refused with the path, and changes nothing', async () => {
  const before = (await holdfast.operator.run(PriceList)).priceRules
  for (const [document, path] of [
    [catalogue([price('opera', -1)]), 'priceRules.0.credits'],
    [catalogue([price('opera', 1.5)]), 'priceRules.0.credits'],
    [catalogue([price('opera', 1), price('opera', 2)]), 'priceRules'],
    [catalogue([price('opera', 1, { credit: 2 })]), 'priceRules.0'],
    [catalogue([price('opera', 1, { conditions: [{ field: '__proto__.x y' }] })]), 'priceRules.0.conditions.0.field'],
    [catalogue([], [{ name: 'x', title: 'X', price: null, interval: 'WEEK', credits: [] }]), 'plans.0.interval'],
    [{ name: 'acme' }, 'description'],
  ] as const) {
    const loaded = await load(document)
    expect(loaded).toMatchObject({ __typename: 'InvalidInputError' })
    if (loaded?.__typename === 'InvalidInputError') expect(loaded.issues.map((issue) => issue.path)).toContain(path)
  }
  expect((await holdfast.operator.run(PriceList)).priceRules).toEqual(before)
  const unknown = await holdfast.operator.run(LoadCatalogue, { input: { name: 'constructor' } })
  expect(unknown.loadCatalogue).toMatchObject({ code: 'NOT_FOUND' })
})

test('all catalogues that come with Holdfast can be loaded together, and again', async () => {
  for (const name of Object.keys(CATALOGUES)) {
    await holdfast.operator.run(LoadCatalogue, { input: { name }, takeOver: true })
    const { loadCatalogue } = await holdfast.operator.run(LoadCatalogue, { input: { name } })
    expect(loadCatalogue).toMatchObject({ name, changes: [] })
  }
})

test('a catalogue replaces no price or plan of another one without a word', async () => {
  const other = await startTestHoldfast({ catalogue: 'sunoapi' })
  try {
    const load = async (takeOver: boolean) =>
      (await other.operator.run(LoadCatalogue, { input: { name: 'sunor' }, takeOver })).loadCatalogue
    const { member } = await other.organization()
    const credits = async () => (await member.run(Quote, { model: 'suno', operation: 'music' })).quote
    expect(await load(false)).toMatchObject({
      code: 'INVALID_INPUT',
      issues: [
        {
          path: 'price suno music standard',
          message: 'must not replace that of the catalogue sunoapi, unless takeOver is true',
        },
        { path: 'price suno lyrics standard' },
      ],
    })
    expect(await credits()).toMatchObject({ credits: 12 })
    expect(await load(true)).toMatchObject({
      changes: expect.arrayContaining([
        expect.objectContaining({ kind: 'CHANGED', subject: 'price suno music standard' }),
      ]),
    })
    expect(await credits()).toMatchObject({ credits: 10 })
    // The price is sunor's now.
    expect(await load(false)).toMatchObject({ changes: [] })
  } finally {
    await other.stop()
  }
})

test('a catalogue that changes a price by more than the maximum is refused, and names each such price', async () => {
  const { member } = await holdfast.organization()
  const loadWithin = async (maxChangePercent: number | null, document: object) => {
    const input = { document: { ...document } }
    return (await holdfast.operator.run(LoadCatalogue, { input, maxChangePercent })).loadCatalogue
  }
  const perSecond = (fixed: number, credits: number) =>
    price('harp', credits, { unit: 'SECOND', unitField: 'seconds', fixed })
  const named = (rules: object[]) => ({ ...catalogue(rules), name: 'acme-max' })
  await loadWithin(null, named([price('oboe', 10), perSecond(10, 1)]))
  const { submitTask } = await member.run(Submit, {
    input: { model: 'harp', operation: 'song', input: { seconds: 90 } },
  })
  expect(submitTask).toMatchObject({ task: { credits: 100 } })

  // Nobody has used the one; for the input of the other's task, 100 credits become 190.
  const dearer = named([price('oboe', 13), perSecond(10, 2)])
  expect(await loadWithin(25, dearer)).toMatchObject({
    code: 'INVALID_INPUT',
    issues: [
      {
        path: 'price harp song standard',
        message: 'must change by at most 25 percent, not from 100 to 190 credits for a task of the last 30 days',
      },
      { path: 'price oboe song standard', message: 'must change by at most 25 percent, not from 10 to 13 credits' },
    ],
  })
  expect(await loadWithin(30, dearer)).toMatchObject({ issues: [{ path: 'price harp song standard' }] })
  expect(await loadWithin(10_000, named([]))).toMatchObject({
    code: 'INVALID_INPUT',
    issues: ['harp', 'oboe'].map((model) => ({ path: `price ${model} song standard` })),
  })
  expect(await loadWithin(-1, dearer)).toMatchObject({
    issues: [{ path: 'maxChangePercent', message: 'must be 0 to 10,000, without a fraction' }],
  })
  // The fixed part is doubled, and the task costs a tenth more.
  expect(await loadWithin(10, named([price('oboe', 11), perSecond(20, 1)]))).toMatchObject({
    changes: [{ kind: 'CHANGED' }, { kind: 'CHANGED' }],
  })
})

test('a catalogue marks values that nobody has published, each of an entry that it has', async () => {
  for (const document of Object.values(CATALOGUES)) {
    const { sources, assumed, plans } = Catalogue.parse(document)
    expect(sources.length).toBeGreaterThan(0)
    // Artlist publishes what its plans bring.
    if (document.name === 'artlist') continue
    for (const { name } of plans) expect(assumed[`plan ${name}`]).toContain('credits')
  }
  const wrong = await load(
    { ...catalogue([price('tune', 3)]), assumed: { 'price tuna song standard': ['credits'] } },
    true,
  )
  expect(wrong).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('must name an entry') })
})

test('a price and a plan tell the operator where their figures come from, and which nobody has published', async () => {
  const plan = {
    ...{ name: 'sourced', title: 'Sourced', price: null, interval: 'MONTH' },
    credits: [{ creditType: 'music', credits: 50 }],
  }
  const document = {
    ...catalogue([price('cello', 3), price('viola', 4)], [plan]),
    ...{ name: 'sourced', description: 'Strings.', sources: ['https://example.com/prices'] },
    assumed: { 'price cello song standard': ['credits', 'quality'], 'plan sourced': ['credits'] },
  }
  const said = {
    sources: document.sources,
    assumed: [
      { subject: 'plan sourced', fields: ['credits'] },
      { subject: 'price cello song standard', fields: ['credits', 'quality'] },
    ],
  }
  const loadAnd = async (input: object) =>
    (
      await holdfast.operator.send<{ loadCatalogue: object }, object>(
        `mutation ($document: JSONObject!) { loadCatalogue(input: { source: { document: $document } }) {
          ... on LoadCatalogueSuccess { changes { kind subject } sources assumed { subject fields } } } }`,
        { document: input },
      )
    ).data?.loadCatalogue
  expect(await loadAnd(document)).toMatchObject({
    ...said,
    changes: expect.arrayContaining([{ kind: 'ADDED', subject: 'catalogue sourced' }]),
  })
  expect(await loadAnd(document)).toMatchObject({ ...said, changes: [] })

  const asked = `{
    priceRules(operation: "song") { model catalogue { name description sources assumed { subject fields } loadedAt } assumed }
    plans { name catalogue { name } assumed } }`
  type Read = Readonly<Record<'priceRules' | 'plans', readonly Record<string, unknown>[]>>
  const readBy = async (client: Client) => {
    const { data, errors } = await client.send<Read, object>(asked)
    if (!data) throw new Error(JSON.stringify(errors))
    const rule = (model: string) => data.priceRules.find((each) => each.model === model)
    return { cello: rule('cello'), viola: rule('viola'), plan: data.plans.find(({ name }) => name === 'sourced') }
  }
  const { cello, viola, plan: sourced } = await readBy(holdfast.operator)
  expect(cello).toMatchObject({
    catalogue: { name: 'sourced', description: 'Strings.', ...said, loadedAt: expect.stringMatching(/Z$/) },
    assumed: ['credits', 'quality'],
  })
  expect(viola).toMatchObject({ catalogue: { name: 'sourced' }, assumed: [] })
  expect(sourced).toEqual({ name: 'sourced', catalogue: { name: 'sourced' }, assumed: ['credits'] })
  // It is the platform's own business.
  const { member } = await holdfast.organization()
  expect((await readBy(member)).cello).toEqual({ model: 'cello', catalogue: null, assumed: null })

  // What is published now is not assumed any more, and a price that the platform sets is not the catalogue's.
  const published = { ...document, assumed: { 'price cello song standard': ['quality'] } }
  expect(await loadAnd(published)).toMatchObject({ changes: [{ kind: 'CHANGED', subject: 'catalogue sourced' }] })
  await holdfast.operator.run(SetPrice, { input: price('viola', 9) as never })
  const after = await readBy(holdfast.operator)
  expect(after.cello).toMatchObject({ assumed: ['quality'] })
  expect(after.viola).toMatchObject({ catalogue: null, assumed: [] })
})

test('a catalogue of 10,000 prices is loaded and priced with; one past the bound is refused in words', async () => {
  const many = (count: number) => ({
    ...catalogue(Array.from({ length: count }, (_, i) => price(`model-${i}`, i + 1))),
    name: 'many',
  })
  const loadMany = async (count: number) =>
    (
      await holdfast.operator.send<{ loadCatalogue: object }, object>(
        `mutation ($document: JSONObject!) { loadCatalogue(input: { source: { document: $document } }) {
          ... on LoadCatalogueSuccess { name } ... on Error { code message } } }`,
        { document: many(count) },
      )
    ).data?.loadCatalogue
  expect(await loadMany(20_001)).toEqual({ code: 'INVALID_INPUT', message: 'priceRules must have at most 20000 items' })
  expect(await loadMany(10_000)).toEqual({ name: 'many' })
  const { member } = await holdfast.organization()
  const quoted = async (model: string) => (await member.run(Quote, { model, operation: 'song' })).quote
  expect(await quoted('model-0')).toMatchObject({ credits: 1 })
  expect(await quoted('model-9999')).toMatchObject({ credits: 10_000 })
  expect(await quoted('model-10000')).toMatchObject({ code: 'NO_PRICE' })
  const { submitTask } = await member.run(Submit, { input: { model: 'model-499', operation: 'song' } })
  expect(submitTask).toMatchObject({ task: { credits: 500 } })
})

test('npx holdfast catalogue load prints the changes, and a running Holdfast uses them', async () => {
  const { member } = await holdfast.organization()
  const file = join(folder, 'acme.json')
  await writeFile(file, JSON.stringify({ ...catalogue([price('ballad', 7)]), name: 'acme-shell' }))
  const run = (...args: string[]) =>
    runHoldfast(['catalogue', 'load', ...args], { DATABASE_URL: holdfast.database.url })
  const line =
    '+ price ballad song standard: provider acme, creditType music, credits 7, unit CALL, outputs 1, state ACTIVE\n'
  expect(await run(file, '--dry-run')).toMatchObject({ code: 0, stdout: `${line}acme-shell: 1 change, none made\n` })
  expect(await run(file)).toMatchObject({ code: 0, stderr: '', stdout: `${line}acme-shell: 1 change\n` })
  expect(await run(file)).toMatchObject({ code: 0, stdout: 'The price book is equal to acme-shell already.\n' })
  // The lane knows it at once, whenever the next look into the book is.
  const { submitTask } = await member.run(Submit, { input: { model: 'ballad', operation: 'song' } })
  expect(submitTask).toMatchObject({ task: { credits: 7 } })
  await writeFile(file, '{')
  expect(await run(file)).toMatchObject({ code: 1, stderr: expect.stringContaining('is not valid JSON') })
  await writeFile(file, '{}')
  expect(await run(file)).toMatchObject({ code: 1, stderr: expect.stringMatching(/^holdfast: .*name.*\n$/) })
})

test('a price that one process sets is used by every other', async () => {
  const { member } = await holdfast.organization()
  const second = await startHoldfast({
    databaseUrl: holdfast.database.url,
    log: pino({ level: 'silent' }),
    host: '127.0.0.1',
    port: 0,
  })
  const there = new Client(second.url, member.key)
  try {
    const song = { model: 'duet', operation: 'song' }
    for (const credits of [3, 4, 5]) {
      await holdfast.operator.run(SetPrice, { input: { provider: 'acme', creditType: 'music', credits, ...song } })
      const { submitTask } = await there.run(Submit, { input: song })
      expect(submitTask).toMatchObject({ task: { credits } })
      // Whoever submitted there has brought the book there.
      expect((await there.run(Quote, song)).quote).toMatchObject({ credits })
    }
    // A quote hears of it by itself.
    await holdfast.operator.run(SetPrice, { input: { provider: 'acme', creditType: 'music', credits: 6, ...song } })
    await expect.poll(async () => (await there.run(Quote, song)).quote).toMatchObject({ credits: 6 })
  } finally {
    await there.close()
    await second.stop()
  }
})
