/**
 * True for names of options, headers and fields whose value is a secret: apiKey, api_key, X-Api-Key, Authorization, accessToken, password,
 * Set-Cookie … Numbers of tokens (maxTokens, tokenSource, timePerOutputToken) and a tokenizer's special tokens (eos_token) are not.
 */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name)
  if (words.some(word => secretWords.has(word))) return true
  return words.some((word, at) => isKeyPair(words[at - 1], word)) || endsInToken(words)
}

/** True where the value must be a token's text to be secret, since a number could be a count. */
export function isTokenName(name: string): boolean {
  const words = wordsOf(name)
  return endsInToken(words) && !words.some(word => secretWords.has(word))
}

/** Parameters of an address are terse, so more of them are secret: key, sig, auth … */
export function isSecretParameter(name: string): boolean {
  return isSecretName(name) || wordsOf(name).some(word => secretParameters.has(word))
}

const secretWords = new Set(
  ['apikey', 'authorization', 'bearer', 'cookie', 'cookies', 'credential', 'credentials', 'passphrase', 'passwd', 'password', 'pwd'].concat(
    ['accesskey', 'secret', 'secrets', 'secretkey', 'privatekey', 'authtoken', 'accesstoken', 'passwords', 'apikeys'],
  ),
)
const secretParameters = new Set(['key', 'keys', 'sig', 'signature', 'auth', 'token', 'pass', 'session', 'code'])
const keyKinds = new Set([
  'access',
  'account',
  'api',
  'auth',
  'client',
  'encryption',
  'license',
  'master',
  'private',
  'secret',
  'service',
  'signing',
  'subscription',
])
const notSecretTokens = new Set([
  'bos',
  'cls',
  'eos',
  'first',
  'last',
  'mask',
  'output',
  'input',
  'pad',
  'per',
  'prompt',
  'sep',
  'special',
  'stop',
  'unk',
  'next',
])
const secretTokens = new Set(['access', 'api', 'auth', 'bearer', 'hf', 'refresh', 'session'])

/** `X-ApiKey_2` -> x, api, key, 2. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '')
}

function isKeyPair(before: string | undefined, word: string): boolean {
  return (word === 'key' || word === 'keys') && before !== undefined && keyKinds.has(before)
}

function endsInToken(words: string[]): boolean {
  const [before, last] = [words.at(-2), words.at(-1)]
  if (last === 'token') return before === undefined || !notSecretTokens.has(before)
  return last === 'tokens' && before !== undefined && secretTokens.has(before)
}
