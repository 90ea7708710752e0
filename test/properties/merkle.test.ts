// Merkle trees: the path of every leaf leads to the root, and no other path does.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { climb, leafHash, pathOf, rootOf, treeOf } from '../../src/ledger/merkle.ts'

const hex = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString('hex')

test('the root agrees with the test vectors of RFC 6962’s reference implementation', () => {
  // https://github.com/transparency-dev/merkle/blob/main/testonly/reference_test.go and rfc6962_test.go
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
  const leaves = inputs.map((input) => leafHash(Buffer.from(input, 'hex').toString('latin1')))
  const roots = leaves.map((_, i) => hex(rootOf(treeOf(leaves.slice(0, i + 1)))))
  expect(roots).toEqual([
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ])
})

test('each leaf’s path leads to the root, and another leaf, place, size or path does not', () => {
  const trees = fc.integer({ min: 1, max: 70 }).chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)))
  fc.assert(
    fc.property(trees, fc.nat(70), ([size, position], other) => {
      const leaves = Array.from({ length: size }, (_, i) => leafHash(`leaf ${i}`))
      const levels = treeOf(leaves)
      const leaf = leaves[position] as (typeof leaves)[number]
      const path = pathOf(levels, position)
      const root = hex(rootOf(levels))
      expect(hex(climb(leaf, position, size, path))).toBe(root)
      expect(hex(climb(leafHash('another'), position, size, path))).not.toBe(root)
      if (other !== position) expect(hex(climb(leaf, other, size, path))).not.toBe(root)
      if (path.length > 0) expect(climb(leaf, position, size, path.slice(1))).toBe(null)
      expect(climb(leaf, position, size, [...path, leaf])).toBe(null)
    }),
    { numRuns: 1_000 },
  )
})
