/** What a task of BIG-Bench Hard asks, and three worked examples of our own: question, solution. */
export interface BbhTask {
  about: string
  examples: readonly (readonly [question: string, solution: string])[]
}

const logicalDeduction: BbhTask = {
  about: 'Find the order of some things from hints about their places.',
  examples: [
    [
      'Three books stand in a row: a red one, a blue one and a green one. The blue book is the leftmost. The red book is left of the green book.\nOptions:\n(A) The red book is the second from the left\n(B) The green book is the second from the left\n(C) The blue book is the second from the left',
      'Blue is first. Red comes before green, so the order is blue, red, green. The second is red. So the answer is (A).',
    ],
    [
      'Ana, Bo and Cem ran a race. Ana came in first. Bo came in after Cem.\nOptions:\n(A) Ana came in last\n(B) Bo came in last\n(C) Cem came in last',
      'Ana is first. Bo is behind Cem, so the order is Ana, Cem, Bo. The last is Bo. So the answer is (B).',
    ],
    [
      'Five birds sit on a branch: an owl, a crow, a wren, a jay and a robin. The owl is the leftmost. The crow is the rightmost. The wren is the second from the left. The jay is right of the robin.\nOptions:\n(A) The robin is the third from the left\n(B) The jay is the third from the left\n(C) The wren is the third from the left',
      'Owl and wren take places one and two, the crow takes place five. Places three and four are for robin and jay, and the jay is right of the robin. So the answer is (A).',
    ],
  ],
}

const trackingShuffledObjects: BbhTask = {
  about: 'Follow who holds what while pairs of people swap.',
  examples: [
    [
      'Ann has a red ball, Bob has a blue ball and Cleo has a green ball. First Ann and Bob swap. Then Bob and Cleo swap. At the end Bob has the\nOptions:\n(A) red ball\n(B) blue ball\n(C) green ball',
      'Start: Ann red, Bob blue, Cleo green. After the first swap: Ann blue, Bob red. After the second: Bob green, Cleo red. Bob has green. So the answer is (C).',
    ],
    [
      'Dan dances with Eva, Finn with Gia and Hugo with Ira. First Dan and Hugo switch partners. Then Finn and Dan switch partners. At the end Hugo dances with\nOptions:\n(A) Eva\n(B) Gia\n(C) Ira',
      'Start: Dan Eva, Finn Gia, Hugo Ira. After the first switch: Dan Ira, Hugo Eva. After the second: Finn Ira, Dan Gia. Hugo still dances with Eva. So the answer is (A).',
    ],
    [
      'Kim has the book Emma, Lou has Dune and Max has Ulysses. First Kim and Max swap. Then Lou and Kim swap. Then Lou and Max swap. At the end Lou has\nOptions:\n(A) Dune\n(B) Emma\n(C) Ulysses',
      'Start: Kim Emma, Lou Dune, Max Ulysses. First: Kim Ulysses, Max Emma. Second: Lou Ulysses, Kim Dune. Third: Lou Emma, Max Ulysses. So the answer is (B).',
    ],
  ],
}

const otters = 'Each line after the first is an otter.\nname, age, length (cm), weight (kg)\nRia, 4, 90, 8\nTom, 9, 110, 11\nUla, 6, 100, 9'

const translationErrors =
  'Options:\n(A) Modifiers or adjectives\n(B) Numerical values\n(C) Negation or antonyms\n(D) Named entities\n(E) Dropped content\n(F) Facts'

