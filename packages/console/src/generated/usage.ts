import { type Operation, operation } from '@holdfast/client'
import type * as Types from './types.ts'
const Report = "fragment Report on UsageReport { from to timeZone isComplete previousFrom total { ...Sums } previousTotal { ...Sums } groups { from model operation tag creditType member { id name } apiKey { id name } sums { ...Sums } previous { ...Sums } } }"

const Sums = "fragment Sums on UsageSums { used refunded tasks succeeded failed }"

export const UsageOf: Operation<Types.UsageOfQuery['organization'], Types.UsageOfQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"organization"}, ["query UsageOf($from: DateTime!, $to: DateTime!, $dayBy: [UsageDimension!]!, $by: [UsageDimension!]!, $creditType: String) { organization { id byDay: usage(from: $from, to: $to, by: $dayBy, creditType: $creditType) { ...Report } byGroup: usage( from: $from to: $to by: $by creditType: $creditType compareToPrevious: true ) { ...Report } } }", Report, Sums])

export const UsageDays: Operation<Types.UsageDaysQuery['organization'], Types.UsageDaysQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"organization"}, ["query UsageDays($from: DateTime!, $to: DateTime!, $creditType: String) { organization { id byDay: usage(from: $from, to: $to, by: [DAY], creditType: $creditType) { ...Report } } }", Report, Sums])