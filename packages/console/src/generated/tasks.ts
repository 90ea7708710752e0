import { type Operation, operation } from '@holdfast/client'
import type * as Types from './types.ts'
const Row = "fragment Row on Task { id sequence model operation provider status progress approval credits costs { creditType credits } createdAt endedAt tags externalId input failureReason member { id name } }"

const Constraint = "fragment Constraint on InputConstraint { field required min max below maxLength oneOf oneOfNumbers oneOfBooleans }"

const Details = "fragment Details on Task { model operation provider status progress approval credits refundedCredits createdAt startedAt endedAt deadlineAt forgottenAt failureReason externalId tags input result webhookUrl member { id name } apiKey { id name } files { name url bytes contentType } costs { creditType credits hold { id lines { credits lot { id kind source expiresAt } } } } priceRule { id variant effectiveFrom isContract } priceParts { units part { creditType credits per unit unitField settleBy tiers { upTo } } } receipt { attempts costs { creditType price charged refunded lots { spent refunded expiresAt lot { id kind source } } } journal { id type credits createdAt reason } links { page pdf } } webhookDeliveries(first: 20) { edges { node { id status attempts responseStatus error createdAt } } } }"

export const TaskPageOf: Operation<Types.TaskPageOfQuery['organization'], Types.TaskPageOfQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"organization"}, ["query TaskPageOf($filter: TaskFilter, $first: Int, $after: String) { organization { id tasks(filter: $filter, first: $first, after: $after) { edges { node { ...Row } } pageInfo { hasNextPage endCursor } } } }", Row])

export const TaskChanges: Operation<Types.TaskChangesSubscription['tasksUpdated'], Types.TaskChangesSubscriptionVariables> = /*#__PURE__*/ operation({"kind":"subscription","field":"tasksUpdated"}, ["subscription TaskChanges($after: [TaskSequence!]) { tasksUpdated(after: $after) { ...Row } }", Row])

export const MembersByName: Operation<Types.MembersByNameQuery['organization'], Types.MembersByNameQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"organization"}, ["query MembersByName($name: String) { organization { id members(filter: {name: $name}, first: 50) { edges { node { id name } } } } }"])

export const Models: Operation<Types.ModelsQuery['priceRules'], Types.ModelsQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"priceRules"}, ["query Models { priceRules { id model operation variant provider state notice unitField conditions { ...Constraint } inputLimits { ...Constraint } parts { unit unitField defaultUnits } } }", Constraint])

export const QuoteMany: Operation<Types.QuoteManyQuery['quoteTasks'], Types.QuoteManyQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"quoteTasks"}, ["query QuoteMany($items: [QuoteItemInput!]!) { quoteTasks(items: $items) { ... on TasksQuote { items { price { credits isMaximum costs { creditType credits } } refusal { __typename message } } totals { creditType credits available } } ... on EndedError { message } ... on InvalidInputError { message } ... on NotFoundError { message } __typename } }"])

export const WaitingTasks: Operation<Types.WaitingTasksQuery['organization'], Types.WaitingTasksQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"organization"}, ["query WaitingTasks { organization { id tasks(filter: {waitingForApproval: true}, first: 100) { edges { node { id model operation credits costs { creditType credits } createdAt deadlineAt input member { id name } } } pageInfo { hasNextPage } } } }"])

export const RefundAllowances: Operation<Types.RefundAllowancesQuery['organization'], Types.RefundAllowancesQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"organization"}, ["query RefundAllowances { organization { id refundAllowances { creditType monthlyMax left renewsAt } } }"])

export const TaskDetails: Operation<Types.TaskDetailsQuery['node'], Types.TaskDetailsQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"node"}, ["query TaskDetails($id: ID!) { node(id: $id) { id ... on Task { ...Details } } }", Details])