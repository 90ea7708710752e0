// The reference that a payer writes on a bank transfer: a creditor reference (ISO 11649) of 12 characters, such as RF86K7M39QXT. Banks take
// it as a structured reference, and its check digits find typing errors.

import { randomInt } from 'node:crypto'
import type { App } from '../app.ts'
import { checkDigitsOf, hasCheckDigits } from '../formats/mod97.ts'

/** Digits and capital letters that do not look alike (0 O, 1 I L, 2 Z, 5 S, 8 B, U V), and no vowels, so that no words appear. */
const CHARACTERS = '34679CDFGHJKMNPQRTVWXY'
const RANDOM_CHARACTERS = 8
const PATTERN = new RegExp(`^RF\\d\\d[${CHARACTERS}]{${RANDOM_CHARACTERS}}$`)

/** Makes a reference that no payment has. The index `payment_transfer_reference` holds that. */
export async function newTransferReference({ prisma }: Pick<App, 'prisma'>): Promise<string> {
  for (;;) {
    const transferReference = makeTransferReference((below) => randomInt(below))
    if ((await prisma.payment.count({ where: { transferReference } })) === 0) return transferReference
  }
}

/** Makes a reference. `draw`: a random integer from 0 to below its argument. */
export function makeTransferReference(draw: (below: number) => number): string {
  const body = Array.from({ length: RANDOM_CHARACTERS }, () => CHARACTERS[draw(CHARACTERS.length)]).join('')
  return `RF${checkDigitsOf('RF', body)}${body}`
}

/** Reads a reference as people and banks write it, with spaces or in small letters; null: it is not one, or has a typing error. */
export function readTransferReference(text: string): string | null {
  const written = text.toUpperCase().replace(/[\s.-]/g, '')
  return PATTERN.test(written) && hasCheckDigits(written) ? written : null
}

/** A reference in groups of four, as people read it. */
export function transferReferenceShown(reference: string): string {
  return reference.replace(/(.{4})(?=.)/g, '$1 ')
}
