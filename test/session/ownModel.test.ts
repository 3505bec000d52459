import fc from 'fast-check';
import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openSession, type OwnModel, type Session, type SolveProgress } from '../../server/src/session';
import { applyEdits } from '../../server/src/text';
import { decoderFolder } from '../model/decoder/tinyDecoder';
import { scriptedServer, type Answer, type ScriptedServer } from '../model/scriptedServer';
import { bakery, bakeryModel, replyWith, replyWithConstraint } from '../synthesize/bakery';
import { makeFolder } from './folder';

const folder = makeFolder();
const session: Session = openSession();
const servers: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
afterAll(async () => {
  await session.dispose();
  folder.remove();
});

/** Has problems read by a server that replies as told. */
async function readWith(
  options: Partial<Pick<OwnModel, 'samples' | 'repairs' | 'trialMs'>>,
  ...replies: readonly Answer[]
): Promise<ScriptedServer> {
  const server = await scriptedServer(...replies);
  servers.push(server);
  const ownModel: OwnModel = { source: 'server', url: server.url, name: '', samples: 1, repairs: 1, ...options };
  session.configure({ minizinc: undefined, memoryLimitMb: undefined, ownModel });
  return server;
}

let files = 0;
const problem = (text: string): string => folder.write(`p${String(++files)}.problem`, text);
const options = { solver: 'auto', data: [], timeLimitMs: 60_000 } as const;

