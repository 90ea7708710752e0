// @holdfast/client: queries, mutations and live streams of Holdfast, typed.

export { createHoldfast, type Holdfast } from './client.ts'
export { HoldfastError, isRefusal } from './errors.ts'
export type * from './generated/types.ts'
export { type AnswerOf, define, type Operation, operation } from './operation.ts'
export type { HoldfastOptions } from './options.ts'
export type { LiveState, WatchOptions } from './watch.ts'
