import { kindOf, type Attribute } from './attributes';
import { compose } from './compose';
import { expression, type Expression } from './draft';
import { ask, askAny, type Goal } from './goals';
import { matrixOf, tellMatrix, type Matrix } from './matrix';
import { identifier, things } from './names';
import { lines } from './pattern';
import { addRule, numberSlots, type Problem } from './problem';
import { draw, type Quantity, type Unit } from './quantity';
import type { Slots } from './script';
import { speakVerb, verb } from './speech';
import { dataOf, groupSlots, naming, setOf, tell, tellNames, type Column, type Group } from './tell';

// domain; what is given: names; who gets it: names; verb with "to"; preposition; size noun and unit
const matters = lines(`
  food bank; round/rounds: @districts; driver/drivers: @people; assign; to; length km
  hospital; patient/patients: @surnames; ward/wards: Maple Ward,Cedar Ward,Birch Ward,Rose Ward,Iris Ward; put puts put putting; in; beds bed
  warehouse; load/loads: @letters; truck/trucks: @companies; load; onto; weight tonne
  law firm; case/cases: @companies; lawyer/lawyers: @surnames; give gives given giving; to; effort hour
  workshop; job/jobs: @letters; machine/machines: @machines; run runs run running; on; duration hour
  museum; painting/paintings: Harvest,Nocturne,Regatta,Sunflowers,Twilight,Orchard,Monsoon; room/rooms: the Blue Room,the Red Room,the Oval Room,the Tower Room; hang hangs hung hanging; in; width metre
  school; class/classes: @codes; teacher/teachers: @surnames; assign; to; size pupil
  summer camp; child/children: @people; tent/tents: Eagle,Badger,Otter,Lynx; put puts put putting; in; age year
  exam office; exam/exams: Botany,Latin,Logic,Optics,Algebra,Ethics,Acoustics; day/days: @shortdays; put puts put putting; on; candidates candidate
  choir; song/songs: Nightfall,Evergreen,Riverside,Skylark,Ave Verum,Shenandoah; soloist/soloists: @people; give gives given giving; to; length minute
  airport; flight/flights: @codes; gate/gates: Gate North,Gate South,Gate East,Gate West; send sends sent sending; to; passengers passenger
  car repair; car/cars: coupe,van,pickup,estate,minibus,roadster; mechanic/mechanics: @people; give gives given giving; to; work hour
  server room; service/services: mailer,parser,indexer,archive,gateway,billing; server/servers: Atlas,Bora,Comet,Draco; place; on; memory GB
  port; ship/ships: @shipnames; berth/berths: North Berth,South Berth,East Berth,West Berth; moor; at; length metre
  newspaper; article/articles: budget vote,heat record,chess final,bridge repair,school merger; page/pages: front page,city page,sports page,back page; put puts put putting; on; length line
  theatre; role/roles: Hamlet,Ophelia,Horatio,Gertrude,Polonius; actor/actors: @people; give gives given giving; to; lines line
  farm; herd/herds: heifers,ewes,goats,mares,calves; meadow/meadows: Long Field,Stone Barn,Deep Dale,High Acre; send sends sent sending; to; size head
  fire brigade; village/villages: @villages; station/stations: @towns; assign; to; calls call
  translation; manual/manuals: @companies; translator/translators: @people; give gives given giving; to; length page
  wedding; family/families: Adeyemi,Brandt,Castro,Demir,Eklund,Fontana; table/tables: round table,long table,garden table,corner table; seat; at; size guest
  recycling; street/streets: Elm Street,Oak Lane,Pine Road,Birch Alley,Ash Row; crew/crews: @stars; assign; to; bins bin
  pottery; batch/batches: bowls,mugs,vases,plates,tiles,jugs; kiln/kilns: @letters; fire fires fired firing; in; volume litre
  cinema; film/films: Monsoon,Atlas,Bluebird,Cinder,Driftwood,Eclipse,Fjord; screen/screens: Screen North,Screen South,Studio Hall,Balcony Hall; show shows shown showing; on; audience guest
  courier; parcel/parcels: @codes; rider/riders: @people; hand; to; weight kg
  medical school; lecture/lectures: Anatomy,Genetics,Surgery,Nutrition,Parasites,Ethics; hall/halls: Aula,Curie,Nobel,Avicenna; hold holds held holding; in; audience student
  tournament; match/matches: final,opener,derby,play-off,replay; referee/referees: @surnames; assign; to; level point
  railway; train/trains: @codes; platform/platforms: @letters; send sends sent sending; to; length coach
  garden show; bed/beds: @letters; gardener/gardeners: @people; assign; to; area square_metre
  bank; client/clients: @companies; adviser/advisers: @surnames; assign; to; assets million
  lab; sample/samples: @letters; bench/benches: @machines; analyse; on; time minute
`);

