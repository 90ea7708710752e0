import { type Operation, operation } from '@holdfast/client'
import type * as Types from './totals.types.ts'
const Totals = "fragment Totals on UsageSums { used refunded tasks failed }"

export const PlatformUsage: Operation<Types.PlatformUsageQuery['usage'], Types.PlatformUsageQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"usage"}, ["query PlatformUsage($from: DateTime!, $to: DateTime!, $by: [PlatformUsageDimension!]!, $creditType: String, $compareToPrevious: Boolean!) { usage( from: $from to: $to by: $by creditType: $creditType compareToPrevious: $compareToPrevious ) { from to timeZone isComplete total { ...Totals } previousTotal { ...Totals } groups { from model operation creditType organization { id name } sums { ...Totals } previous { used } } } }", Totals])