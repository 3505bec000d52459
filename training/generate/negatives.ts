import type { LabelledText } from '../labelled';
import type { Random } from '../random';
import { choose } from './markup';
import { invented, plural, quality, stuff, thing } from './names';

const sentences = [
  'N has been (making|selling|growing) T for (25|ten|many|3) years.',
  'The (weather|sky|river|street) was (cold|grey|quiet|full of T) on (Monday|that day|the 4th of May|Sunday morning).',
  'She (walked|drove|ran) (12 miles|3 km|to the station) and (bought|saw|sold) (two|5|a few) T.',
  'Add (200 g|two cups|1/2 litre) of S to the bowl and (stir|mix|bake) for (10|25|forty) minutes.',
  'Preheat the oven to (180|200|220) degrees.',
  'The (museum|shop|office|library) is open from (9|8|10) to (5|17|6) (every day|on weekdays|).',
  'In (1998|2004|1875|2021), N (was founded|won a prize|moved to the coast|wrote a book about S).',
  'The population of the (town|village|island) is (12,000|3.5 million|450).',
  'I (think|hope|believe) that (the Q T|S|the concert) will be (better|worse|ready) (next year|soon|tomorrow).',
  'Dear N, thank you for your (letter|order of 3 T|message).',
  'Please (find attached|send me|check) the (invoice|report|list of T) (before Friday|today|).',
  'Best (regards|wishes), N.',
  'The (novel|film|song) tells the story of a (young|Q) (teacher|T maker|sailor) who (loses|finds) a Q T.',
  'function total(a, b) { return a + b; }',
  'import { readFile } from "node:fs"; const size = 10;',
  'for (i = 0; i < 100; i++) print(i);',
  'SELECT name FROM users WHERE age > 30;',
  'x = 3; y = x * 2;',
  'A Q T (weighs|measures|costs) about (3 kg|20 cm|$40).',
  'The team (won|lost) the match 3 to 1.',
  'It (rained|snowed) for (two|6) days.',
  'Scientists (have found|say) that S (contains|loses) (5%|20 percent|half) of its (water|colour) (over time|when heated).',
  'The price of S (rose|fell) by (3%|12 percent) (last month|in March).',
  'We (met|talked|waited) for (an hour|30 minutes) and then went home.',
  'The (train|bus) to (the coast|the city) leaves at (7:45|noon|18:30).',
  'N likes T more than S.',
  'To be or not to be, that is the question.',
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit.',
  'Der Zug fährt um 8 Uhr ab und kommt um 10 Uhr an.',
  'Il fait beau et nous mangeons du pain.',
  'La casa tiene tres ventanas y una puerta azul.',
  'The Q T is on the (table|shelf|floor) next to the T.',
  'Chapter (1|2|12): the Q T.',
  '- (milk|eggs|bread|S) - (T|S|2 T)',
  'Call (me|N) at (555 0134|extension 12).',
  "The meeting with N is at (3|11) o'clock in room (204|7).",
  'N (sold|bought) (14|200|30) T last (week|year), and (3|20) of them were Q.',
  'There are (12|7|24) T in the (box|garden|house).',
  'My (sister|neighbour) has (two|3|four) T and a Q T.',
  'The (law|rule) says that nobody may (park|smoke|swim) here.',
  'You must (not|always) (touch|water|clean) the T.',
  'At least (it|the T) (was|is) (cheap|new).',
  'The maximum speed of the T is (120 km\\/h|60 mph).',
  'hello',
  'asdf qwer zxcv',
  '1 2 3 4 5',
  'What is S?',
  'Why are T Q?',
];

/** Ordinary writing: letters, stories, recipes, code, lists. Nothing is to be decided in it. */
export function notAProblem(random: Random): LabelledText {
  const size = random.chance(0.25) ? 1 : random.integer(2, 9);
  const parts: string[] = [];
  for (let count = 0; count < size; count++) {
    const pattern = random.pick(sentences);
    const chosen = /[{;]|SELECT/u.test(pattern) ? pattern : choose(pattern, random);
    parts.push(
      chosen
        .replace(/\bN\b/gu, () => random.pick(['Anna', 'Mr Hill', 'Omar', 'the baker', 'Lucy', invented(random)]))
        .replace(/\bT\b/gu, () => plural(thing(random)))
        .replace(/\bS\b/gu, () => stuff(random))
        .replace(/\bQ\b/gu, () => quality(random)),
    );
  }
  return {
    text: parts.join(random.chance(0.15) ? '\n' : ' '),
    tags: [],
    mentions: [],
    variables: 0,
    linked: true,
    rows: [],
    objective: undefined,
    direction: undefined,
    problem: false,
    divisible: [],
  };
}
