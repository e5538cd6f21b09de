/**
 * What every format can draw: the narrow waist between results and drawings. Features build it, formats never see a result.
 * Model output may stand in any string; every format escapes what it draws.
 */
export interface Report {
  title: string
  /** Shown at the top, before anything else: what makes the figures doubtful, or what was simulated. */
  notices: Notice[]
  facts: Fact[]
  sections: Section[]
}

export interface Notice {
  level: 'info' | 'warning'
  text: string
}

export interface Fact {
  label: string
  value: string
}

export type Section = TableSection | ChartSection | ListSection | RecordsSection

export interface TableSection {
  kind: 'table'
  /** Stable name, kebab-case: `overview`, `requests`, `failures`. */
  id: string
  title: string
  note?: string
  columns: Column[]
  rows: Cell[][]
  /** Consecutive rows whose first cells are equal belong together; formats may draw a rule between groups. */
  grouped?: boolean
}

export interface Column {
  title: string
  /** Shown in the heading: `ms`, `tok/s`, `%`. */
  unit?: string
  /** Says nothing that does not stand elsewhere: left out on pages, and in terminals that are narrower than the table. Never the first one. */
  spare?: boolean
}

/** Numbers are in the unit of their column (or of the row's label) and are rounded only when drawn; null is "not measured" and is drawn as an en dash. */
export type Cell = string | number | null

export interface ListSection {
  kind: 'list'
  id: string
  title: string
  items: string[]
}

/** Things to read one by one (samples with their answers): drawn on pages as cards, left out elsewhere. At most 200. */
export interface RecordsSection {
  kind: 'records'
  id: string
  title: string
  note?: string
  records: ReportRecord[]
}

export interface ReportRecord {
  title: string
  /** `right`, `wrong`, `not scored`; the tone colours it. */
  verdict: string
  tone: 'good' | 'bad' | 'neutral'
  fields: Fact[]
}

export interface ChartSection {
  kind: 'chart'
  id: string
  title: string
  note?: string
  /** For those who look closer: drawn on pages, left out on a terminal. */
  detail?: boolean
  x: Axis
  y: Axis
  /** A second scale on the right, for series with `scale: 'right'`. */
  right?: Axis
  /** Ascending; every series has one value a position, null where it has none. At most 2,000 positions. */
  positions: number[]
  series: Series[]
}

export interface Axis {
  title: string
  unit?: string
  /** Even spacing of the given positions with these labels (load points), instead of a numeric scale. */
  labels?: string[]
}

export interface Series {
  title: string
  /** `steps` hold their last value where they have none; lines have a gap there; bars of several series stand side by side. */
  style: 'line' | 'dashed' | 'points' | 'bars' | 'steps'
  scale?: 'left' | 'right'
  values: (number | null)[]
}

/** Draws a report as text for stdout. `width` is the terminal's columns, or null when not a terminal. */
export type ReportFormat = (report: Report, context: DrawContext) => string

export interface DrawContext {
  width: number | null
  color: boolean
  /** The whole versioned document (`{ schemaVersion, kind, config, result, sections … }`) for formats that print data. */
  document: unknown
}
