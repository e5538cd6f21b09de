/** Signs of Unicode and the LaTeX that means the same. */
const signs: Readonly<Record<string, string>> = {
  '−': '-',
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '﹣': '-',
  '×': '\\times ',
  '·': '\\cdot ',
  '⋅': '\\cdot ',
  '∙': '\\cdot ',
  '•': '\\cdot ',
  '÷': '\\div ',
  '√': '\\sqrt ',
  '∛': '\\sqrt[3]',
  π: '\\pi ',
  '∞': '\\infty ',
  '≤': '\\le ',
  '⩽': '\\le ',
  '≦': '\\le ',
  '≥': '\\ge ',
  '⩾': '\\ge ',
  '≧': '\\ge ',
  '≠': '\\ne ',
  '≈': '\\approx ',
  '≡': '\\equiv ',
  '∈': '\\in ',
  '∪': '\\cup ',
  '∩': '\\cap ',
  '∖': '\\setminus ',
  '±': '\\pm ',
  '∓': '\\mp ',
  '°': '^\\circ ',
  º: '^\\circ ',
  '∅': '\\emptyset ',
  ℝ: '\\mathbb{R}',
  ℤ: '\\mathbb{Z}',
  ℕ: '\\mathbb{N}',
  ℚ: '\\mathbb{Q}',
  ℂ: '\\mathbb{C}',
  '½': '\\frac{1}{2}',
  '⅓': '\\frac{1}{3}',
  '⅔': '\\frac{2}{3}',
  '¼': '\\frac{1}{4}',
  '¾': '\\frac{3}{4}',
  '⅕': '\\frac{1}{5}',
  '⅖': '\\frac{2}{5}',
  '⅗': '\\frac{3}{5}',
  '⅘': '\\frac{4}{5}',
  '⅙': '\\frac{1}{6}',
  '⅚': '\\frac{5}{6}',
  '⅛': '\\frac{1}{8}',
  '⅜': '\\frac{3}{8}',
  '⅝': '\\frac{5}{8}',
  '⅞': '\\frac{7}{8}',
  '⌊': '\\lfloor ',
  '⌋': '\\rfloor ',
  '⌈': '\\lceil ',
  '⌉': '\\rceil ',
  '⟨': '\\langle ',
  '⟩': '\\rangle ',
  '∣': '|',
  '′': "'",
  '’': "'",
  '∠': '\\angle ',
  '△': '\\triangle ',
  α: '\\alpha ',
  β: '\\beta ',
  γ: '\\gamma ',
  δ: '\\delta ',
  ε: '\\epsilon ',
  θ: '\\theta ',
  λ: '\\lambda ',
  μ: '\\mu ',
  ρ: '\\rho ',
  σ: '\\sigma ',
  τ: '\\tau ',
  φ: '\\phi ',
  ω: '\\omega ',
  Δ: '\\Delta ',
  Ω: '\\Omega ',
  '∑': '\\sum ',
  '∏': '\\prod ',
  '∫': '\\int ',
  '、': ',',
  '。': '.',
  '【': '[',
  '】': ']',
  '⁄': '/',
  '∕': '/',
  '€': '\\text{euro}',
  '£': '\\text{pound}',
  '¥': '\\text{yuan}',
  '₹': '\\text{rupee}',
  '‰': '\\text{permille}',
}

const words: readonly (readonly [RegExp, string])[] = [
  // `_{10}C_3`, `{}^{10}C_3`
  [/(?:\{\s*\})?[_^]\s*\{?\s*(\d+|[a-z])\s*\}?\s*(?:\\(?:mathrm|text)\s*)?\{?C\}?\s*_\s*\{?\s*(\d+|[a-z])\s*\}?/g, '\\binom{$1}{$2}'],
  [/\b(?:US|USD|AU|CA|HK)\s?(?=\\?\$\s?\d)/g, ''],
  [/^\s*\*\*([^*]+)\*\*\s*$/, '$1'],
  // What is only about so, behind what is exact.
  [/\s*(?:\\text\s*\{\s*)?\(\s*(?:\\text\s*\{\s*)?(?:\\approx|≈|approx(?:imately|\.)?|about|roughly)[^()]*\)\s*\}?\s*$/i, ''],
  [/(?<=[\d\w)}$])\s*(和|或者|或|及|以及|与)\s*(?=[\d(\\a-zA-Z$[-])/g, ' $1 '],
]

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻'
const lowered = '₀₁₂₃₄₅₆₇₈₉₊₋'
const levelled = '0123456789+-'

/** `1orW` and `)and(`: a word that lost its spaces. */
const gluedWord = /(?<=[\d)\]}])(and|or)(?=[A-Z\d([\\-])/g

const signPattern = new RegExp(
  `[${Object.keys(signs)
    .join('')
    .replace(/[\]\\^-]/g, '\\$&')}]`,
  'gu',
)

/**
 * Writes one way what can be written in many: full-width forms, signs of Unicode, raised and lowered digits, doubled backslashes (a JSON string
 * that was escaped twice). Length may change; meaning does not.
 */
export function cleanText(text: string): string {
  const plain = text
    .replace(/[\uFF01-\uFF5E]/g, full => String.fromCharCode(full.charCodeAt(0) - 0xfee0))
    .replace(/[\u00A0\u2000-\u200A\u202F\u3000]/g, ' ')
  const visible = words.reduce(
    (result, [pattern, by]) => result.replace(pattern, by),
    plain.replace(/[\u200B-\u200F\u2060-\u2064\uFEFF]/g, ''),
  )
  const level = levelRuns(levelRuns(visible, raised, '^'), lowered, '_')
  return undouble(level.replace(signPattern, sign => signs[sign] ?? sign)).replace(gluedWord, ' $1 ')
}

function levelRuns(text: string, digits: string, mark: string): string {
  return text.replace(
    new RegExp(`[${digits}]+`, 'g'),
    run => `${mark}{${[...run].map(digit => levelled[digits.indexOf(digit)] ?? '').join('')}}`,
  )
}

/** `\\frac` becomes `\frac` where every command of the text is doubled; a matrix with its row breaks has single ones too. */
function undouble(text: string): string {
  const doubled = /\\\\[a-zA-Z{}()[\],;!%$]/.test(text)
  if (!doubled || /(^|[^\\])\\[a-zA-Z]/.test(text)) return text
  return text.replace(/\\\\/g, '\\')
}
