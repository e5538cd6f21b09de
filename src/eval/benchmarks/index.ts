import { defineRegistry } from '../../lib/registry.js'
import type { Benchmark } from '../types.js'
import { aime24 } from './aime24.js'
import { aime25 } from './aime25.js'
import { aime26 } from './aime26.js'
import { amc } from './amc.js'
import { arc } from './arc.js'
import { bbh } from './bbh.js'
import { ceval } from './ceval.js'
import { chineseSimpleqa } from './chinese-simpleqa.js'
import { cmmlu } from './cmmlu.js'
import { demo } from './demo.js'
import { drop } from './drop.js'
import { generalMcq } from './general-mcq.js'
import { generalQa } from './general-qa.js'
import { gpqaDiamond } from './gpqa-diamond.js'
import { gsm8k } from './gsm8k.js'
import { hellaswag } from './hellaswag.js'
import { hle } from './hle.js'
import { hmmt25 } from './hmmt25.js'
import { humaneval } from './humaneval.js'
import { humanevalPlus } from './humaneval-plus.js'
import { ifeval } from './ifeval.js'
import { iquiz } from './iquiz.js'
import { liveCodeBench } from './live-code-bench.js'
import { math500 } from './math-500.js'
import { mbpp } from './mbpp.js'
import { mbppPlus } from './mbpp-plus.js'
import { mmlu } from './mmlu.js'
import { mmluPro } from './mmlu-pro.js'
import { mmluRedux } from './mmlu-redux.js'
import { multiIf } from './multi-if.js'
import { race } from './race.js'
import { simpleQa } from './simple-qa.js'
import { superGpqa } from './super-gpqa.js'
import { triviaQa } from './trivia-qa.js'
import { truthfulQa } from './truthful-qa.js'
import { winogrande } from './winogrande.js'

/** Every benchmark by EvalScope's name. One line each. */
export const benchmarks = defineRegistry<Benchmark>()('benchmark', {
  demo,
  mmlu_pro: mmluPro,
  mmlu_redux: mmluRedux,
  ifeval,
  multi_if: multiIf,
  ceval,
  iquiz,
  live_code_bench: liveCodeBench,
  math_500: math500,
  aime24,
  aime25,
  aime26,
  gpqa_diamond: gpqaDiamond,
  mmlu,
  arc,
  hellaswag,
  winogrande,
  race,
  cmmlu,
  truthful_qa: truthfulQa,
  super_gpqa: superGpqa,
  general_mcq: generalMcq,
  gsm8k,
  hmmt25,
  amc,
  bbh,
  chinese_simpleqa: chineseSimpleqa,
  drop,
  general_qa: generalQa,
  hle,
  simple_qa: simpleQa,
  trivia_qa: triviaQa,
  humaneval,
  humaneval_plus: humanevalPlus,
  mbpp,
  mbpp_plus: mbppPlus,
})
