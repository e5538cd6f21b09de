import { useContext } from 'preact/hooks'
import { LanguageContext, type Say, sayIn } from './language.js'

/** What a report's page itself says, in Chinese. */
export const pageWords = {
  'Light theme': '浅色主题',
  'Dark theme': '深色主题',
  Light: '浅色',
  Dark: '深色',
  Contents: '目录',
  Data: '数据',
  'None.': '无。',
  Note: '说明',
  Warning: '警告',
  right: '右轴',
  '{count} charts in detail': '{count} 张细节图',
  'Chart of {series} against {axis}. The data follow as a table.': '{series} 随 {axis} 变化的图。数据见其后的表格。',
  'Data of {title}': '{title}的数据',
  'Every {step}th of {count} positions.': '共 {count} 个位置，每 {step} 个取一个。',
  'Save as CSV': '导出 CSV',
  'Save as CSV: {title}': '导出 CSV：{title}',
} as const

export type PageWord = keyof typeof pageWords

export function useWords(): Say<PageWord> {
  return sayIn<PageWord>(pageWords, useContext(LanguageContext))
}
