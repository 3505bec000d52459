import { describe, expect, it } from 'vitest';
import { ProgramState, type Kinds, type Symbol } from '../../../server/src/prose/program';

// Places 1 and 2: members of the sets 0 and 1; 3: a family over both whose values are numbers; 4: a family over the
// first set that chooses a member of the second; 5: the first set, 6: the second.
const kinds: Kinds = {
  set: (place) => ({ 5: 0, 6: 1 })[place],
  member: (place) => ({ 1: 0, 2: 1 })[place],
  elementOf: (set) => ({ member: set }),
  accessed: (to, place) => {
    if (to !== 'family') return undefined;
    if (place === 3) return { axes: [0, 1], value: 'number' };
    return place === 4 ? { axes: [0], value: { member: 1 } } : undefined;
  },
  single: () => undefined,
};

const end: Symbol = { kind: 'end' };
const operator = (name: '<=' | '=' | '+'): Symbol => ({ kind: 'operator', operator: name });
const member: Symbol = { kind: 'reference', to: 'member' };
const family: Symbol = { kind: 'reference', to: 'family' };
const set: Symbol = { kind: 'reference', to: 'set' };

function after(...steps: readonly (readonly [Symbol, number?])[]): ProgramState {
  return steps.reduce((state, [symbol, place]) => state.after(symbol, place), ProgramState.of('constraint', kinds));
}

describe('programs that know what is declared', () => {
  it('give a family one thing of each of its sets, in their order', () => {
    const begun = after([operator('<=')], [family, 3]);
    expect(begun.allows(member, 1)).toBe(true);
    expect(begun.allows(member, 2)).toBe(false);
    expect(begun.allows(end)).toBe(false);
    const one = begun.after(member, 1);
    expect(one.allows(member, 2)).toBe(true);
    expect(one.after(member, 2).allows(end)).toBe(true);
    expect(one.after(member, 2).allows(member, 2)).toBe(false);
  });

  it('know what an index runs over', () => {
    const forall: Symbol = { kind: 'over', quantifier: 'forall' };
    const index: Symbol = { kind: 'index', depth: 0 };
    const inside = (place: number): ProgramState =>
      after([forall], [set, place], [{ kind: 'body' }], [operator('<=')], [family, 3]);
    expect(inside(5).allows(index)).toBe(true);
    expect(inside(6).allows(index)).toBe(false);
  });

  it('compare like with like', () => {
    const number: Symbol = { kind: 'number' };
    const chosen = after([operator('=')], [family, 4], [member, 1], [end]);
    expect(chosen.allows(member, 2)).toBe(true);
    expect(chosen.allows(member, 1)).toBe(false);
    expect(chosen.allows(number, 9)).toBe(false);
    expect(after([operator('<=')], [operator('+')]).allows(family, 4)).toBe(false);
  });

  it('take anything well formed where nothing is known', () => {
    expect(
      after([operator('<=')], [family, 3])
        .untyped()
        .allows(member, 2),
    ).toBe(true);
    expect(ProgramState.of('constraint').after(operator('<=')).after(family, 3).allows(member, 2)).toBe(true);
  });
});
