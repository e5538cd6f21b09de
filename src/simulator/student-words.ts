/** What the simulated student says besides its answers. None of it names a number, an option or a fact, so none of it is an answer. */

/** Lines of thinking. */
export const thoughts: readonly string[] = [
  'Okay, let me read the question again and see what is really being asked.',
  'There are several ways to look at this. The shortest one is to go through what is given.',
  'Hmm, the wording matters here. It asks for one thing only.',
  'Wait, am I sure about that? I should check it from the other side as well.',
  'Let me not be hasty: a similar question once led me astray.',
  'Comparing what is left, one of them fits clearly better than the others.',
  'The form of the answer is prescribed too, so I have to keep to it.',
  '好的，先把题目再读一遍，看清楚问的到底是什么。',
  '等一下，这里容易看错，我再核对一次。',
  'Alright, that settles it, I think.',
]

/** How answers begin that are cut before they come to the point. */
export const openings: readonly string[] = [
  'Let me work through this step by step. First, I restate what is being asked, and then I look at each part in turn. To begin with, it helps to recall what the terms mean and how they are related, because',
  "Sure! Here's a detailed walk-through.\n\n### Understanding the question\n\nBefore coming to the answer we should be clear about what is given and what is wanted. What is given can be summarised as follows:",
  '我们一步一步来分析。首先要弄清楚题目的条件，然后再逐项讨论。根据题目所给的信息，可以先得到下面的结论：',
  'This is an interesting one. Many people would answer at once, but it is worth going slowly, since the wording hides a detail. Consider what would follow if',
]

/** Ways to decline. */
export const refusals: readonly string[] = [
  "I'm sorry, but I can't help with that.",
  'I am not able to answer this question. If there is something else that you would like to know, please ask.',
  '抱歉，我无法回答这个问题。',
  'As a language model I would rather not answer this.',
]
