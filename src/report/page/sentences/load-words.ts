import type { Sentence } from './template.js'

/** How load points are named within titles and sentences. */
export const loadWords: readonly Sentence[] = [
  ['{count:number} in flight at {rate:number} requests/s', '并发 {count}、每秒 {rate} 个请求'],
  ['{count:number} in flight, at most {rate:number} requests/s', '并发 {count}，每秒至多 {rate} 个请求'],
  ['{count:number} in flight', '并发 {count}'],
  ['open loop, {rate:number} requests/s', '开环，每秒 {rate} 个请求'],
  ['{rate:number} requests/s', '每秒 {rate} 个请求'],
  ['{rate:number} req/s', '{rate} req/s'],
]
