import type { Random } from '../../random';

/** A thing with the forms its text may use. */
export interface Thing {
  readonly id: string;
  /** "clinic van" and then perhaps "van"; the first is the full name. */
  readonly forms: readonly string[];
  /** It is spoken of as "the clinic van". */
  readonly hasArticle: boolean;
}

const pools: Readonly<Record<string, string>> = {
  people:
    'Ana,Bruno,Chiara,Dilek,Edwin,Farida,Goran,Hanna,Igor,Jana,Kemal,Lotte,Marek,Nadia,Oskar,Petra,Quentin,Rosa,Samir,Tilda,Ugo,Vera,Wanda,Xenia,Yusuf,Zora,Amir,Bea,Carla,Dario,Elif,Fritz,Gita,Hugo,Ines,Jonas,Karin,Liam,Mina,Noor,Olga,Pablo,Ravi,Selma,Timo,Ulla,Viktor,Wim,Yara,Zeno,Agnes,Boris,Celine,Dragan,Emil,Flora,Greta,Hamid,Ilse,Joao,Kofi,Leila,Milan,Nuria,Otto,Priya,Rufus,Sanna,Tarek,Ursula,Valentin,Wilma',
  surnames:
    'Ms Adeyemi,Mr Brandt,Dr Castro,Mrs Demir,Mr Eklund,Ms Fontana,Dr Gruber,Mr Hashimi,Ms Ivanova,Mr Jansen,Ms Kowalski,Dr Lindqvist,Mr Moreau,Ms Nakamura,Mr Okafor,Mrs Petrov,Dr Quist,Ms Rinaldi,Mr Sato,Ms Tanaka,Mr Urban,Dr Vogel,Ms Weiss,Mr Yilmaz,Ms Zapata',
  towns:
    'Lyon,Turin,Ghent,Porto,Malaga,Bergen,Gdansk,Brno,Graz,Bremen,Utrecht,Namur,Cork,Leeds,Split,Varna,Izmir,Patras,Tartu,Vilnius,Riga,Kaunas,Uppsala,Aarhus,Odense,Tampere,Turku,Bilbao,Vigo,Braga,Coimbra,Parma,Verona,Trieste,Linz,Basel,Lucerne,Ulm,Kassel,Nantes,Rennes,Lille,Metz,Debrecen,Szeged,Cluj,Iasi,Ruse,Nis,Skopje,Ohrid,Mombasa,Accra,Lusaka,Kigali,Durban,Recife,Quito,Cusco,Salta,Osaka,Kobe,Busan,Hanoi,Pune,Surat,Kochi,Davao,Perth,Hobart',
  villages:
    'Alderbrook,Birkdale,Cranford,Dunholm,Elmstead,Farley,Greenhow,Hartwell,Ivybridge,Kelby,Lowick,Marston,Norwell,Oakham,Penrith,Quarnford,Rushton,Selby,Thornby,Upwood,Wexcombe,Yarrow,Ashby,Brampton,Corfe,Denby',
  districts:
    'North End,Old Port,Mill Quarter,River Bank,Castle Hill,Green Park,Station Road,West Gate,South Field,Garden City,Upper Town,Fish Market,Lake Side,Church Row,Brick Lane,New Harbour',
  companies:
    'Norda,Velko,Brightway,Samson,Pantera,Alpenglow,Zephyr,Corvus,Delmar,Estrada,Fenwick,Globex,Hartmann,Ibex,Jupiter,Kestrel,Lumina,Meridian,Orion,Polaris,Quadra,Rivoli,Solaris,Tandem,Umbra,Vesta,Wotan,Xylo,Ypsilon,Zanda',
  farms:
    'Hill Farm,Brook Farm,Manor Farm,Lane End,High Acre,Low Meadow,Stone Barn,Red House,Long Field,Cherry Croft,Windy Ridge,Deep Dale',
  codes: 'K1,K2,K3,K4,K5,K6,K7,K8',
  letters: 'B,C,D,E,F,G,H,K,L,M,N,P,Q,R,T,U,V,W,X,Y,Z',
  machines: 'M1,M2,M3,M4,M5,M6',
  lines: 'Line 1,Line 2,Line 3,Line 4,Line 5',
  vans: 'the red van,the blue van,the old van,the white van,the long van',
  days: 'Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday',
  shortdays: 'Mon,Tue,Wed,Thu,Fri,Sat,Sun',
  months: 'January,February,March,April,May,June,July,August,September,October,November,December',
  quarters: 'first quarter,second quarter,third quarter,fourth quarter',
  weeks: 'week 1,week 2,week 3,week 4,week 5,week 6',
  shipnames: 'Albatross,Barracuda,Cormorant,Dolphin,Egret,Falcon,Gannet,Heron,Kittiwake,Osprey,Pelican,Petrel',
  stars: 'Altair,Bellatrix,Capella,Deneb,Elnath,Fomalhaut,Hadar,Izar,Mira,Rigel,Sirius,Vega',
};

/** Words that the gold may not use as names. */
const reserved = new Set(
  'and any bool case count else endif enum exists false float forall function if in include int intersect let list max min mod not of or output par real set solve sum test then true tuple type union var where xor div diff default time position data pairs maximize minimize either ignore missing soft implied circuit inverse'.split(
    ' ',
  ),
);

/** An identifier made of a name. */
export function identifier(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .replace(/[^\x20-\x7e]/gu, '')
    .toLowerCase()
    .trim()
    .replace(/\s+/gu, '_');
  return reserved.has(plain) || !/^[a-z]\w/u.test(plain) ? `m_${plain}` : plain;
}

/**
 * Things for one text.
 * @param source names with commas between; `@pool` for one of the pools; `~` first: no article
 */
export function things(random: Random, source: string, count: number, inOrder = false): Thing[] {
  const isPool = source.startsWith('@');
  const isMass = source.startsWith('~');
  const text = isPool ? (pools[source.slice(1)] ?? '') : source.replace(/^~/u, '');
  const names = text.split(',').map((name) => name.trim());
  const from = random.integer(0, Math.max(0, names.length - count));
  const chosen = inOrder ? names.slice(from, from + count) : random.sample(names, count);
  const words = chosen.flatMap((name) => name.toLowerCase().split(' '));
  const isAlone = (word: string): boolean => words.filter((other) => other === word.toLowerCase()).length === 1;
  const isShort = random.chance(0.4);
  return chosen.map((name) => {
    const bare = name.replace(/^the /u, '');
    const parts = bare.split(' ');
    const [first = '', last = ''] = [parts[0], parts.at(-1)];
    const isName = isPool || /^\p{Lu}/u.test(bare);
    const short = parts.length === 2 && isShort ? (isName ? first : last) : undefined;
    const isTitle = /^(?:Ms|Mr|Mrs|Dr|Line|week)$/u.test(first);
    const usable = short !== undefined && !isTitle && short.length > 3 && isAlone(short);
    return {
      id: identifier(bare),
      forms: usable ? [bare, short] : [bare],
      hasArticle: (!isName && !isMass) || name.startsWith('the '),
    };
  });
}

