// The formula of a price: what a rule charges for, in the words of catalogues and of the API, and as src/ledger/price.ts computes it.
//
// A rule has a fixed part, its own part, and further parts of the same task: an LLM charges input tokens and output tokens. A part
// counts units in the task's input. With `settleBy` it counts them again when the task has succeeded: then the input only gives the
// most that they may be.

import { z } from 'zod'
import { type PriceRule, PriceUnit, type Prisma } from '../database/generated/client/client.ts'
import { type Fraction, fractionOf } from '../ledger/fraction.ts'
import { UNITS_MAX, type UnitPrice } from '../ledger/price.ts'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import { field } from '../refusals.ts'
import { fieldPath } from './constraints.ts'

const PARTS_MAX = 10
const TIERS_MAX = 20
const PER_MAX = 1_000_000_000
const STEP_MAX = 1_000_000
/** The most fields that are multiplied. */
const FIELDS_MAX = 4

/** The measures by which the units of a part are counted when the task has succeeded. */
export const SETTLE_BY = ['RESULT', 'SECONDS', 'OUTPUTS'] as const

type SettleBy = (typeof SETTLE_BY)[number]

const TIERING = ['GRADUATED', 'VOLUME'] as const

interface UnitRule {
  /** The input's field with the number of units, if the price names none; null: it must name one. */
  readonly field: string | null
  /** The step if the price sets none. */
  readonly step: bigint
  /** The number of units is the field's number divided by it. */
  readonly divisor: bigint
  /** The text's characters are counted, in place of a number. */
  readonly isText?: true
  readonly canBeZero: boolean
  /** The largest number of one field. */
  readonly max: number
}

const LARGE = 1_000_000_000

/** The units of the parts, except for a call. */
export const UNITS: Readonly<Record<Exclude<PriceUnit, 'CALL'>, UnitRule>> = {
  SECOND: { field: 'durationSeconds', step: 1n, divisor: 1n, canBeZero: false, max: 1_000_000 },
  OUTPUT: { field: 'outputs', step: 1n, divisor: 1n, canBeZero: false, max: 1_000_000 },
  MINUTE: { field: 'durationSeconds', step: 0n, divisor: 60n, canBeZero: false, max: LARGE },
  CHARACTER: { field: 'text', step: 0n, divisor: 1n, isText: true, canBeZero: true, max: LARGE },
  TOKEN: { field: 'tokens', step: 0n, divisor: 1n, canBeZero: true, max: LARGE },
  MEGAPIXEL: { field: 'width*height', step: 0n, divisor: 1_000_000n, canBeZero: false, max: LARGE },
  FIELD: { field: null, step: 0n, divisor: 1n, canBeZero: true, max: LARGE },
}

/** The path of one field, or of several whose numbers are multiplied: width*height. */
const unitPath = z.string().superRefine((path, context) => {
  const paths = path.split('*')
  if (paths.length > FIELDS_MAX) context.addIssue(`must multiply at most ${FIELDS_MAX} fields`)
  if (!paths.every((each) => fieldPath.safeParse(each).success))
    context.addIssue(
      'must be a field name, or several joined by dots, or several of these joined by * to multiply them',
    )
})

/** Whole credits and whole units, which are bigints in the API and numbers in a catalogue. */
export type Whole = z.ZodType<bigint, bigint> | z.ZodType<bigint, number>

function within<Number_ extends Whole>(number: Number_, min: bigint, max: bigint) {
  return number.refine((value) => value >= min && value <= max, `must be a whole number of ${min} to ${max}`)
}

export function wholeCredits<Number_ extends Whole>(number: Number_) {
  return within(number, 0n, CREDITS_MAX)
}

/** The fields of a part, for catalogues (`number` reads numbers) or the API (bigints). */
export function partFields<Number_ extends Whole>(number: Number_) {
  const credits = wholeCredits(number)
  const per = within(number, 1n, BigInt(PER_MAX))
  return {
    credits,
    /** The number of units that `credits` are for; 1 if absent. */
    per: per.nullish(),
    unit: z.enum(PriceUnit).default('CALL'),
    unitField: unitPath.nullish(),
    step: within(number, 0n, BigInt(STEP_MAX)).nullish(),
    defaultUnits: z.number().min(0).max(LARGE).nullish(),
    tiers: z
      .array(
        z.strictObject({
          upTo: within(number, 1n, UNITS_MAX),
          credits,
          per: per.nullish(),
          fixed: credits.nullish(),
        }),
      )
      .max(TIERS_MAX)
      .nullish(),
    tiering: z.enum(TIERING).nullish(),
    settleBy: z.enum(SETTLE_BY).nullish(),
    settleField: unitPath.nullish(),
  }
}

