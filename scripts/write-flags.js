// Writes dist/cli/flags.json: the flags of every verb as data, so that help and the splitting of words need no schema (and no zod).
// Runs after tsc.
import { writeFileSync } from 'node:fs'
import { flagTable } from '../dist/cli/flag-table.js'
import { verbs } from '../dist/cli/verbs/index.js'

const flags = await Promise.all(Object.values(verbs.parts).map(async verb => [verb.name, flagTable((await verb.load()).options)]))
writeFileSync(new URL('../dist/cli/flags.json', import.meta.url), JSON.stringify(Object.fromEntries(flags)))
