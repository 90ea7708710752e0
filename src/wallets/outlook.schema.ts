// The outlook of a wallet's credits: its part of the API.

import { badInput } from '../graphql/badInput.ts'
import { builder } from '../graphql/builder.ts'
import { DEAR, inDearTurn } from '../graphql/dear.ts'
import { LotNode } from './lots.schema.ts'
import { type Expiring, expiring, type Forecast, forecast, type UnknownBecause } from './outlook.ts'
import { WalletNode } from './wallet.schema.ts'

const DAYS_MAX = 3_660

const ExpiringType = builder.objectRef<Expiring>('ExpiringCredits').implement({
  description: 'Credits of a lot that will be lost unless they are used in time.',
  fields: (t) => ({
    credits: t.expose('credits', { type: 'Credits', description: 'Credits that are not frozen.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'The time from which they can’t be used any more, in UTC.',
    }),
    lot: t.field({ type: LotNode, description: 'The credit lot.', resolve: ({ lot }) => lot }),
  }),
})

const ForecastUnknownEnum = builder.enumType('ForecastUnknownReason', {
  description: 'The reasons why no forecast can be made.',
  values: {
    NOTHING_SPENT: { description: 'Nothing was spent in the measured time.' },
    OBSERVED_TOO_SHORT: {
      description: 'The first credits came in less than a day ago, which is too short to measure a rate.',
    },
    TOO_FAR: { description: 'At the measured rate the credits last longer than a DateTime can express.' },
  } satisfies Record<UnknownBecause, object>,
})

const ForecastType = builder.objectRef<Forecast>('Forecast').implement({
  description: 'The time at which a wallet’s credits run out at the rate of the last days.',
  fields: (t) => ({
    spent: t.expose('spent', { type: 'Credits', description: 'Credits that were spent from `from` to `to`.' }),
    from: t.expose('from', {
      type: 'DateTime',
      description: 'The start of the time in which spending was measured, in UTC.',
    }),
    to: t.expose('to', {
      type: 'DateTime',
      description: 'The end of the time in which spending was measured: now, in UTC.',
    }),
    runsOutAt: t.expose('runsOutAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'The time at which the available credits will be spent at that rate, in UTC; null: `unknownBecause` gives the reason.',
    }),
    unknownBecause: t.expose('unknownBecause', {
      type: ForecastUnknownEnum,
      nullable: true,
      description: 'The reason why `runsOutAt` is null; null if it is not.',
    }),
  }),
})

builder.prismaObjectFields(WalletNode, (t) => ({
  expiring: t.field({
    type: [ExpiringType],
    description: 'The credits that expire soon, the earliest first.',
    args: {
      withinDays: t.arg.int({
        required: true,
        defaultValue: 30,
        description: 'The number of days until the expiry, 1 to 3660.',
      }),
    },
    resolve: (wallet, { withinDays }, { app }) => expiring(app, wallet, daysIn(withinDays)),
  }),
  forecast: t.field({
    type: ForecastType,
    description:
      'The time at which the credits run out at the rate of the last days; if the first credits came in later, at the rate since then, over at least one day. Expiries are not considered.',
    args: {
      days: t.arg.int({
        required: true,
        defaultValue: 7,
        description: 'The number of days in which spending is measured, 1 to 3660.',
      }),
    },
    complexity: DEAR,
    resolve: (wallet, { days }, { app }) => inDearTurn(() => forecast(app, wallet, daysIn(days))),
  }),
}))

function daysIn(days: number): number {
  if (days >= 1 && days <= DAYS_MAX) return days
  throw badInput('days', `must be 1 to ${DAYS_MAX}, not ${days}`)
}
