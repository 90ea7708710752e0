// What the pages of members read.

import type { AnswerOf } from '@holdfast/client'
import type { Budgets, CreditRequests, Invitations, Members } from '../generated/members.ts'

type Nodes<Connection> = Connection extends { edges: readonly { node?: infer Node }[] } ? NonNullable<Node> : never

export type MembersData = NonNullable<AnswerOf<typeof Members>>
export type MemberRow = Nodes<MembersData['members']>
export type Budget = Nodes<NonNullable<AnswerOf<typeof Budgets>>['budgets']>
export type CreditRequest = Nodes<NonNullable<AnswerOf<typeof CreditRequests>>['creditRequests']>
export type Invitation = Nodes<NonNullable<NonNullable<AnswerOf<typeof Invitations>>['invitations']>>

/** The request that somebody is about to answer, and how. */
export interface Answering {
  readonly how: 'grant' | 'deny'
  readonly request: CreditRequest
}
