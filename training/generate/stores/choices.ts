import type { Random } from '../../random';
import { lines } from './pattern';

/** A matter where some things are chosen and others are not. */
export interface Choice {
  readonly domain: string;
  readonly one: string;
  readonly many: string;
  readonly verbs: readonly string[];
  readonly names: string;
  readonly costs: readonly string[];
  readonly goods: readonly string[];
}

// domain; thing/things; verbs; names; what they cost; what they bring
const table = `
town council; project/projects; fund|support|finance|approve approves approved approving; library, playground, clinic van, solar roof, skate park, flower market, bike lane, swimming pool, bus shelter, town clock, community garden, footbridge; bigcost weeks staff; reach votes jobs score
bike sharing; station/stations; open opens opened opening|build builds built building; @districts; midcost staff; reach takings
city buses; route/routes; run runs run running|operate; airport line, harbour line, ring line, school line, night line, hospital line, campus line, stadium line; staff bigcost; visitors takings
summer camp; activity/activities; offer offers offered offering; ~climbing, archery, pottery, canoeing, juggling, baking, sailing, fencing, origami, chess; cost hours; fun score
museum; exhibit/exhibits; show shows shown showing|display; bronze horse, silk robe, moon globe, stone lion, amber necklace, ship model, samurai mask, glass harp, iron crown; space cost; visitors score
art gallery; painting/paintings; hang hangs hung hanging|lend lends lent lending; Harvest, Nocturne, Regatta, Sunflowers, Twilight, Orchard, Procession, Monsoon, Solitude; shelf fee; visitors score
bakery; product/products; bake; rye loaf, seed roll, almond tart, cheese straw, plum cake, corn bread, milk bun, walnut stick; minutes space; profit votes
cheese dairy; cheese/cheeses; make makes made making|produce; Brie, Gouda, Feta, Taleggio, Cheddar, Manchego, Raclette, Stilton; weeks shelf; bigprofit score
hospital; device/devices; buy buys bought buying|purchase; scanner, ventilator, dialysis chair, infusion pump, heart monitor, laser, sterilizer, bed lift, blood warmer; bigcost kilowatts; hourssaved reach
start-up; feature/features; ship ships shipped shipping|release; dark mode, offline maps, voice search, group chat, photo export, shared lists, login by key, widget; days staff; votes bigprofit
software team; library/libraries; install|include; parser, cache, logger, router, scheduler, mailer, renderer, profiler; memory days; score hourssaved
power station; unit/units; run runs run running|start; boiler, steam turbine, gas turbine, diesel set, wind park, hydro plant, battery bank; cost carbon; energy takings
radio station; show/shows; air airs aired airing|broadcast broadcasts broadcast broadcasting; Morning Mix, Jazz Hour, Farm Report, Quiz Night, Talkback, Gold Hits, Science Corner, Choir Time; minutes cost; reach score
film festival; film/films; screen|show shows shown showing; Monsoon, Atlas, Bluebird, Cinder, Driftwood, Eclipse, Fjord, Gravel; minutes fee; visitors votes
theatre; play/plays; stage|put_on puts_on put_on putting_on; Hamlet, Tartuffe, Medea, Faust, Antigone, Volpone, Cyrano, Electra; midcost weeks; takings visitors
wedding; act/acts; book|hire; brass band, magician, string trio, photo booth, fire show, dancers, balloon artist, harpist; cost minutes; fun votes
farm; crop/crops; plant|grow grows grown growing; ~barley, clover, rapeseed, lentils, potatoes, sunflowers, sorghum, beans, maize; water days; bigprofit harvest
vineyard; block/blocks; replant|prune; @letters; bigcost days; harvest bigprofit
fishing harbour; boat/boats; send sends sent sending|charter; @shipnames; cost staff; takings harvest
orchard; variety/varieties; plant|keep keeps kept keeping; Boskoop, Gala, Braeburn, Elstar, Jonagold, Pinova, Topaz, Rubinette; water cost; harvest bigprofit
school trip; sight/sights; visit visits visited visiting; cathedral, aquarium, planetarium, old mill, lighthouse, zoo, rope bridge, tram museum; minutes fee; votes fun
city trip; sight/sights; see sees seen seeing|visit visits visited visiting; tower, palace, gardens, old bridge, fish hall, opera, citadel, catacombs; hours fee; score fun
mountain hike; item/items; pack|carry carries carried carrying|take takes taken taking; tent, stove, rope, water filter, binoculars, sleeping bag, camera, hammock, lantern; weight volume; score fun
charity; campaign/campaigns; launch launches launched launching|run runs run running; Warm Winter, Clean Wells, School Meals, Safe Nights, New Roofs, Reading Corner, Street Kitchen; midcost staff; reach takings
research lab; experiment/experiments; perform|run runs run running; @letters; hours midcost; score votes
observatory; target/targets; observe; @stars; minutes memory; score quality
satellite; instrument/instruments; fly flies flown flying|mount; radar, camera, spectrometer, magnetometer, altimeter, star tracker, dust counter; weight power; score quality
bank branch; loan/loans; grant|approve; @companies; bigcost risk; bigprofit jobs
investment club; share/shares; buy buys bought buying; @companies; midcost risk; bigprofit score
insurance; policy/policies; take_out takes_out taken_out taking_out|hold holds held holding; ~fire, theft, flood, hail, liability, legal aid, travel; fee cost; score
supermarket; brand/brands; stock|list; @companies; shelf cost; takings profit
restaurant; dish/dishes; serve|cook; ramen, goulash, paella, pierogi, falafel, moussaka, risotto, ceviche, laksa; minutes cost; profit votes
food truck; stop/stops; serve|visit visits visited visiting; @districts; minutes fee; takings visitors
newspaper; story/stories; print|run runs run running; budget vote, harbour strike, heat record, chess final, bridge repair, school merger, opera scandal; minutes space; reach votes
publisher; book/books; print|publish publishes published publishing; Nightingale, Compass, Salt Road, Ember, Lighthouse Keeper, Paper Moon, Tin Drum; midcost weeks; takings score
garden; bed/beds; water|plant; rose bed, herb spiral, tomato row, pumpkin patch, berry hedge, bean tower, lavender strip; water minutes; harvest score
housing; flat/flats; renovate|refit refits refitted refitting; @letters; bigcost weeks; bigprofit hourssaved
wind energy; site/sites; develop|build builds built building; @villages; bigcost weeks; energy bigprofit
water works; pump/pumps; switch_on switches_on switched_on switching_on|run runs run running; @codes; power upkeep; flow
street lights; lamp/lamps; light lights lit lighting|install; @letters; power midcost; light reach
telecom; mast/masts; erect|build builds built building; @villages; bigcost power; reach
clinic; treatment/treatments; offer offers offered offering; ~massage, acupuncture, dry needling, hydrotherapy, laser therapy, yoga, speech therapy; hours upkeep; takings reach
kindergarten; toy/toys; buy buys bought buying|order; balance beam, sand table, puppet stage, toy kitchen, drum set, climbing net, train set; cost space; fun children
band tour; town/towns; play; @towns; days fee; takings visitors
courier; parcel/parcels; deliver delivers delivered delivering|load; @codes; weight volume; profit score
air cargo; crate/crates; load|fly flies flown flying; @letters; tonnes volume; bigprofit score
car rental; car/cars; keep keeps kept keeping|rent_out rents_out rented_out renting_out; estate, coupe, minibus, pickup, roadster, hybrid, limousine; upkeep rent; takings
recycling; line/lines; run runs run running|install; glass line, paper line, metal line, foil line, wood line, textile line; kilowatts staff; flow bigprofit
union; demand/demands; raise|back; ~longer breaks, night bonus, free parking, new lockers, childcare, earlier shifts, quiet room; midcost; votes score
university; course/courses; take takes taken taking|offer offers offered offering; Statistics, Logic, Ethics, Botany, Latin, Robotics, Acoustics, Topology, Genetics; hours fee; credits score
election; town hall meeting/town hall meetings; hold holds held holding; @towns; midcost days; votes reach
quarry; blast/blasts; schedule|do does done doing; @letters; hours cost; harvest bigprofit
robotics; sensor/sensors; mount|fit fits fitted fitting; lidar, sonar, gyroscope, bumper, thermal camera, microphone, compass; power weight; score quality
ski resort; lift/lifts; open opens opened opening|run runs run running; gondola, chairlift, drag lift, funicular, magic carpet, sledge lift, cable car; staff kilowatts; flow takings
antiques; piece/pieces; buy buys bought buying|restore; oak chest, brass lamp, wall clock, card table, music box, snuff box, writing desk; midcost hours; bigprofit
games night; game/games; play|bring brings brought bringing; Carcassonne, Hanabi, Azul, Catan, Dixit, Pandemic, Splendor, Concordia; minutes; fun votes
zoo; animal/animals; adopt|keep keeps kept keeping; lynx, otter, tapir, ibex, flamingo, red panda, wombat, meerkat; upkeep space; visitors fun
moving house; box/boxes; take takes taken taking|load; @letters; weight volume; score
cinema advert; slot/slots; book|buy buys bought buying; @days; fee; reach
tree care; tree/trees; fell fells felled felling|treat; oak, linden, maple, poplar, chestnut, willow, birch; hours cost; score
disaster relief; camp/camps; open opens opened opening|supply supplies supplied supplying; @towns; bigcost staff; reach beds
`;

function choice(line: string): Choice {
  const [domain = '', thing = '', verbs = '', names = '', costs = '', goods = ''] = line
    .split(';')
    .map((part) => part.trim());
  const [one = '', many = ''] = thing.split('/');
  return { domain, one, many, verbs: verbs.split('|'), names, costs: costs.split(' '), goods: goods.split(' ') };
}

const choices = lines(table).map(choice);

/** One of the matters where some of several things are chosen. */
export function choiceMatter(random: Random): Choice {
  return random.pick(choices);
}
