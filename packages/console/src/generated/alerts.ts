import { type Operation, operation } from '@holdfast/client'
import type * as Types from './types.ts'
export const AlertSettings: Operation<Types.AlertSettingsQuery['organization'], Types.AlertSettingsQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"organization"}, ["query AlertSettings { organization { id expiryAlertDays balanceThresholds(first: 100) { edges { node { id creditType credits percent isBelow endedAt member { id name } } } } } }"])

export const MailPreferences: Operation<Types.MailPreferencesQuery['viewer'], Types.MailPreferencesQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"viewer"}, ["query MailPreferences { viewer { mailPreferences { kind wanted } } }"])