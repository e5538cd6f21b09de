import type { Theme } from './appearance.js'

interface Palette {
  /** Told apart with the common kinds of colour blindness too (the first six: blue, orange, green, purple, yellow, grey). */
  series: readonly string[]
  text: string
  grid: string
  background: string
}

const palettes: Record<Theme, Palette> = {
  light: {
    series: ['#1f6fb4', '#c9510c', '#0b8a6a', '#9a4f96', '#9a7400', '#59636e', '#b3245c', '#6b4a2b'],
    text: '#59636e',
    grid: '#e6e8eb',
    background: '#ffffff',
  },
  dark: {
    series: ['#64b1f2', '#f49a55', '#4cc9a4', '#d592d0', '#e0bf4a', '#a5b0bc', '#f07ba5', '#c9a17c'],
    text: '#a0abb8',
    grid: '#2c333c',
    background: '#181c22',
  },
}

export function palette(theme: Theme): Palette {
  return palettes[theme]
}

export function seriesColor(theme: Theme, index: number): string {
  const { series } = palettes[theme]
  return series[index % series.length] ?? palettes[theme].text
}
