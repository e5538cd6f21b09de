import { UserError } from './errors.js'
import { nearest } from './nearest.js'

/** A closed set of named parts of one kind: load shapes, workloads, protocols, report formats. */
export interface Registry<Name extends string, Part> {
  readonly names: readonly [Name, ...Name[]]
  readonly parts: Readonly<Record<Name, Part>>
  /** @throws UserError that names the nearest known part. */
  get(name: string): Part
}

/** `defineRegistry<LoadShape>()('load shape', { closed, open })`: the part type is given, the names are inferred. */
export function defineRegistry<Part>() {
  return <Name extends string>(kind: string, parts: Record<Name, Part>): Registry<Name, Part> => {
    const names = Object.keys(parts) as [Name, ...Name[]]
    const isName = (name: string): name is Name => Object.hasOwn(parts, name)
    return {
      names,
      parts,
      get(name) {
        if (isName(name)) return parts[name]
        const guess = nearest(name, names)
        throw new UserError(
          `Unknown ${kind} "${name}".`,
          `${guess === undefined ? '' : `Did you mean "${guess}"? `}Known: ${names.join(', ')}.`,
        )
      },
    }
  }
}
