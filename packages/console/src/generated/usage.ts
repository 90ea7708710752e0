import { type Operation, operation } from '@holdfast/client'
import type * as Types from './types.ts'
const Days = "fragment Days on UsageReport { from to timeZone isComplete total { used } groups { from ...Subject sums { used } } }"

const Ranking = "fragment Ranking on UsageReport { isComplete total { ...Sums } previousTotal { ...Sums } groups { ...Subject sums { ...Sums } previous { used } } }"

const Subject = "fragment Subject on UsageGroup { model operation tag creditType member { id name } apiKey { id name } }"

const Sums = "fragment Sums on UsageSums { used refunded tasks failed }"

export const UsageOf: Operation<Types.UsageOfQuery['organization'], Types.UsageOfQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"organization"}, ["query UsageOf($from: DateTime!, $to: DateTime!, $dayBy: [UsageDimension!]!, $by: [UsageDimension!]!, $creditType: String) { organization { id byDay: usage(from: $from, to: $to, by: $dayBy, creditType: $creditType) { ...Days } byGroup: usage( from: $from to: $to by: $by creditType: $creditType compareToPrevious: true ) { ...Ranking } } }", Days, Ranking, Subject, Sums])

export const UsageDays: Operation<Types.UsageDaysQuery['organization'], Types.UsageDaysQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"organization"}, ["query UsageDays($from: DateTime!, $to: DateTime!, $creditType: String) { organization { id byDay: usage(from: $from, to: $to, by: [DAY], creditType: $creditType) { ...Days } } }", Days, Subject])