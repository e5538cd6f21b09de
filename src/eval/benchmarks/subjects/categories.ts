/** Subsets by category, in the order of reports. */
export type SubjectGroups = Readonly<Record<string, readonly string[]>>

/** Every subset, category by category. */
export const subjectsOf = (groups: SubjectGroups): string[] => Object.values(groups).flat()

/** Subset to its category. */
export function categoriesOf(groups: SubjectGroups): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(groups).flatMap(([category, subjects]) => subjects.map(subject => [subject, [category]])))
}