interface Assignment {
  readonly problem: Problem;
  readonly items: Group;
  readonly places: Group;
  readonly size: Column | undefined;
  readonly preposition: string;
}

const oneEach = lines(`
  {hint} <(every|each) {place} (gets|takes|has|is given|receives) (exactly one|just one|one) {item}>[{why}]
  <no two {items} (may|can) (share|have|get) (a|the same) {place}>
  <one {item} per {place}>[, one {place} per {item}|]
  <no {place} (may|can|is to) (get|have|take) more than one {item}>
  <each {item} (needs|must have|gets) a {place} of its own>
  <different {items} (go|belong) {prep} different {places}>
  <nobody and nothing shares>: every {place} has its own {item}
  <at most one {item} {prep} each {place}>
`);
const countCap = lines(`
  {hint} <no {place} (can|may|must) (take|get|have) more than {n} {items}>[{why}]
  <(every|each) {place} (can|may) (take|get|have) {atmost} {n} {items}>
  <{n} {items} is the most (any|a|one) {place} can (take|handle)>
  <{atmost} {n} {items} per {place}>
  <more than {n} {items} {prep} (one|the same) {place} is (too much|not allowed)>
  <{n} {items} per {place} at most>
`);
const countExact = lines(`
  {hint} <(every|each) {place} (gets|takes|must have) {exactly} {n} {items}>
  <{exactly} {n} {items} per {place}>
`);
const capacity = lines(`
  {hint} <no {place} (can|may|must) (take|hold|get|have) more than its {room}>[{why}]
  <the {room} of (a|each|every) {place} (must not|may not|cannot|shall not) be exceeded>
  <what is {picked} {prep} a {place} must (fit|stay within|not exceed) its {room}>
  <the {room} has to be respected> everywhere
  <together the {items} {prep} a {place} may not go above its {room}>
`);
const weightCap = lines(`
  {hint} <(every|each) {place} (takes|can take|holds|has room for) {atmost} {n}> [in all|in total]
  <no {place} (can|may) (take|hold|get) more than {n}> [in total|altogether]
  <{n} is the limit for (each|every|any) {place}>
  <the total {size} {prep} a {place} (must not|may not) exceed {n}>
`);
const weightCapOne = lines(`
  <{B} (takes|can take|holds|has room for) {atmost} {n}> in all
  <the total {size} {prep} {B} (must not|may not) exceed {n}>
`);
const never = lines(`
  {hint} <{A} (cannot|can't|must not|may not) be {picked} {prep} {B}>[{why}]
  <{we} {cannot_pick} {A} {prep} {B}>[{why}]
  <{A} and {B} do not go together>
  <{A} (never|must never) (goes|go) {prep} {B}>
  <not {A} {prep} {B}>, please
  <{B} is no (place|choice) for {A}>
  <{A} can go anywhere but not {prep} {B}>
  <{picking} {A} {prep} {B} is (out of the question|forbidden|impossible)>
`);
const fixed = lines(`
  {hint} <{A} {musts} be {picked} {prep} {B}>[{why}]
  <{A} (goes|belongs) {prep} {B}>[, that is settled|, that is fixed|]
  <{A} has been promised {B}>
  <only {B} will do for {A}>
  <{A} can only be {picked} {prep} {B}>
  <it must be {B} for {A}>
`);
const apart = lines(`
  {hint} <{A} and {C} (cannot|can't|must not|may not) (share|have|be given) (a|the same) {place}>[{why}]
  <{A} and {C} (must|have to|should) be (kept apart|separated)>[{why}]
  <{A} and {C} must (get|have|go to) different {places}>
  <never {A} and {C} {prep} the same {place}>
  <{A} must not be {picked} {prep} the same {place} as {C}>
  <keep {A} (away from|apart from) {C}>
`);
const alike = lines(`
  {hint} <{A} and {C} (must|have to|should|are to) (share a|have the same|be given the same) {place}>[{why}]
  <{A} and {C} (belong|go|must stay) together>[, {prep} the same {place}|]
  <{A} must be {picked} {prep} the same {place} as {C}>
  <{A} goes wherever {C} goes>
`);
const eitherOf = lines(`
  {hint} <{A} {musts} be {picked} {prep} {B} or {D}>[{why}]
  <for {A}, only {B} and {D} (are possible|come into question|will do)>
  <{A} can only be {picked} {prep} {B} or {D}>
`);
const capOne = lines(`
  {hint} <{B} (can|may) (take|get|have|handle) {atmost} {n} {items}>[{why}]
  <{atmost} {n} {items} {prep} {B}>
  <more than {n} {items} {prep} {B} won't do>
  <{n} {items} at most for {B}>
`);
const someOne = lines(`
  {hint} <{B} (must|has to|should) (get|have|be given) at least one {item}>[{why}]
  <at least one {item} must be {picked} {prep} {B}>
  <{B} must not (go empty|be left empty|stay empty)>
`);
const notBoth = lines(`
  <{A} and {C} must not both be {picked} {prep} {B}>
  <{B} cannot take both {A} and {C}>
  <not both {A} and {C} {prep} {B}>
`);

