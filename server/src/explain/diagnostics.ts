import type { Conflict, ConflictPart } from '../outcome';
import type { Diagnostic } from '../text';

/** One error for each place in each conflict; the loop values of all its instances there are in the message. */
export function conflictDiagnostics(conflicts: readonly Conflict[]): readonly Diagnostic[] {
  return conflicts.flatMap(({ parts }) => {
    const places = placesOf(parts);
    return places.map((place): Diagnostic => {
      const others = places.filter((other) => other !== place);
      return {
        file: place.file,
        range: place.range,
        severity: 'error',
        code: 'conflict',
        message: messageOf(place, others.length),
        related: [
          ...place.calls.map(({ file, range, text }) => ({ file, range, message: `Called here: ${oneLine(text)}` })),
          ...others.map(({ file, range, text, loops }) => ({
            file,
            range,
            message: `In conflict with it: ${oneLine(text)}${loops}`,
          })),
        ],
      };
    });
  });
}

type Call = NonNullable<ConflictPart['calls']>[number];

interface Place extends Pick<ConflictPart, 'file' | 'range' | 'text' | 'kind' | 'hard'> {
  readonly count: number;
  /** ` (i=1, d=Tue; i=2, d=Tue)`, or nothing. */
  readonly loops: string;
  /** The calls that lead here, each once, the innermost first. */
  readonly calls: readonly Call[];
}

function placesOf(parts: readonly ConflictPart[]): readonly Place[] {
  const places = new Map<string, ConflictPart[]>();
  for (const part of parts) {
    const key = JSON.stringify([part.file, part.range]);
    const same = places.get(key);
    if (same) same.push(part);
    else places.set(key, [part]);
  }
  return [...places.values()].flatMap((instances) => {
    const [first] = instances;
    if (!first) return [];
    const loops = instances.map(({ indices }) => loopValues(indices)).filter((values) => values !== '');
    const calls = instances.flatMap(({ calls: own = [] }) => [...own].reverse());
    return [
      {
        ...first,
        count: instances.length,
        loops: loops.length > 0 ? ` (${loops.join('; ')})` : '',
        calls: [...new Map(calls.map((call) => [JSON.stringify([call.file, call.range]), call])).values()],
      },
    ];
  });
}

function messageOf(place: Place, others: number): string {
  const { count, loops } = place;
  if (others > 0) {
    const rest = others === 1 ? 'one other' : `${others} others`;
    return `In conflict with ${rest}${loops}: they cannot all hold. ${adviceFor(place)}`;
  }
  if (count > 1) return `In conflict with itself${loops}: these cases cannot all hold. Change or remove it.`;
  return `This can never hold${loops}. Change or remove it.`;
}

function adviceFor({ kind = 'constraint', hard }: Place): string {
  switch (kind) {
    case 'constraint':
      return hard ? 'This one must hold: change or remove one of the others.' : 'Change or remove one of them.';
    case 'domain':
      return 'Widen this domain, or change or remove one of the others.';
    case 'data':
      return 'Change this number, or change or remove one of the others.';
    default:
      return kind satisfies never;
  }
}

/** `i=2, d=Tue` */
export function loopValues(indices: Readonly<Record<string, string>>): string {
  return Object.entries(indices)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
