/** Names under which a split may be stored where its own name is not there. `dev` has none: where both exist, it is another split. */
export function splitNames(split: string): readonly string[] {
  return [split, ...(otherNames[split] ?? [])]
}

const otherNames: Readonly<Record<string, readonly string[]>> = {
  validation: ['val', 'valid', 'dev'],
  val: ['validation', 'valid'],
  valid: ['validation', 'val'],
  train: ['training'],
  test: ['testing'],
}
