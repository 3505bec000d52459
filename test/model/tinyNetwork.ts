import { bytes, number } from './protobuf';

const elementType = { float32: 1, int32: 6, int64: 7, bool: 9, double: 11 } as const;
export type ElementType = keyof typeof elementType;

/** ValueInfoProto of a tensor with one dimension of any length. */
function vector(name: string, type: ElementType): Buffer {
  const anyLength = bytes(2, bytes(1, bytes(2, 'n')));
  return Buffer.concat([bytes(1, name), bytes(2, bytes(1, Buffer.concat([number(1, elementType[type]), anyLength])))]);
}

/** An ONNX file of one operator: `c = operator(a, b)`, or `c = operator(a)` with a single input. */
export function onnxFile(operator: string, inputs: readonly string[], type: ElementType): Buffer {
  const node = Buffer.concat([...inputs.map((name) => bytes(1, name)), bytes(2, 'c'), bytes(4, operator)]);
  const graph = Buffer.concat([
    bytes(1, node),
    bytes(2, 'tiny'),
    ...inputs.map((name) => bytes(11, vector(name, type))),
    bytes(12, vector('c', type)),
  ]);
  return Buffer.concat([number(1, 7), bytes(7, graph), bytes(8, number(2, 13))]); // IR version 7, operator set 13
}
