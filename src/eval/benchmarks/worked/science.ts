import { choiceShot } from '../../choice-prompt.js'

/** A question, its options, the way to the answer, and its letter. */
type Example = readonly [question: string, choices: readonly string[], solution: string, letter: string]

const EXAMPLES: readonly Example[] = [
  [
    'A block slides down a frictionless ramp from a height of 1.8 m. With g = 10 m/s², how fast is it at the bottom?',
    ['3 m/s', '6 m/s', '9 m/s', '18 m/s'],
    'Without friction the energy is conserved: m·g·h = m·v²/2. Hence v² = 2·10·1.8 = 36, and v = 6 m/s.',
    'B',
  ],
  [
    'How much sodium hydroxide neutralises 25 mL of 0.20 mol/L sulfuric acid completely?',
    ['2.5 mmol', '5.0 mmol', '7.5 mmol', '10 mmol'],
    'The acid holds 25 mL · 0.20 mol/L = 5.0 mmol. Each of its molecules gives two protons, so twice as much base is needed: 10 mmol.',
    'D',
  ],
  [
    'Two parents carry one copy each of a recessive allele. How likely is it that their unaffected child carries it too?',
    ['2/3', '1/2', '1/4', '3/4'],
    'The cross gives AA : Aa : aa = 1 : 2 : 1. The child is unaffected, so it is AA or Aa; of these three equal cases two are carriers.',
    'A',
  ],
  [
    'A sample decays with a half-life of 8 days. Which share of it is left after 24 days?',
    ['1/3', '1/4', '1/8', '1/16'],
    '24 days are three half-lives. After each, half is left: 1/2 · 1/2 · 1/2 = 1/8.',
    'C',
  ],
  [
    'Which change shifts the equilibrium N₂ + 3 H₂ ⇌ 2 NH₃ (exothermic) towards ammonia?',
    ['more heat', 'a larger vessel', 'taking out hydrogen', 'more pressure'],
    'Four molecules of gas become two, so higher pressure favours ammonia. Heat and a larger vessel favour the other side, and so does less hydrogen.',
    'D',
  ],
]

/** Worked examples for sets that come without any. */
export const scienceExamples: readonly string[] = EXAMPLES.map(([question, choices, solution, target]) => {
  const sample = { id: '', benchmark: '', subset: '', row: 0, question, choices, target, messages: null, metadata: {} }
  return choiceShot(sample, { language: 'en', reasoning: true, keys: 'one' }, solution)
})
