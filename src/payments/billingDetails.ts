// Billing details: the names and addresses on receipts, of organizations and of the platform itself. They are never edited. A change makes
// the next version, and a receipt names the versions of its time.

import { z } from 'zod'
import type { App } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import type { BillingDetails, Prisma, Receipt } from '../database/generated/client/client.ts'
import { LOCKS } from '../database/locks.ts'
import { transact } from '../database/transact.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { movedOf } from '../engine/receipts.ts'
import type { Party } from '../engine/records.ts'
import { hasCheckDigits } from '../formats/mod97.ts'
import { uuidOf } from '../ids.ts'
import { lockOrganization } from '../organizations/lock.ts'
import { field, type InvalidInput, type NotFound, parseInput } from '../refusals.ts'

const ADDRESS_CHARACTERS_MAX = 500
const TAX_ID_CHARACTERS_MAX = 50
const BANK_ACCOUNT_CHARACTERS_MAX = 500

export const Details = z.object({
  name: field.name,
  address: field.text(ADDRESS_CHARACTERS_MAX).trim().min(1),
  taxId: field.text(TAX_ID_CHARACTERS_MAX).trim().min(1).nullish(),
  email: z.email().max(255).nullish(),
})
const OfPlatform = Details.extend({
  bankAccount: field
    .text(BANK_ACCOUNT_CHARACTERS_MAX)
    .trim()
    .min(1)
    .superRefine((account, context) => {
      const wrong = account.split('\n').find(isWrongIban)
      if (wrong === undefined) return
      const message = `must have right IBANs, each in a line of its own: the check digits of ${JSON.stringify(wrong.trim())} don’t fit`
      context.addIssue({ code: 'custom', message })
    })
    .nullish(),
})
const OfOrganization = Details.extend({ organizationId: uuidOf.organization })

/** Returns whether a line is an IBAN with a typing error. A line that looks like anything else is not judged. */
function isWrongIban(line: string): boolean {
  const iban = line
    .replace(/^\s*IBAN\b:?/i, '')
    .replace(/\s/g, '')
    .toUpperCase()
  return /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban) && !hasCheckDigits(iban)
}

export interface ChangedDetails {
  readonly billingDetails: BillingDetails
}

/** Sets the billing details of an organization. The same ones again change nothing. */
export async function setBillingDetails(
  app: App,
  input: z.input<typeof OfOrganization>,
): Promise<ChangedDetails | InvalidInput | NotFound> {
  const parsed = parseInput(OfOrganization, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, ...details } = parsed.value
  return transact<ChangedDetails | NotFound>(app.prisma, async (transaction) => {
    const refused = await lockOrganization(transaction, organizationId)
    if (refused) return refused
    const subject = { action: 'setBillingDetails', subjectType: 'Organization', subjectId: organizationId }
    return putDetails(app, transaction, organizationId, details, subject)
  })
}

/** Sets the platform's own details, which receipts name as the seller. The same ones again change nothing. */
export async function setSellerDetails(
  app: App,
  input: z.input<typeof OfPlatform>,
): Promise<ChangedDetails | InvalidInput> {
  const parsed = parseInput(OfPlatform, input)
  if (!parsed.ok) return parsed.refusal
  const set = await transact<ChangedDetails>(app.prisma, async (transaction) => {
    // One change at a time: the versions are counted.
    await transaction.$executeRawUnsafe(`SELECT pg_advisory_xact_lock(${LOCKS.sellerDetails})`)
    const subject = { action: 'setSellerDetails', subjectType: 'Platform', subjectId: PLATFORM_ID }
    return putDetails(app, transaction, PLATFORM_ID, parsed.value, subject)
  })
  return set
}

async function putDetails(
  app: App,
  transaction: Prisma.TransactionClient,
  organizationId: string,
  { name, address, taxId = null, email = null, bankAccount = null }: z.output<typeof OfPlatform>,
  subject: { readonly action: string; readonly subjectType: string; readonly subjectId: string },
): Promise<ChangedDetails> {
  const before = await latest(transaction, organizationId)
  const set = { name, address, taxId, email, bankAccount }
  if (before && Object.entries(set).every(([column, value]) => before[column as keyof typeof set] === value)) {
    return { billingDetails: before }
  }
  const createdAt = app.clock()
  const data = { organizationId, version: (before?.version ?? 0) + 1, ...set, createdAt }
  const billingDetails = await transaction.billingDetails.create({ data })
  // Another address gets all mails until it ends them itself.
  if (before && before.email !== email) {
    await transaction.mailPreference.deleteMany({ where: { organizationId, memberId: organizationId } })
  }
  const known = before && {
    ...{ name: before.name, address: before.address, taxId: before.taxId, email: before.email },
    bankAccount: before.bankAccount,
  }
  const act = { ...subject, ...(known ? { before: factsOf(known) } : {}), after: factsOf(set) }
  await record(app, transaction, organizationId, act, createdAt)
  return { billingDetails }
}

function latest(prisma: Pick<App['prisma'], 'billingDetails'>, organizationId: string): Promise<BillingDetails | null> {
  return prisma.billingDetails.findFirst({ where: { organizationId }, orderBy: { version: 'desc' } })
}

/** The billing details that an organization had at a time; null: none were set until then. */
export function billingDetailsAt({ prisma }: Pick<App, 'prisma'>, organizationId: string, at: Date) {
  return prisma.billingDetails.findFirst({
    where: { organizationId, createdAt: { lt: at } },
    orderBy: { version: 'desc' },
  })
}

/** The billing details of an organization; null: none were set. */
export function findBillingDetails({ prisma }: Pick<App, 'prisma'>, organizationId: string) {
  return latest(prisma, organizationId)
}

/** The platform's own details, which receipts name as the seller; null: none were set. */
export function findSellerDetails({ prisma }: Pick<App, 'prisma'>) {
  return latest(prisma, PLATFORM_ID)
}

type Named = Pick<Receipt, 'organizationId' | 'buyerVersion' | 'sellerVersion' | 'moved' | 'createdAt'>

/** The buyer that a receipt names; null: none. */
export function buyerOf(app: Pick<App, 'prisma'>, receipt: Named): Promise<BillingDetails | null> {
  const { organizationId, buyerVersion } = receipt
  const moved = movedOf(receipt)
  return moved ? partyOf(receipt, moved.buyer) : detailsOfVersion(app, organizationId, buyerVersion)
}

/** The seller that a receipt names; null: none. */
export function sellerOf(app: Pick<App, 'prisma'>, receipt: Named): Promise<BillingDetails | null> {
  const moved = movedOf(receipt)
  return moved ? partyOf(receipt, moved.seller) : detailsOfVersion(app, PLATFORM_ID, receipt.sellerVersion)
}

async function partyOf({ organizationId, createdAt }: Named, party: Party | null): Promise<BillingDetails | null> {
  return party && { ...party, bankAccount: null, organizationId, version: 0, createdAt }
}

/** The details of a version, of an organization or of the platform. */
async function detailsOfVersion(
  { prisma }: Pick<App, 'prisma'>,
  organizationId: string,
  version: number | null,
): Promise<BillingDetails | null> {
  if (version === null) return null
  const key = { organizationId, version }
  return prisma.billingDetails.findUnique({ where: { organizationId_version: key } })
}
