// The references that payers write on transfers: however they are written they are read as the same one, and a typing error is found.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  makeTransferReference,
  readTransferReference,
  transferReferenceShown,
} from '../../src/payments/transferReference.ts'

const TYPED = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

const reference = fc
  .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 8, maxLength: 8 })
  .map((drawn) => makeTransferReference((below) => (drawn.shift() ?? 0) % below))

test('a reference has 12 characters without look-alikes, and is read in groups, in small letters and with hyphens', () => {
  fc.assert(
    fc.property(fc.clone(reference, 1), ([made]) => {
      expect(made).toMatch(/^RF\d\d[34679CDFGHJKMNPQRTVWXY]{8}$/)
      expect(transferReferenceShown(made)).toMatch(/^.{4} .{4} .{4}$/)
      for (const written of [
        made,
        transferReferenceShown(made),
        made.toLowerCase(),
        `${made.slice(0, 4)}-${made.slice(4)}`,
      ]) {
        expect(readTransferReference(written)).toBe(made)
      }
    }),
  )
})

test('one wrong character, or two neighbours that changed places, make it no reference', () => {
  fc.assert(
    fc.property(reference, fc.nat(11), fc.constantFrom(...TYPED), (made, place, typed) => {
      const wrong = made.slice(0, place) + typed + made.slice(place + 1)
      if (wrong !== made) expect(readTransferReference(wrong)).toBeNull()
      const swapped =
        made.slice(0, place) +
        made
          .slice(place, place + 2)
          .split('')
          .reverse()
          .join('') +
        made.slice(place + 2)
      if (swapped !== made) expect(readTransferReference(swapped)).toBeNull()
    }),
  )
})
