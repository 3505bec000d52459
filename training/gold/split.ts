import type { GoldRecord } from './record';

export type Part = 'train' | 'dev' | 'test' | 'classics';

/**
 * Voices and domains that are never trained on. Whole ones, so that a figure on them says how new people with new
 * matters are read, not how well phrases were remembered.
 */
const held: Readonly<
  Record<'dev' | 'test' | 'classics', { readonly voices: readonly string[]; readonly domains: readonly string[] }>
> = {
  test: {
    voices: [
      'non-native speaker',
      'dictated voice memo',
      'newspaper reporter',
      'ticket in an issue tracker',
      "professor's exam",
      'procurement tender',
    ],
    domains: ['spice trade', 'veterinary practice', 'ferry line', 'glassworks', 'escape room', 'cloud data centre'],
  },
  // What newcomers type first: tours, packing, rosters, stocks over months, job shops, timetables, blends, depots.
  classics: { voices: ['first-time user'], domains: [] },
  dev: {
    voices: [
      "student's homework sheet",
      'minutes of a meeting',
      'teenager',
      "foreman's note",
      'committee secretary',
      'plain-language leaflet',
    ],
    domains: ['brewery', 'fitness studio', 'taxi fleet', 'shoe maker', 'choir tour', 'landscaping'],
  },
};

/** The part of the corpus that a problem belongs to: test before dev before classics before train. */
export function partOf({ voice, domain }: Pick<GoldRecord, 'voice' | 'domain'>): Part {
  for (const part of ['test', 'dev', 'classics'] as const) {
    if (held[part].voices.includes(voice) || held[part].domains.includes(domain)) return part;
  }
  return 'train';
}

/**
 * Whether a problem was written by one of some writers.
 * @param writers names with commas between them; ids begin with the name
 */
export function isBy(writers: string | undefined, id: string): boolean {
  return writers?.split(',').includes(id.split('-')[0] ?? '') ?? false;
}
