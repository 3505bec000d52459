import { fields, pair } from './fields';

/** Which way a row runs: what is said of neighbours and of ends. */
export type Axis = 'line' | 'time' | 'height' | 'number' | 'queue';

/** Things that are put in a row, one to a position. */
export interface RowScene {
  readonly domain: string;
  readonly axis: Axis;
  readonly nouns: readonly (readonly [string, string])[];
  /** seat/seats */
  readonly place: readonly [string, string];
  /** What is decided: sit, hang, play. Base form, third person, participle. */
  readonly verb: readonly [string, string, string];
  readonly article: 'the' | '';
  readonly person: boolean;
  readonly members: readonly string[];
}

const women =
  'Anna, Beatriz, Clara, Doris, Elif, Fatima, Greta, Hanna, Ines, Judit, Karin, Lucia, Mona, Noor, Olga, Petra, Rosa, Sofia, Tanja, Ursula, Vera, Yasmin, Zoe';
const men =
  'Adam, Boris, Carlos, Dmitri, Emil, Farid, Georg, Hugo, Ivan, Jakob, Karim, Luca, Mehmet, Niklas, Oskar, Pavel, Quentin, Rafael, Stefan, Tomas, Umar, Viktor, Yusuf, Zoltan';

/** First names, with what stands for them later. */
export const people: ReadonlyMap<string, 'she' | 'he'> = new Map([
  ...women.split(', ').map((name) => [name, 'she'] as const),
  ...men.split(', ').map((name) => [name, 'he'] as const),
]);

