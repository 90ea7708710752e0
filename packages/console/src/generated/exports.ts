import { type Operation, operation } from '@holdfast/client'
import type * as Types from './types.ts'
const ExportRow = "fragment ExportRow on Export { id sequence kind format status from until rows rowsTotal bytes failure createdAt expiresAt link { url expiresAt } }"

export const LatestExports: Operation<Types.LatestExportsQuery['exports'], Types.LatestExportsQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"exports"}, ["query LatestExports { exports(first: 20) { edges { node { ...ExportRow } } } }", ExportRow])

export const ExportTicks: Operation<Types.ExportTicksSubscription['exportUpdated'], Types.ExportTicksSubscriptionVariables> = /*#__PURE__*/ operation({"kind":"subscription","field":"exportUpdated"}, ["subscription ExportTicks($exportId: ID!, $after: Int) { exportUpdated(exportId: $exportId, after: $after) { ...ExportRow } }", ExportRow])