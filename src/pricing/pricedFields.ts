// The fields of a task's input that a price depends on. A mistake in one of them would meet no condition, and so get a cheaper
// price than the task that is meant. So an input is refused before it is priced if such a field
//
//   - has another type than the price rules expect: "180" in place of 180
//   - resembles a text that a condition names: "HD" or " hd" in place of "hd"
//   - is absent, and a field with a similar name is present: DurationSeconds in place of durationSeconds
//
// Any other text is allowed: a condition names the texts that cost more, and does not have to know all others. A price that
// is only for certain texts says so in its inputLimits.

import type { PriceRule } from '../database/generated/client/client.ts'
import {
  brokenPathTo,
  type Constraint,
  constraintsIn,
  type FieldType,
  type Input,
  isOfType,
  mustBe,
  objectAt,
  type Scalar,
  typesIn,
  valueAt,
} from './constraints.ts'
import { formulaOf, UNITS } from './formula.ts'

/** A field that some rule's price depends on, and what the rules expect there. */
interface PricedField {
  /** The first rule that names the field. */
  readonly rule: PriceRule
  readonly types: Set<FieldType>
  /** The texts that each condition names. */
  readonly texts: (readonly string[])[]
}

/** A mistake in a field that a price depends on. */
export interface Mistake {
  readonly rule: PriceRule
  readonly field: string
  /** The correction, as a message continues after the field's name. */
  readonly mustBe: string
}

/** Finds the first mistake in a field that the price depends on; null if all are right. */
export function mistakeIn(input: Input, rules: readonly PriceRule[]): Mistake | null {
  for (const [field, priced] of pricedFieldsOf(rules)) {
    const { rule } = priced
    const broken = brokenPathTo(input, field)
    if (broken) return { rule, field: broken, mustBe: 'must be an object' }
    const value = valueAt(input, field)
    if (value === undefined) {
      const similar = similarNameOf(input, field)
      if (similar) return { rule, field: similar, mustBe: `must be named ${field}` }
      continue
    }
    const right = wrongTypeOf(value, priced) ?? wrongSpellingOf(value, priced)
    if (right) return { rule, field, mustBe: right }
  }
  return null
}

/** The fields of lists of rules, which never change. */
const knownFields = new WeakMap<readonly PriceRule[], ReadonlyMap<string, PricedField>>()

function pricedFieldsOf(rules: readonly PriceRule[]): ReadonlyMap<string, PricedField> {
  const known = knownFields.get(rules)
  if (known) return known
  const fields = new Map<string, PricedField>()
  knownFields.set(rules, fields)
  const fieldOf = (rule: PriceRule, field: string) => {
    const known = fields.get(field) ?? { rule, types: new Set(), texts: [] }
    fields.set(field, known)
    return known
  }
  for (const rule of rules) {
    for (const condition of conditionsOf(rule)) {
      const { types, texts } = fieldOf(rule, condition.field)
      for (const type of typesIn(condition)) types.add(type)
      if (condition.oneOf) texts.push(textsOf(condition.oneOf))
    }
    for (const { unit, fields: counted } of formulaOf(rule).parts) {
      if (unit === 'CALL') continue
      for (const field of counted) fieldOf(rule, field).types.add(UNITS[unit].isText ? 'text' : 'number')
    }
  }
  return fields
}

/** The conditions under which a rule's price applies. */
export function conditionsOf(rule: PriceRule): readonly Constraint[] {
  return constraintsIn(rule.conditions)
}

function wrongTypeOf(value: unknown, { types }: PricedField): string | null {
  if (types.size === 0 || [...types].some((type) => isOfType(value, type))) return null
  return mustBe(types)
}

/** The spelling that is right, if a text resembles one that a condition names, and is not named itself. */
function wrongSpellingOf(value: unknown, { types, texts }: PricedField): string | null {
  if (typeof value !== 'string' || texts.some((named) => named.includes(value))) return null
  const folded = fold(value)
  if (types.has('number') && value.trim() !== '' && Number.isFinite(Number(value))) return mustBe(NUMBER)
  if (types.has('boolean') && (folded === 'true' || folded === 'false')) return mustBe(BOOLEAN)
  for (const named of texts) {
    const right = foldedTextsOf(named).get(folded)
    if (right !== undefined) return `must be spelled ${JSON.stringify(right)}`
  }
  return null
}

const NUMBER = new Set(['number'] as const)
const BOOLEAN = new Set(['boolean'] as const)

/** The texts among the values of a condition. */
const textsKnown = new WeakMap<readonly Scalar[], readonly string[]>()

function textsOf(oneOf: readonly Scalar[]): readonly string[] {
  const known = textsKnown.get(oneOf) ?? oneOf.filter((value) => typeof value === 'string')
  textsKnown.set(oneOf, known)
  return known
}

/** The folded forms of the texts that a condition names. Price rules never change, so each is folded once. */
const foldedTexts = new WeakMap<readonly string[], ReadonlyMap<string, string>>()

function foldedTextsOf(named: readonly string[]): ReadonlyMap<string, string> {
  const known = foldedTexts.get(named) ?? new Map(named.map((text) => [fold(text), text]))
  foldedTexts.set(named, known)
  return known
}

/** A text without its case, the white space around it, invisible characters, and the kind of separator between its words. */
function fold(text: string): string {
  const visible = text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '')
  return visible
    .trim()
    .replaceAll(/[\s_-]+/g, ' ')
    .toLowerCase()
}

/** The most characters by which a similar name may be longer or shorter: the separators of duration_seconds. */
const NAME_LENGTH_DIFFERENCE_MAX = 5

/** The path of a field whose name differs from an absent one's only in case and separators; null if no name does. */
function similarNameOf(input: Input, path: string): string | null {
  const names = path.split('.')
  for (const [i, name] of names.entries()) {
    const object = objectAt(input, names.slice(0, i))
    if (!object) return null
    if (Object.hasOwn(object, name) && object[name] !== null) continue
    const folded = foldName(name)
    const similar = Object.keys(object).find(
      (key) =>
        key !== name &&
        Math.abs(key.length - name.length) <= NAME_LENGTH_DIFFERENCE_MAX &&
        foldName(key) === folded &&
        object[key] !== null,
    )
    return similar === undefined ? null : [...names.slice(0, i), similar].join('.')
  }
  return null
}

function foldName(name: string): string {
  return fold(name).replaceAll(' ', '')
}