/** The further parts of a price. */
export function partList<Number_ extends Whole>(number: Number_) {
  const part = z.strictObject({ ...partFields(number), creditType: field.creditType.nullish() })
  return z.array(part.superRefine(refusePart)).max(PARTS_MAX).nullish()
}

/** A part as it was sent. */
interface PartTerms {
  readonly credits: bigint
  readonly per?: bigint | null | undefined
  readonly unit: PriceUnit
  readonly unitField?: string | null | undefined
  readonly step?: bigint | null | undefined
  readonly defaultUnits?: number | null | undefined
  readonly tiers?:
    | readonly {
        readonly upTo: bigint
        readonly credits: bigint
        readonly per?: bigint | null | undefined
        readonly fixed?: bigint | null | undefined
      }[]
    | null
    | undefined
  readonly tiering?: UnitPrice['tiering'] | null | undefined
  readonly settleBy?: SettleBy | null | undefined
  readonly settleField?: string | null | undefined
}

/** Refuses fields of a part that don't go together. */
export function refusePart(part: PartTerms, context: z.core.$RefinementCtx): void {
  const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  const { unit, unitField, tiers, tiering, settleBy, settleField } = part
  if (unit === 'CALL') {
    for (const name of ['per', 'step', 'defaultUnits', 'tiers', 'tiering', 'settleBy', 'settleField'] as const) {
      const value = part[name]
      if (value !== null && value !== undefined && !(name === 'per' && value === 1n))
        refuse(name, 'must be left out: the price is per CALL')
    }
    return
  }
  const { isText, field: usual } = UNITS[unit]
  if (usual === null && !unitField) refuse('unitField', `must be given: the unit is ${unit}`)
  if (isText && unitField?.includes('*')) refuse('unitField', 'must be one field: its characters are counted')
  const ends = (tiers ?? []).map(({ upTo }) => upTo)
  if (ends.some((end, i) => i > 0 && end <= (ends[i - 1] as bigint)))
    refuse('tiers', 'must be in ascending order of upTo')
  if (tiering && ends.length === 0) refuse('tiering', 'must be left out: there are no tiers')
  refuseSettling(unit, settleBy ?? null, settleField ?? null, refuse)
}

function refuseSettling(
  unit: Exclude<PriceUnit, 'CALL'>,
  settleBy: SettleBy | null,
  settleField: string | null,
  refuse: (path: string, message: string) => void,
): void {
  if (settleField !== null && settleBy !== 'RESULT' && settleBy !== 'OUTPUTS')
    refuse('settleField', 'must be left out: it is for settleBy RESULT or OUTPUTS')
  if (settleBy === 'RESULT' && settleField === null)
    refuse('settleField', 'must be given: it is the field of the result that settles the price')
  if (settleBy === 'SECONDS' && unit !== 'SECOND' && unit !== 'MINUTE')
    refuse('settleBy', 'must not be SECONDS: that is for the units SECOND and MINUTE')
  if (settleBy === 'OUTPUTS' && unit !== 'OUTPUT')
    refuse('settleBy', 'must not be OUTPUTS: that is for the unit OUTPUT')
  const isOne = settleBy === 'OUTPUTS' || UNITS[unit].isText
  if (isOne && settleField?.includes('*')) refuse('settleField', 'must be one field')
}

/** The counting, settling and tiers of the units of a part, in the stored JSON of a rule. Absent: the default. */
interface Measure {
  readonly step?: number
  readonly defaultUnits?: number
  readonly tiers?: readonly {
    readonly upTo: number
    readonly credits: number
    readonly per: number
    readonly fixed: number
  }[]
  readonly tiering?: UnitPrice['tiering']
  readonly settleBy?: SettleBy
  readonly settleField?: string
}

/** A further part in the stored JSON of a rule. */
interface StoredPart extends Measure {
  /** Absent: the credit type of the rule. */
  readonly creditType?: string
  readonly credits: number
  readonly per: number
  readonly unit: PriceUnit
  readonly unitField: string | null
}

