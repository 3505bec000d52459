import { fields, pair } from './fields';

/** Things that go to one of several named places, days, colours or people. */
export interface PlaceScene {
  readonly domain: string;
  /** What the other set is: containers, times in their order, colours and gifts that are borne, people that take care. */
  readonly sort: 'room' | 'time' | 'look' | 'keeper';
  readonly nouns: readonly (readonly [string, string])[];
  readonly article: 'the' | '';
  readonly person: boolean;
  readonly members: readonly string[];
  readonly places: readonly (readonly [string, string])[];
  readonly placeArticle: 'the' | '';
  readonly placeMembers: readonly string[];
  /** in, on, at: before the name of a place. */
  readonly preposition: string;
  /** be stored, stores ...: what is decided. Base form, participle. */
  readonly verb: readonly [string, string];
}

const weekdays = 'Monday, Tuesday, Wednesday, Thursday, Friday, Saturday';
const shifts = 'the early shift, the late shift, the night shift';
const months = 'March, April, June, July, August, September';
const scenes = `
school camp | room | child/children, camper/campers | | person | | tent/tents, cabin/cabins | | Badger, Otter, Falcon, Heron | in | sleep, put
hotel | room | guest/guests, party/parties | | | Lindgrens, Moreaus, Nakamuras, Olsens, Petrovs, Riveras, Schusters, Takedas | suite/suites, room/rooms | the | Rose Suite, Garden Room, Tower Room, Lake Room | in | stay, put
warehouse | room | product/products, good/goods | | | paint, flour, batteries, fireworks, bleach, sugar, tyres, paper, cement | hall/halls, bay/bays | the | north hall, south hall, cold store, cellar | in | be, stored
chemical store | room | substance/substances, chemical/chemicals | | | acetone, ammonia, benzene, chlorine, ethanol, lye, phenol, sulphur | cabinet/cabinets, cupboard/cupboards | | cabinet P, cabinet Q, cabinet R | in | be, kept
zoo | room | animal/animals, species/species | the | | lions, zebras, flamingos, wolves, lemurs, tortoises, penguins, antelopes | enclosure/enclosures, house/houses | the | savannah house, river pen, rock garden, aviary | in | live, kept
fridge clear-out | room | food/foods, item/items | the | | milk, cheese, fish, butter, onions, melon, eggs, yoghurt | shelf/shelves, compartment/compartments | the | top shelf, door, drawer, bottom shelf | in | be, put
workshop seating | room | participant/participants, trainee/trainees | | person | | table/tables, group/groups | the | red table, blue table, green table | at | sit, put
boat trip | room | passenger/passengers, friend/friends | | person | | boat/boats, canoe/canoes | the | Swan, Pelican, Kingfisher | in | ride, put
conference rooms | room | session/sessions, workshop/workshops | the | | poster session, keynote, tutorial, panel, hackathon, poetry slam, debate | room/rooms, hall/halls | the | Aula, Salon, Loft, Forum | in | be, held
museum rooms | room | exhibit/exhibits, piece/pieces | the | | mask, drum, canoe, spear, idol, loom, crown, scroll | room/rooms, gallery/galleries | the | east wing, west wing, rotunda, vault | in | stand, shown
hospital wards | room | patient/patients, | | | Mrs Adler, Mr Boyd, Mrs Cruz, Mr Dahl, Mrs Engel, Mr Fonseca, Mrs Gupta | ward/wards, room/rooms | | ward North, ward South, ward West | in | lie, placed
data centre | room | service/services, application/applications | | | Billing, Mail, Search, Wiki, Payroll, Backup, Chat | server/servers, host/hosts | | Titan, Rhea, Dione, Mimas | on | run, installed
farm animals | room | flock/flocks, herd/herds | the | | sheep, goats, geese, ducks, hens, turkeys, calves | barn/barns, field/fields | the | old barn, long barn, meadow, orchard | in | be, kept
lorry loading | room | crate/crates, shipment/shipments | the | | glass crate, wine crate, tool crate, toy crate, book crate, lamp crate, fruit crate | truck/trucks, lorry/lorries | | Volga, Danube, Rhine | on | go, loaded
library | room | collection/collections, section/sections | the | | maps, comics, fables, journals, scores, poems, memoirs | floor/floors, level/levels | the | basement, ground floor, gallery, attic | on | be, housed
exam timetable | time | course/courses, exam/exams | | | algebra, botany, civics, drama, ethics, French, geology, Latin | day/days, | | ${weekdays} | on | be, held
lunch menu | time | dish/dishes, meal/meals | the | | curry, lasagne, paella, ratatouille, moussaka, goulash, quiche, dumplings | day/days, weekday/weekdays | | ${weekdays} | on | be, served
nurse rota | time | nurse/nurses, | | person | | shift/shifts, | | ${shifts} | on | work, put
bin collection | time | street/streets, district/districts | | | Elm Street, Mill Lane, Castle Road, Harbour Street, Station Road, Park Avenue, Church Lane | day/days, | | ${weekdays} | on | be, served
holiday plan | time | employee/employees, clerk/clerks | | person | | month/months, | | ${months} | in | take, given
guided tours | time | guide/guides, | | person | | tour/tours, slot/slots | the | morning tour, noon tour, afternoon tour, evening tour | on | work, put
rehearsals | time | orchestra/orchestras, ensemble/ensembles | the | | strings, brass, woodwinds, percussionists, harpists, soloists | evening/evenings, | | ${weekdays} | on | rehearse, booked
market days | time | trader/traders, | | person | | day/days, market day/market days | | ${weekdays} | on | trade, admitted
gym courses | time | class/classes, course/courses | | | pilates, boxing, zumba, spinning, judo, ballet, yoga | slot/slots, time of day/times of day | the | morning slot, noon slot, evening slot, night slot | in | be, held
road works | time | road/roads, section/sections | | | Bridge Road, Quay Street, Abbey Lane, Tower Street, Forest Road, Mill Street | month/months, | | ${months} | in | be, closed
map colouring | look | region/regions, country/countries | | | Avaria, Borduria, Carpania, Dalmora, Estovia, Florin, Gallura | colour/colours, | | red, green, blue, yellow | | be, coloured
house painting | look | house/houses, cottage/cottages | the | | corner house, mill house, vicarage, schoolhouse, inn, toll house, smithy | colour/colours, paint/paints | | white, ochre, blue, pink | | be, painted
team shirts | look | team/teams, club/clubs | the | | Lions, Rovers, Comets, Hawks, Bears, Sharks, Wasps | colour/colours, shirt colour/shirt colours | | red, white, black, orange | in | play, dressed
radio masts | look | mast/masts, transmitter/transmitters | | | Ardmore, Beacon, Carrick, Dunlin, Eskdale, Fairhead | frequency/frequencies, band/bands | | alpha, beta, gamma, delta | on | transmit, operated
cable wiring | look | cable/cables, wire/wires | the | | pump cable, fan cable, lamp cable, motor cable, sensor cable, heater cable | colour/colours, sleeve/sleeves | | brown, grey, purple, black | | be, marked
carnival costumes | look | friend/friends, | | person | | costume/costumes, | the | pirate, clown, witch, knight, robot, vampire, astronaut | as | go, dressed
secret presents | look | cousin/cousins, grandchild/grandchildren | | person | | present/presents, gift/gifts | the | kite, puzzle, scarf, telescope, drum, globe, whistle | | get, given
tutors | keeper | pupil/pupils, student/students | | person | | tutor/tutors, teacher/teachers | | Ms Abel, Mr Bruno, Ms Cohen, Mr Duarte | with | study, taught
project supervision | keeper | project/projects, thesis/theses | the | | drone project, solar project, bridge project, robot project, water project, sensor project | supervisor/supervisors, professor/professors | | Prof Lang, Prof Mori, Prof Nagy, Prof Ochoa | with | be, placed
case workers | keeper | case/cases, file/files | the | | Harlow case, Irving case, Jensen case, Kowalski case, Lombard case, Mercer case | lawyer/lawyers, solicitor/solicitors | | Ms Prentice, Mr Quill, Ms Rowe | with | be, handled
courier drivers | keeper | trip/trips, call/calls | the | | airport trip, station trip, hospital trip, opera trip, stadium trip, harbour trip | driver/drivers, | | Amir, Bente, Chidi, Dora | with | go, driven
farm inspection | keeper | farm/farms | | | Ashfield, Birchwood, Coldstream, Dairyholm, Eastmoor, Fernhill | inspector/inspectors | | Dr Salas, Dr Tran, Dr Ueda | with | be, inspected
translation desk | keeper | text/texts, document/documents | the | | contract, leaflet, manual, novel, poem, speech, letter | translator/translators, | | Ms Alvarez, Mr Bianchi, Ms Chen, Mr Dubois | with | be, translated
machine park | keeper | order/orders, job/jobs | the | | gear order, shaft order, bolt order, flange order, bracket order, piston order | machine/machines, lathe/lathes | the | old lathe, new lathe, milling machine, drill press | on | run, made
airport stands | room | flight/flights, plane/planes | the | | Athens flight, Berlin flight, Cork flight, Delhi flight, Essen flight, Faro flight | stand/stands, gate/gates | | stand A, stand B, stand C | at | park, parked
singing lessons | keeper | voice part/voice parts, group/groups | the | | sopranos, altos, tenors, basses, children | coach/coaches, conductor/conductors | | Agnes, Bruno, Cecilia | with | practise, coached
`;

/** Scenes of things that each get one of several named places. */
export const placeScenes: readonly PlaceScene[] = scenes
  .trim()
  .split('\n')
  .map((line) => {
    const [domain = '', sort = '', nouns = '', article = '', person = '', ...rest] = line
      .split('|')
      .map((field) => field.trim());
    const isPerson = person === 'person';
    const [members = '', places = '', placeArticle = '', placeMembers = '', preposition = '', verb = ''] = rest;
    const [base = '', past = ''] = fields(verb);
    return {
      domain,
      sort: sort as PlaceScene['sort'],
      nouns: fields(nouns).map(pair),
      article: article === 'the' ? ('the' as const) : ('' as const),
      person: isPerson,
      members: fields(members),
      places: fields(places).map(pair),
      placeArticle: placeArticle === 'the' ? ('the' as const) : ('' as const),
      placeMembers: fields(placeMembers).map((member) => member.replace(/^the /u, '')),
      preposition,
      verb: [base, past] as const,
    };
  });
