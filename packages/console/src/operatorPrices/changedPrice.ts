// A price with another number of credits and all other terms as they are: as the API takes it, and as a catalogue to try it on the past.

import type { CreatePriceRuleInput, RuleTermsQuery } from '../generated/types.ts'
import { operator } from '../texts/operator.ts'
import type { Rule } from './priceText.ts'

export type Terms = Extract<NonNullable<RuleTermsQuery['node']>, { creditType: string }>
type Constraint = Terms['conditions'][number]

/** The name that simulations of one changed price have. */
const NAME = 'changed-price'

/** Returns whether a price is for all, and has one part without tiers. A catalogue changes the others. */
export const isSimple = ({ parts, isContract }: Rule): boolean =>
  !isContract && parts.length === 1 && parts[0]?.tiers.length === 0

/** The terms without those that are empty, which mean the same as absent ones. */
function termsOf({ id, __typename, parts, ...terms }: Terms & { readonly __typename?: string }) {
  const { unit, unitField, per, defaultUnits, step, settleBy, settleField } = parts[0] ?? {}
  // A step that the unit has by itself may not be given for every unit.
  const ownStep = unit === 'SECOND' || unit === 'OUTPUT' ? 1 : 0
  const stated = step === ownStep ? null : step
  return present({ ...terms, unit, unitField, per, defaultUnits, step: stated, settleBy, settleField })
}

export function inputWith(terms: Terms, credits: number): CreatePriceRuleInput {
  const { conditions, inputLimits } = terms
  return {
    ...(termsOf(terms) as unknown as CreatePriceRuleInput),
    ...{ credits, conditions: conditions.map(present), inputLimits: inputLimits.map(present) },
  }
}

export function documentWith(terms: Terms, credits: number): Readonly<Record<string, unknown>> {
  const { conditions, inputLimits } = terms
  const rule = {
    ...termsOf(terms),
    ...{ credits, conditions: conditions.map(inCatalogue), inputLimits: inputLimits.map(inCatalogue) },
  }
  return { name: NAME, description: operator.changePrice.document, priceRules: [rule] }
}

/** In a catalogue one list has texts, numbers and truths; the API has a list for each. */
function inCatalogue({ oneOf, oneOfNumbers, oneOfBooleans, ...rest }: Constraint) {
  return present({ ...rest, oneOf: oneOf ?? oneOfNumbers ?? oneOfBooleans })
}

function present<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Fields
}
