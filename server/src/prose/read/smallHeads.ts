import type { Tensor, Tensors } from '../../model';
import type { Document } from './document';
import { featuresOf, gramsPerToken } from './features';
import { logSoftmaxRows, outputOf, relations, rowClasses, rowOperators, sigmoid, tagCount, type Heads } from './heads';
import { vocabularyOf } from './vocabulary';

/** A network. */
interface Network {
  run(inputs: Tensors): Promise<Tensors>;
}

let vocabulary: ReadonlyMap<string, number> | undefined;

/** What the small network of rows says of a document. Throws when its outputs do not fit. */
export async function smallHeadsOf(document: Document, network: Network): Promise<Heads> {
  vocabulary ??= vocabularyOf();
  const features = featuresOf(document.tokens, document.sentences, document.numbers, vocabulary);
  const flat = (data: Int32Array): Tensor => ({ dims: [1, features.length], data });
  const outputs = await network.run({
    word: flat(features.word),
    gram: { dims: [1, features.length, gramsPerToken], data: features.gram },
    shape: flat(features.shape),
    count: flat(features.count),
    place: flat(features.place),
    number: flat(features.number),
    stem: flat(features.stem),
    sentence: flat(features.sentence),
    unit: flat(features.unit),
  });
  const positions = features.length;
  const take = (name: string, size: number): Float32Array => outputOf(outputs, name, size);
  const tag = logSoftmaxRows(take('tag', positions * tagCount), tagCount);
  const classes = logSoftmaxRows(take('rowClass', positions * rowClasses.length), rowClasses.length);
  const operator = logSoftmaxRows(take('operator', positions * rowOperators.length), rowOperators.length);
  const divisible = take('divisible', positions);
  const pair = take('pair', relations.length * positions * positions);
  const direction = logSoftmaxRows(take('direction', 2), 2);
  const problem = logSoftmaxRows(take('problem', 2), 2);
  return {
    positions,
    tag: (position, index) => tag[position * tagCount + index] ?? -Infinity,
    rowClass: (position, rowClass) =>
      Math.exp(classes[position * rowClasses.length + rowClasses.indexOf(rowClass)] ?? -Infinity),
    operator: (position) =>
      rowOperators.map((_, index) => Math.exp(operator[position * rowOperators.length + index] ?? -Infinity)),
    divisible: (position) => sigmoid(divisible[position] ?? 0),
    pair: (relation, one, two) => pair[(relations.indexOf(relation) * positions + one) * positions + two] ?? -Infinity,
    maximize: Math.exp(direction[1] ?? -Infinity),
    isAll: 1,
    problem: Math.exp(problem[1] ?? -Infinity),
  };
}
