// A tenant's URL may lead to public addresses only, in whatever form they are written.

import { expect, test } from 'vitest'
import { isPublicAddress, mayBePublic, NotPublic, publicOnly } from '../../src/network/publicAddress.ts'

test.each(['8.8.8.8', '1.1.1.1', '::ffff:8.8.8.8', '2606:4700::1111', '2a00:1450:4001::200e'])(
  '%s is public',
  (text) => {
    expect(isPublicAddress(text)).toBe(true)
  },
)

test.each([
  ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.31.255.255', '192.0.0.1', '192.0.2.1'],
  ...['192.88.99.1', '192.168.0.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '240.0.0.1'],
  ...['255.255.255.255', '::', '::1', '::127.0.0.1', '::8.8.8.8', '::ffff:10.0.0.1', '::ffff:0:8.8.8.8'],
  ...['64:ff9b::8.8.8.8', '64:ff9b:1::a00:1', '100::1', '2001:0:808:808::1', '2001:db8::1', '2002:808:808::1'],
  ...['3fff::1', '4000::1', 'fc00::1', 'fd12::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '', 'hooks.example'],
])('%s is not public', (text) => {
  expect(isPublicAddress(text)).toBe(false)
})

test('a URL’s host is parsed in the same way as by the connection', () => {
  const isPublic = (url: string) => mayBePublic(new URL(url))
  for (const host of ['hooks.example', 'hooks.example.', '8.8.8.8', '[2606:4700::1111]', 'münchen.example']) {
    expect(isPublic(`https://${host}/`), host).toBe(true)
  }
  const inside = [
    '2130706433',
    '0x7f.1',
    '017700000001',
    '127.1',
    '127.0.0.1.',
    '１２７.0.0.1',
    '[::127.0.0.1]',
    '[::1]',
  ]
  for (const host of [...inside, 'localhost', 'a.localhost', 'LOCALHOST.', 'x.local', 'x.internal.', 'intranet']) {
    expect(isPublic(`https://${host}/`), host).toBe(false)
  }
})

test('a connection is refused if its name resolves to a private address at that moment', async () => {
  const { lookup } = publicOnly(new URL('https://hooks.example/'))
  for (const all of [true, false]) {
    const error = await new Promise((resolve) => lookup('localhost', { all }, resolve))
    expect(error).toBeInstanceOf(NotPublic)
  }
  expect(() => publicOnly(new URL('https://[::127.0.0.1]/'))).toThrow(NotPublic)
})
