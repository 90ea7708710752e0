// Keeps what Node has compiled for a file of tests: the next file, in a process of its own, does not compile it again.

import { flushCompileCache } from 'node:module'
import { beforeAll } from 'vitest'

beforeAll(() => flushCompileCache())
