import { describe, expect, it } from 'vitest';
import { ModelError, type Complete, type Message } from '../../server/src/model';
import { synthesize, type Asking, type Trial } from '../../server/src/synthesize';
import { bakery, replyWith, replyWithConstraint } from './bakery';

/** A model that replies as told, and what it was asked. */
function scripted(...replies: readonly string[]): { readonly complete: Complete; readonly asked: Message[][] } {
  const asked: Message[][] = [];
  const complete: Complete = (messages) => {
    const reply = replies[asked.length];
    asked.push([...messages]);
    return reply === undefined ? Promise.reject(new ModelError('The script has ended.')) : Promise.resolve(reply);
  };
  return { complete, asked };
}

/** Takes the number behind the first "<=" for the optimum, so that models differ by what they say. */
function trial(model: string): Promise<Trial> {
  const objective = Number(/<= (\d+);/.exec(model)?.[1] ?? 0);
  return Promise.resolve({ status: 'optimal', objective, errors: [] });
}

const last = (messages: readonly Message[] | undefined): string => messages?.at(-1)?.content ?? '';

describe('reading with a model of the user', () => {
  it('takes a right reply, with its words and what it is sure of', async () => {
    const { complete, asked } = scripted(replyWith(), `Here it is:\n\`\`\`json\n${replyWith()}\n\`\`\``);
    const told: Asking[] = [];
    const onAsking = (asking: Asking): void => void told.push(asking);
    const reading = await synthesize(bakery, complete, trial, { samples: 3, repairs: 2, onAsking });
    expect(reading.findings).toEqual([]);
    expect(reading.confidence).toBeCloseTo(2.5 / 3);
    expect(reading.graph.variables.map(({ name }) => name)).toEqual(['tray of baguettes', 'brioche']);
    expect(reading.graph.constraints.map(({ span }) => bakery.slice(span.start, span.end))).toEqual([
      '300 kg of flour',
      '120 oven hours',
      'at least that many',
    ]);
    // Two of three agree: a third could not change that.
    expect(told).toEqual([
      { sample: 1, samples: 3, repair: 0 },
      { sample: 2, samples: 3, repair: 0 },
    ]);
    expect(last(asked[0])).toContain(bakery);
  });

  it('has what is at odds with the text mended, and says where', async () => {
    const wrong = replyWith({
      constraints: [
        { quotes: ['300 kg of sugar'], force: 'asked', expression: '4*baguette + 3*brioche <= 300' },
        { quotes: ['120 oven hours'], force: 'asked', expression: '2*baguette + rye <= 125' },
      ],
    });
    const { complete, asked } = scripted(wrong, replyWith());
    const reading = await synthesize(bakery, complete, trial, { samples: 1, repairs: 2 });
    expect(reading.findings).toEqual([]);
    expect(asked).toHaveLength(2);
    expect(last(asked[1]).split('\n').slice(1, -1)).toEqual([
      '- constraints[1] (2*baguette + rye <= 125): no name rye',
      '- constraints[0] (4*baguette + 3*brioche <= 300): "300 kg of sugar" does not stand in the text',
      '- constraints[1] (2*baguette + rye <= 125): 125 is no number of the text (write `125` if everybody knows it)',
      expect.stringMatching(/^- nothing is said of 120 in /),
      expect.stringMatching(/^- nothing is said of 1 hour|^- nothing is said of 10 in /),
      expect.stringMatching(/^- nothing is said of “.*at least/),
    ]);
  });

  it("has the compiler's errors mended at the line they are of", async () => {
    const broken = replyWithConstraint(1, '2*baguette + 1*brioche <= 120 /\\ 10');
    const compile = (model: string): Promise<Trial> => {
      const at = model.indexOf('/\\');
      const errors = at < 0 ? [] : [{ span: { start: at, end: at + 1 }, message: 'Type error: no bool.' }];
      return at < 0 ? trial(model) : Promise.resolve({ status: 'error', objective: null, errors });
    };
    const { complete, asked } = scripted(broken, replyWith());
    await synthesize(bakery, complete, compile, { samples: 1, repairs: 1 });
    expect(last(asked[1])).toContain(
      '- constraints[1] (2*baguette + 1*brioche <= 120 /\\ 10): the compiler: Type error: no bool.',
    );
  });

  it('goes with the outcome that most readings come to, and says where they differ', async () => {
    const other = replyWithConstraint(0, '4*baguette + 3*brioche <= 120');
    const options = { samples: 3, repairs: 0 };
    const most = await synthesize(bakery, scripted(other, replyWith(), replyWith()).complete, trial, options);
    expect(most.findings).toEqual([]);
    expect(most.confidence).toBeCloseTo(2.5 / 4);
    const third = replyWithConstraint(0, '4*baguette + 3*brioche <= 30');
    const { findings, confidence } = await synthesize(
      bakery,
      scripted(other, third, replyWith()).complete,
      trial,
      options,
    );
    // As many for each: the one with nothing against it.
    expect(findings.map(({ message }) => message)).toEqual([
      'Your model read this text 3 times and came to different answers; this is one of them. Look at what it became.',
    ]);
    expect(confidence).toBeCloseTo(1.5 / 4);
  });

  it('asks once whether no solution and no limit are meant, and believes it then', async () => {
    const infeasible = (): Promise<Trial> => Promise.resolve({ status: 'infeasible', objective: null, errors: [] });
    const { complete, asked } = scripted(replyWith(), replyWith());
    const reading = await synthesize(bakery, complete, infeasible, { samples: 1, repairs: 3 });
    expect(asked).toHaveLength(2);
    expect(last(asked[1])).toContain('it has no solution');
    expect(reading.graph.constraints).toHaveLength(3);
  });

  it('asks the question of a text that lacks something, and knows a text that is no problem', async () => {
    const question = 'How much flour is there?';
    const missing = [{ what: 'limit', quotes: ['flour'], question }];
    const lacking = replyWith({ missing: [{ ...missing[0], quotes: ['300 kg of flour'] }] });
    const reading = await synthesize(bakery, scripted(lacking).complete, trial, { samples: 1, repairs: 0 });
    expect(reading.findings.filter((finding) => finding.question !== undefined)).toEqual([
      { kind: 'missing-limit', span: { start: 10, end: 25 }, message: question, question },
    ]);
    const none = JSON.stringify({ problem: false });
    const nothing = await synthesize('It rained.', scripted(none).complete, trial, { samples: 1, repairs: 0 });
    expect(nothing.findings.map(({ kind }) => kind)).toEqual(['not-a-problem']);
  });

  it('leaves what was not mended as warnings on the words', async () => {
    const text = bakery.replace('What should', 'At most 7 of us help. What should');
    const { complete } = scripted(replyWith());
    const { findings, confidence } = await synthesize(text, complete, trial, { samples: 1, repairs: 0 });
    expect(findings.map(({ kind, span }) => `${kind}: ${text.slice(span.start, span.end)}`)).toEqual([
      'missing-limit: At most',
      'unused-quantity: 7',
    ]);
    expect(confidence).toBeCloseTo(0.75 * 0.75);
  });

  it('gives nothing where nothing could be verified', async () => {
    const error = (): Promise<Trial> =>
      Promise.resolve({ status: 'error', objective: null, errors: [{ span: { start: 0, end: 0 }, message: 'No.' }] });
    const never = synthesize(bakery, scripted(replyWith(), 'I cannot.').complete, error, { samples: 2, repairs: 0 });
    await expect(never).rejects.toThrow(
      new ModelError('In 2 replies nothing that your model wrote can be used, since the compiler: No..'),
    );
    await expect(synthesize(bakery, scripted().complete, trial, { samples: 2, repairs: 0 })).rejects.toThrow(
      'The script has ended.',
    );
    await expect(
      synthesize('a '.repeat(30_000), scripted().complete, trial, { samples: 1, repairs: 0 }),
    ).rejects.toThrow('longer than');
  });

  it('keeps what was verified before the model failed', async () => {
    const { complete, asked } = scripted(replyWith());
    const reading = await synthesize(bakery, complete, trial, { samples: 3, repairs: 1 });
    expect(asked).toHaveLength(2);
    expect(reading.graph.constraints).toHaveLength(3);
    expect(reading.confidence).toBeCloseTo(0.75);
    const doubtful = replyWith({ ignore: ['7'] });
    expect(
      (await synthesize(bakery, scripted(doubtful).complete, trial, { samples: 1, repairs: 1 })).findings,
    ).toHaveLength(1);
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const complete: Complete = (_messages, _schema, _options, signal) =>
      new Promise((_done, fail) => {
        signal?.addEventListener('abort', () => {
          fail(signal.reason as Error);
        });
        controller.abort();
      });
    const running = synthesize(bakery, complete, trial, { samples: 3, repairs: 2 }, controller.signal);
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('does not ask about a text without words', async () => {
    const { complete, asked } = scripted();
    const reading = await synthesize('# only a comment\n', complete, trial, { samples: 3, repairs: 2 });
    expect(reading.findings.map(({ kind }) => kind)).toEqual(['empty']);
    expect(asked).toEqual([]);
  });
});
