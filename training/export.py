"""Writes the trained reader as three ONNX files (opset 14) with their manifest; weights are kept in 8 bits, and those of the
pretrained part are multiplied in 8 bits. python3 training/export.py --model FILE --version V"""
import argparse
import hashlib
import json
import os

import numpy as np
import onnx
import torch
import torch.nn as nn
from onnx import TensorProto, helper, numpy_helper

from model import DECLARED, INPUTS, PAIRS, ROW_PAIRS, SEEN, Reader

HEADS = ["names", "thing", "anchor", "pair", "document", "rowTags", "rowLimits", "rowPairs", "rowText"]


class Small(nn.Module):
    """An embedding in 8 bits; what is looked up is widened, and nothing else."""

    def __init__(self, weight):
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("values", torch.round(weight / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, at):
        return self.values[at].float() * self.scale[at]


class Encode(nn.Module):
    """All that is asked once of a text, the decoder's keys, values and biases among it."""

    def __init__(self, reader):
        super().__init__()
        self.encoder, self.decoder = reader.encoder, reader.decoder

    def forward(self, *inputs):
        states, *heads, rows = self.encoder(*inputs)
        kv, keys = self.decoder.of_text(states)
        named = dict(zip(INPUTS, inputs))
        return (states, *heads, *rows, kv, keys, *self.decoder.seen_from_all(named["shape"], {name: named[name] for name in SEEN}))


class Declare(nn.Module):
    """The second stage: states, keys and values of a text whose declarations are settled."""

    def __init__(self, reader):
        super().__init__()
        self.context, self.decoder = reader.context, reader.decoder

    def forward(self, before, declared, shape, *seen):
        states = self.context(before, declared, shape, *seen)
        return (states, *self.decoder.of_text(states))


class Step(nn.Module):
    """One step of all programs of a text; `parent` says which program of the step before each one goes on."""

    def __init__(self, reader):
        super().__init__()
        self.decoder = reader.decoder

    def forward(self, begins, kind, anchor, symbol, place, has, before, parent, states, kv, keys, past, seen, last):
        bias = seen[anchor].unsqueeze(2)
        text_bias, pointer_bias = bias[:, :self.decoder.heads], bias[:, self.decoder.heads:] + last[before].unsqueeze(2)
        begin = self.decoder.begin(kind, states[0, anchor])
        fed = self.decoder.embed(symbol, states[0, place], has)
        first = begins.unsqueeze(1)
        x = (first * begin + (1 - first) * fed).unsqueeze(1)
        past = past[:, :, parent]
        at = torch.zeros_like(anchor).unsqueeze(1) + past.shape[4]
        layers = [(past[n, 0], past[n, 1]) for n in range(len(self.decoder.layers))]
        out, pointers, kept = self.decoder(x, at, layers, torch.zeros(1, 1), kv, keys, text_bias, pointer_bias)
        return out[:, 0], pointers[:, :, 0], torch.stack([torch.stack(pair) for pair in kept])


# Products of whole numbers are added up in pairs in 16 bits by processors without VNNI: larger weights would overflow.
LARGEST_FACTOR = 63


def in_8_bits(value, axis, largest=127):
    """Whole numbers up to `largest` and what to multiply them by, a factor for each row or column along `axis`."""
    scale = np.maximum(np.abs(value).max(axis, keepdims=True), 1e-8) / largest
    return np.round(value / scale).astype(np.int8), scale.astype(np.float32)


def error(value, axis):
    whole, scale = in_8_bits(value, axis)
    return np.square(whole * scale - value).sum()


def whole_product(node, name, inputs):
    """x * weight in whole numbers, x rounded to 8 bits as it comes: what ONNX Runtime makes one kernel of
    (DynamicQuantizeMatMul)."""
    x, end = inputs[0], f"{name}_of_{node.output[0]}"
    return [
        helper.make_node("DynamicQuantizeLinear", [x], [f"{end}_x", f"{end}_unit", f"{end}_zero"]),
        helper.make_node("MatMulInteger", [f"{end}_x", f"{name}_8", f"{end}_zero"], [f"{end}_sum"]),
        helper.make_node("Cast", [f"{end}_sum"], [f"{end}_wide"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{end}_unit", f"{name}_scale"], [f"{end}_scale"]),
        helper.make_node("Mul", [f"{end}_wide", f"{end}_scale"], [node.output[0]]),
    ]


def shrink(path, whole):
    """Stores every large float matrix in 8 bits with a factor for each column or row, other large weights in 16. They are
    widened when the file is loaded (constant folded, so it costs nothing later); products with those of `whole` (by their
    values) are computed in whole numbers."""
    model = onnx.load(path)
    graph, kept, widened, products = model.graph, [], [], set()
    for weight in graph.initializer:
        value = numpy_helper.to_array(weight)
        name = weight.name
        if value.dtype != np.float32 or value.size < 1024:
            kept.append(weight)
        elif value.ndim == 2:
            product = value.tobytes() in whole
            axis = 0 if product else min((0, 1), key=lambda k: error(value, k))
            small, scale = in_8_bits(value, axis, LARGEST_FACTOR if product else 127)
            kept.append(numpy_helper.from_array(small, name + "_8"))
            kept.append(numpy_helper.from_array(scale[0] if product else scale, name + "_scale"))
            if product:
                products.add(name)
            else:
                widened.append(helper.make_node("Cast", [name + "_8"], [name + "_wide"], to=TensorProto.FLOAT))
                widened.append(helper.make_node("Mul", [name + "_wide", name + "_scale"], [name]))
        else:
            kept.append(numpy_helper.from_array(value.astype(np.float16), name + "_half"))
            widened.append(helper.make_node("Cast", [name + "_half"], [name], to=TensorProto.FLOAT))
    nodes = widened + [
        part
        for node in graph.node
        for part in (whole_product(node, node.input[1], node.input) if node.op_type == "MatMul" and node.input[1] in products else [node])
    ]
    graph.ClearField("node")
    graph.node.extend(nodes)
    graph.ClearField("initializer")
    graph.initializer.extend(kept)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def write(reader, out):
    """The three networks as ONNX, every weight in 32 bits but the word pieces in 8. Gives what is to be
    multiplied in whole numbers."""
    config = reader.config
    os.makedirs(out, exist_ok=True)
    length = 24
    inputs = [torch.randint(1, 8, (1, length)) for _ in INPUTS]
    language = reader.encoder.language
    whole = {w.detach().numpy().tobytes() for layer in language.layers for linear in (layer.qkv, layer.out, layer.f1, layer.f2) for w in (linear.weight, linear.weight.t().contiguous())}
    language.pieces = Small(language.pieces.weight.detach())
    encode, step = Encode(reader), Step(reader)
    outputs = ["states", *HEADS, "kv", "keys", "seen", "last"]
    axes = {name: {1: "pieces" if name in ("piece", "pieceOf") else "positions"} for name in [*INPUTS, "states", "names", "thing", "anchor", "rowTags", "rowLimits"]}
    axes.update(pair={2: "positions", 3: "positions"}, rowPairs={2: "positions", 3: "positions"}, kv={4: "positions"}, keys={3: "positions"}, seen={0: "positions", 2: "positions"}, last={0: "positions", 2: "positions"})
    with torch.no_grad():
        encoded = dict(zip(outputs, encode(*inputs)))
    torch.onnx.export(encode, tuple(inputs), f"{out}/encoder.onnx", input_names=INPUTS, output_names=outputs, dynamic_axes=axes, opset_version=14)
    named = dict(zip(INPUTS, inputs))
    feeds = dict(before=encoded["states"], declared=torch.zeros(1, length, DECLARED), **{name: named[name] for name in ("shape", *SEEN)})
    axes = {name: {1: "positions"} for name in [*feeds, "states"]}
    axes.update(kv={4: "positions"}, keys={3: "positions"})
    torch.onnx.export(Declare(reader), tuple(feeds.values()), f"{out}/context.onnx", input_names=list(feeds), output_names=["states", "kv", "keys"], dynamic_axes=axes, opset_version=14)
    many = 3
    some = lambda high: torch.randint(0, high, (many,))
    past = torch.zeros(config["decoder_layers"], 2, many, config["heads"], 2, config["width"] // config["heads"])
    feeds = dict(begins=torch.ones(many), kind=some(9), anchor=some(length), symbol=some(9), place=some(length), has=torch.ones(many), before=some(length), parent=some(many),
                 states=encoded["states"], kv=encoded["kv"], keys=encoded["keys"], past=past, seen=encoded["seen"], last=encoded["last"])
    axes = {name: {0: "programs"} for name in ("begins", "kind", "anchor", "symbol", "place", "has", "before")}
    axes.update(parent={0: "programs"}, states={1: "positions"}, kv={4: "positions"}, keys={3: "positions"}, past={2: "parents", 4: "steps"})
    axes.update({name: {0: "positions", 2: "positions"} for name in ("seen", "last")})
    axes.update(symbols={0: "programs"}, pointers={0: "programs", 2: "positions"}, kept={2: "programs", 4: "stepsAfter"})
    torch.onnx.export(step, tuple(feeds.values()), f"{out}/decoder.onnx", input_names=list(feeds), output_names=["symbols", "pointers", "kept"], dynamic_axes=axes, opset_version=14)
    return whole


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--model", default="training/build/reader.pt")
    p.add_argument("--out", default="server/models/parser")
    p.add_argument("--version", default="0.5.0")
    p.add_argument("--commit", default="")
    p.add_argument("--rows", default="server/models/parser/rows.onnx", help="the small network of rows, which ships beside")
    a = p.parse_args()
    saved = torch.load(a.model)
    config = saved["config"]
    reader = Reader(**{**config, "dropout": 0.0})
    reader.load_state_dict(saved["state"])
    reader.eval()
    parameters = sum(p.numel() for p in reader.parameters())
    whole = write(reader, a.out)
    files = {}
    for name in ("encoder", "context", "decoder"):
        path = f"{a.out}/{name}.onnx"
        shrink(path, whole)
        content = open(path, "rb").read()
        files[name] = {"file": f"{name}.onnx", "sha256": hashlib.sha256(content).hexdigest()}
        print(f"{path}: {len(content) / 1e6:.2f} MB")
    for name, source in (("rows.onnx", a.rows), ("pieces.txt", "training/pieces.txt")):
        content = open(source, "rb").read()
        files[name.split(".")[0]] = {"file": name, "sha256": hashlib.sha256(content).hexdigest()}
        with open(f"{a.out}/{name}", "wb") as file:
            file.write(content)
    words = "server/src/prose/read/vocabulary.generated.ts"
    manifest = {
        "name": "modelwright-reader",
        "version": a.version,
        "task": "reads optimisation and constraint problems in English: names, anchors, pairs, and a program for each statement",
        "files": files,
        "opset": 14,
        "parameters": parameters,
        "weights": "int8",
        "layers": config["decoder_layers"], "heads": config["heads"], "width": config["width"],
        "trainedOn": ["training/corpus, its train part", "NL4Opt train split (MIT)", "texts generated by training/generate", "begun from all-MiniLM-L6-v2 (Apache-2.0)"],
        "commit": a.commit,
        "licence": "GPL-3.0-or-later",
        "inputs": INPUTS,
        "outputs": HEADS,
        "pairs": PAIRS,
        "rowPairs": ROW_PAIRS,
        "vocabulary": {"file": words, "sha256": hashlib.sha256(open(words, "rb").read()).hexdigest()},
    }
    with open(f"{a.out}/manifest.json", "w") as file:
        json.dump(manifest, file, indent=2)
        file.write("\n")


if __name__ == "__main__":
    main()
