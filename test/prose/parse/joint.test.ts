import loadGlpk from 'glpk.js/node';
import { describe, expect, it } from 'vitest';
import { chooseJointly } from '../../../server/src/prose/parse/joint';

const glpk = await loadGlpk();

describe('the joint choice of readings', () => {
  it('keeps a statement that is surely told, however unsure its reading is', () => {
    const options = [-4, -4.5].map((logProbability) => ({ logProbability, numbers: [] }));
    expect(chooseJointly(glpk, [{ logOdds: 2, options, shares: false }], [], new Set())).toEqual([0]);
  });

  it('leaves out what is hardly told, unless a number would be left unused', () => {
    const options = [{ logProbability: -0.1, numbers: [7] }];
    const choice = { logOdds: -1, options, shares: false };
    expect(chooseJointly(glpk, [choice], [7], new Set([7]))).toEqual([undefined]);
    expect(chooseJointly(glpk, [choice], [7], new Set())).toEqual([0]);
  });

  it('prefers the reading that takes the number no other one takes', () => {
    const one = { logOdds: 4, options: [{ logProbability: -0.1, numbers: [3] }], shares: false };
    const other = {
      logOdds: 4,
      options: [
        { logProbability: -0.6, numbers: [3] },
        { logProbability: -0.9, numbers: [5] },
      ],
      shares: false,
    };
    expect(chooseJointly(glpk, [one, other], [3, 5], new Set())).toEqual([0, 1]);
  });
});
