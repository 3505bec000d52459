import { afterAll, describe, expect, it } from 'vitest';
import type { FlatZinc } from '../../server/src/flatzinc';
import { exportSmtLib } from '../../server/src/solvers/export';
import { Engine } from '../../server/src/solvers/z3/engine';
import { float, model } from '../flatzinc/build';

const engine = new Engine();
afterAll(() => engine.stop());

/** A bakery whose two constraints know where they come from. */
function bakery(): FlatZinc {
  const monday: Record<string, string> = { day: 'Mon' };
  const plain = model(
    { rye: '0..20', sourdough: '0..1000' },
    [
      ['int_lin_le', [2, 3], ['rye', 'sourdough'], 60],
      ['int_le', 4, 'rye'],
    ],
    { maximize: 'sourdough' },
  );
  const texts = ['2 * rye + 3 * sourdough <= oven', 'rye >= 4'];
  return {
    ...plain,
    constraints: plain.constraints.map((constraint, place) => ({
      ...constraint,
      origin: {
        file: '/bakery.mzn',
        range: { start: { line: place, character: 0 }, end: { line: place, character: 9 } },
        text: texts[place] ?? '',
        indices: place === 1 ? monday : {},
      },
    })),
  };
}

describe('SMT-LIB', () => {
  it('reads like the model', () => {
    expect(exportSmtLib(bakery())).toEqual({
      kind: 'text',
      text: [
        '; Made by Modelwright',
        '(set-option :produce-models true)',
        '(declare-const rye Int)',
        '(declare-const sourdough Int)',
        '(assert (>= rye 0))',
        '(assert (<= rye 20))',
        '(assert (>= sourdough 0))',
        '(assert (<= sourdough 1000))',
        '; 2 * rye + 3 * sourdough <= oven',
        '(assert (<= (+ (* 2 rye) (* 3 sourdough)) 60))',
        '; rye >= 4 (day = Mon)',
        '(assert (<= (* (- 1) rye) (- 4)))',
        '(maximize sourdough)',
        '(check-sat)',
        '(get-model)',
        '',
      ].join('\n'),
    });
  });

  it('is read back by Z3', async () => {
    const exported = exportSmtLib(bakery());
    const answer = await engine.evaluate(exported.kind === 'text' ? exported.text : '', true);
    expect(answer).toMatch(/^sat/);
    expect(answer.replace(/\s+/g, ' ')).toContain('(define-fun sourdough () Int 17)');
  });

  it('keeps decimal numbers exact', () => {
    const exported = exportSmtLib(model({ x: 'float' }, [['float_lin_le', [float(0.1)], ['x'], float(7.5)]]));
    expect(exported.kind === 'text' && exported.text).toContain(
      '(assert (<= (+ 0.0 (* (/ 1.0 10.0) x)) (/ 15.0 2.0)))',
    );
  });

  it('says what it cannot express', () => {
    expect(exportSmtLib(model({ x: 'float', y: 'float' }, [['float_sin', 'x', 'y']]))).toEqual({
      kind: 'impossible',
      reason: 'SMT-LIB cannot express this model. Z3 cannot take the constraint float_sin.',
    });
  });
});
