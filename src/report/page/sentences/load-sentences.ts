import type { Sentence } from './template.js'

/** What reports of load tests say. */
export const loadSentences: readonly Sentence[] = [
  [
    'A SIMULATED service was measured: no model, no GPU. Give --url to measure a real one.',
    '测量的是模拟（SIMULATED）服务：没有模型，也没有 GPU。用 --url 指定真实服务。',
  ],
  ['Nothing was measured.', '没有测得任何数据。'],
  [
    'The service at {url} did not answer the first request: {kind:said} ({detail:said}).',
    '{url} 的服务没有应答首个请求：{kind}（{detail}）。',
  ],
  ['--no-test-connection skips this request.', '用 --no-test-connection 可跳过该请求。'],
  ['Check --url, --model and --api-key.', '请检查 --url、--model 和 --api-key。'],
  ['The run was interrupted; what had finished until then is shown.', '运行被中断；显示的是此前已完成的部分。'],
  ['The load generator itself may have been the limit.', '瓶颈可能在压测客户端自身。'],
  ['At {load:known}: {reasons:said}', '{load}时：{reasons}'],
  [
    "The load generator's event loop was up to {late} late (p99; limit {limit}).",
    '压测客户端的事件循环最多滞后 {late}（p99；上限 {limit}）。',
  ],
  ['The load generator used {share} of a CPU core (limit {limit}).', '压测客户端占用了一个 CPU 核的 {share}（上限 {limit}）。'],
  ['Requests started up to {late} late (p99; limit {limit}).', '请求最多晚 {late} 才开始（p99；上限 {limit}）。'],

  ['Reasoning tokens were billed but not streamed; TPOT leaves them out.', '思考 token 已计费但没有流式返回；TPOT 不计入它们。'],
  [
    'The service sends no usage and no tokenizer was given: output tokens are stream events, an estimate.',
    '服务不返回 usage，也没有指定分词器：输出 token 数按流事件估算。',
  ],
  [
    'Many tokens arrived several in one read, so ITL is the pace of reads, not of tokens; TPOT is not affected.',
    '许多 token 在一次读取中成批到达，因此 ITL 反映的是读取的节奏而非 token 的节奏；TPOT 不受影响。',
  ],
  [
    'Where a point has fewer than {count:number} requests, its p99 is close to its slowest request.',
    '负载点的请求少于 {count} 个时，p99 接近其最慢的请求。',
  ],
  [
    'The service counts {share:number} % more input tokens than the tokenizer given: is it the tokenizer of this model?',
    '服务统计的输入 token 比指定的分词器多 {share} %：它是这个模型的分词器吗？',
  ],
  [
    'The service counts {share:number} % fewer input tokens than the tokenizer given: is it the tokenizer of this model?',
    '服务统计的输入 token 比指定的分词器少 {share} %：它是这个模型的分词器吗？',
  ],
  ['requests.jsonl is incomplete.', 'requests.jsonl 不完整。'],

  [
    'The rows were cycled: {name} had only one row for {count:number} requests, so prompts repeat and the service may answer them from a prefix cache.',
    '数据行被循环使用：{name} 只有 1 行，而请求有 {count} 个，因此提示词会重复，服务可能用前缀缓存作答。',
  ],
  [
    'The rows were cycled: {name} had only {rows:number} rows for {count:number} requests, so prompts repeat and the service may answer them from a prefix cache.',
    '数据行被循环使用：{name} 只有 {rows} 行，而请求有 {count} 个，因此提示词会重复，服务可能用前缀缓存作答。',
  ],
  ['--dataset-path was not read: {name} took its place.', '没有读取 --dataset-path：改用 {name}。'],
  [
    'Input tokens were counted without a chat template: {name} has none that can be used.',
    '统计输入 token 时未套用对话模板：{name} 没有可用的模板。',
  ],
  ['--prefix-length applies to --dataset random only; no prefix was added.', '--prefix-length 只对 --dataset random 有效；没有添加前缀。'],
  [
    'Lengths are of the prompts alone: the chat template of {name} cannot be counted ({problem:said}).',
    '长度只含提示词本身：无法统计 {name} 的对话模板（{problem}）。',
  ],
  ['there is no chat template', '没有对话模板'],
  ['tiktoken has no chat template for {name}', 'tiktoken 没有 {name} 的对话模板'],
  [
    'The system prompt comes on top of the random prompts, whose lengths do not include it.',
    '系统提示词加在随机提示词之前，其长度不计入随机提示词。',
  ],
  [
    '{count:number} of {seen:known} of {name} left out: shorter than {limit:number} {unit:known}.',
    '{name} 的{seen}中略去 {count} 行：短于 {limit} {unit}。',
  ],
  [
    '{count:number} of {seen:known} of {name} left out: longer than {limit:number} {unit:known}.',
    '{name} 的{seen}中略去 {count} 行：长于 {limit} {unit}。',
  ],
  [
    '{count:number} of {seen:known} of {name} used without a length check: they cannot be counted.',
    '{name} 的{seen}中有 {count} 行未检查长度就被使用：无法统计其长度。',
  ],
  ['the first {count:number} rows', '前 {count} 行'],
  ['{count:number} rows', '{count} 行'],
  ['token', '个 token'],
  ['tokens', '个 token'],
  ['character', '个字符'],
  ['characters', '个字符'],

  ['Highest throughput: {load:said}.', '吞吐量最高：{load}。'],
  ['Lowest latency: {load:said}.', '延迟最低：{load}。'],
  [
    'Throughput was highest at the lowest load ({load:said}): more load only adds waiting.',
    '吞吐量在最低负载（{load}）时最高：再加负载只会增加等待。',
  ],
  [
    'Throughput peaked at {load:said} and fell beyond it: the service is saturated there.',
    '吞吐量在{load}时达到峰值，之后下降：服务在该处已饱和。',
  ],
  [
    'Throughput has levelled off: the last step, to {load:said}, added {gain:number} %.',
    '吞吐量已趋于平稳：最后一步（到{load}）只增加了 {gain} %。',
  ],
  [
    'Throughput still grows at {load:said}: the service is not saturated; try higher loads.',
    '吞吐量在{load}时仍在增长：服务尚未饱和，可尝试更高的负载。',
  ],
  [
    'Only {share:number} % of requests succeeded at {load:said}: see the failures before trusting its figures.',
    '{load}时只有 {share} % 的请求成功：采信其数值之前请先看失败情况。',
  ],
  ['Mean latency grew {times:number}-fold from the lowest load to {load:said}.', '从最低负载到{load}，平均延迟增至 {times} 倍。'],

  ['SIMULATED (built in)', '模拟（SIMULATED，内置）'],
  ['{api:word}, {protocol:word}, streaming', '{api}，{protocol}，流式'],
  ['{api:word}, {protocol:word}, not streaming', '{api}，{protocol}，非流式'],
  ['at most {low:number} to {high:number}', '至多 {low} 至 {high}'],
  ['at most {count:number}', '至多 {count}'],
  ['none', '无'],
  [
    '{seed:number} (given: a second run sends the same prompts and may meet a warm cache)',
    '{seed}（由用户指定：再次运行会发送相同的提示词，可能命中已预热的缓存）',
  ],
  [
    '{succeeded:number} succeeded, {failed:number} failed, {cancelled:number} cancelled',
    '成功 {succeeded}，失败 {failed}，取消 {cancelled}',
  ],
  ['{succeeded:number} succeeded, {failed:number} failed', '成功 {succeeded}，失败 {failed}'],
  ['the service (usage); {more:list}', '服务（usage）；{more}'],
  ['our tokenizer; {more:list}', '本工具的分词器；{more}'],
  ['the service (usage)', '服务（usage）'],
  ['our tokenizer', '本工具的分词器'],
  ['stream events (an estimate)', '流事件（估算）'],
  ['open', '开环'],
  ['the built-in prompts', '内置提示词'],
  [
    'EvalScope wrote this run. Its JSON files are shown as they are; what it keeps in a database is not read.',
    '此次运行由 EvalScope 写出。其 JSON 文件按原样显示；它存放在数据库中的内容未读取。',
  ],
  ['{file:word} holds no report.', '{file} 中没有报告。'],
]
