import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { openSplit } from '../data/open-split.js'
import { buildCollection } from '../eval/collections/build-collection.js'
import type { CollectionLine } from '../eval/collections/line.js'
import { readCollection } from '../eval/collections/read-collection.js'
import { readSchema } from '../eval/collections/schema.js'
import { UserError } from '../lib/errors.js'
import { systemReason } from '../lib/system-error.js'
import { parseYaml } from '../lib/yaml.js'
import { reportFormats } from '../report/formats/index.js'
import type { Cell, TableSection } from '../report/types.js'
import type { CollectionOptions } from './collection-options.js'
import { exitCodes } from './exit-codes.js'
import type { Io } from './io.js'

const USAGE = 'Write "collection build SCHEMA.yaml --output FILE", or "collection show FILE".'

/** `evalscope-ts collection`: builds a file, or shows one. */
export async function runCollectionVerb(options: CollectionOptions, io: Io): Promise<number> {
  const [action, file, ...more] = options.words
  if (file === undefined || more.length > 0) throw new UserError('It takes an action and one file.', USAGE)
  if (action === 'build') return build(file, options, io)
  if (action === 'show') return show(file, io)
  throw new UserError(`There is no action "${action}".`, USAGE)
}

async function build(file: string, options: CollectionOptions, io: Io): Promise<number> {
  const output = resolve(io.cwd, options.output)
  if (existsSync(output) && !options.overwrite)
    throw new UserError(`${output} is there already.`, 'Give --overwrite to replace it, or another --output.')
  const schema = readSchema(readDocument(resolve(io.cwd, file)), file)
  const { lines, leaves } = await buildCollection(schema, {
    sampler: options.sample,
    remainder: options.remainder,
    count: options.count,
    seed: options.seed,
    loading: { reader: { open: openSplit }, data: { hub: options.datasetHub, env: io.env, cwd: io.cwd, onProgress: () => {} } },
    onLeaf: name => io.stderr.write(`Reading ${name} …\n`),
  })
  if (lines.length === 0) throw new UserError('The collection would have no samples.', 'Give a larger --count, or weights above 0.')
  write(output, lines.map(line => `${JSON.stringify(line)}\n`).join(''))
  const rows = leaves.map(({ leaf, size, count }): Cell[] => [
    leaf.hierarchy.join(' / '),
    leaf.name,
    Number(leaf.weight.toFixed(4)),
    size,
    count,
  ])
  draw(io, `Collection ${schema.name}: ${lines.length} samples in ${options.output}`, {
    kind: 'table',
    id: 'leaves',
    title: 'Benchmarks',
    columns: [{ title: 'Group' }, { title: 'Benchmark' }, { title: 'Share' }, { title: 'Has' }, { title: 'Taken' }],
    rows,
  })
  return exitCodes.done
}

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

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    throw new UserError(`Cannot write ${path}: ${systemReason(error)}.`, 'Choose another file with --output.')
  }
}

async function show(file: string, io: Io): Promise<number> {
  const { path, lines } = await readCollection(file, io.cwd)
  const characters = lines.reduce((sum, { prompt }) => sum + JSON.stringify('input' in prompt ? prompt.input : prompt).length, 0)
  draw(io, `${path}: ${lines.length} samples, prompts of about ${Math.round(characters / 4)} tokens in all`, {
    kind: 'table',
    id: 'leaves',
    title: 'Benchmarks',
    columns: [
      { title: 'Group' },
      { title: 'Benchmark' },
      { title: 'Task' },
      { title: 'Tags' },
      { title: 'Subsets' },
      { title: 'Samples' },
      { title: 'Share' },
    ],
    rows: leavesOf(lines),
  })
  return exitCodes.done
}

function leavesOf(lines: readonly CollectionLine[]): Cell[][] {
  const groups = new Map<string, CollectionLine[]>()
  for (const line of lines) {
    const key = JSON.stringify([line.categories, line.dataset_name, line.task_type, line.tags])
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  return [...groups.values()].map((own): Cell[] => {
    const [first] = own
    const weight = own.reduce((sum, line) => sum + line.weight, 0)
    const subsets = new Set(own.map(line => line.subset_name)).size
    return [
      first?.categories.join(' / ') ?? '',
      first?.dataset_name ?? '',
      first?.task_type ?? '',
      first?.tags.join(', ') ?? '',
      subsets,
      own.length,
      Number(weight.toFixed(4)),
    ]
  })
}

function draw(io: Io, title: string, table: TableSection): void {
  const { columns: width, color } = io.stdout
  io.stdout.write(reportFormats.get('table')({ title, notices: [], facts: [], sections: [table] }, { width, color, document: null }))
}
