/** Whether Python code defines a name: as a function (of a class or not), a class, a variable, or by an import. */
export function defines(code: string, name: string): boolean {
  const forms = [
    `(?:async[ \\t]+)?def[ \\t]+${name}\\b`,
    `class[ \\t]+${name}\\b`,
    `${name}[ \\t]*(?::[^=\\n]+)?=(?!=)`,
    `(?:from|import)[ \\t].*\\b${name}\\b`,
  ]
  return new RegExp(`^[ \\t]*(?:${forms.join('|')})`, 'm').test(code)
}
