import { type Operation, operation } from '@holdfast/client'
import type * as Types from './types.ts'
export const SellerDetails: Operation<Types.SellerDetailsQuery['sellerDetails'], Types.SellerDetailsQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"sellerDetails"}, ["query SellerDetails { sellerDetails { name address taxId email bankAccount createdAt } }"])

export const LatestReceipts: Operation<Types.LatestReceiptsQuery['receipts'], Types.LatestReceiptsQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"receipts"}, ["query LatestReceipts { receipts(first: 10) { edges { node { id number kind title issuedAt organizationName total { amount currency } links { page } } } } }"])

export const SetSellerDetails: Operation<Types.SetSellerDetailsMutation['setSellerDetails'], Types.SetSellerDetailsMutationVariables> = /*#__PURE__*/ operation({"kind":"mutation","field":"setSellerDetails"}, ["mutation SetSellerDetails($input: SetSellerDetailsInput!) { setSellerDetails(input: $input) { __typename ... on InvalidInputError { issues { path message } } ... on InvalidInputError { code message } } }"])