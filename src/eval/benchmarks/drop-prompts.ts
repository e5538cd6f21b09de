/** Worked examples of our own in the form of DROP: a passage, a question that needs counting, sums or several spans, and the answer. */
export const dropExamples: readonly { passage: string; question: string; reasoning: string; answer: string }[] = [
  {
    passage:
      'The harbour wall of Lorne was begun in 1874 under Agnes Pell and stood half finished for years after a storm in 1876. Work began again in 1881, and the last stone was laid in 1884, two years after Pell had retired.',
    question: 'How many years passed between the storm and the laying of the last stone?',
    reasoning: 'The storm was in 1876, the last stone was laid in 1884. 1884 - 1876 = 8.',
    answer: '8',
  },
  {
    passage:
      'The Otters led early when Brandt scored from 12 yards. The Herons answered with a 31-yard kick by Silva before half-time. In the third quarter Brandt ran in again from 4 yards, and Okafor added a kick from 45 yards. Silva missed from 50.',
    question: 'Which player made the longest kick that counted?',
    reasoning:
      'Kicks that counted: Silva from 31 yards, Okafor from 45 yards. Silva missed the one from 50. The longest is that of Okafor.',
    answer: 'Okafor',
  },
  {
    passage:
      'At the count of 1910 the valley had 5,210 people: 3,004 spoke Dalish at home, 1,480 spoke Vennish, 402 spoke Orr and the others did not answer. By 1930 Orr had all but died out.',
    question: 'Which languages were spoken at home by fewer than 2,000 people at the count?',
    reasoning: 'Dalish had 3,004 speakers, Vennish 1,480 and Orr 402. Below 2,000 are Vennish and Orr.',
    answer: 'Vennish; Orr',
  },
]
