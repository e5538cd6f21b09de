import { parseJson } from '../../lib/parse-json.js'

export const version = 1

/** A rule about the form of a whole reply. */
export interface ReplyRule {
  /** What was asked for, as the end of a sentence. */
  about: string
  holds(reply: string): boolean
  /** Replies that keep it, and some that do not, for the simulated student. */
  kept: readonly string[]
  broken: readonly string[]
}

const rules: Readonly<Record<string, ReplyRule>> = {
  'three-lower-words': {
    about: 'three words in lower case on one line',
    holds: reply => /^[a-z]+ [a-z]+ [a-z]+\.?$/.test(reply),
    kept: ['grey skies drip', 'soft steady rain', 'wet streets shine', 'cold damp silence', 'puddles everywhere today.'],
    broken: ['Grey skies drip', 'rain all day long', 'grey, wet, cold', 'wet\nand\ngrey', 'Sure! Three words: soft steady rain'],
  },
  capitals: {
    about: 'a sentence in capital letters',
    holds: reply => (reply.match(/\p{Lu}+/gu)?.length ?? 0) >= 3 && !/\p{Ll}|\n/u.test(reply),
    kept: [
      'THE SEA IS WIDE AND BLUE.',
      'WAVES NEVER GROW TIRED.',
      'THE TIDE COMES IN AT NIGHT!',
      'SALT HANGS IN THE AIR.',
      'A CALM SEA HIDES MUCH.',
    ],
    broken: ['The sea is wide.', 'THE SEA is WIDE.', 'SEA', 'Of course: THE SEA IS WIDE.', 'the waves never grow tired.'],
  },
  'three-semicolon-items': {
    about: 'three items on one line with semicolons between them and no comma',
    holds: reply => !/[,\n]/.test(reply) && items(reply, ';').length === 3,
    kept: ['apple; pear; plum', 'Mango;Papaya;Kiwi', 'fig; date; quince', 'cherry ; peach ; apricot', 'Orange; Lemon; Lime.'],
    broken: [
      'apple, pear, plum',
      'apple; pear',
      'apple; pear; plum; fig',
      'Here you go, three fruits: fig; date; plum',
      'apple;\npear;\nplum',
    ],
  },
  'json-person': {
    about: 'a JSON object with name and age alone',
    holds: reply => isPerson(parseJson(reply)),
    kept: [
      '{"name": "Ida Moor", "age": 41}',
      '{ "age": 7, "name": "Tam" }',
      '{\n  "name": "Bo Lind",\n  "age": 68\n}',
      '{"name":"林小雨","age":23}',
      '{"name": "Otis", "age": 0}',
    ],
    broken: [
      '{"name": "Ida Moor", "age": "41"}',
      '```json\n{"name": "Ida Moor", "age": 41}\n```',
      '{"name": "Ida Moor"}',
      "{'name': 'Ida Moor', 'age': 41}",
      'Here is a person: {"name": "Tam", "age": 7}',
    ],
  },
  'four-bullets': {
    about: 'a list of four lines that each begin with "- "',
    holds: reply => reply.split('\n').length === 4 && reply.split('\n').every(line => /^- \S/.test(line)),
    kept: [
      '- hammer\n- saw\n- pliers\n- chisel',
      '- Axe\n- Spade\n- Rake\n- Hoe',
      '- spanner\n- file\n- clamp\n- drill',
      '- a plane\n- a mallet\n- a level\n- a square',
      '- **Wrench**\n- **Awl**\n- **Vice**\n- **Brush**',
    ],
    broken: [
      '* hammer\n* saw\n* pliers\n* chisel',
      '- hammer\n- saw\n- pliers',
      '1. hammer\n2. saw\n3. pliers\n4. chisel',
      'Four tools:\n- hammer\n- saw\n- pliers\n- chisel',
      '- hammer, saw, pliers, chisel',
    ],
  },
  'ends-warm': {
    about: 'one sentence whose last word is "warm", with a full stop',
    holds: reply => /^[^.!?\n]*\bwarm\.$/.test(reply),
    kept: [
      'A cup of tea keeps both hands warm.',
      'Tea tastes best when the pot is still warm.',
      'On cold mornings tea makes me warm.',
      'She drank her tea while it was warm.',
      'Green tea, unlike beer, is served warm.',
    ],
    broken: [
      'A warm cup of tea is a joy.',
      'Tea is best warm',
      'Tea is nice. I like it warm.',
      'I like my tea warm!',
      'Sure! Here it is:\nTea keeps me warm.',
    ],
  },
  'five-echoes': {
    about: 'the word echo five times, joined by hyphens',
    holds: reply => reply === 'echo-echo-echo-echo-echo',
    kept: Array.from({ length: 5 }, () => 'echo-echo-echo-echo-echo'),
    broken: [
      'echo-echo-echo-echo',
      'Echo-echo-echo-echo-echo',
      'echo echo echo echo echo',
      'echo-echo-echo-echo-echo-echo',
      'ECHO-ECHO-ECHO-ECHO-ECHO',
    ],
  },
  'four-characters': {
    about: 'four Chinese characters and nothing else',
    holds: reply => /^\p{Script=Han}{4}$/u.test(reply),
    kept: ['秋高气爽', '层林尽染', '五谷丰登', '金风送爽', '天高云淡'],
    broken: ['秋高气爽。', '秋天很美丽', '秋意', 'autumn', '好的：秋高气爽'],
  },
}

/** @throws RangeError where there is no such rule */
export function replyRule(name: string): ReplyRule {
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
  if (rule === undefined) throw new RangeError(`There is no rule "${name}" about the form of a reply.`)
  return rule
}

export const ruleNames = Object.keys(rules)

function items(text: string, parting: string): string[] {
  return text.split(parting).filter(item => /\p{L}/u.test(item))
}

function isPerson(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Object.keys(value).sort().join() !== 'age,name') return false
  return 'name' in value && typeof value.name === 'string' && 'age' in value && Number.isInteger(value.age)
}
