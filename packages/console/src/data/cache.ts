// The normalized cache: each thing once, by its type and id, so that a change of it shows wherever it is shown.

import { cacheExchange } from '@urql/exchange-graphcache'

/** Things with an id that are read for one moment, and not the same twice. */
const EMBEDDED = ['Checkpoint'] as const

export const openCache = () => cacheExchange({ keys: Object.fromEntries(EMBEDDED.map((type) => [type, () => null])) })
