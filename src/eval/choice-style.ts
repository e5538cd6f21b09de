/** How a multiple-choice benchmark asks, and what counts as right. */
export interface ChoiceStyle {
  language: 'en' | 'zh'
  /** Whether the model is asked to think before it answers. */
  reasoning: boolean
  /**
   * `one`: one letter is right. `any`: one letter is asked for, and any of the key's will do. `all`: the key's letters and no others.
   * `share`: any wrong letter gives nothing, else the share of the key that was named.
   */
  keys: 'one' | 'any' | 'all' | 'share'
  /** What stands between an option's letter and its text. */
  mark?: ')' | '.'
  /** A sentence above everything: what the questions are about. */
  intro?: string
  /** Whether question and options stand under headings of their own. Chinese ones always do. */
  headings?: boolean
  /** The `{subject}` of templates. */
  subject?: string
}
