import { type Operation, operation } from '@holdfast/client'
import type * as Types from './types.ts'
const Totals = "fragment Totals on UsageSums { used refunded tasks failed }"

const TotalAmount = "fragment TotalAmount on Money { amount currency }"

const Exact = "fragment Exact on ExactMoney { amount currency }"

export const PlatformUsage: Operation<Types.PlatformUsageQuery['usage'], Types.PlatformUsageQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"usage"}, ["query PlatformUsage($from: DateTime!, $to: DateTime!, $by: [PlatformUsageDimension!]!, $creditType: String, $compareToPrevious: Boolean!) { usage( from: $from to: $to by: $by creditType: $creditType compareToPrevious: $compareToPrevious ) { from to timeZone isComplete total { ...Totals } previousTotal { ...Totals } groups { from model operation creditType organization { id name } sums { ...Totals } previous { used } } } }", Totals])

export const RevenueMonths: Operation<Types.RevenueMonthsQuery['revenueByMonth'], Types.RevenueMonthsQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"revenueByMonth"}, ["query RevenueMonths($organizationId: ID, $from: String!, $to: String!) { revenueByMonth(organizationId: $organizationId, from: $from, to: $to) { month currency paid { ...TotalAmount } recognized { ...TotalAmount } breakage { ...TotalAmount } reversed { ...TotalAmount } closing { ...TotalAmount } owed { ...TotalAmount } upstreamCost { ...Exact } margin { ...Exact } } }", TotalAmount, Exact])

export const Margins: Operation<Types.MarginsQuery['margins'], Types.MarginsQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"margins"}, ["query Margins($by: [MarginDimension!]!, $from: String!, $to: String!) { margins(by: $by, from: $from, to: $to) { month model currency isOthers organization { id name } recognized { ...TotalAmount } upstreamCost { ...Exact } margin { ...Exact } } }", TotalAmount, Exact])