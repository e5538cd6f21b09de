/**
 * Puts texts into a template's `{name}` places, all at once, so that braces in the texts are left alone. As in EvalScope's templates
 * `{{` and `}}` stand for single braces; a name that is not among the fields stays as it is.
 */
export function fillTemplate(template: string, fields: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{\{|\}\}|\{(\w+)\}/g, (place, name: string | undefined) => {
    if (name === undefined) return place.slice(0, 1)
    return Object.hasOwn(fields, name) ? (fields[name] ?? place) : place
  })
}
