// The seats of a plan: their part of the API.

import { refusalType } from '../graphql/errors.ts'
import type { SeatsExceeded } from './seats.ts'

export const SeatsExceededError = refusalType<SeatsExceeded>('SEATS_EXCEEDED', (t) => ({
  seats: t.exposeInt('seats', { description: 'The number of seats of the plan.' }),
  members: t.exposeInt('members', { description: 'The number of members that the organization would have.' }),
}))
