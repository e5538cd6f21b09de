/** A small task with its tests and a solution. */
export interface BasicExample {
  question: string
  tests: readonly string[]
  code: string
}

/** Worked examples of our own for MBPP. */
export const basicExamples: readonly BasicExample[] = [
  {
    question: 'Write a function that tells how many words of a text have more than n letters.',
    tests: [
      'assert count_long_words("a bee sees roses", 3) == 2',
      'assert count_long_words("", 1) == 0',
      'assert count_long_words("one two three", 9) == 0',
    ],
    code: 'def count_long_words(text, n):\n    return sum(1 for word in text.split() if len(word) > n)',
  },
  {
    question: 'Write a function that takes a list of pairs of a name and a price, and gives the names from the cheapest on.',
    tests: [
      'assert by_price([("pen", 3), ("cup", 2)]) == ["cup", "pen"]',
      'assert by_price([]) == []',
      'assert by_price([("a", 1), ("b", 1), ("c", 0)]) == ["c", "a", "b"]',
    ],
    code: 'def by_price(pairs):\n    return [name for name, _ in sorted(pairs, key=lambda pair: pair[1])]',
  },
  {
    question: 'Write a function that finds the greatest common divisor of all numbers of a list.',
    tests: ['assert common_divisor([12, 18, 30]) == 6', 'assert common_divisor([7]) == 7', 'assert common_divisor([8, 9]) == 1'],
    code: 'from functools import reduce\nfrom math import gcd\n\n\ndef common_divisor(numbers):\n    return reduce(gcd, numbers)',
  },
]
