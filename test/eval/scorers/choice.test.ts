import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readChoice } from '../../../src/eval/scorers/choice.js'

const four = { choices: ['Lyon', 'Paris', 'Nice', 'Lille'], several: false }
const ten = { choices: ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'], several: false }
const many = { choices: ['red', 'green', 'blue', 'black'], several: true }

const lettersOf = (reply: string, question: { choices: string[]; several: boolean } = four) => readChoice(reply, question).letters

describe('a choice is read from', () => {
  it.each([
    'ANSWER: B',
    'ANSWER: (B)',
    'ANSWER: [B]',
    'ANSWER: **B**',
    'ANSWER: B.',
    'ANSWER: $B$',
    'ANSWER: "B"',
    'ANSWER:B',
    'Answer - B',
    'Answer – B',
    'Answer = B',
    '**Answer: B**',
    '**Answer:** B',
    '**ANSWER:** **(B)**',
    '### Final Answer: **(B) Paris**',
    'Final answer: B) Paris',
    'Answer: Option B',
    'Answer: The correct option is B',
    'Answer: \\boxed{B}',
    'answer: b',
    'Answer: (b)',
    'Answer:\n\nB',
    'Answer:\n**B) Paris**',
    '## Answer\n\nB',
    'Correct option: B',
    'My choice: **B**',
    '\\boxed{B}',
    '$\\boxed{B}$',
    '\\boxed{\\text{B}}',
    '\\boxed{\\textbf{(B)}}',
    '\\boxed{\\mathrm{B}}',
    '\\boxed{B) Paris}',
    '\\boxed{\\text{B. Paris}}',
    '\\boxed{Paris}',
    '\\[\\boxed{\\text{Answer: B}}\\]',
    '\\fbox{B}',
    '\\boxed{B',
    '答案：B',
    '答案: **B**',
    '答案：（B）',
    '答案是 B',
    '答案是B。',
    '答案为：B',
    '正确答案为（B）',
    '正确答案是：**B**。',
    '**答案：Ｂ**',
    '答案：B，因为它是首都',
    '答案：B是正确的，D是干扰项',
    '故选B。',
    '因此选：B',
    '所以应选（B）',
    '正确选项是B',
    '综上，本题选择 B 。',
    '答案：【B】',
    '答案：巴黎（B）',
    'The answer is B',
    'The answer is (B).',
    'The correct answer is **B**.',
    'The best answer is (B)',
    'the answer is: B) Paris',
    'So the correct answer is therefore B.',
    'The correct answer to this question is B.',
    'The correct option among these would be (B), since it is the capital.',
    'The right choice is option B.',
    'The answer must be B because it is the capital.',
    'The answer is Paris (B).',
    'The correct answer is **Paris (Option B)**',
    'The answer is Paris.',
    'ANSWER: Paris',
    'The answer is Ｂ.',
    'I would choose (B).',
    "I'd go with B.",
    'Option B is correct.',
    '(B) Paris is the correct answer.',
    'Therefore, B is the right answer.',
    '选项B是正确的。',
    'B',
    '(B)',
    'B.',
    'B)',
    '**B**',
    'Ｂ',
    'b',
    'Option B',
    '$B$',
    'B) Paris',
    '**B. Paris**',
    'B. Paris is where the parliament sits.',
    'B\n\nParis has been the capital for centuries.',
    'Some thoughts about France.\n\nB',
    'Some thoughts about France.\n\nTherefore, (B).',
    'paris',
  ])('%s', reply => {
    expect(lettersOf(reply)).toBe('B')
  })
})

describe('no choice is read from', () => {
  it.each([
    '',
    '   \n ',
    'A cat sat on the mat.',
    'I think this is hard.',
    'Vitamin C is an acid.',
    'Plan B would be to ask someone else.',
    'The answer is not B.',
    'The answer is **not** B',
    "The answer isn't B",
    'ANSWER: not B',
    '答案不是 B',
    '不选B',
    '答案：A不对',
    'ANSWER: A is wrong.',
    'Option B is not correct.',
    'If the answer is B, we are done.',
    'I do not think the answer is B.',
    'Could it be B? Who knows.',
    'So the answer is B? Not sure.',
    'ANSWER: E',
    'The answer is X.',
    'ANSWER: A or C',
    'The answer is (A) and (C).',
    'The answer is (A) or (C), depending on how one rounds.',
    'The answer is (A) is incorrect.',
    'ANSWER: B, C',
    'ANSWER: A B C D are all plausible',
    'ANSWER: None of the above',
    'ANSWER: [LETTER]',
    'The last line should read ANSWER: [LETTER].',
    'ANSWER: A combination of several causes',
    "ANSWER: I'm not sure",
    'The answer is a matter of taste.',
    'The answer is B-cell depletion',
    'The answer is C++.',
    'ANSWER: (see the diagram above)',
    '答案：无法确定',
    '如果答案是A，那么就简单了',
    '\\boxed{42}',
    '\\boxed{A = 5}',
    '\\boxed{}',
    'A) Lyon\nB) Paris\nC) Nice\nD) Lille',
    'A is correct. B is correct.',
    'A. First we look at the map.\nB. Then we look at the list.',
    'I cannot answer this question.',
    'Sorry, I can only answer questions about cooking.',
    '选项B是首都吗？',
    '选B的人很多',
    'C. elegans is a worm.',
    'Vitamin C is correct.',
    'It is true that hepatitis B is the best known form.',
  ])('%s', reply => {
    expect(lettersOf(reply)).toBeNull()
  })
})

describe('the last statement wins', () => {
  it.each([
    ['Answer: A … wait, that is the old one … Answer: C', 'C'],
    ['ANSWER: A is not right, ANSWER: B. Hope this helps.', 'B'],
    ['I first said ANSWER: A but ANSWER: C is correct.', 'C'],
    ['先写答案：A，再改为答案：C。', 'C'],
    ['\\boxed{A}. Hmm, no: \\boxed{D}', 'D'],
    ['The answer is A. On reflection, the correct answer is (C).', 'C'],
    ['ANSWER: B\n\nThe other options are wrong: A is a river, C is a cake.', 'B'],
    ['ANSWER: B, not C', 'B'],
    ['ANSWER: B because option A is wrong', 'B'],
    ['ANSWER: B, D is a distractor', 'B'],
    ['ANSWER: B\nRemember the format ANSWER: [LETTER]', 'B'],
    ['A is correct, B is correct and C is incorrect, so ANSWER: C', 'C'],
    ['The answer is C. The answer is not D.', 'C'],
    ['Answer: B\n\nQuestion: What about Spain?\nAnswer: D', 'B'],
    ['The answer is (B).\n\nNow, let us combine all the answers:\nThe answer is (D).\nThe answer is (A).', 'B'],
    ['答案：B\n\n下面总结以上问题的答案：\n答案：D', 'B'],
    ['Now I summarise the answers given so far.\n\nThe answer is (B).', 'B'],
  ])('%s', (reply, letter) => {
    expect(lettersOf(reply)).toBe(letter)
  })

  it.each([
    ['The answer is B. But ANSWER: E', null],
    ['ANSWER: B … or rather ANSWER: A or C', null],
  ])('even where it cannot be read as an option: %s', (reply, letter) => {
    expect(lettersOf(reply)).toBe(letter)
  })
})

describe('letters that are also words', () => {
  it.each([
    ['ANSWER: I', 'I'],
    ['The answer is I.', 'I'],
    ['The answer is (I) nine', 'I'],
    ['So I am not sure.', null],
    ['I', 'I'],
    ['The answer is A', 'A'],
    ['ANSWER: A because one is least', 'A'],
    ['The answer is a.', 'A'],
    ['The answer is i.e. nothing', null],
    ['ANSWER: J) ten', 'J'],
    ['ANSWER: I think it is hard', null],
  ])('%s', (reply, letter) => {
    expect(lettersOf(reply, ten)).toBe(letter)
  })

  it.each([
    ['ANSWER: C major', 'B'],
    ['The answer is E. coli', 'A'],
    ['ANSWER: A combination of both', 'C'],
    ['The answer is (C) A combination of both.', 'C'],
    ['ANSWER: C. A combination of both', 'C'],
    ['ANSWER: C', 'C'],
  ])('an option whose text begins with a letter is not that letter: %s', (reply, letter) => {
    expect(lettersOf(reply, { choices: ['E. coli', 'C major', 'A combination of both', 'x^2'], several: false })).toBe(letter)
  })

  it('options that differ in capitals only are told apart', () => {
    const genes = { choices: ['AA', 'Aa', 'aa'], several: false }
    expect(lettersOf('The genotype must be \\boxed{Aa}', genes)).toBe('B')
    expect(lettersOf('The answer is aA.', genes)).toBeNull()
  })

  it('options that are letters are read by their place', () => {
    expect(lettersOf('ANSWER: B', { choices: ['B', 'A', 'D', 'C'], several: false })).toBe('B')
  })

  it('a boxed value is the option with that value', () => {
    const values = { choices: ['12', '-12', '\\frac{1}{2}', '3.5'], several: false }
    expect(lettersOf('\\boxed{-12}', values)).toBe('B')
    expect(lettersOf('\\boxed{\\dfrac{1}{2}}', values)).toBe('C')
    expect(lettersOf('The result is \\boxed{3.5}.', values)).toBe('D')
    expect(lettersOf('\\boxed{7}', values)).toBeNull()
  })
})

describe('several letters are read where several may be named', () => {
  it.each([
    ['ANSWER: A, C', 'AC'],
    ['ANSWER: A,C', 'AC'],
    ['ANSWER: AC', 'AC'],
    ['ANSWER: A and C', 'AC'],
    ['ANSWER: A, C and D', 'ACD'],
    ['ANSWER: A, C, and D.', 'ACD'],
    ['ANSWER: C A', 'AC'],
    ['ANSWER: (A, C)', 'AC'],
    ['ANSWER: [A，C]', 'AC'],
    ['ANSWER: (A), (C)', 'AC'],
    ['ANSWER: **A**, **C**', 'AC'],
    ['ANSWER: A & C', 'AC'],
    ['ANSWER: A/C', 'AC'],
    ['Answer: ac', 'AC'],
    ['The correct answers are A and C.', 'AC'],
    ['The answers are: A) red, C) blue', 'AC'],
    ['Answer:\nA) red\nC) blue', 'AC'],
    ['\\boxed{A, C}', 'AC'],
    ['\\boxed{AC}', 'AC'],
    ['\\boxed{\\text{A and C}}', 'AC'],
    ['答案：A、C', 'AC'],
    ['答案：AC', 'AC'],
    ['答案：A和C', 'AC'],
    ['答案：（A，C）', 'AC'],
    ['正确答案是A、C、D。', 'ACD'],
    ['故选ACD', 'ACD'],
    ['ANSWER: A', 'A'],
    ['A, C', 'AC'],
    ['**A and C**', 'AC'],
    ['ANSWER: A,B then ANSWER: C,D', 'CD'],
    ['Option A is correct. Option C is correct. Option B is not correct.', 'AC'],
    ['ANSWER: A, E', null],
    ['ANSWER: A or C', null],
    ['A red cab.', null],
    ['', null],
  ])('%s', (reply, letters) => {
    expect(lettersOf(reply, many)).toBe(letters)
  })
})

describe('the rule that decided is named', () => {
  it.each([
    ['ANSWER: B', 'answer-line', 'The answer line names B.'],
    ['\\boxed{B}', 'boxed', 'The last box names B.'],
    ['The answer is B', 'statement', 'The sentence that states the answer names B.'],
    ['答案：B', 'chinese-line', 'The Chinese answer line names B.'],
    ['B', 'bare-letter', 'A line that is a letter alone names B.'],
    ['B) Paris', 'option-line', 'A line that repeats the letter and its text names B.'],
    ['Answer: Paris', 'option-text', 'The text given as the answer is that of an option, which names B.'],
    ['ANSWER: E', 'outside', 'The answer line names E, which is not an option.'],
    ['ANSWER: A, C', 'several', 'The answer line names A, C, where one answer was asked for.'],
    ['', 'empty', 'The reply is empty.'],
    ['No idea.', 'unread', 'Nothing in the reply says which option was chosen.'],
  ])('%s: %s', (reply, rule, reason) => {
    expect(readChoice(reply, four)).toMatchObject({ rule, reason })
  })
})

describe('whatever the letter', () => {
  const options = fc.integer({ min: 2, max: 10 }).chain(count => fc.tuple(fc.constant(count), fc.integer({ min: 0, max: count - 1 })))
  const forms: ((letter: string, text: string) => string)[] = [
    letter => `ANSWER: ${letter}`,
    letter => `**Answer: (${letter})**`,
    letter => `Answer - ${letter}`,
    letter => `answer: ${letter.toLowerCase()}`,
    letter => `\\boxed{\\textbf{(${letter})}}`,
    letter => `答案：${letter}`,
    letter => `正确答案为（${letter}）`,
    letter => `The correct answer is (${letter}).`,
    letter => `The answer is ${letter}.`,
    (letter, text) => `the answer is: ${letter}) ${text}`,
    (letter, text) => `ANSWER: ${letter}. ${text}`,
    letter => `故选${letter}。`,
    letter => `ANSWER: ${String.fromCharCode(letter.charCodeAt(0) + 0xfee0)}`,
    letter => `${letter}`,
    letter => `**(${letter})**`,
  ]
  const texts = Array.from({ length: 10 }, (_, index) => `value number ${index}`)
  const prose = fc
    .array(
      fc.constantFrom(
        'A cat sat on the mat.',
        'I think about B cells and vitamin C.',
        'Let us look at each option in turn.',
        'Option A mentions energy; option B mentions heat.',
        '我们先看选项。',
        '**Step 1.** Draw the graph of $A = \\pi r^2$.',
        'If the answer were A, the sum would be odd.',
      ),
      { maxLength: 6 },
    )
    .map(sentences => sentences.join('\n'))

  it('every form is read, and prose before it changes nothing', () => {
    fc.assert(
      fc.property(options, fc.constantFrom(...forms), prose, ([count, key], form, before) => {
        const question = { choices: texts.slice(0, count), several: false }
        const letter = String.fromCharCode(65 + key)
        const statement = form(letter, texts[key] ?? '')
        expect(lettersOf(statement, question)).toBe(letter)
        expect(lettersOf(`${before}\n\n${statement}`, question)).toBe(letter)
      }),
    )
  })

  it('what is read is always an option, for any text at all', () => {
    const words = fc.constantFrom(
      'ANSWER:',
      'A',
      'B',
      'E',
      'Z',
      'the answer is',
      '答案',
      '：',
      '(',
      ')',
      '\\boxed{',
      '}',
      '\n',
      ' ',
      ',',
      'not',
      '**',
      '是',
      '选',
      'or',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(words, { maxLength: 20 }).map(parts => parts.join('')),
        ),
        fc.boolean(),
        (text, several) => {
          const { letters } = readChoice(text, { ...four, several })
          if (letters !== null) expect(letters).toMatch(several ? /^[A-D]{1,4}$/ : /^[A-D]$/)
        },
      ),
      { numRuns: 500 },
    )
  })
})
