import type { z } from 'zod'
import { UserError } from '../lib/errors.js'
import { describeIssue, unworded } from './describe-issue.js'
import { environmentLayer } from './environment-layer.js'
import { fileLayer } from './file-layer.js'
import { flagLayer } from './flag-layer.js'
import type { FlagSpec } from './flag-spec.js'
import type { ForeignFlags } from './foreign-flags.js'
import { configFlag } from './general-flags.js'
import type { Layer, Problem, Setting, Source, Sources } from './settings.js'
import type { SplitWords } from './split-words.js'

export interface OptionRequest<Schema extends z.ZodObject> {
  schema: Schema
  /** The schema's flags. */
  flags: readonly FlagSpec[]
  foreign: ForeignFlags
  split: SplitWords
  env: Readonly<NodeJS.ProcessEnv>
  cwd: string
  /** What to do about problems, e.g. where to find help. */
  hint: string
}

export interface ResolvedOptions<Schema extends z.ZodObject> {
  options: z.output<Schema>
  /** Keys that the user set in any way. */
  given: ReadonlySet<string>
  sources: Sources
  /** Lines for stderr. */
  notes: string[]
}

/**
 * An option's value comes from its flag, else its environment variable, else the `--config` file, else the schema's default.
 * @throws UserError that tells every problem of all of them at once
 */
export async function resolveOptions<Schema extends z.ZodObject>(request: OptionRequest<Schema>): Promise<ResolvedOptions<Schema>> {
  const { schema, flags } = request
  const layers = await readLayers(request)
  const settings = new Map(layers.toReversed().flatMap(layer => [...layer.settings]))
  const problems = layers.flatMap((layer, rank) => layer.problems.filter(problem => !isOverruled(problem, layers.slice(0, rank))))
  const result = schema.safeParse(Object.fromEntries([...settings].map(([key, { value }]) => [key, value])), {
    error: () => unworded,
    reportInput: true,
  })
  const told = new Set(problems.map(({ key }) => key))
  for (const issue of result.error?.issues ?? []) {
    if (!told.has(String(issue.path[0]))) problems.push(problemOf(issue, request, settings))
  }
  if (problems.length > 0 || !result.success) throw new UserError(tell(problems), request.hint)
  return {
    options: result.data,
    given: new Set(settings.keys()),
    sources: new Map(flags.map(({ key }) => [key, sourceOf(settings.get(key))])),
    notes: layers.flatMap(({ notes }) => notes),
  }
}

/** Flags, environment and file, the strongest first. */
async function readLayers({ flags, foreign, split, env, cwd }: OptionRequest<z.ZodObject>): Promise<Layer[]> {
  const all = [...flags, configFlag]
  const layers = [flagLayer(split, all, foreign, cwd), environmentLayer(env, all, cwd)]
  const config = layers.map(layer => layer.settings.get(configFlag.key)).find(setting => setting !== undefined)
  for (const layer of layers) layer.settings.delete(configFlag.key)
  if (config !== undefined) layers.push(await fileLayer(config, flags, foreign, cwd))
  return layers
}

/** A bad value does no harm where a stronger layer gives the option another one. */
function isOverruled({ key }: Problem, stronger: readonly Layer[]): boolean {
  return key !== undefined && stronger.some(({ settings }) => settings.has(key))
}

function problemOf(issue: z.core.$ZodIssue, { flags, foreign }: OptionRequest<z.ZodObject>, settings: Map<string, Setting>): Problem {
  const flag = flags.find(({ key }) => key === issue.path[0])
  if (flag === undefined) return { where: '', message: issue.message === unworded ? 'these options do not go together' : issue.message }
  const where = settings.get(flag.key)?.source.name ?? `--${flag.name}`
  const reasons = new Map(Object.entries(foreign.values[flag.name] ?? {}))
  const reason = reasons.get(String(issue.input))
  return { where, message: reason === undefined ? describeIssue(issue, flag) : `${String(issue.input)} is not offered: ${reason}` }
}

function sourceOf(setting: Setting | undefined): Source {
  return setting?.source ?? { by: 'default' }
}

function tell(problems: readonly Problem[]): string {
  const lines = [...new Set(problems.map(({ where, message }) => (where === '' ? message : `${where}: ${message}`)))]
  return lines.length === 1 ? lines.join() : `${lines.length} options need a change:\n${lines.map(line => `  ${line}`).join('\n')}`
}