const scenes = `
dinner party | line | guest/guests, friend/friends | seat/seats | sit, sits, seated | | person |
school photo | line | child/children, pupil/pupils | place/places | stand, stands, placed | | person |
cinema outing | line | friend/friends, colleague/colleagues | seat/seats | sit, sits, seated | | person |
theatre box | line | guest/guests, visitor/visitors | chair/chairs | sit, sits, seated | | person |
panel discussion | line | speaker/speakers, panellist/panellists | chair/chairs | sit, sits, seated | | person |
bookshelf | line | book/books, volume/volumes | slot/slots | stand, stands, placed | the | | atlas, cookbook, dictionary, bible, novel, thriller, encyclopedia, travel guide, diary, songbook
herb garden | line | herb/herbs, plant/plants | bed/beds | grow, grows, planted | the | | basil, thyme, rosemary, parsley, sage, chives, lavender, oregano, dill
market square | line | stall/stalls, stand/stands | pitch/pitches | stand, stands, placed | the | | cheese stall, fish stall, honey stall, flower stall, book stall, spice stall, toy stall, olive stall
railway siding | line | wagon/wagons, car/cars | track/tracks | stand, stands, parked | the | | mail wagon, coal wagon, timber wagon, sleeper, dining car, tank wagon, flatcar, grain wagon
bus station | line | bus/buses, coach/coaches | bay/bays | stop, stops, placed | the | | airport bus, school bus, night bus, tour bus, city bus, harbour bus, express bus
street of houses | line | house/houses, family/families | plot/plots | live, lives, housed | the | | Abbotts, Bennetts, Carters, Dawsons, Ellisons, Fosters, Grahams
hat stand | line | hat/hats, cap/caps | hook/hooks | hang, hangs, hung | the | | bowler, fedora, sombrero, beret, panama, top hat, bonnet, turban
art gallery | line | painting/paintings, picture/pictures | wall space/wall spaces | hang, hangs, hung | the | | landscape, portrait, still life, seascape, fresco, sketch, icon, watercolour
kennels | line | dog/dogs, | kennel/kennels | sleep, sleeps, housed | the | | poodle, beagle, terrier, collie, spaniel, husky, dachshund, boxer
stable yard | line | horse/horses, pony/ponies | box/boxes | stand, stands, stabled | | | Comet, Duchess, Ebony, Flicka, Ginger, Hazel, Jester, Merlin, Nutmeg
tool wall | line | tool/tools, | peg/pegs | hang, hangs, hung | the | | hammer, saw, drill, wrench, chisel, pliers, mallet, hacksaw
warehouse aisle | line | pallet/pallets, product/products | bay/bays | stand, stands, stored | the | | flour pallet, sugar pallet, rice pallet, salt pallet, pasta pallet, bean pallet
tulip show | line | variety/varieties, tulip/tulips | pot/pots | grow, grows, planted | | | Apeldoorn, Bastogne, Candela, Daydream, Esprit, Fantasia, Jewel
parking lot | line | car/cars, vehicle/vehicles | space/spaces | park, parks, parked | the | | Volvo, Fiat, Skoda, Tesla, Toyota, Renault, Porsche, Lada
concert programme | time | piece/pieces, song/songs | slot/slots | come, comes, played | the | | waltz, polka, tango, sonata, march, fugue, serenade, rondo
open-mic night | time | act/acts, performer/performers | spot/spots | perform, performs, put on | | person |
school sports day | time | event/events, race/races | turn/turns | come, comes, held | the | | relay, sack race, hurdles race, long jump, sprint, javelin, egg race
exam week | time | exam/exams, subject/subjects | day/days | come, comes, taken | | | algebra, biology, chemistry, drama, ethics, French, geography, history
delivery tour | time | stop/stops, customer/customers | stop/stops | come, comes, served | the | | bakery, pharmacy, florist, hotel, library, museum, butcher, kiosk
doctor's waiting room | time | patient/patients, | turn/turns | go, goes, seen | | person |
festival stage | time | band/bands, group/groups | slot/slots | play, plays, booked | the | | Ravens, Lanterns, Copper Foxes, Velvet Owls, Tinkers, Pilgrims, Moonlighters
house tour | time | room/rooms, | place/places | come, comes, visited | the | | armoury, chapel, ballroom, library, nursery, wine cellar, throne room
dinner menu | time | course/courses, dish/dishes | course/courses | come, comes, served | the | | soup, salad, sorbet, risotto, trout, roast, cheese board, tart
job interviews | time | applicant/applicants, candidate/candidates | slot/slots | go, goes, interviewed | | person |
painting order | time | room/rooms, | day/days | come, comes, painted | the | | kitchen, nursery, hallway, bathroom, study, bedroom, attic, porch
hiking week | time | hike/hikes, trail/trails | day/days | come, comes, walked | the | | lake hike, forest hike, summit hike, gorge hike, moor hike, coast hike
flat block | height | tenant/tenants, family/families | floor/floors | live, lives, housed | | person |
spice rack | height | jar/jars, spice/spices | shelf/shelves | stand, stands, put | the | | cumin, paprika, ginger, saffron, cinnamon, turmeric, nutmeg, cardamom
office tower | height | firm/firms, company/companies | floor/floors | rent, rents, housed | | | Arden, Brightwell, Calder, Drummond, Everly, Fairfax, Garland
server rack | height | device/devices, unit/units | slot/slots | sit, sits, mounted | the | | router, switch, firewall, gateway, storage unit, modem, backup unit
cake | height | layer/layers, | level/levels | lie, lies, placed | the | | almond layer, lemon layer, cherry layer, coffee layer, mint layer, vanilla layer
totem pole | height | figure/figures, animal/animals | level/levels | sit, sits, carved | the | | raven, bear, wolf, beaver, frog, salmon, hawk
locker room | number | player/players, swimmer/swimmers | locker/lockers | change, changes, placed | | person |
chess tournament | number | player/players, | board/boards | play, plays, placed | | person |
marathon start | number | runner/runners | start number/start numbers | start, starts, listed | | person |
laboratory bench | number | experiment/experiments, culture/cultures | bench/benches | stand, stands, placed | the | | yeast culture, algae culture, mould culture, moss culture, fungus culture
campsite | number | tent/tents, family/families | pitch/pitches | camp, camps, placed | the | | Novaks, Okafors, Petersens, Quinns, Rossis, Schmidts, Tanakas
train gates | number | train/trains, | gate/gates | leave, leaves, placed | the | | Prague train, Zurich train, Milan train, Lyon train, Ghent train, Krakow train
ticket queue | queue | visitor/visitors, fan/fans | place/places | stand, stands, placed | | person |
bicycle tour | queue | rider/riders, cyclist/cyclists | position/positions | ride, rides, placed | | person |
carnival parade | queue | float/floats, wagon/wagons | place/places | roll, rolls, placed | the | | dragon float, pirate float, castle float, mermaid float, rocket float, circus float
convoy | queue | truck/trucks, lorry/lorries | position/positions | drive, drives, placed | the | | fuel truck, water truck, medical truck, kitchen truck, radio truck, tent truck
torchlight procession | queue | torchbearer/torchbearers, | place/places | walk, walks, placed | | person |
`;

/** Scenes of things in a row. */
export const rowScenes: readonly RowScene[] = scenes
  .trim()
  .split('\n')
  .map((line) => {
    const [domain = '', axis = '', nouns = '', place = '', verb = '', article = '', person = '', members = ''] = line
      .split('|')
      .map((field) => field.trim());
    const [base = '', third = '', past = ''] = fields(verb);
    return {
      domain,
      axis: axis as Axis,
      nouns: fields(nouns).map(pair),
      place: pair(place),
      verb: [base, third, past] as const,
      article: article === 'the' ? ('the' as const) : ('' as const),
      person: person === 'person',
      members: fields(members),
    };
  });
