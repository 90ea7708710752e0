// Credit packs: credits that the platform sells at a price. A pack is not edited: a change makes its next version, and payments
// keep the version that was bought.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import { LABEL_BOUNDS, type LimitReached, refuseOneMore } from '../bounds.ts'
import { type CreditPack, LotKind, type Prisma } from '../database/generated/client/client.ts'
import { LOCKS } from '../database/locks.ts'
import { transact } from '../database/transact.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import { ended, field, type InvalidInput, invalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { refuseLines, writeLines } from './lines.ts'

/** The most packs of one purchase. */
export const QUANTITY_MAX = 10_000
/** Stripe's own bound on one line. */
export const AMOUNT_MAX = 99_999_999n
/** The most money of one price. A payment is a price times a quantity. */
const PRICE_MAX = 1_000_000_000n
const LINES_MAX = 10
const STEPS_MAX = 20
/** The most credits of a line: a payment brings a quantity of them. */
const PACK_CREDITS_MAX = CREDITS_MAX / BigInt(QUANTITY_MAX)

export const price = z.bigint().min(1n).max(PRICE_MAX)
export const lines = z
  .array(
    z.object({
      creditType: field.creditType,
      credits: z.bigint().min(1n).max(PACK_CREDITS_MAX),
      bonus: z.bigint().min(0n).max(PACK_CREDITS_MAX).default(0n),
    }),
  )
  .min(1)
  .max(LINES_MAX)
  .refine(
    (all) => new Set(all.map(({ creditType }) => creditType)).size === all.length,
    'must name each credit type once',
  )
const steps = z
  .array(z.object({ quantity: z.int().min(2).max(QUANTITY_MAX), amount: price }))
  .max(STEPS_MAX)
  .refine(
    (all) => all.every(({ quantity }, i) => i === 0 || quantity > (all[i - 1]?.quantity ?? 0)),
    'must be in the order of their quantities, each once',
  )

const terms = {
  title: field.name,
  externalId: field.text(LABEL_BOUNDS.externalIdCharacters).min(1).nullish(),
  price: z.object({ amount: price, currency: field.currency }),
  credits: lines,
  volumeSteps: steps.default([]),
  kind: z.enum([LotKind.TOP_UP, LotKind.EXTRA]).default('TOP_UP'),
}
const NewPack = z.object({ name: field.token, ...terms })
const PackChange = z.object({
  packId: z.uuid(),
  title: terms.title.nullish(),
  externalId: terms.externalId,
  price: terms.price.nullish(),
  credits: terms.credits.nullish(),
  volumeSteps: steps.nullish(),
  kind: z.enum([LotKind.TOP_UP, LotKind.EXTRA]).nullish(),
})

/** Refuses a step that is not cheaper than one pack, or than the step before it. */
function refuseSteps(one: bigint, all: readonly PriceStep[]): InvalidInput | null {
  for (const [i, { quantity, amount }] of all.entries()) {
    const before = all[i - 1]
    const most = before?.amount ?? one
    if (amount < most) continue
    const what = before ? `the price from a quantity of ${before.quantity} on` : 'the price of one pack'
    const message = `must be less than ${most}, ${what}, and is ${amount} from a quantity of ${quantity} on`
    return invalidInput({ path: `volumeSteps.${i}.amount`, message })
  }
  return null
}

interface PackValue {
  readonly pack: CreditPack
}

/** A price step: the price of one, from a quantity on. */
export interface PriceStep {
  readonly quantity: number
  readonly amount: bigint
}

/** The price steps of a pack, by quantity. */
export function stepsOf({ steps: stored }: Pick<CreditPack, 'steps'>): PriceStep[] {
  return (stored as unknown as readonly { quantity: number; amount: number }[]).map(({ quantity, amount }) => {
    return { quantity, amount: BigInt(amount) }
  })
}

/** The price of a quantity: that of one, by the last step that the quantity reaches, times the quantity. */
export function priceOf(pack: Pick<CreditPack, 'amount' | 'steps'>, quantity: number): bigint {
  const step = stepsOf(pack).findLast((each) => each.quantity <= quantity)
  return (step?.amount ?? pack.amount) * BigInt(quantity)
}

/** Creates a pack. */
export async function createCreditPack(
  app: App,
  input: z.input<typeof NewPack>,
): Promise<PackValue | InvalidInput | LimitReached> {
  const parsed = parseInput(NewPack, input)
  if (!parsed.ok) return parsed.refusal
  const { name, externalId = null, ...asked } = parsed.value
  const refusedLines = await refuseLines(app, PLATFORM_ID, asked.credits, 'credits')
  const wrong = refusedLines ?? refuseSteps(asked.price.amount, asked.volumeSteps)
  if (wrong) return wrong
  return transact<PackValue | InvalidInput | LimitReached>(app.prisma, async (transaction) => {
    await lockPacks(transaction)
    const refused = refuseOneMore('creditPacks', await transaction.creditPack.count({ where: { endedAt: null } }))
    if (refused) return refused
    const taken = await refuseNames(transaction, { name, externalId })
    if (taken) return taken
    const newest = await transaction.creditPack.findFirst({ where: { name }, orderBy: { version: 'desc' } })
    const { price: money, credits, volumeSteps, ...others } = asked
    const pack = {
      ...{ name, externalId, ...others, ...money },
      ...{ credits: writeLines(credits), steps: writeSteps(volumeSteps), version: (newest?.version ?? 0) + 1 },
    }
    return putPack(app, transaction, 'createCreditPack', pack)
  })
}

