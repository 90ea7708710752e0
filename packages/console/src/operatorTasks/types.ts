// What the page of a task reads in addition to what its customer sees.

import type { AnswerOf } from '@holdfast/client'
import type { TaskOfPlatform } from '../generated/anyTask.ts'

export type OfPlatform = Extract<NonNullable<AnswerOf<typeof TaskOfPlatform>>, { organization: unknown }>