describe('problems read by a model of the user', () => {
  it('are solved as the embedded model has them solved, and asked for once', async () => {
    const server = await readWith({}, replyWith());
    const file = problem(bakery);
    const told: SolveProgress[] = [];
    const outcome = await session.solve(file, { ...options, onProgress: (progress) => told.push(progress) });
    expect(outcome).toMatchObject({
      status: 'optimal',
      objective: 2100,
      solution: { 'tray of baguettes': 30, brioche: 60 },
      diagnostics: [],
    });
    expect(told).toContainEqual({ kind: 'stage', stage: 'reading', detail: 'your model, a reply' });
    const synthesis = await session.synthesize(file);
    expect(synthesis.model).toContain('constraint 4 * tray_of_baguettes + 3 * brioche <= 300;');
    expect(synthesis.trace.some(({ role, prose }) => role === 'constraint' && prose !== null)).toBe(true);
    expect(await session.check(file)).toEqual([]);
    expect(server.asked).toHaveLength(1);
    expect((await session.engines()).model).toBe('your own, of a server on this machine');
  });

  it('say what the things of a family are called', async () => {
    const reply = {
      sets: [
        {
          id: 'projects',
          quotes: ['projects'],
          members: ['library', 'clinic'].map((id) => ({ id, quotes: [id] })),
        },
      ],
      data: [{ id: 'reach', sets: ['projects'], quotes: ['reach'], values: [9, 15] }],
      variables: [{ id: 'fund', sets: ['projects'], quotes: ['Fund'], type: 'bool' }],
      objective: { direction: 'maximize', quotes: ['most'], expression: 'sum(p in projects)(reach[p]*fund[p])' },
      constraints: [{ quotes: ['not both'], expression: 'not (fund[library] /\\ fund[clinic])' }],
    };
    await readWith({}, JSON.stringify(reply));
    const text = 'Fund projects: the library or the clinic, not both. They reach 9 and 15 people. Serve most.';
    expect(await session.solve(problem(text), options)).toMatchObject({
      objective: 15,
      solution: { Fund: [false, true] },
      axes: { Fund: [['library', 'clinic']] },
    });
  });

  it("are mended by the compiler's own error", async () => {
    const server = await readWith({}, replyWithConstraint(1, '2*baguette + max(brioche) <= 120'), replyWith());
    expect(await session.solve(problem(bakery), options)).toMatchObject({ status: 'optimal', objective: 2100 });
    const messages = server.asked[1]?.body['messages'] as readonly { readonly content: string }[];
    expect(messages.at(-1)?.content).toMatch(
      /- constraints\[1\] \(2\*baguette \+ max\(brioche\) <= 120\): the compiler: .*no function or predicate/i,
    );
  });

  it('are what most replies come to', async () => {
    const wrong = replyWithConstraint(0, '4*baguette + 4*brioche <= 300');
    const server = await readWith({ samples: 3, repairs: 0 }, wrong, replyWith(), replyWith());
    const file = problem(bakery);
    expect(await session.solve(file, options)).toMatchObject({ status: 'optimal', objective: 2100 });
    expect((await session.synthesize(file)).confidence).toBeCloseTo(2.5 / 4);
    expect(server.asked).toHaveLength(3);
  });

  it('have conflicts and repairs in words, tried without asking again', async () => {
    const text = bakery.replace('ordered 10 trays', 'ordered 110 trays');
    const many = replyWithConstraint(2, 'brioche >= 110');
    const server = await readWith({ repairs: 0 }, many);
    const file = problem(text);
    const outcome = await session.explain(file, options);
    expect(outcome.status).toBe('infeasible');
    expect(outcome.conflicts[0]?.parts.map((part) => part.text)).toEqual(['300 kg of flour', 'at least that many']);
    const fixed = outcome.repairs.map(({ edits }) => applyEdits(text, edits));
    expect(fixed).toContain(text.replace('110 trays', '100 trays'));
    const right = fixed.find((each) => each.includes('100 trays')) ?? '';
    session.setText(file, right);
    expect((await session.solve(file, options)).status).toBe('optimal');
    expect(server.asked).toHaveLength(1);
  });

  it('are read by a language model in a folder', async () => {
    const models = await decoderFolder({ script: replyWith() });
    const own = { source: 'folder', folder: models, name: '', samples: 1, repairs: 0 } as const;
    session.configure({ minizinc: undefined, memoryLimitMb: undefined, ownModel: own });
    const file = problem(bakery);
    expect(await session.solve(file, options)).toMatchObject({ status: 'optimal', objective: 2100, diagnostics: [] });
    expect((await session.engines()).model).toBe(`${basename(models)}, of a folder on this machine`);
    session.configure({ minizinc: undefined, memoryLimitMb: undefined, ownModel: { ...own, folder: folder.path } });
    expect((await session.solve(problem(bakery), options)).diagnostics.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^The folder .* has no config\.json: it holds no language model as Hugging Face has them\. /u,
      ),
    ]);
    rmSync(models, { recursive: true });
  });

  it('ask when what is missing is needed', async () => {
    const question = 'How many trays of brioche?';
    await readWith({}, replyWith({ missing: [{ what: 'limit', quotes: ['at least that many'], question }] }));
    const outcome = await session.solve(problem(bakery), options);
    expect(outcome.status).toBe('incomplete');
    expect(outcome.questions.map(({ text }) => text)).toEqual([question]);
  });

  it('are in error where the model fails, and nothing is guessed', async () => {
    await readWith({ samples: 1, repairs: 0 }, 'Sorry.');
    const outcome = await session.solve(problem(bakery), options);
    expect(outcome).toMatchObject({ status: 'error', solution: {} });
    expect(outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'own-model-failed: Nothing that your model wrote can be used, since the reply is no JSON object: write the JSON alone, complete and without comments. Without modelwright.model.source (--model-url, --model-folder) the embedded model reads.',
    ]);
  });

  it('are in error where what the model wrote never ends compiling', async () => {
    const endless = 'sum(i, j, k in 1..`100000`)(i*j*k*baguette) <= 120';
    await readWith({ samples: 1, repairs: 0, trialMs: 500 }, replyWithConstraint(1, endless));
    const outcome = await session.solve(problem(bakery), options);
    expect(outcome.diagnostics.map(({ message }) => message)).toEqual([
      expect.stringMatching(/since the compiler: it takes longer than 0.5 seconds to compile/),
    ]);
  });

  it('are read by the embedded model as one types', async () => {
    const server = await readWith({});
    const file = problem(bakery);
    await session.check(file);
    await session.synthesize(file, undefined, { background: true });
    await session.solve(file, { ...options, background: true });
    expect(server.asked).toEqual([]);
  });

  it('stop when they are cancelled', async () => {
    const server = await readWith({}, () => undefined);
    const controller = new AbortController();
    const reached = server.next();
    const running = session.solve(problem(bakery), options, controller.signal);
    await reached;
    controller.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('compile whatever a model writes of them, or are not used', async () => {
    const side = fc.constantFrom(
      'baguette',
      'brioche',
      '4*baguette',
      '`2`*brioche',
      '25%*(baguette + brioche)',
      '120 div 4',
      'max(baguette, 10)',
      'abs(baguette - brioche)',
      'total',
      '1/3*baguette',
      'bool2int(baguette > 3)',
    );
    const comparison = fc
      .tuple(side, fc.constantFrom('<=', '>=', '=', '<', '!='), side)
      .map((parts) => parts.join(' '));
    const constraint = fc.oneof(
      comparison,
      fc
        .tuple(comparison, fc.constantFrom('/\\', '\\/', '->', '<->', 'xor'), comparison)
        .map(([a, by, b]) => `(${a}) ${by} not (${b})`),
      fc.constantFrom(
        'forall(i in 1..3)(baguette >= i)',
        'exists(i, j in 1..3 where i < j)(i*baguette = j*brioche)',
        'all_different([baguette, brioche])',
        'sum(i in 1..4)(i*baguette) <= 120',
      ),
    );
    const text = `${bakery} A quarter, 25% and a third are numbers too.`;
    await fc.assert(
      fc.asyncProperty(fc.array(constraint, { minLength: 1, maxLength: 3 }), async (expressions) => {
        const constraints = [
          ...bakeryModel.constraints,
          ...expressions.map((expression) => ({ quotes: ['numbers too'], expression })),
        ];
        const lets = [{ id: 'total', quotes: [], expression: 'baguette + brioche' }];
        const server = await readWith({ samples: 1, repairs: 0 }, replyWith({ constraints, lets }));
        const file = problem(text);
        const { model, diagnostics } = await session.synthesize(file);
        expect(model, JSON.stringify(diagnostics)).not.toBeNull();
        expect(server.asked).toHaveLength(1);
      }),
      { numRuns: 12, seed: 3 },
    );
  });
});
