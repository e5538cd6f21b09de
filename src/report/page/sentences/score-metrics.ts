import type { Sentence } from './template.js'

const metrics: readonly Sentence[] = [
  ['Accuracy', '准确率'],
  ['Accuracy (share of the right options)', '准确率（正确选项的占比）'],
  ['Accuracy by judge', '准确率（评审判定）'],
  ['Correct', '正确'],
  ['Incorrect', '错误'],
  ['Not attempted', '未作答'],
  ['Score', '得分'],
  ['Exact match', '精确匹配'],
  ['Prompt level, strict', '提示词级，严格'],
  ['Prompt level, loose', '提示词级，宽松'],
  ['Instruction level, strict, mean over prompts', '指令级，严格，按提示词平均'],
  ['Instruction level, loose, mean over prompts', '指令级，宽松，按提示词平均'],
  ['Instruction level, strict, pooled', '指令级，严格，合并计算'],
  ['Instruction level, loose, pooled', '指令级，宽松，合并计算'],
  ['Last turn: prompt, strict', '末轮：提示词级，严格'],
  ['Average over turns', '各轮平均'],
  ['Turn {turn:number}: {title:known}', '第 {turn} 轮：{title}'],
  ['prompt, strict', '提示词级，严格'],
  ['prompt, loose', '提示词级，宽松'],
  ['inst., strict, mean', '指令级，严格，平均'],
  ['inst., loose, mean', '指令级，宽松，平均'],
  ['inst., strict, pooled', '指令级，严格，合并计算'],
  ['inst., loose, pooled', '指令级，宽松，合并计算'],
  ['average', '平均'],
  ['ROUGE-{variant:word} recall', 'ROUGE-{variant} 召回率'],
  ['ROUGE-{variant:word} precision', 'ROUGE-{variant} 精确率'],
]

/** Metrics of benchmarks by their titles, alone and with the arrow that says which way is better. */
export const scoreMetrics: readonly Sentence[] = [
  ...metrics,
  ['{title:known} pass@{count:number}', '{title} pass@{count}'],
  ['{title:known} vote@{count:number}', '{title} vote@{count}'],
  ['{title:known} pass^{count:number}', '{title} pass^{count}'],
  ['{title:known} ↑', '{title} ↑'],
  ['{title:known} ↓', '{title} ↓'],
]
