import { type Operation, operation } from '@holdfast/client'
import type * as Types from './types.ts'
export const OperatorSession: Operation<Types.OperatorSessionQuery['viewer'], Types.OperatorSessionQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"viewer"}, ["query OperatorSession { viewer { isOperator platformScopes platformKeyName expiresAt } }"])

export const Find: Operation<Types.FindQuery['organizations'], Types.FindQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"organizations"}, ["query Find($search: String!, $first: Int!) { organizations(filter: {search: $search}, first: $first) { edges { node { id name externalId } } } }"])

export const WaitingPayments: Operation<Types.WaitingPaymentsQuery['payments'], Types.WaitingPaymentsQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"payments"}, ["query WaitingPayments { payments(filter: {unsettled: true}, first: 50) { pageInfo { hasNextPage } edges { node { id } } } }"])