/** The columns of a rule that a part without a unit field of its own gets. */
export function unitFieldOf({ unit, unitField }: Pick<PartTerms, 'unit' | 'unitField'>): string | null {
  return unit === 'CALL' ? null : (unitField ?? UNITS[unit].field)
}

export function measureOf({
  step,
  defaultUnits,
  tiers,
  tiering,
  settleBy,
  settleField,
}: PartTerms): Prisma.InputJsonObject {
  return {
    ...(step === null || step === undefined ? {} : { step: Number(step) }),
    ...(defaultUnits === null || defaultUnits === undefined ? {} : { defaultUnits }),
    ...(tiers && tiers.length > 0
      ? {
          tiers: tiers.map(({ upTo, credits, per, fixed }) => ({
            ...{ upTo: Number(upTo), credits: Number(credits), per: Number(per ?? 1n), fixed: Number(fixed ?? 0n) },
          })),
          tiering: tiering ?? 'GRADUATED',
        }
      : {}),
    ...(settleBy ? { settleBy } : {}),
    ...(settleField ? { settleField } : {}),
  }
}

/** A further part of a rule with this credit type, as it is stored. */
export function storedPart(
  part: PartTerms & { readonly creditType?: string | null | undefined },
  main: string,
): Prisma.InputJsonObject {
  const { credits, per, unit, creditType } = part
  const rate = { credits: Number(credits), per: Number(per ?? 1n) }
  const paid = creditType && creditType !== main ? { creditType } : {}
  return { ...rate, unit, unitField: unitFieldOf(part), ...measureOf(part), ...paid }
}

/** A part of a price, ready to be computed. */
export interface Part extends UnitPrice {
  /** The type of the credits that pay for it. */
  readonly creditType: string
  readonly unit: PriceUnit
  readonly unitField: string | null
  /** The fields of the input whose numbers are multiplied; empty for a call. */
  readonly fields: readonly string[]
  /** The number of units if the input has none of the fields; null: unknown. */
  readonly defaultUnits: Fraction | null
  readonly settleBy: SettleBy | null
  readonly settleField: string | null
}

export interface Formula {
  /** Credits of the rule's own type, whatever the units. */
  readonly fixed: bigint
  readonly parts: readonly Part[]
  /** The credit types of the parts apart from the rule's own, each once; empty for most rules. */
  readonly further: readonly string[]
}

/** Price rules never change, so each formula is made once. */
const formulas = new WeakMap<object, Formula>()

type Priced = Pick<PriceRule, 'creditType' | 'credits' | 'per' | 'unit' | 'unitField' | 'measure' | 'fixed' | 'parts'>

export function formulaOf(rule: Priced): Formula {
  const known = formulas.get(rule)
  if (known) return known
  const { creditType, credits, per, unit, unitField } = rule
  const own = partOf({ creditType, credits, per, unit, unitField, ...(rule.measure as Measure) })
  const stored = rule.parts as unknown as readonly StoredPart[]
  const parts = [own, ...stored.map((part) => partOf({ ...part, creditType: part.creditType ?? creditType }))]
  const types = new Set(parts.map((part) => part.creditType))
  types.delete(creditType)
  const formula = { fixed: rule.fixed, parts, further: [...types] }
  formulas.set(rule, formula)
  return formula
}

/** A part of a price, ready to be computed, from the stored columns and JSON. */
export function partOf({
  creditType,
  credits,
  per,
  unit,
  unitField,
  step,
  defaultUnits,
  tiers = [],
  tiering = 'GRADUATED',
  settleBy,
  settleField,
}: Omit<StoredPart, 'creditType' | 'credits' | 'per'> & {
  readonly creditType: string
  readonly credits: number | bigint
  readonly per: number | bigint
}): Part {
  return {
    creditType,
    credits: BigInt(credits),
    per: BigInt(per),
    unit,
    unitField,
    fields: unitField === null ? [] : unitField.split('*'),
    step: step === undefined ? (unit === 'CALL' ? 0n : UNITS[unit].step) : BigInt(step),
    defaultUnits: defaultUnits === undefined ? null : fractionOf(defaultUnits),
    tiers: tiers.map((tier) => ({
      upTo: BigInt(tier.upTo),
      credits: BigInt(tier.credits),
      per: BigInt(tier.per),
      fixed: BigInt(tier.fixed),
    })),
    tiering,
    settleBy: settleBy ?? null,
    settleField: settleField ?? null,
  }
}
