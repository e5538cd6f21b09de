import type { Cell, TableSection } from '../../report/types.js'

/** What differs of itself between any two runs. */
const incidental = new Set(['pid', 'status', 'startedAt', 'zeroMonotonicMs', 'schemaVersion'])

/** The settings in which configurations differ, one row each; a run without a setting has none. */
export function configDifference(runs: readonly { name: string; config: unknown }[], title: string): TableSection {
  const settings = runs.map(({ config }) => new Map(settingsIn(config)))
  const names = [...new Set(settings.flatMap(own => [...own.keys()]))].sort()
  const rows = names.flatMap((name): Cell[][] => {
    const values = settings.map(own => own.get(name) ?? null)
    return new Set(values).size < 2 ? [] : [[name, ...values]]
  })
  return { kind: 'table', id: 'configuration', title, columns: [{ title: '' }, ...runs.map(({ name }) => ({ title: name }))], rows }
}

function settingsIn(config: unknown, way: readonly string[] = []): [name: string, value: string][] {
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    return [[way.join('.'), typeof config === 'string' ? config : (JSON.stringify(config) ?? '')]]
  return Object.entries(config).flatMap(([key, value]) => (way.length === 0 && incidental.has(key) ? [] : settingsIn(value, [...way, key])))
}
