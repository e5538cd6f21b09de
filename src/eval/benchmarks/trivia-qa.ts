import { z } from 'zod'
import { defineBenchmark } from '../define-benchmark.js'
import { fillTemplate } from '../fill-template.js'
import { generalQuestion } from '../judge/general-question.js'
import { judgedScore } from '../judge/judged-score.js'
import { readBareAnswer, readMarkedAnswer } from '../scorers/marked-answer.js'
import { scoreTrivia } from '../scorers/trivia.js'
import type { AnswerForms, Sample, Score } from '../types.js'

const WITH_PAGES = `Answer the question. The text may help you.

Text:
{content}

Question: {question}

End with a line "ANSWER: X", where X is the answer alone, in as few words as it takes.`

const FROM_MEMORY = `Answer the question.

Question: {question}

End with a line "ANSWER: X", where X is the answer alone, in as few words as it takes.`

const page = z.object({ wiki_context: z.union([z.string(), z.array(z.string())]).nullish() })

const extra = z.strictObject({
  context: z
    .enum(['pages', 'none'])
    .default('pages')
    .describe('pages: the Wikipedia pages stand in the prompt (default); none: the closed-book protocol'),
})

/** TriviaQA (Joshi et al. 2017), the reading set on Wikipedia pages. */
export const triviaQa = defineBenchmark({
  name: 'trivia_qa',
  title: 'TriviaQA',
  about:
    'Trivia questions with the Wikipedia pages that hold the answer (about 53,000 characters a prompt; extra_params {"context": "none"} asks without them), scored by the official exact match and F1 with the best of the aliases.',
  tags: ['knowledge', 'reading'],
  version: 1,
  data: {
    address: { modelscope: 'evalscope/trivia_qa', huggingface: 'mandarjoshi/trivia_qa' },
    split: 'validation',
    subsets: ['rc.wikipedia'],
    subsetsAre: 'configs',
  },
  metrics: [
    { name: 'exact_match', title: 'Exact match', direction: 'higher' },
    { name: 'f1', title: 'F1', direction: 'higher' },
  ],
  extra,
  judged: 'on-request',
  row: z.object({
    question: z.string(),
    question_id: z.string().nullish(),
    entity_pages: z.union([page, z.array(page)]).nullish(),
    answer: z.object({
      value: z.string().nullish(),
      aliases: z.array(z.string()).nullish(),
      normalized_aliases: z.array(z.string()).nullish(),
    }),
  }),
  read({ question, question_id, entity_pages, answer }) {
    const aliases = [answer.value ?? '', ...(answer.aliases ?? []), ...(answer.normalized_aliases ?? [])].filter(
      alias => alias.trim() !== '',
    )
    if (aliases.length === 0) throw new z.ZodError([{ code: 'custom', path: ['answer'], message: 'holds no answer', input: answer }])
    const content = [entity_pages ?? []].flat().flatMap(({ wiki_context }) => wiki_context ?? [])
    return {
      question: question.trim(),
      target: [...new Set(aliases)],
      metadata: { question_id: question_id ?? null, content: content.join('\n\n') },
    }
  },
  prompt({ question, metadata, subset }, { args }) {
    const content = z.string().catch('').parse(metadata.content)
    const template = args.promptTemplate ?? (content === '' || extra.parse(args.extra).context === 'none' ? FROM_MEMORY : WITH_PAGES)
    return [{ role: 'user', content: fillTemplate(template, { content, question, query: question, subset_name: subset }) }]
  },
  score(answer, sample, { judge }) {
    const rule = ruleScore(answer, sample)
    if (judge === null) return rule
    const asked = { question: sample.question, target: sample.target, answer }
    const question = generalQuestion(judge.contract, asked, ['exact_match', 'f1'])
    return judgedScore(
      { judged: 'on-request', metric: 'exact_match', rule, question, extracted: rule.extracted ?? answer, silent: rule.values },
      judge,
    )
  },
  forms,
})

function ruleScore(answer: string, { target }: Sample): Score {
  const marked = readMarkedAnswer(answer)
  const read = marked?.text ?? readBareAnswer(answer, 8)
  if (read === null) return { values: { exact_match: 0, f1: 0 }, extracted: null, rule: 'unparsed', reason: 'The reply names no answer.' }
  const { exactMatch, f1 } = scoreTrivia(read, [target].flat())
  return {
    values: { exact_match: exactMatch, f1 },
    extracted: read,
    rule: marked?.rule ?? 'bare',
    reason: exactMatch === 1 ? 'The answer is one of the aliases.' : 'The answer is none of the aliases.',
  }
}

function forms({ target }: Sample): AnswerForms {
  return { right: repliesOf([target].flat()[0] ?? ''), wrong: repliesOf('Quillfeather Zorvath') }
}

function repliesOf(answer: string): string[] {
  return [
    `The text names it in its first part.\n\nANSWER: ${answer}`,
    `ANSWER: ${answer}`,
    `Let me think. Two names come to mind, but only one of them fits the year.\n\n**ANSWER:** ${answer}`,
    `**Answer: ${answer}**`,
    `根据文章可以找到这个问题的答案。\n答案：${answer}`,
    `- The question asks for one name.\n- The page gives it.\n\nanswer: \`${answer}\``,
  ]
}
