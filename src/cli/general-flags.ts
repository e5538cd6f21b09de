import { environmentName, type FlagSpec } from './flag-spec.js'

/** A flag that the command line engine adds to every verb. */
export const configFlag: FlagSpec = {
  key: 'config',
  name: 'config',
  short: null,
  aliases: [],
  env: [environmentName('config')],
  group: 'General',
  description: 'JSON or YAML file of options; flags and environment variables win over it',
  kind: 'single',
  words: ['text'],
  choices: [],
  hint: 'file',
  bare: false,
  most: null,
  commas: false,
  looks: null,
  secret: false,
  example: null,
}