function ruleKinds({ items, places, size }: Assignment): Readonly<Record<string, readonly [readonly string[], string]>> {
  const weights = size ? `sum(i in ${items.id})(size[i]*(on[i] = B)) <= N` : '';
  return {
    never: [never, 'on[A] != B'],
    fixed: [fixed, 'on[A] = B'],
    apart: [apart, 'on[A] != on[C]'],
    alike: [alike, 'on[A] = on[C]'],
    either: [eitherOf, 'on[A] = B \\/ on[A] = D'],
    capOne: [capOne, 'count(on, B) <= N'],
    some: [someOne, 'count(on, B) >= 1'],
    notBoth: [notBoth, 'not (on[A] = B /\\ on[C] = B)'],
    oneEach: [oneEach, 'all_different(on)'],
    countCap: [countCap, `forall(k in ${places.id})(count(on, k) <= N)`],
    countExact: [countExact, `forall(k in ${places.id})(count(on, k) = N)`],
    weightCap: [weightCap, `forall(k in ${places.id})(sum(i in ${items.id})(size[i]*(on[i] = k)) <= N)`],
    weightCapOne: [weightCapOne, weights],
  };
}

/** A rule about drawn things; undefined where there are too few. */
function drawRule(assignment: Assignment, kind: string, value: number, unit?: Unit): () => void {
  const { problem, items, places, preposition } = assignment;
  const { random, script } = problem;
  const [a, c] = random.sample(items.things, 2);
  const [b, d] = random.sample(places.things, 2);
  const [patterns, gold] = ruleKinds(assignment)[kind] ?? [never, ''];
  const n: Quantity = { value, unit };
  const parts: Record<string, string | Quantity> = { N: n };
  const slots: Record<string, Slots[string]> = { ...numberSlots(script, { n }), prep: preposition };
  for (const [letter, thing] of [['A', a], ['B', b], ['C', c], ['D', d]] as const) {
    if (!thing) continue;
    parts[letter] = thing.id;
    slots[letter] = naming(script, thing);
  }
  const isWish = kind === 'alike' || kind === 'apart' || kind === 'fixed';
  const body: Expression = gold.split(/\b([A-DN])\b/u).map((piece) => parts[piece] ?? piece);
  return () => {
    addRule(problem, patterns, slots, body, isWish);
  };
}

