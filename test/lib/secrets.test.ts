import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSecretName } from '../../src/lib/secret-names.js'
import { collectSecrets, secretMask as mask, maskSecrets, redactText } from '../../src/lib/secrets.js'

test.each([
  'apiKey',
  'api_key',
  'API_KEY',
  'x-api-key',
  'X-Goog-Api-Key',
  'Ocp-Apim-Subscription-Key',
  'Authorization',
  'proxyAuthorization',
  'token',
  'accessToken',
  'HF_TOKEN',
  'x-auth-token',
  'secret',
  'clientSecret',
  'password',
  'dbPassword',
  'Cookie',
  'set-cookie',
  'credentials',
  'apikey',
  'OPENAI_API_KEY',
])('%s names a secret', name => expect(isSecretName(name)).toBe(true))

test.each([
  'maxTokens',
  'min_tokens',
  'inputTokens',
  'tokenizerPath',
  'tokenSource',
  'stopTokenIds',
  'firstTokenMs',
  'timePerOutputToken',
  'eos_token',
  'time_to_first_token',
  'key',
  'keyboard',
  'keepAlive',
  'author',
  'passed',
  'model',
  'secretaryGeneral',
  'monkey',
])('%s does not', name => expect(isSecretName(name)).toBe(false))

test('values under secret names are masked at any depth, and everything else stays', () => {
  const options = {
    model: 'm',
    apiKey: 'sk-1',
    nested: [{ password: { old: 'a', list: ['b', 3] }, token: 12, max_tokens: 5 }],
    secret: null,
    stream: true,
    at: 1.5,
  }
  expect(maskSecrets(options)).toEqual({
    model: 'm',
    apiKey: mask,
    nested: [{ password: { old: mask, list: [mask, mask] }, token: 12, max_tokens: 5 }],
    secret: null,
    stream: true,
    at: 1.5,
  })
  expect(options.apiKey).toBe('sk-1')
})

test('header maps are judged more strictly, also as lists and as Headers', () => {
  expect(maskSecrets({ headers: { Authorization: 'Bearer x', key: 'k', 'X-Signature': 's', Accept: 'json' } })).toEqual({
    headers: { Authorization: mask, key: mask, 'X-Signature': mask, Accept: 'json' },
  })
  expect(maskSecrets({ headers: ['x-api-key=abc', 'Cookie: a=b; c=d', 'Accept=json'] })).toEqual({
    headers: [`x-api-key=${mask}`, `Cookie: ${mask}`, 'Accept=json'],
  })
  expect(maskSecrets({ headers: new Headers({ authorization: 'Bearer x', accept: 'json' }) })).toEqual({
    headers: { accept: 'json', authorization: mask },
  })
})

test('addresses lose user, password and secret parameters, wherever they stand', () => {
  expect(maskSecrets({ url: 'https://me:pa@ss@host:8000/v1?api_key=abc&limit=5&token=x#key=y' })).toEqual({
    url: `https://${mask}@host:8000/v1?api_key=${mask}&limit=5&token=${mask}#key=${mask}`,
  })
  expect(maskSecrets({ note: 'see http://t0ken@host/ and https://host/?max=1' })).toEqual({
    note: `see http://${mask}@host/ and https://host/?max=1`,
  })
  expect(maskSecrets({ url: 'me:secret@host:80/v1', proxy: 'me:secret@proxy', text: 'at 10:30@home' })).toEqual({
    url: `${mask}@host:80/v1`,
    proxy: `${mask}@proxy`,
    text: 'at 10:30@home',
  })
})

test('words of a command line are masked after a secret flag', () => {
  expect(
    maskSecrets(['perf', '--api-key', 'sk-1', '--api-key=sk-2', '--headers', 'Authorization=Bearer x', 'key=1', '--model', 'key=2']),
  ).toEqual(['perf', '--api-key', mask, `--api-key=${mask}`, '--headers', `Authorization=${mask}`, `key=${mask}`, '--model', 'key=2'])
})

test('JSON within a text is looked into, and ordinary words are left alone', () => {
  expect(maskSecrets(['{"api_key": "abc", "top_k": 1}'])).toEqual([`{"api_key":"${mask}","top_k":1}`])
  const prompt = 'Explain basic arithmetic: what is a token? Password: choose one. {"n": 1}'
  expect(maskSecrets({ prompt })).toEqual({ prompt })
  expect(maskSecrets('sent Bearer abcdef123 to it')).toBe(`sent Bearer ${mask} to it`)
})

test('a value that holds itself ends', () => {
  const cyclic: Record<string, unknown> = { apiKey: 'x' }
  cyclic.self = cyclic
  expect(maskSecrets(cyclic)).toEqual({ apiKey: mask, self: null })
})

// Long enough not to be a part of the names and of the mask.
const secrets = fc
  .string({ minLength: 8, maxLength: 40, unit: 'binary' })
  .filter(secret => secret.trim().length >= 8 && !/^[\s*]*$/.test(secret))
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text)

test('after masking, the secret occurs nowhere', () => {
  fc.assert(
    fc.property(secrets.filter(isWellFormed), fc.jsonValue(), (secret, other) => {
      const encoded = encodeURIComponent(secret)
      const config = {
        apiKey: secret,
        other,
        headers: { Authorization: `Bearer ${secret}`, 'X-Api-Key': secret },
        list: [{ deep: { access_token: [secret, { inner: secret }] } }],
        url: `https://user:${encoded}@host/v1?api_key=${encoded}&n=1`,
        proxy: new URL(`http://${encoded}@host:3128/`),
        argv: ['--api-key', secret, '--headers', `Cookie=${secret}`],
        extra: JSON.stringify({ password: secret }),
      }
      const around = JSON.stringify({ ...config, ...Object.fromEntries(Object.keys(config).map(key => [key, ''])), other })
      fc.pre(!around.includes(secret))
      const masked = JSON.stringify(maskSecrets(config))
      for (const form of [secret, JSON.stringify(secret).slice(1, -1), encoded]) expect(masked).not.toContain(form)
      expect(collectSecrets(config)).toContain(secret)
    }),
  )
})

test('redactText removes secrets as they are, as JSON escapes them and as addresses encode them', () => {
  fc.assert(
    fc.property(secrets, fc.string(), (secret, words) => {
      fc.pre(!secret.includes('*'))
      const body = `${words}${secret} ${JSON.stringify({ error: `bad key ${secret}` })} ${isWellFormed(secret) ? encodeURIComponent(secret) : ''}${words}`
      const redacted = redactText(body, [secret, ''])
      expect(redacted).not.toContain(secret)
      expect(redacted).not.toContain(JSON.stringify(secret).slice(1, -1))
    }),
  )
  expect(redactText('a key sk-12 and sk-123', ['sk-12', 'sk-123'])).toBe(`a key ${mask} and ${mask}`)
  expect(redactText('nothing to hide', [])).toBe('nothing to hide')
})
