import { characters, characterWidth } from './display-width.js'

/** Lines of at most `width` (2 or more) columns, broken at spaces and between wide characters, and inside a word only where it is longer than a line. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = []
  let line = new Line()
  for (const character of characters(text)) {
    const fits = () => line.width + characterWidth(character) <= width
    if (!fits() && character === ' ') {
      // A space at the break is dropped with it.
      lines.push(line.text)
      line = new Line()
      continue
    }
    while (!fits() && line.text !== '') {
      const [done, rest] = line.split()
      lines.push(done)
      line = new Line(rest)
    }
    line.add(character)
  }
  return line.text === '' && lines.length > 0 ? lines : [...lines, line.text]
}

class Line {
  text = ''
  width = 0
  private breakAt = 0

  constructor(text = '') {
    for (const character of characters(text)) this.add(character)
  }

  add(character: string): void {
    if (characterWidth(character) === 2 && this.text !== '') this.breakAt = this.text.length
    this.text += character
    this.width += characterWidth(character)
    if (character === ' ' || characterWidth(character) === 2) this.breakAt = this.text.length
  }

  /** At the last place where a line may break, or at the end where there is none. */
  split(): [done: string, rest: string] {
    if (this.breakAt === 0) return [this.text, '']
    return [this.text.slice(0, this.breakAt).trimEnd(), this.text.slice(this.breakAt)]
  }
}