/** Each of some things is given to one of several places or people. */
export function assign(problem: Problem): string {
  const { random, script, drafts } = problem;
  const [domain = '', itemText = '', placeText = '', verbs = '', preposition = '', sizeText = ''] = random
    .pick(matters)
    .split(';')
    .map((part) => part.trim());
  const isMatching = random.chance(0.4);
  const placeCount = isMatching ? random.pick([3, 4, 4, 5]) : random.pick([2, 3, 3]);
  const items = groupOf(problem, itemText, isMatching ? placeCount : random.pick([4, 5, 5, 6]));
  const places = groupOf(problem, placeText, Math.min(placeCount, 4) < placeCount && !placeText.includes('@') ? 4 : placeCount);
  const isFit = items.things.length <= places.things.length;
  const overlap = items.things.some(({ id }) => places.things.some((other) => other.id === id));
  if (overlap) return assign(problem);
  drafts.push(setOf(items), setOf(places), { kind: 'var', id: 'on', sets: [items.id], type: places.id });
  speakVerb(script, 'on', verb(verbs));
  const [itemSlots, placeSlots] = [groupSlots(script, items), groupSlots(script, places)];
  const [sizeNoun = '', sizeUnit = ''] = sizeText.split(' ').map((word) => word.replaceAll('_', ' '));
  const unit: Unit = { one: sizeUnit, many: /^(?:km|kg|GB|head|million)$/u.test(sizeUnit) ? sizeUnit : `${sizeUnit.replace(/ch$/u, 'che')}s` };
  const isSized = !(isMatching && isFit) && random.chance(0.5);
  const size = isSized ? columnOf(problem, 'size', sizeNoun, unit, items.things.length, 2, 20) : undefined;
  const sum = size?.values.reduce((total, value) => total + (value?.value ?? 0), 0) ?? 0;
  const room = size && random.chance(0.6) ? columnOf(problem, 'room', random.pick(['capacity', 'limit', 'maximum']), unit, places.things.length, Math.ceil((sum / places.things.length) * 1.05), Math.ceil((sum / places.things.length) * 1.5)) : undefined;
  Object.assign(script.common, {
    item: itemSlots['thing'],
    items: itemSlots['things'],
    place: placeSlots['thing'],
    places: placeSlots['things'],
    prep: preposition,
    size: () => { script.name('size', sizeNoun); },
    room: () => { script.name('room', room?.noun ?? ''); },
  });
  if (size) drafts.push(dataOf(size, items));
  if (room) drafts.push(dataOf(room, places));
  const assignment: Assignment = { problem, items, places, size, preposition };
  const matrix = random.chance(size ? 0.5 : 0.85) || problem.lack === 'objective' ? aimMatrix(assignment) : undefined;
  if (matrix) drafts.push(matrixOf(matrix.matrix));
  const rules: (() => void)[] = [];
  if (isMatching && isFit) rules.push(drawRule(assignment, 'oneEach', 0));
  else if (room)
    rules.push(() => {
      const body = expression`forall(k in ${places.id})(sum(i in ${items.id})(size[i]*(on[i] = k)) <= room[k])`;
      if (random.chance(0.7)) addRule(problem, capacity, {}, body);
      else drafts.push({ kind: 'rule', force: '', spans: [], told: 'room', expression: body });
    });
  else if (size) rules.push(drawRule(assignment, random.pick(['weightCap', 'weightCap', 'weightCapOne']), Math.ceil((sum / places.things.length) * 1.2), unit));
  else if (random.chance(0.8)) {
    const even = items.things.length % places.things.length === 0;
    const share = Math.ceil(items.things.length / places.things.length);
    rules.push(drawRule(assignment, even && random.chance(0.4) && share > 1 ? 'countExact' : 'countCap', Math.max(2, share)));
  }
  const pool = ['never', 'never', 'never', 'never', 'fixed', 'fixed', 'either', ...(isMatching ? [] : ['apart', 'apart', 'apart', 'alike', 'alike', 'capOne', 'some', 'notBoth'])];
  for (const kind of random.sample(pool, random.pick([1, 1, 2, 2, 3]))) rules.push(drawRule(assignment, kind, 2));
  const tellAll = (): void => {
    if (size || !matrix || random.chance(0.5)) {
      if (size) tell(script, items, [size]);
      else tellNames(script, items);
    }
    if (room) tell(script, places, [room]);
    else if (!matrix || random.chance(0.4)) tellNames(script, places);
    if (matrix) tellMatrix(script, matrix.matrix, matrix.verbs);
  };
  const question = '(who gets what|which {item} goes {prep} which {place}|how (should|can|do) {we} {pick} the {items}|{prep} which {place} (should|do) {we} {pick} each {item})';
  const task = '{pick} every {item} {prep} a {place}|{pick} the {items} {prep} the {places}|distribute the {items}';
  const tellAim = (): void => {
    if (matrix) ask(problem, { ...matrix.goal, question, task }, matrix.sum);
    else askAny(problem, question, task);
  };
  compose(problem, domain, tellAll, random.shuffle(rules), tellAim);
  return domain;
}

