import { z } from 'zod'
import type { Benchmark, ReadPlace, SampleDraft } from './types.js'

type Declared<RowSchema extends z.ZodObject> = Omit<
  Benchmark,
  'columns' | 'read' | 'extra' | 'judged' | 'runsPrograms' | 'shot' | 'shots'
> &
  Partial<Pick<Benchmark, 'extra' | 'judged' | 'runsPrograms' | 'shot' | 'shots'>> & {
    /** Columns that are used, and their types; others are not read. */
    row: RowSchema
    read(row: z.output<RowSchema>, place: ReadPlace): SampleDraft | null
  }

/** Completes a benchmark's declaration: rows are checked by its schema before it sees them. */
export function defineBenchmark<RowSchema extends z.ZodObject>({ row, read, ...declared }: Declared<RowSchema>): Benchmark {
  return {
    shots: { count: 0 },
    shot: sample => `${sample.question}\n${[sample.target].flat().join(', ')}`,
    extra: z.strictObject({}),
    judged: 'never',
    runsPrograms: false,
    ...declared,
    columns: Object.keys(row.shape),
    read: (given, place) => read(row.parse(given), place),
  }
}
