"""Makes a checkpoint to train on from out of the networks that ship: a reader of random weights is exported the same way,
which shows where each weight stands in the files. python3 training/restore.py [--model DIR] --symbols N [--out FILE]"""
import argparse
import json
import tempfile

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from export import write
from model import Reader

NETWORKS = ("encoder", "context", "decoder")


def shipped(path):
    """By name: the weights of a file that `shrink` wrote, widened."""
    kept = {weight.name: numpy_helper.to_array(weight) for weight in onnx.load(path).graph.initializer}
    found = {}
    for name, value in kept.items():
        if name.endswith("_half"):
            found[name[:-5]] = value.astype(np.float32)
        elif name.endswith("_8"):
            found[name[:-2]] = value.astype(np.float32) * kept[f"{name[:-2]}_scale"]
        else:
            found[name] = value
    return found


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--model", default="server/models/parser")
    p.add_argument("--symbols", type=int, help="as many as training/build/*/symbols.json has", required=True)
    p.add_argument("--out", default="training/build/shipped.pt")
    a = p.parse_args()
    told = json.load(open(f"{a.model}/manifest.json"))
    pieces = sum(1 for _ in open(f"{a.model}/pieces.txt"))
    reader = Reader(pieces, a.symbols, width=told["width"], heads=told["heads"], decoder_layers=told["layers"])
    with torch.no_grad():
        for weight in reader.parameters():
            weight.copy_(torch.rand_like(weight))
    reader.eval()
    state = {name: value.clone() for name, value in reader.state_dict().items()}
    by_value = {}
    for name, value in state.items():
        by_value[value.numpy().tobytes()] = (name, False)
        if value.dim() == 2:
            by_value[value.t().contiguous().numpy().tobytes()] = (name, True)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        write(reader, folder)
        for network in NETWORKS:
            kept = shipped(f"{a.model}/{network}.onnx")
            for weight in onnx.load(f"{folder}/{network}.onnx").graph.initializer:
                name, turned = by_value.get(numpy_helper.to_array(weight).tobytes(), (None, False))
                if name:
                    value = torch.from_numpy(np.array(kept[weight.name]))
                    found[name] = value.t().contiguous() if turned else value
            if network == "encoder":
                small = {name: value for name, value in kept.items() if "language.pieces" in name}
                values, scale = [next(v for k, v in small.items() if k.endswith(end)) for end in ("values", "scale")]
                found["encoder.language.pieces.weight"] = torch.from_numpy(values.astype(np.float32) * scale)
    missing = [name for name in state if name not in found]
    if missing:
        raise SystemExit(f"not found: {missing}")
    torch.save(dict(state={name: found[name] for name in state}, config={**reader.config, "dropout": 0.1}), a.out)
    print(f"{len(found)} tensors, {sum(v.numel() for v in found.values()) / 1e6:.2f} M weights: {a.out}")


if __name__ == "__main__":
    main()
