import { expect, test } from 'vitest'
import { isLoopback } from '../../src/net/loopback.js'
import { proxyFor } from '../../src/net/proxy.js'

test.each([
  'http://localhost:1',
  'http://LOCALHOST',
  'http://localhost.',
  'http://api.localhost',
  'http://127.0.0.1',
  'http://127.1',
  'http://127.255.255.254',
  'http://[::1]',
  'http://[::ffff:127.0.0.1]',
  'http://0.0.0.0',
  'http://0',
  'http://[::]',
])('%s is this machine and never proxied', address => {
  const url = new URL(address)
  expect(isLoopback(url.hostname)).toBe(true)
  expect(proxyFor(url, { http_proxy: 'http://proxy:3128', ALL_PROXY: 'http://proxy:3128' })).toBeNull()
})

test.each([
  'http://10.0.0.1',
  'http://128.0.0.1',
  'http://localhost.example',
  'http://127.0.0.1.example',
  'http://[::2]',
  'http://[::ffff:10.0.0.1]',
])('%s is another machine', address => {
  expect(isLoopback(new URL(address).hostname)).toBe(false)
})

const proxies = { HTTP_PROXY: 'plain:1', HTTPS_PROXY: 'http://secure:2', NO_PROXY: '' }

test.each<[string, Record<string, string>, string | null]>([
  ['http://host', proxies, 'http://plain:1'],
  ['https://host', proxies, 'http://secure:2'],
  ['https://host', { ALL_PROXY: 'http://all:3' }, 'http://all:3'],
  ['http://host', { HTTP_PROXY: 'upper:1', http_proxy: 'lower:1' }, 'http://lower:1'],
  ['http://host', { ...proxies, NO_PROXY: '*' }, null],
  ['http://host', { ...proxies, NO_PROXY: 'other, host' }, null],
  ['http://a.host', { ...proxies, NO_PROXY: '.host' }, null],
  ['http://a.host', { ...proxies, NO_PROXY: '*.host' }, null],
  ['http://ahost', { ...proxies, NO_PROXY: 'host' }, 'http://plain:1'],
  ['http://host:8000', { ...proxies, NO_PROXY: 'host:8001' }, 'http://plain:1'],
  ['http://host:8000', { ...proxies, NO_PROXY: 'host:8000' }, null],
  ['http://host', {}, null],
])('%s with %j goes through %s', (address, env, proxy) => {
  expect(proxyFor(new URL(address), env)).toBe(proxy)
})
