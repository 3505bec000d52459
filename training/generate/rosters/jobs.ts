import { fields, pair } from './fields';

/** What is put on a time line: things that somebody works on, or activities. */
export interface JobScene {
  readonly domain: string;
  /** Singular and plural of the set's names: loaf/loaves, order/orders. */
  readonly nouns: readonly (readonly [string, string])[];
  readonly article: 'the' | '';
  /** What happens to them: baked, done. */
  readonly done: string;
  /** What serves one of them at a time: oven/ovens. */
  readonly resource: readonly [string, string];
  readonly crew: string;
  readonly unit: 'minute' | 'hour' | 'day' | 'week';
  readonly low: number;
  readonly high: number;
  /** Names with a short form where there is one. */
  readonly members: readonly (readonly [string, string])[];
  /** Two things that happen to each of them, one after the other, and what does each. */
  readonly stages: readonly (readonly [string, string, string])[];
}

const scenes = `
bakery | loaf/loaves, bread/breads, dough/doughs | the | baked | oven/ovens | bakers | minute 15 70 | rye bread=rye, spelt loaf=spelt, walnut bread, ciabatta, brioche, pumpkin bread, sourdough, focaccia, plaited loaf, seed bread | proving/proved/proving chamber, baking/baked/oven
print shop | order/orders, job/jobs, print run/print runs | the | printed | press/presses | printers | minute 20 90 | wedding cards, posters, menu cards, calendars, flyers, catalogues, labels, school diaries, brochures | printing/printed/press, folding/folded/folding machine
shipyard | ship/ships, vessel/vessels, boat/boats | the | repaired | dock/docks | fitters | day 2 20 | tanker, tugboat, trawler, ferry, icebreaker, yacht, dredger, pilot boat=pilot, coaster, schooner | blasting/blasted/blasting hall, painting/painted/paint hall
harbour | ship/ships, vessel/vessels, freighter/freighters | | unloaded | berth/berths, | dockers | hour 2 14 | Aurora, Bergamot, Castor, Delphine, Esmeralda, Fulmar, Gudrun, Halcyon, Isolde, Juniper | unloading/unloaded/crane, weighing/weighed/weighbridge
garage | car/cars, vehicle/vehicles | the | serviced | lift/lifts | mechanics | minute 20 120 | blue van=van, sports car, minibus, ambulance, old Saab=Saab, pickup, hearse, camper, limousine | repair/repaired/lift, washing/washed/car wash
joinery | piece/pieces, item/items, furniture order/furniture orders | the | made | bench/benches | joiners | hour 1 9 | oak table=table, wardrobe, bookcase, cradle, rocking chair, kitchen stool=stool, sideboard, bed frame, garden bench | sanding/sanded/sander, varnishing/varnished/spray booth
tailor's workshop | garment/garments, order/orders | the | sewn | sewing machine/sewing machines | seamstresses | minute 20 95 | wedding dress=dress, tuxedo, waistcoat, kilt, ball gown=gown, overcoat, blouse, cape, school uniform=uniform | cutting/cut/cutting table, stitching/stitched/sewing machine
laboratory | sample/samples, specimen/specimens | | analysed | spectrometer/spectrometers | technicians | minute 10 60 | sample A=A, sample B=B, sample C=C, sample D=D, sample E=E, sample F=F, sample G=G | spinning/spun/centrifuge, scanning/scanned/scanner
hospital | patient/patients, operation/operations, case/cases | | operated on | theatre/theatres | surgeons | minute 30 150 | Mrs Abara=Abara, Mr Brandt=Brandt, Mrs Costa=Costa, Mr Dimov=Dimov, Ms Eriksen=Eriksen, Mr Falk=Falk, Mrs Gomez=Gomez, Mr Hruby=Hruby | preparation/prepared/preparation room, surgery/operated on/theatre
airport | flight/flights, plane/planes | the | de-iced | de-icing truck/de-icing trucks | ground crew | minute 10 40 | Oslo flight, Vienna flight, Lisbon flight, Dublin flight, Riga flight, Malta flight, Cairo flight | fuelling/fuelled/fuel truck, loading/loaded/loading belt
textile dye works | batch/batches, lot/lots | the | dyed | vat/vats | dyers | minute 25 110 | crimson batch=crimson, indigo batch=indigo, olive batch=olive, saffron batch=saffron, ivory batch=ivory, turquoise batch=turquoise, charcoal batch=charcoal | dyeing/dyed/vat, drying/dried/dryer
film studio | scene/scenes, shot/shots | the | filmed | camera/cameras | crew members | hour 1 6 | chase scene=chase, ballroom scene=ballroom, kitchen scene=kitchen, rooftop scene=rooftop, prison scene=prison, beach scene=beach, duel | rehearsal/rehearsed/studio, filming/filmed/camera
school kitchen | dish/dishes, item/items | the | cooked | stove/stoves | cooks | minute 15 80 | lentil soup=soup, goulash, rice pudding=pudding, lasagne, stew, apple crumble=crumble, gravy, risotto | cooking/cooked/stove, cooling/cooled/cold room
foundry | casting/castings, mould/moulds | the | cast | furnace/furnaces | founders | hour 1 10 | bell, gear wheel=gear, anchor, pump housing=housing, valve, bollard, flywheel, hydrant | casting/cast/furnace, grinding/ground/grinder
ceramics studio | pot/pots, piece/pieces | the | fired | kiln/kilns | potters | hour 2 12 | vase, teapot, tile set=tiles, fruit bowl=bowl, jug, urn, figurine, mug set=mugs | glazing/glazed/glazing table, firing/fired/kiln
research computing | job/jobs, simulation/simulations | | run | node/nodes | engineers | hour 1 12 | Kepler, Newton, Galileo, Hubble, Curie, Turing, Noether, Lovelace, Fermi | training/trained/cluster, testing/tested/test server
recording studio | song/songs, track/tracks | | recorded | booth/booths | musicians | minute 30 120 | Moonrise, Paper Boats, Ember, Halfway Home, Lullaby, Wildfire, Northern Line, Rosewater | recording/recorded/booth, mixing/mixed/mixing desk
dental practice | patient/patients, appointment/appointments | | treated | chair/chairs | dentists | minute 10 55 | Anna, Boris, Clara, Dmitri, Elsa, Fabio, Greta, Hugo | X-ray/X-rayed/X-ray machine, treatment/treated/chair
car wash | vehicle/vehicles, car/cars | the | washed | washing bay/washing bays | attendants | minute 8 40 | hatchback, coach, delivery van=van, motorhome, convertible, jeep, tanker | washing/washed/bay, polishing/polished/polisher
steelworks | heat/heats, coil/coils | | rolled | rolling mill/rolling mills | operators | minute 15 75 | K1, K2, K3, K4, K5, K6, K7, K8 | heating/heated/furnace, rolling/rolled/mill
archive | document/documents, volume/volumes | the | scanned | scanner/scanners | archivists | hour 1 8 | parish register=register, land survey=survey, ship's log=log, tax rolls, town chronicle=chronicle, court files, atlas | cleaning/cleaned/vacuum table, scanning/scanned/scanner
museum | statue/statues, exhibit/exhibits | the | restored | workbench/workbenches | restorers | day 2 15 | bronze horse=horse, marble nymph=nymph, mummy, tapestry, samurai armour=armour, harpsichord, meteorite | cleaning/cleaned/cleaning cell, repair/repaired/workbench
cheese dairy | cheese/cheeses, vat load/vat loads | the | pressed | press/presses | dairymen | minute 20 100 | gouda, cheddar, feta, goat cheese=goat, gruyere, brie, halloumi | curdling/curdled/vat, pressing/pressed/press
charity kitchen | parcel/parcels, delivery/deliveries | the | packed | packing table/packing tables | volunteers | minute 10 60 | school parcel, clinic parcel, shelter parcel, nursery parcel, mission parcel, refuge parcel | packing/packed/table, loading/loaded/ramp
construction site | task/tasks, step/steps, activity/activities | | done | crane/cranes | builders | day 1 12 | excavation, the foundation=foundation, masonry, roofing, plumbing, wiring, plastering, tiling, glazing, fencing | marking/marked/survey team, building/built/crane
house renovation | job/jobs, task/tasks, work/works | | done | handyman/handymen | helpers | hour 1 9 | painting, wallpapering, insulation, carpentry, plumbing, wiring, tiling, floor sanding=sanding, demolition | stripping/stripped/helper, painting/painted/painter
software team | task/tasks, ticket/tickets, work item/work items | the | done | developer/developers | developers | day 1 9 | login page=login, payment module=payments, search index=search, import script=import, user manual=manual, test suite=tests, data migration=migration, dashboard | coding/coded/developer, review/reviewed/reviewer
wedding | job/jobs, errand/errands, thing to do/things to do | | done | van/vans | helpers | minute 15 90 | flower arranging=flowers, table setting=tables, hairdressing, photographs, cake tasting, seating cards=cards, music rehearsal=music | dressing/dressed/dressing room, make-up/made up/make-up chair
conference | talk/talks, session/sessions | the | held | room/rooms | hosts | minute 20 90 | opening talk=opening, tutorial, panel, keynote, poster session=posters, award ceremony=awards, workshop | set-up/set up/stage, rehearsal/rehearsed/stage
theatre | rehearsal/rehearsals, item/items | the | rehearsed | stage/stages | stagehands | minute 15 80 | duet, overture, sword fight, finale, choir number=choir, ballet, monologue, prologue | costume fitting/fitted/fitting room, rehearsal/rehearsed/stage
farm | field job/field jobs, task/tasks | | done | tractor/tractors | farmhands | hour 1 8 | ploughing, sowing, mowing, baling, spraying, harrowing, hoeing, manuring | cutting/cut/mower, baling/baled/baler
vineyard | plot/plots, parcel/parcels | | harvested | harvester/harvesters | pickers | hour 2 10 | Sonnberg, Klosterhang, Steinacker, Rosental, Muehlrain, Galgenberg, Himmelreich | picking/picked/harvester, pressing/pressed/press
power station | maintenance job/maintenance jobs, check/checks, job/jobs | the | carried out | crane/cranes | fitters | hour 1 12 | turbine overhaul=turbine, boiler inspection=boiler, pump repair=pump, valve check=valves, filter change=filter, generator test=generator, pipe welding=pipes | draining/drained/pump set, repair/repaired/fitter
moving house | job/jobs, task/tasks | the | done | van/vans | movers | hour 1 7 | piano move=piano, packing, furniture, cellar clearance=cellar, attic clearance=attic, kitchen boxes=kitchen, final cleaning | packing/packed/packer, carrying/carried/lift
office move | department/departments, team/teams | | moved | lift/lifts | porters | hour 1 7 | Accounting, Marketing, Purchasing, Legal, Logistics, Research, Payroll, Design | packing/packed/packing crew, moving/moved/lift
space mission | experiment/experiments, test/tests | the | run | test chamber/test chambers | scientists | hour 1 14 | vibration test=vibration, thermal test=thermal, antenna trial=antenna, battery check=battery, camera trial=camera, thruster firing=thruster | assembly/assembled/clean room, testing/tested/chamber
call-out service | repair/repairs, call-out/call-outs, visit/visits | the | carried out | van/vans | fitters | minute 20 110 | leaking tap=tap, boiler fault=boiler, blocked drain=drain, broken lock=lock, fuse box, cracked window=window, garage door | inspection/inspected/inspector, repair/repaired/fitter
veg box scheme | box type/box types, order/orders | the | packed | packing line/packing lines | packers | minute 10 55 | family box, singles box, fruit box, salad box, winter box, office box | washing/washed/washing line, packing/packed/packing line
bicycle shop | bike/bikes, bicycle/bicycles | the | repaired | repair stand/repair stands | mechanics | minute 15 90 | tandem, cargo bike=cargo, racing bike=racer, folding bike=folder, unicycle, mountain bike=mountain, children's bike | cleaning/cleaned/wash stand, tuning/tuned/repair stand
watchmaker | clock/clocks, watch/watches | the | repaired | bench/benches | watchmakers | hour 1 8 | cuckoo clock=cuckoo, pocket watch, grandfather clock=grandfather, ship's chronometer=chronometer, alarm clock, diver's watch, mantel clock | cleaning/cleaned/ultrasonic bath, adjusting/adjusted/timing machine
radio station | feature/features, programme/programmes, piece/pieces | the | edited | editing suite/editing suites | editors | minute 15 80 | interview, weather report=weather, quiz, radio play=play, sports review=sports, news bulletin=news, book review=books | recording/recorded/studio, editing/edited/editing suite
orchard | orchard/orchards, row/rows | | picked | picking platform/picking platforms | pickers | hour 1 9 | Northfield, Brookside, Hillcrest, Longmeadow, Southbank, Parkview, Oldmill | picking/picked/platform, sorting/sorted/sorting line
concrete plant | pour/pours, slab/slabs | | poured | pump/pumps | workers | hour 1 7 | slab one, slab two, slab three, slab four, slab five | formwork/formed/carpenter, pouring/poured/pump
chemical plant | batch/batches, product/products | | made | reactor/reactors | operators | hour 1 12 | resin, solvent, pigment, glue, varnish, detergent, fertiliser, wax | mixing/mixed/mixer, filling/filled/filling line
ski resort | slope/slopes, piste/pistes | | groomed | groomer/groomers | drivers | minute 20 100 | Eagle, Glacier, Larch, Summit, Chamois, Snowdrop, Ibex, Marmot | grooming/groomed/groomer, snowing/snowed/snow gun
rescue training | drill/drills, exercise/exercises | the | held | training tower/training towers | trainers | minute 15 75 | ladder drill=ladder, hose drill=hose, rope drill=rope, first-aid drill, smoke drill=smoke, boat drill=boat | briefing/briefed/classroom, drill/drilled/tower
zoo | animal/animals, enclosure/enclosures | the | examined | treatment room/treatment rooms | keepers | minute 10 70 | tiger, python, zebra, gorilla, ostrich, walrus, camel, panther | weighing/weighed/scale, examination/examined/treatment room
toy repair | toy/toys | the | mended | workbench/workbenches | volunteers | minute 10 60 | rocking horse=horse, teddy bear=teddy, train set=train, puppet, doll's house, tin robot=robot, kite | gluing/glued/glue bench, painting/painted/easel
newspaper | article/articles, story/stories | the | edited | editor/editors | editors | minute 10 60 | flood story=flood, election report=election, obituary, theatre review, leader, crossword, cup report=cup | writing/written/desk, layout/laid out/layout screen
aircraft hangar | check/checks, work package/work packages | the | carried out | hoist/hoists | technicians | hour 1 11 | engine swap=engine, landing gear check=gear, cabin refit=cabin, wing inspection=wing, tail repair=tail, avionics upgrade=avionics | stripping/stripped/dock, inspection/inspected/inspector
`;

/** Scenes of jobs on a time line. */
export const jobScenes: readonly JobScene[] = scenes
  .trim()
  .split('\n')
  .map((line) => {
    const [
      domain = '',
      nouns = '',
      article = '',
      done = '',
      resource = '',
      crew = '',
      time = '',
      members = '',
      stages = '',
    ] = line.split('|').map((field) => field.trim());
    const [unit = 'hour', low = '1', high = '9'] = time.split(' ');
    const named = fields(members).map((member): readonly [string, string] => {
      const [long = '', short = long] = member.split('=');
      return [long, short];
    });
    return {
      domain,
      nouns: fields(nouns).map((noun) => pair(noun)),
      article: article === 'the' ? 'the' : '',
      done,
      resource: pair(fields(resource)[0] ?? ''),
      crew,
      unit: unit as JobScene['unit'],
      low: Number(low),
      high: Number(high),
      members: named,
      stages: fields(stages).map((stage) => {
        const [name = '', past = '', by = ''] = stage.split('/');
        return [name, past, by] as const;
      }),
    };
  });
