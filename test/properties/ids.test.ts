// The ids of a process ascend, also within a millisecond, and are unique.

import { validate, version } from 'uuid'
import { expect, test } from 'vitest'
import { newId } from '../../src/ids.ts'

test('a hundred thousand ids are UUIDs of version 7, each greater than the one before', () => {
  let last = ''
  for (let i = 0; i < 100_000; i++) {
    const id = newId()
    if (!validate(id) || version(id) !== 7 || id <= last) expect.fail(`${id} after ${last}`)
    last = id
  }
})
