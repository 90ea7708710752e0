// Property tests try the same histories in each run of the suite, so that a change is what makes it fail; a run of another length,
// such as `npm run test:long`, tries new ones.

import { configureGlobal } from 'fast-check'

if (!process.env.PROPERTY_RUNS) configureGlobal({ seed: 1 })
