import { type Operation, operation } from '@holdfast/client'
import type * as Types from './operator.types.ts'
export const OperatorSession: Operation<Types.OperatorSessionQuery['viewer'], Types.OperatorSessionQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"viewer"}, ["query OperatorSession { viewer { isOperator platformScopes platformKeyName expiresAt } }"])

export const Find: Operation<Types.FindQuery['organizations'], Types.FindQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"organizations"}, ["query Find($name: String, $first: Int!) { organizations(filter: {name: $name}, first: $first) { edges { node { id name externalId } } } }"])

export const FindById: Operation<Types.FindByIdQuery['organization'], Types.FindByIdQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"organization"}, ["query FindById($id: ID, $externalId: String) { organization(id: $id, externalId: $externalId) { id name externalId } }"])