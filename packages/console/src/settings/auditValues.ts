// The names and values of an entry of the audit log in words: credits with their type, money in its currency, days, and what enums mean.

import { formatExactMoney, formatMoment, formatMoney, formatNumber } from '../parts/format.ts'
import { auditValues as words } from '../texts/auditValues.ts'
import { texts } from '../texts/index.ts'

export type Facts = Readonly<Record<string, unknown>>

/** Fields that hold credits, in each act that has them. */
const CREDITS = new Set(['credits', 'add', 'remove', 'granted', 'limit', 'below', 'approvalAbove', 'monthlyMax'])
/** Fields that hold money in the smallest unit. */
const MONEY = new Set(['amount', 'settled'])
/** Fields whose values are of an enum: a name that somebody typed in capitals stays as it is. */
const ENUMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  as: texts.members.forms,
  burnDown: {},
  decision: {},
  enforcement: texts.members.enforcementFacts,
  events: texts.webhooks.events,
  form: texts.members.forms,
  interval: {},
  joinRole: texts.shell.roles,
  kind: { ...texts.credits.kinds, ...texts.exports.kinds },
  latePolicy: {},
  mode: {},
  period: texts.members.periodFacts,
  provider: {},
  requirement: {},
  role: texts.shell.roles,
  scopes: texts.settings.scopesShort,
  state: texts.webhooks.states,
  status: {},
  to: {},
}

const CONSTANT = /^[A-Z][A-Z0-9_]*$/
const WHOLE = /^-?\d{1,15}$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/
/** "member_…: 200", as the acts that give credits write it. */
const SHARE = /^(.+): (\d{1,15})$/

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** "creditType" as people read it: "Credit type". */
export const nameText = (name: string): string =>
  words.names[name] ?? capital(name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`))

const enumText = (value: string, known: Readonly<Record<string, string>>): string =>
  known[value] ?? words.values[value] ?? capital(value.toLowerCase().replaceAll('_', ' '))

function creditsText(credits: string | number, { creditType }: Facts): string {
  const number = formatNumber(Number(credits))
  return typeof creditType === 'string' ? `${number} ${creditType}` : words.credits(number)
}

/** Money in the currency that stands beside it. */
function moneyText(amount: string | number, { currency }: Facts): string {
  const number = Number(amount)
  return typeof currency === 'string'
    ? formatMoney({ amount: number, currency })
    : words.smallestUnits(formatNumber(number))
}

function numberText(name: string, value: string | number, facts: Facts): string {
  if (CREDITS.has(name)) return creditsText(value, facts)
  if (MONEY.has(name)) return moneyText(value, facts)
  if (name === 'thresholds') return words.percent(String(value))
  return typeof value === 'number' ? formatNumber(value) : value
}

function textText(name: string, value: string, facts: Facts): string {
  if (WHOLE.test(value)) return numberText(name, value, facts)
  if (INSTANT.test(value)) return formatMoment(value)
  const known = ENUMS[name]
  if (known && CONSTANT.test(value)) return enumText(value, known)
  const share = name === 'allocations' ? SHARE.exec(value) : null
  return share ? `${share[1]}: ${creditsText(share[2] ?? '', facts)}` : value
}

/** A decimal of the major unit, from millionths of it: 12500 is "0.012500". */
function decimalOf(millionths: string): string {
  const digits = millionths.padStart(7, '0')
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`
}

/** A part of a value: money, or its own names and values. Its credits may be of the type that stands beside it. */
function partsText(name: string, value: Facts, facts: Facts): string {
  const { amount, currency, ...rest } = value
  const isMoney = typeof amount === 'string' || typeof amount === 'number'
  if (!isMoney || typeof currency !== 'string') return namedText(value, facts)
  // A cost upstream may be smaller than the smallest unit of its currency.
  const money =
    name === 'upstreamCost'
      ? formatExactMoney({ amount: decimalOf(String(amount)), currency })
      : moneyText(amount, value)
  return [money, namedText(rest, facts)].filter(Boolean).join('; ')
}

const namedText = (value: Facts, facts: Facts): string =>
  Object.keys(value)
    .map((name) => `${nameText(name)}: ${written(name, value[name], { ...facts, ...value })}`)
    .join('; ')

/** The value of a name among the facts of an entry. */
export function valueText(name: string, facts: Facts | null): string {
  return written(name, facts?.[name], facts ?? {})
}

function written(name: string, value: unknown, facts: Facts): string {
  if (value === null || value === undefined || value === '') return texts.settings.empty
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return numberText(name, value, facts)
  if (typeof value === 'string') return textText(name, value, facts)
  if (!Array.isArray(value)) return partsText(name, value as Facts, facts)
  return value.length === 0 ? texts.settings.empty : value.map((each) => written(name, each, facts)).join(', ')
}