export const bbhTasks: Readonly<Record<string, BbhTask>> = {
  temporal_sequences: {
    about: 'Find the time in which something can have happened.',
    examples: [
      [
        'Today Ola went to the pool. When can she have gone?\nOla woke up at 7am.\nPaul saw Ola at the bakery from 7am to 9am.\nMia saw Ola at the library from 11am to 4pm.\nThe pool closed at 4pm.\nOptions:\n(A) 7am to 9am\n(B) 9am to 11am\n(C) 11am to 4pm',
        'Until 9am she was at the bakery, from 11am to 4pm at the library, and then the pool was closed. Only 9am to 11am is free. So the answer is (B).',
      ],
      [
        'Today Ivo went to the museum. When can he have gone?\nIvo woke up at 6am.\nLea saw Ivo on the tram from 6am to 8am.\nSam saw Ivo at work from 8am to 5pm.\nRui saw Ivo at the cinema from 7pm to 10pm.\nThe museum closed at 10pm.\nOptions:\n(A) 5pm to 7pm\n(B) 8am to 5pm\n(C) 7pm to 10pm',
        'Tram until 8am, work until 5pm, cinema from 7pm to closing time. What is left is 5pm to 7pm. So the answer is (A).',
      ],
      [
        'Today Nia went to the shop. When can she have gone?\nNia woke up at 9am.\nTed saw Nia at the gym from 10am to noon.\nUma saw Nia at the café from noon to 3pm.\nThe shop closed at 3pm.\nOptions:\n(A) 10am to noon\n(B) noon to 3pm\n(C) 9am to 10am',
        'From 10am to 3pm others saw her elsewhere, and at 3pm the shop closed. Between waking and the gym she was free. So the answer is (C).',
      ],
    ],
  },
  disambiguation_qa: {
    about: 'Say whom a pronoun stands for, or that it is open.',
    examples: [
      [
        'Sentence: The pilot thanked the mechanic because she had found the fault.\nOptions:\n(A) The pilot had found the fault\n(B) The mechanic had found the fault\n(C) Ambiguous',
        'One thanks somebody for what that person did, so "she" is the mechanic. So the answer is (B).',
      ],
      [
        "Sentence: The editor met the author in her office.\nOptions:\n(A) It was the editor's office\n(B) It was the author's office\n(C) Ambiguous",
        'Either of them may have an office in which they met. So the answer is (C).',
      ],
      [
        'Sentence: The tailor asked the guest whether he could take the measurements now.\nOptions:\n(A) The tailor would take the measurements\n(B) The guest would take the measurements\n(C) Ambiguous',
        'Taking measurements is what a tailor does, and he asks for leave to do it. So the answer is (A).',
      ],
    ],
  },
  date_understanding: {
    about: 'Work out a date.',
    examples: [
      [
        'Today is 3 March 2021. What is the date one week ago in MM/DD/YYYY?\nOptions:\n(A) 02/24/2021\n(B) 03/10/2021\n(C) 02/25/2021',
        'Three days before 3 March is 28 February, as 2021 is no leap year. Four more days back is 24 February. So the answer is (A).',
      ],
      [
        'Yesterday was 31 December 2018. What is the date tomorrow in MM/DD/YYYY?\nOptions:\n(A) 01/01/2019\n(B) 01/02/2019\n(C) 12/30/2018',
        'Today is 1 January 2019, so tomorrow is 2 January 2019. So the answer is (B).',
      ],
      [
        'A shop opened on 15 June 1990 and closed ten years later to the day. When did it close, in MM/DD/YYYY?\nOptions:\n(A) 06/15/1980\n(B) 06/15/2000\n(C) 06/10/1990',
        '1990 and ten years is 2000; day and month stay. So the answer is (B).',
      ],
    ],
  },
  tracking_shuffled_objects_three_objects: trackingShuffledObjects,
  tracking_shuffled_objects_five_objects: trackingShuffledObjects,
  tracking_shuffled_objects_seven_objects: trackingShuffledObjects,
  penguins_in_a_table: {
    about: 'Answer a question about a table.',
    examples: [
      [
        `${otters}\nWhich otter is the oldest?\nOptions:\n(A) Ria\n(B) Tom\n(C) Ula`,
        'The ages are Ria 4, Tom 9, Ula 6. The highest is 9. So the answer is (B).',
      ],
      [
        `${otters}\nHow many otters are younger than 8?\nOptions:\n(A) 1\n(B) 2\n(C) 3`,
        'Ria is 4 and Ula is 6, both below 8; Tom is 9. That makes two. So the answer is (B).',
      ],
      [
        `${otters}\nNow we add a line: Vic, 2, 70, 5\nWhat do all otters weigh together, in kg?\nOptions:\n(A) 28\n(B) 31\n(C) 33`,
        '8 + 11 + 9 = 28, and Vic adds 5: 33. So the answer is (C).',
      ],
    ],
  },
  geometric_shapes: {
    about: 'Name the shape that an SVG path draws.',
    examples: [
      [
        'What does <path d="M 10,10 L 40,10 L 40,30 L 10,30 L 10,10"/> draw?\nOptions:\n(A) circle\n(B) rectangle\n(C) triangle\n(D) hexagon',
        'Four lines, each at a right angle to the one before, end where they began. So the answer is (B).',
      ],
      [
        'What does <path d="M 0,0 L 20,0 L 10,15 L 0,0"/> draw?\nOptions:\n(A) kite\n(B) line\n(C) triangle',
        'Three lines come back to the start. So the answer is (C).',
      ],
      [
        'What does <path d="M 5,5 L 30,40"/> draw?\nOptions:\n(A) line\n(B) heptagon\n(C) sector',
        'There is one move and one straight line. So the answer is (A).',
      ],
    ],
  },
  snarks: {
    about: 'Tell which of two statements is sarcastic.',
    examples: [
      [
        'Which statement is sarcastic?\nOptions:\n(A) What a treat, a third hour in the queue\n(B) What a treat, a third slice of cake',
        'Nobody enjoys three hours of waiting, so the praise in (A) is not meant. So the answer is (A).',
      ],
      [
        'Which statement is sarcastic?\nOptions:\n(A) He read the manual before he began, how careful\n(B) He read the manual after the fire, how careful',
        'Reading it after the fire is not careful at all, so (B) says the opposite of what it means. So the answer is (B).',
      ],
      [
        'Which statement is sarcastic?\nOptions:\n(A) Great, the train is on time, we will catch our bus\n(B) Great, the train is cancelled again, we will surely catch our bus',
        'A cancelled train is bad news, and the bus will be missed. So the answer is (B).',
      ],
    ],
  },
  ruin_names: {
    about: 'Pick the change of a name that is funny.',
    examples: [
      [
        "Which is a funny edit of the title 'the lion king'?\nOptions:\n(A) the lion ring\n(B) the loin king\n(C) thee lion king\n(D) the lion kingg",
        'Doubling a letter makes no joke. "Loin" is a word of another kind beside "king" and gives the title a silly sense. So the answer is (B).',
      ],
      [
        "Which is a funny edit of the name 'pink floyd'?\nOptions:\n(A) pink floyyd\n(B) pink flood\n(C) pinkk floyd\n(D) pink floyt",
        'Only "flood" is a real word, and a pink flood is a droll picture. So the answer is (B).',
      ],
      [
        "Which is a funny edit of the title 'jurassic park'?\nOptions:\n(A) jurassic bark\n(B) jurasic park\n(C) jurassic parrk\n(D) jurassiq park",
        'The others are misspellings; "bark" turns dinosaurs into dogs or trees. So the answer is (A).',
      ],
    ],
  },
  logical_deduction_three_objects: logicalDeduction,
  logical_deduction_five_objects: logicalDeduction,
  logical_deduction_seven_objects: logicalDeduction,
  hyperbaton: {
    about: 'Tell in which phrase the adjectives stand in the usual order: opinion, size, age, shape, colour, origin, material, purpose.',
    examples: [
      [
        'Which phrase has the usual order of adjectives?\nOptions:\n(A) wooden old table\n(B) old wooden table',
        '"Old" is age and "wooden" is material; age comes first. So the answer is (B).',
      ],
      [
        'Which phrase has the usual order of adjectives?\nOptions:\n(A) lovely small green bottle\n(B) green lovely small bottle',
        'Opinion (lovely), size (small), colour (green) is the usual order. So the answer is (A).',
      ],
      [
        'Which phrase has the usual order of adjectives?\nOptions:\n(A) big square Italian box\n(B) square big Italian box',
        'Size (big) stands before shape (square), then origin. So the answer is (A).',
      ],
    ],
  },
  movie_recommendation: {
    about: 'Recommend a film that is like the given ones.',
    examples: [
      [
        'Find a film like Finding Nemo, Toy Story, Monsters Inc:\nOptions:\n(A) Alien\n(B) Ratatouille\n(C) Heat\n(D) Se7en',
        'All three are animated films of Pixar for the family, and so is Ratatouille. So the answer is (B).',
      ],
      [
        'Find a film like The Matrix, Terminator 2, Blade Runner:\nOptions:\n(A) Notting Hill\n(B) Bambi\n(C) Total Recall\n(D) Amelie',
        'These are science fiction with action; of the options only Total Recall is. So the answer is (C).',
      ],
      [
        'Find a film like Psycho, Rear Window, North by Northwest:\nOptions:\n(A) Vertigo\n(B) Shrek\n(C) Grease\n(D) Up',
        'All are thrillers by Alfred Hitchcock, and Vertigo is one too. So the answer is (A).',
      ],
    ],
  },
  salient_translation_error_detection: {
    about: 'Name the kind of error in a translation from German.',
    examples: [
      [
        `Source: Die Brücke wurde 1890 gebaut.\nTranslation: The bridge was built in 1980.\nWhat kind of error is in it?\n${translationErrors}`,
        'The year 1890 became 1980, a number. So the answer is (B).',
      ],
      [
        `Source: Der See ist im Winter nicht zugefroren.\nTranslation: The lake is frozen in winter.\nWhat kind of error is in it?\n${translationErrors}`,
        'The word "nicht" is gone and the sense is turned round. So the answer is (C).',
      ],
      [
        `Source: Anna wohnt in einem kleinen Dorf bei Bremen.\nTranslation: Anna lives in a small village near Kassel.\nWhat kind of error is in it?\n${translationErrors}`,
        'Bremen was replaced by Kassel, another place name. So the answer is (D).',
      ],
    ],
  },
  reasoning_about_colored_objects: {
    about: 'Answer a question about coloured things.',
    examples: [
      [
        'On the desk lie a purple pen, a yellow mug and a grey key. What colour is the mug?\nOptions:\n(A) grey\n(B) purple\n(C) yellow',
        'The mug is the yellow thing. So the answer is (C).',
      ],
      [
        'On the floor, from left to right: a red ball, a brown box, a silver cup, a pink sock. What colour is the thing directly right of the box?\nOptions:\n(A) red\n(B) silver\n(C) pink',
        'Right after the box comes the cup, which is silver. So the answer is (B).',
      ],
      [
        'On the table are two blue cups, one green cup and three blue spoons. If I take away all spoons, how many blue things are left?\nOptions:\n(A) one\n(B) two\n(C) three',
        'Without the spoons there are two blue cups and a green one. Two things are blue. So the answer is (B).',
      ],
    ],
  },
  multistep_arithmetic_two: {
    about: 'Work out an arithmetic expression.',
    examples: [
      ['((2 + 3 * 4) - (5 - 9)) =', 'The left bracket is 2 + 12 = 14, the right one 5 - 9 = -4. 14 - (-4) = 18. So the answer is 18.'],
      ['((-3 * 2 + 7) * (4 - 6)) =', 'The left bracket is -6 + 7 = 1, the right one -2. 1 * (-2) = -2. So the answer is -2.'],
      ['((8 - -2) + (-5 * -3 - 1)) =', 'The left bracket is 8 + 2 = 10, the right one 15 - 1 = 14. 10 + 14 = 24. So the answer is 24.'],
    ],
  },
  navigate: {
    about: 'Say whether some steps lead back to where they began.',
    examples: [
      [
        'Do these steps lead back to the start? Take 3 steps. Turn around. Take 3 steps.\nOptions:\n- Yes\n- No',
        'Three steps out, a half turn, three steps back: the start. So the answer is Yes.',
      ],
      [
        'Do these steps lead back to the start? Turn left. Take 4 steps. Turn left. Take 4 steps.\nOptions:\n- Yes\n- No',
        'Facing north at (0, 0): left is west, to (-4, 0); left again is south, to (-4, -4). That is not the start. So the answer is No.',
      ],
      [
        'Do these steps lead back to the start? Always face forward. Take 2 steps left. Take 5 steps forward. Take 2 steps right. Take 5 steps backward.\nOptions:\n- Yes\n- No',
        'Left 2 and right 2 cancel, forward 5 and backward 5 cancel. So the answer is Yes.',
      ],
    ],
  },
  dyck_languages: {
    about: 'Write the brackets that are missing at the end, so that every bracket is closed in the right order.',
    examples: [
      ['Input: [ { ( ) }', '"[" opens; "{" opens, "( )" closes in it, "}" closes it. Open is still "[". So the answer is ]'],
      [
        'Input: < ( [ ] { }',
        '"<" and "(" open; "[ ]" and "{ }" are closed. Open are "<" and "(", the last one closes first. So the answer is ) >',
      ],
      [
        'Input: { { < > (',
        '"{" and "{" open, "< >" is closed, "(" opens. Closing from the last one: ")", "}", "}". So the answer is ) } }',
      ],
    ],
  },
  word_sorting: {
    about: 'Sort words by the alphabet.',
    examples: [
      [
        'Sort these words by the alphabet. List: plum apple fig',
        'First letters: p, a, f. In order: a, f, p. So the answer is apple fig plum',
      ],
      [
        'Sort these words by the alphabet. List: river stone rivet arc',
        'First letters: arc, then the two with r, then stone. "river" and "rivet" differ in the last letter, and r comes before t. So the answer is arc river rivet stone',
      ],
      [
        'Sort these words by the alphabet. List: ozone oboe opal',
        'All begin with o; the second letters are z, b, p. In order: b, p, z. So the answer is oboe opal ozone',
      ],
    ],
  },
  sports_understanding: {
    about: 'Say whether a sentence about sports can be true.',
    examples: [
      [
        'Is this sentence plausible? "Lionel Messi scored with a header."',
        'Messi plays football, where goals are scored with the head too. So the answer is yes.',
      ],
      [
        'Is this sentence plausible? "LeBron James hit a double off the wall."',
        'James plays basketball; a double is a hit in baseball. So the answer is no.',
      ],
      [
        'Is this sentence plausible? "Serena Williams served an ace."',
        'Williams plays tennis, and an ace is a serve in tennis. So the answer is yes.',
      ],
    ],
  },
  boolean_expressions: {
    about: 'Find the truth value of an expression of True, False, and, or, not.',
    examples: [
      ['not ( True and False ) is', 'True and False is False, and not False is True. So the answer is True.'],
      [
        'False or not True and True is',
        'First not: not True is False. Then and: False and True is False. Then or: False or False is False. So the answer is False.',
      ],
      [
        '( not False ) and ( True or False ) is',
        'Not False is True, True or False is True, and True and True is True. So the answer is True.',
      ],
    ],
  },
  object_counting: {
    about: 'Count the things of a kind.',
    examples: [
      [
        'I have two pears, a drum and three plums. How many pieces of fruit do I have?',
        'Fruit: 2 pears and 3 plums; the drum is none. 2 + 3 = 5. So the answer is 5.',
      ],
      [
        'I have a goat, four hens, a chair and two cows. How many animals do I have?',
        'Animals: 1 goat, 4 hens, 2 cows. 1 + 4 + 2 = 7. So the answer is 7.',
      ],
      [
        'I have a flute, a violin, an onion and two trumpets. How many musical instruments do I have?',
        'Instruments: 1 flute, 1 violin, 2 trumpets. 1 + 1 + 2 = 4. So the answer is 4.',
      ],
    ],
  },
  formal_fallacies: {
    about: 'Decide whether a conclusion follows from its premises alone.',
    examples: [
      [
        'Every baker is an early riser. No early riser is a night watchman. Therefore no baker is a night watchman. Is the argument valid or invalid?\nOptions:\n- valid\n- invalid',
        'Bakers are among the early risers, and none of those is a night watchman. The conclusion follows. So the answer is valid.',
      ],
      [
        'Whoever owns a boat can swim. Mira can swim. Therefore Mira owns a boat. Is the argument valid or invalid?\nOptions:\n- valid\n- invalid',
        'People without a boat may swim as well; the premise says nothing in that direction. So the answer is invalid.',
      ],
      [
        'Nothing that floats is heavy. This stone is heavy. Therefore this stone does not float. Is the argument valid or invalid?\nOptions:\n- valid\n- invalid',
        'If the stone floated it would not be heavy, but it is. The conclusion follows. So the answer is valid.',
      ],
    ],
  },
  causal_judgement: {
    about: 'Answer a question of cause or intent as most people would.',
    examples: [
      [
        'A field floods only if two gates are open. On Mondays only Ada may open one; Ben knows the rule. On Monday Ada opens hers and Ben opens his, and the field floods. Did Ben cause the flood?\nOptions:\n- Yes\n- No',
        'Both gates were needed, and Ben was the one who broke a rule. Most people see the rule-breaker as a cause. So the answer is Yes.',
      ],
      [
        'A gardener waters her roses. Without her knowing, the water drowns a nest of ants. Did she drown the ants on purpose?\nOptions:\n- Yes\n- No',
        'She did not know of the nest and did not mean it. So the answer is No.',
      ],
      [
        'An owner of a mill hears that his new wheel will kill the fish. He says that he does not care and builds it, and the fish die. Did he harm the fish on purpose?\nOptions:\n- Yes\n- No',
        'He knew of the harm and accepted it; most people call that on purpose. So the answer is Yes.',
      ],
    ],
  },
  web_of_lies: {
    about: 'Find out who tells the truth.',
    examples: [
      [
        'Ida tells the truth. Jon says Ida lies. Kai says Jon tells the truth. Does Kai tell the truth?',
        'Ida is truthful, so Jon, who denies it, lies. Kai says that Jon is truthful, which is false: Kai lies. So the answer is No.',
      ],
      [
        'Lia lies. Mo says Lia lies. Ned says Mo tells the truth. Does Ned tell the truth?',
        'What Mo says is true, so Mo is truthful. What Ned says of Mo is true as well. So the answer is Yes.',
      ],
      [
        'Oda tells the truth. Per says Oda tells the truth. Quin says Per lies. Does Quin tell the truth?',
        'Per says something true, so Per is truthful. Quin denies it, so Quin lies. So the answer is No.',
      ],
    ],
  },
}
