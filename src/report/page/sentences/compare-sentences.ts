import type { Sentence } from './template.js'

/** What comparisons of two runs say. */
export const compareSentences: readonly Sentence[] = [
  ['Both runs measured a SIMULATED service: no model, no GPU.', '两次运行测量的都是模拟（SIMULATED）服务：没有模型，也没有 GPU。'],
  [
    '{side:word} measured a SIMULATED service, the other run a real one.',
    '{side} 测量的是模拟（SIMULATED）服务，另一次运行测量的是真实服务。',
  ],
  [
    '{side:word} was measured by EvalScope, whose figures are defined otherwise in places (docs/interop.md).',
    '{side} 由 EvalScope 测量，其部分数值的定义不同（docs/interop.md）。',
  ],
  ['{side:word} was interrupted before all was measured.', '{side} 在全部测完之前被中断。'],
  ['{side:word} was interrupted before all was asked.', '{side} 在全部询问完之前被中断。'],
  ['{side:word} stopped early: {why:said}.', '{side} 提前停止：{why}'],
  ['Only {side:word} measured {loads:list}.', '只有 {side} 测量了{loads}。'],
  ['{load:known}: {a:number} requests in A, {b:number} in B.', '{load}：A 有 {a} 个请求，B 有 {b} 个。'],
  ['{load:known}, {side:word}: it was interrupted.', '{load}，{side}：被中断。'],
  [
    '{load:known}, {side:word}: the load generator itself may have been the limit. {reasons:said}',
    '{load}，{side}：瓶颈可能在压测客户端自身。{reasons}',
  ],
  [
    'Intervals are of single requests within each run; how much runs vary from one to the next they cannot tell. Without an interval, repeat the runs before you believe a small change.',
    '区间只反映每次运行内部单个请求的波动，不能说明运行之间的差异有多大。没有区间时，请重复运行后再相信微小的变化。',
  ],
  ['the same', '相同'],
  ['different', '不同'],
  ['hardly different', '几乎相同'],
  ['better', '变好'],
  ['worse', '变差'],
  ['{value:number} points', '{value} 个百分点'],

  ['Both runs were answered by a SIMULATED student: no model was asked.', '两次运行都由模拟（SIMULATED）学生作答：没有询问任何模型。'],
  [
    '{side:word} was answered by a SIMULATED student, the other run by a model.',
    '{side} 由模拟（SIMULATED）学生作答，另一次运行由模型作答。',
  ],
  ['{name:word}: A has {a:number} answers to each question, B {b:number}.', '{name}：A 每题有 {a} 个回答，B 每题有 {b} 个。'],
  [
    '{name:word}: at 1 place of the data the two runs have different questions; it is not the same version.',
    '{name}：两次运行的数据有 1 处题目不同；不是同一版本。',
  ],
  [
    '{name:word}: at {count:number} places of the data the two runs have different questions; it is not the same version.',
    '{name}：两次运行的数据有 {count} 处题目不同；不是同一版本。',
  ],
  [
    '{name:word}: the data was read from different files; the paired rows are the same in both.',
    '{name}：数据读自不同的文件；配对的行在两者中相同。',
  ],
  ['{name:word}: A was scored by {a}, B by {b} of the benchmark.', '{name}：A 由基准的 {a} 评分，B 由 {b} 评分。'],
  ['{name:word}: A was judged by {a}, B by {b}.', '{name}：A 由 {a} 评审，B 由 {b} 评审。'],
  ['{name:word}: A has version {a} of the benchmark, B version {b}.', '{name}：A 使用基准的版本 {a}，B 使用版本 {b}。'],
  [
    '{name:word}: the scores are of the {count:number} questions that both have; {a:number} only in A, {b:number} only in B.',
    '{name}：得分只计两者共有的 {count} 道题目；仅 A 有 {a} 道，仅 B 有 {b} 道。',
  ],
  [
    '{name:word}: the scores are of the {count:number} questions that both have; {only:number} only in {side:word}.',
    '{name}：得分只计两者共有的 {count} 道题目；仅 {side} 有 {only} 道。',
  ],
  [
    '{name:word}: the prompts differ for {count:number} of {all:number} questions (template, system prompt, worked examples or order of choices).',
    '{name}：{all} 道题目中有 {count} 道的提示词不同（模板、系统提示词、示例或选项顺序）。',
  ],
  [
    'EvalScope wrote both runs; its records do not tell versions of scorers, so a difference would not be seen.',
    '两次运行都由 EvalScope 写出；其记录不含评分器的版本，因此看不出版本差异。',
  ],
  [
    '{side:word} was scored by EvalScope and {other:word} by evalscope-ts: a part of the difference may be of the scorers.',
    '{side} 由 EvalScope 评分，{other} 由 evalscope-ts 评分：部分差异可能来自评分器。',
  ],
  ['Only {side:word} has {names}.', '只有 {side} 有 {names}。'],
  ['Generation: {name:word}: {a} in A, {b} in B.', '生成参数 {name}：A 为 {a}，B 为 {b}。'],
  ['Option {name:word}: {a} in A, {b} in B.', '选项 {name}：A 为 {a}，B 为 {b}。'],
  [
    'An interval that does not hold 0, or a p below 0.05, is hardly chance; of many rows, one in twenty is so by chance. Better and worse count questions.',
    '区间不含 0，或 p 小于 0.05，就不大可能是偶然；但行数很多时，每二十行约有一行会因偶然如此。变好与变差按题目计数。',
  ],
  [
    'Every line of the collection counts the same; in the last column the difference B - A by the weights of the schema.',
    '集合的每一行权重相同；最后一列是按 schema 权重计算的差值 B - A。',
  ],
  [
    '{shown:number} of {count:number} are shown; --format json has all of them.',
    '共 {count} 个，显示 {shown} 个；用 --format json 可得到全部。',
  ],
  ['Subset', '子集'],
  ['Dataset', '数据集'],
  ['Task', '任务'],
  ['Tag', '标签'],
  ['Group', '分组'],
  // Of options; the last one, since it fits much.
  ['{name:word}: {a} in A, {b} in B.', '{name}：A 为 {a}，B 为 {b}。'],
]
