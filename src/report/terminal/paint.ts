import { styleText } from 'node:util'

/** Colours for what a terminal shows; plain text where colours are off. */
export interface Paint {
  title(text: string): string
  heading(text: string): string
  quiet(text: string): string
  warning(text: string): string
}

export function paint(color: boolean): Paint {
  if (!color) return { title: same, heading: same, quiet: same, warning: same }
  return {
    title: style(['bold']),
    heading: style(['bold', 'cyan']),
    quiet: style(['dim']),
    warning: style(['bold', 'yellow']),
  }
}

const same = (text: string): string => text

// Whether to colour is the caller's decision: styleText must not ask the environment or a stream again.
function style(format: Parameters<typeof styleText>[0]): (text: string) => string {
  return text => styleText(format, text, { validateStream: false })
}