function groupOf({ random }: Problem, text: string, count: number): Group {
  const [word = '', names = ''] = text.split(':').map((part) => part.trim());
  const [one = '', many = ''] = word.split('/');
  const size = names.startsWith('@') ? count : Math.min(count, names.split(',').length);
  return { id: identifier(many), one, many, things: things(random, names, size), isGiven: true };
}

function columnOf({ random, money }: Problem, id: string, noun: string, unit: Unit, count: number, low: number, high: number): Column {
  const attribute: Attribute = { key: id, nouns: [noun], verb: ['has', 'have'], unit, low, high, step: 1, stores: [noun], isGood: false };
  const values = draw(random, count, low, high, 1).map((value): Quantity => ({ value, unit: money === unit ? money : unit }));
  return { id, noun, attribute, values };
}

const aims: readonly (readonly [noun: string, verbs: readonly [string, string] | undefined, unit: Unit | 'money', direction: Goal['direction']])[] = [
  ['cost', ['costs', 'cost'], 'money', 'minimize'],
  ['price', ['costs', 'cost'], 'money', 'minimize'],
  ['time', ['takes', 'take'], { one: 'minute', many: 'minutes' }, 'minimize'],
  ['minutes', ['takes', 'take'], { one: 'minute', many: 'minutes' }, 'minimize'],
  ['hours', ['needs', 'need'], { one: 'hour', many: 'hours' }, 'minimize'],
  ['distance', undefined, { one: 'km', many: 'km' }, 'minimize'],
  ['effort', ['takes', 'take'], { one: 'hour', many: 'hours' }, 'minimize'],
  ['bid', ['asks', 'ask'], 'money', 'minimize'],
  ['score', ['scores', 'score'], { one: 'point', many: 'points' }, 'maximize'],
  ['rating', ['gets', 'get'], { one: 'point', many: 'points' }, 'maximize'],
  ['preference', undefined, { one: 'point', many: 'points' }, 'maximize'],
  ['profit', ['brings', 'bring'], 'money', 'maximize'],
  ['satisfaction', undefined, { one: 'point', many: 'points' }, 'maximize'],
  ['fit', undefined, { one: 'point', many: 'points' }, 'maximize'],
];

interface AimMatrix {
  readonly matrix: Matrix;
  readonly verbs: readonly [string, string] | undefined;
  readonly goal: Omit<Goal, 'question' | 'task'>;
  readonly sum: Expression;
}

function aimMatrix({ problem, items, places }: Assignment): AimMatrix {
  const { random, script, money } = problem;
  const [noun, verbs, unitOf, direction] = random.pick(aims);
  const unit = unitOf === 'money' ? money : unitOf;
  const isTurned = random.chance(0.4);
  const [rows, columns] = isTurned ? [places, items] : [items, places];
  const high = random.pick([9, 20, 60, 99]);
  const values = rows.things.map((_, at) =>
    draw(random, columns.things.length, 2, high, 1).map((value, index): Quantity | undefined =>
      problem.lack === 'data' && at === 1 && index === 0 ? undefined : { value, unit },
    ),
  );
  const matrix: Matrix = { id: 'grade', noun, unit, rows, columns, values };
  const isWorst = random.chance(0.06);
  const cell = isTurned ? 'grade[on[i],i]' : 'grade[i,on[i]]';
  const named = (): void => {
    script.name('grade', noun);
  };
  Object.assign(script.common, { grade: named });
  const slot = isWorst ? (direction === 'minimize' ? 'largest single {grade}' : 'smallest single {grade}') : named;
  const fold = isWorst ? (direction === 'minimize' ? 'max' : 'min') : 'sum';
  return {
    matrix,
    verbs,
    goal: { direction, noun: slot, kind: isWorst ? 'amount' : kindOf(unit) },
    sum: expression`${fold}(i in ${items.id})(${cell})`,
  };
}
