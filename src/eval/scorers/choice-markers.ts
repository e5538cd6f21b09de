/** A place after which a reply says which option it chose. */
export interface Statement {
  /** The rule's name, for reports. */
  rule: 'answer-line' | 'boxed' | 'statement' | 'chinese-line'
  /** Where what was chosen begins. */
  at: number
}

interface Marker {
  rule: Statement['rule']
  pattern: RegExp
  /** What may not stand before it. */
  unless?: RegExp
}

/** `If the answer is A …`, `I do not think the answer is A`, `the wrong answer is A`: said, but not as the answer. */
const SUPPOSED =
  /\b(?:wrong|incorrect|false|worst)\s+$|\b(?:if|suppose|supposing|assume|assuming|whether|unless|imagine|why|(?:(?:do\s+not|don't|doubt|can\s*not|cannot|can't)\s+(?:think|believe|say|conclude|be\s+sure)?))\s+(?:that\s+)?(?:the\s+|my\s+|your\s+)?(?:\w+\s+){0,2}$/i
const SUPPOSED_ZH = /(?:如果|假如|假设|若|要是|是否|不能说|不认为|并非|难道|有人|同学)[^，。,.\n]{0,6}$/
const DENIED_ZH = /(?:[不别勿误莫没未]|如果|假如|要是|若|能|可|会|有人|同学)$/

const THING = String.raw`(?:(?:correct|best|right|proper|most\s+appropriate|appropriate|suitable|accurate|final|chosen|selected)\s+(?:option|choice|response|statement|one|letter|selection|alternative)|answers?)`
const SIDE = String.raw`(?:\s+(?:to|for|among|of|here|in|from|choice|option|letter|based|given|that)\b[^.:;!?\n]{0,80}?)?`
const VERB = String.raw`(?:is|are|was|would\s+be|will\s+be|must\s+be|should\s+be|has\s+to\s+be|can\s+only\s+be|could\s+only\s+be|seems?\s+to\s+be|appears\s+to\s+be|turns\s+out\s+to\s+be|becomes|remains)`
const ADVERBS = String.raw`(?:[\s,]*\b(?:therefore|thus|then|hence|clearly|definitely|indeed|most\s+likely|likely|probably|simply|obviously|also|just|still|actually|in\s+fact)\b,?)*`

const MARKERS: readonly Marker[] = [
  {
    rule: 'answer-line',
    pattern: /(?<![A-Za-z0-9])answers?(?![A-Za-z0-9])[\s*_`"'$)\]]*(?:[:=→]|-{1,2}>?(?!\w)|[–—])/gi,
    unless: SUPPOSED,
  },
  {
    rule: 'answer-line',
    pattern: /\b(?:correct|best|right|final|chosen|selected|my)\s+(?:option|choice|letter|selection)\b[\s*_]*(?:[:=→]|[–—]|\s-\s)/gi,
  },
  // Nothing else on the line: `Answer (B)`, `ANSWER B`.
  { rule: 'answer-line', pattern: /^[#*_> \t]*(?:(?:final|correct|my)\s+)?answer[*_ \t]+(?=[*_ \t]*\(?[A-Z]\)?[*_. \t]*$)/gim },
  { rule: 'answer-line', pattern: /(?<![A-Za-z0-9])ans(?:\s*[:=]|\.)/gi, unless: SUPPOSED },
  { rule: 'answer-line', pattern: /<answer>/gi },
  { rule: 'answer-line', pattern: /^[#*_> \t]*(?:(?:the|my)\s+)?(?:(?:final|correct)\s+)?answer[*_ \t]*\n/gim },
  { rule: 'boxed', pattern: /\\(?:boxed|fbox)\b\s*\{?/g },
  {
    rule: 'statement',
    pattern: new RegExp(
      String.raw`\b${THING}\b[*_]*${SIDE}(?:,\s*(?:therefore|thus|then|hence|of\s+course)\s*,)?[\s*_]+${VERB}\b${ADVERBS}`,
      'gi',
    ),
    unless: SUPPOSED,
  },
  {
    rule: 'chinese-line',
    pattern: /答案(?:选项)?[\s*_`"'\]]*(?:(?:应该|应当|应|就|也|只能|必然|显然|因此)?(?:是|为|选(?!项)择?|:|=|—+|-)[\s*_]*)*/g,
    unless: SUPPOSED_ZH,
  },
  {
    rule: 'chinese-line',
    pattern: /(?:正确|合适|最佳|恰当|符合题意|符合要求)的?(?:选项|选择|一项)?[\s*_]*(?:应该|应当|应|就)?(?:是|为|:)[\s*_]*/g,
  },
  { rule: 'chinese-line', pattern: /^[#*_> \t]*答[*_]*\s*:/gm },
  { rule: 'chinese-line', pattern: /选(?!项|自|举|民|手)择?[\s*_]*(?:了|:)?/g, unless: DENIED_ZH },
]

/** Nobody states more answers; a reply that repeats itself without end is not read forever. */
const MOST = 200

/** The places where the text states an answer, the last one first. */
export function statementsIn(text: string): Statement[] {
  const found: Statement[] = []
  const chinese = /[案正选合符最恰答]/.test(text)
  for (const { rule, pattern, unless } of MARKERS) {
    if (rule === 'chinese-line' && !chinese) continue
    for (const match of text.matchAll(pattern)) {
      if (unless?.test(text.slice(Math.max(0, match.index - 60), match.index))) continue
      found.push({ rule, at: match.index + match[0].length })
    }
  }
  return found.sort((one, other) => other.at - one.at).slice(0, MOST)
}

/** What stands in the braces that were opened before `text`; all of it where they are not closed. */
export function insideBraces(text: string): string {
  let depth = 1
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{') depth++
    if (text[at] === '}' && --depth === 0) return text.slice(0, at)
  }
  return text
}
