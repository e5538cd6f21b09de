import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Message } from '../client/types.js'
import { locateTokenizer } from '../data/locate-tokenizer.js'
import { openSplit } from '../data/open-split.js'
import { type BuiltCollection, buildCollection } from '../eval/collections/build-collection.js'
import { type CountPrompt, describeCollection } from '../eval/collections/describe-collection.js'
import { readCollection } from '../eval/collections/read-collection.js'
import { type CollectionGroup, readSchema } from '../eval/collections/schema.js'
import type { LoadContext } from '../eval/load-dataset.js'
import { UserError } from '../lib/errors.js'
import { systemReason } from '../lib/system-error.js'
import { parseYaml } from '../lib/yaml.js'
import { reportFormats } from '../report/formats/index.js'
import type { Report } from '../report/types.js'
import { writeJsonLines } from '../runs/write-file.js'
import { estimateTokens, templateTokens } from '../simulator/estimate-tokens.js'
import { loadTokenizer } from '../tokenizer/load-tokenizer.js'
import type { CollectionOptions } from './collection-options.js'
import { builtReport, shownReport } from './collection-report.js'
import { exitCodes } from './exit-codes.js'
import type { Io } from './io.js'
import { createLiveLine } from './live-line.js'

const USAGE = 'Write "collection build SCHEMA.yaml --output FILE", or "collection show FILE".'

/** `evalscope-ts collection`: builds a file, or shows one. */
export async function runCollectionVerb(options: CollectionOptions, io: Io): Promise<number> {
  const [action, file, ...more] = options.words
  if (action !== undefined && action !== 'build' && action !== 'show') throw new UserError(`There is no action "${action}".`, USAGE)
  if (action === undefined || file === undefined || more.length > 0) throw new UserError('It takes an action and one file.', USAGE)
  const { loading, line } = loadingFor(options, io)
  try {
    const report = action === 'build' ? await build(file, options, loading, io) : await show(file, options, loading)
    line.clear()
    const { columns: width, color } = io.stdout
    io.stdout.write(reportFormats.get(options.format)(report.drawn, { width, color, document: report.document }))
    return exitCodes.done
  } finally {
    line.clear()
  }
}

interface Answer {
  drawn: Report
  /** What `--format json` prints. */
  document: unknown
}

async function build(file: string, options: CollectionOptions, loading: LoadContext, io: Io): Promise<Answer> {
  const output = resolve(io.cwd, options.output)
  if (existsSync(output) && !options.overwrite)
    throw new UserError(`${output} is there already.`, 'Give --overwrite to replace it, or another --output.')
  const schema = readSchema(readDocument(resolve(io.cwd, file)), file)
  const built = await buildCollection(schema, {
    sampler: options.sample,
    remainder: options.remainder,
    count: options.count,
    seed: options.seed,
    datasetArgs: options.datasetArgs,
    loading,
    onLeaf: name => io.stderr.write(`Reading ${name} …\n`),
  })
  if (built.lines.length === 0) throw new UserError('The collection would have no samples.', 'Give a larger --count, or weights above 0.')
  await writeJsonLines(output, built.lines, 'Choose another file with --output.')
  return { drawn: builtReport(schema, built, options), document: documentOf(schema, built, output) }
}

const documentOf = (schema: CollectionGroup, { lines, leaves, notes }: BuiltCollection, output: string): unknown => ({
  schemaVersion: 1,
  kind: 'collection',
  name: schema.name,
  file: output,
  samples: lines.length,
  leaves: leaves.map(({ leaf, size, count }) => ({
    categories: leaf.hierarchy,
    dataset: leaf.name,
    args: leaf.args,
    weight: leaf.weight,
    available: size,
    samples: count,
  })),
  notes,
})

function readDocument(path: string): unknown {
  try {
    return parseYaml(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new UserError(
      `The collection's schema ${path} cannot be read: ${systemReason(error)}.`,
      'Give a YAML or JSON file; docs/examples has two.',
    )
  }
}

async function show(file: string, options: CollectionOptions, loading: LoadContext): Promise<Answer> {
  const { path, lines, notes } = await readCollection(file, loading)
  const { count, exact } = await promptCounter(options, loading)
  const leaves = describeCollection(lines, count)
  const document = { schemaVersion: 1, kind: 'collection', file: path, samples: lines.length, exactTokens: exact, leaves, notes }
  return { drawn: shownReport({ path, leaves, exact, notes }), document }
}

async function promptCounter({ tokenizerPath }: CollectionOptions, { data }: LoadContext): Promise<{ count: CountPrompt; exact: boolean }> {
  const textOf = (messages: readonly Message[]): string[] =>
    messages.map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)))
  const sum = (texts: string[], one: (text: string) => number): number => texts.reduce((total, text) => total + one(text), 0)
  if (tokenizerPath === undefined)
    return { count: messages => sum(textOf(messages), estimateTokens) + templateTokens(messages.length), exact: false }
  const tokenizer = await loadTokenizer(await locateTokenizer(tokenizerPath, { ...data, localPath: null, datasetId: null }))
  const plain: CountPrompt = messages => sum(textOf(messages), text => tokenizer.count(text))
  return {
    count: messages => tokenizer.countChat(messages.map(({ role, content }) => ({ role, content }))) ?? plain(messages),
    exact: true,
  }
}

function loadingFor({ datasetHub: hub }: CollectionOptions, io: Io): { loading: LoadContext; line: ReturnType<typeof createLiveLine> } {
  const line = createLiveLine(io.stderr, io.clock, { terminalMs: 200, plainMs: 10_000 })
  const onProgress: LoadContext['data']['onProgress'] = ({ file, receivedBytes }) =>
    line.update(() => `Downloading ${file}: ${(receivedBytes / 1e6).toFixed(1)} MB`)
  return { loading: { reader: { open: openSplit }, data: { hub, env: io.env, cwd: io.cwd, onProgress } }, line }
}