/** Makes the next version of a pack. Absent fields stay as they are. */
export async function updateCreditPack(
  app: App,
  input: z.input<typeof PackChange>,
): Promise<PackValue | InvalidInput | NotFound> {
  const parsed = parseInput(PackChange, input)
  if (!parsed.ok) return parsed.refusal
  const { packId, title, externalId, price: money, credits, volumeSteps, kind } = parsed.value
  const unknown = await refuseLines(app, PLATFORM_ID, credits ?? [], 'credits')
  if (unknown) return unknown
  return transact<PackValue | InvalidInput | NotFound>(app.prisma, async (transaction) => {
    await lockPacks(transaction)
    const before = await transaction.creditPack.findUnique({ where: { id: packId } })
    if (!before || before.endedAt) return before ? ended('credit pack', before.endedAt) : notFound('credit pack')
    const others = { name: null, externalId: externalId === before.externalId ? null : (externalId ?? null) }
    const taken = await refuseNames(transaction, others)
    const wrong = taken ?? refuseSteps(money?.amount ?? before.amount, volumeSteps ?? stepsOf(before))
    if (wrong) return wrong
    await transaction.creditPack.update({ where: { id: packId }, data: { endedAt: app.clock() } })
    const { id: _id, createdAt: _createdAt, endedAt: _endedAt, ...kept } = before
    return putPack(app, transaction, 'updateCreditPack', {
      ...kept,
      title: title ?? before.title,
      externalId: externalId === undefined ? before.externalId : externalId,
      amount: money?.amount ?? before.amount,
      currency: money?.currency ?? before.currency,
      credits: credits ? writeLines(credits) : (before.credits as Prisma.InputJsonValue),
      steps: volumeSteps ? writeSteps(volumeSteps) : (before.steps as Prisma.InputJsonValue),
      kind: kind ?? before.kind,
      version: before.version + 1,
    })
  })
}

/** Ends the sale of a pack. Payments for it that are open can still be paid. */
export async function endCreditPack(
  app: App,
  { packId: id }: { readonly packId: string },
): Promise<PackValue | NotFound> {
  const endedAt = app.clock()
  return transact<PackValue | NotFound>(app.prisma, async (transaction) => {
    const [pack] = await transaction.creditPack.updateManyAndReturn({ where: { id, endedAt: null }, data: { endedAt } })
    if (!pack) {
      const row = await transaction.creditPack.findUnique({ where: { id } })
      return row ? ended('credit pack', row.endedAt) : notFound('credit pack')
    }
    const act = { action: 'endCreditPack', subjectType: 'CreditPack', subjectId: id, before: { name: pack.name } }
    await record(app, transaction, PLATFORM_ID, act, endedAt)
    return { pack }
  })
}

/** The packs that are sold, the cheapest first. */
export function listCreditPacks(app: App): Promise<CreditPack[]> {
  return app.prisma.creditPack.findMany({
    where: { endedAt: null },
    orderBy: [{ currency: 'asc' }, { amount: 'asc' }, { name: 'asc' }],
  })
}

/** Packs are created and changed one after the other, so that their names and numbers are checked once. */
async function lockPacks(transaction: Prisma.TransactionClient): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${LOCKS.creditPacks})`
}

async function refuseNames(
  transaction: Prisma.TransactionClient,
  { name, externalId }: { readonly name: string | null; readonly externalId: string | null },
): Promise<InvalidInput | null> {
  const isTaken = async (where: object) =>
    (await transaction.creditPack.count({ where: { ...where, endedAt: null } })) > 0
  if (name !== null && (await isTaken({ name }))) {
    const message = `must be new, and ${JSON.stringify(name)} is sold: change that pack with updateCreditPack`
    return invalidInput({ path: 'name', message })
  }
  if (externalId === null || !(await isTaken({ externalId }))) return null
  const message = `must be new, and another pack that is sold has ${JSON.stringify(externalId)}`
  return invalidInput({ path: 'externalId', message })
}

type NewRow = Omit<Prisma.CreditPackUncheckedCreateInput, 'id' | 'createdAt' | 'endedAt'>

async function putPack(
  app: App,
  transaction: Prisma.TransactionClient,
  action: string,
  row: NewRow,
): Promise<PackValue> {
  const createdAt = app.clock()
  const pack = await transaction.creditPack.create({ data: { ...row, id: uuidv7(), createdAt } })
  const { name, version, title, amount, currency, externalId, kind, credits, steps: stored } = pack
  const asked = { name, version, title, amount, currency, externalId, kind, credits, volumeSteps: stored }
  const act = { action, subjectType: 'CreditPack', subjectId: pack.id, after: factsOf(asked) }
  await record(app, transaction, PLATFORM_ID, act, createdAt)
  return { pack }
}

function writeSteps(all: readonly PriceStep[]): Prisma.InputJsonValue {
  return all.map(({ quantity, amount }) => ({ quantity, amount: Number(amount) }))
}
