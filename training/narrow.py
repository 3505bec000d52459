"""Keeps the matrices that an exported network holds in 16 bits in 8 instead, with a factor for each row or column, and writes
its manifest anew. python3 training/narrow.py --model server/models/reader --version 0.1.1"""
import argparse
import hashlib
import json

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from export import error, in_8_bits


def narrow(path):
    model = onnx.load(path)
    graph, kept, nodes = model.graph, [], []
    widened = {node.input[0]: node for node in graph.node if node.op_type == "Cast"}
    for weight in graph.initializer:
        value = numpy_helper.to_array(weight)
        cast = widened.get(weight.name)
        if value.dtype != np.float16 or value.ndim != 2 or cast is None:
            kept.append(weight)
            continue
        name, wide = cast.output[0], value.astype(np.float32)
        small, scale = in_8_bits(wide, min((0, 1), key=lambda axis: error(wide, axis)))
        kept += [numpy_helper.from_array(small, f"{name}_8"), numpy_helper.from_array(scale, f"{name}_scale")]
        nodes.append(helper.make_node("Cast", [f"{name}_8"], [f"{name}_wide"], to=TensorProto.FLOAT))
        nodes.append(helper.make_node("Mul", [f"{name}_wide", f"{name}_scale"], [name]))
        graph.node.remove(cast)
    nodes += graph.node
    graph.ClearField("node")
    graph.node.extend(nodes)
    graph.ClearField("initializer")
    graph.initializer.extend(kept)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--model", default="server/models/reader")
    p.add_argument("--version", required=True)
    a = p.parse_args()
    told = json.load(open(f"{a.model}/manifest.json"))
    path = f"{a.model}/{told['file']}"
    narrow(path)
    content = open(path, "rb").read()
    told.update(version=a.version, sha256=hashlib.sha256(content).hexdigest(), weights="int8")
    with open(f"{a.model}/manifest.json", "w") as file:
        json.dump(told, file, indent=2)
        file.write("\n")
    print(f"{path}: {len(content) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
