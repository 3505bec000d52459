"""Trains the reader. python3 training/train.py --data DIR --out FILE --minutes N"""
import argparse
import copy
import os
import random
import time

# Before the libraries are loaded: with a second thread the small products spend their time waiting for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import torch
import torch.nn.functional as F

from data import Texts
from model import PAIRS, Reader

NAME = {name: k for k, name in enumerate(PAIRS)}


def gather_pairs(pair, name, one, two):
    """pair[b, name, one[b, i], two[b, j]] as [b, i, j]."""
    p = pair[:, NAME[name]]
    p = p.gather(1, one.unsqueeze(2).expand(-1, -1, p.shape[2]))
    return p.gather(2, two.unsqueeze(1).expand(-1, one.shape[1], -1))


def pooled(scores, member):
    """Scores [b, i, mention] as [b, i, variable]: the log of the sum over a variable's mentions."""
    hidden = (1 - member.float()) * -1e4
    return (scores.unsqueeze(2) + hidden.unsqueeze(1)).logsumexp(-1)


def slot_scores(pair, y):
    """[b, row, variable, zero | one | number...]: what a row says of a variable."""
    zero = pooled(gather_pairs(pair, "rowZero", y["rows"], y["mentions"]), y["member"])
    one = pooled(gather_pairs(pair, "rowOne", y["rows"], y["mentions"]), y["member"])
    number_variable = pooled(gather_pairs(pair, "numberVariable", y["numbers"], y["mentions"]), y["member"])
    number_row = gather_pairs(pair, "numberRow", y["numbers"], y["rows"])
    numbers = number_row.transpose(1, 2).unsqueeze(2) + number_variable.transpose(1, 2).unsqueeze(1)
    numbers = numbers + (1 - y["number_mask"].float())[:, None, None, :] * -1e4
    # A limit is no coefficient of its own row.
    own = (y["rows"].unsqueeze(2) == y["numbers"].unsqueeze(1)).float() * -1e4
    return torch.cat([zero.unsqueeze(3), one.unsqueeze(3), numbers + own.unsqueeze(2)], -1), number_row, number_variable


def masked(loss, mask):
    mask = mask.float()
    return (loss * mask).sum() / mask.sum().clamp(min=1)


def losses(outputs, y):
    tag, cls, op, divisible, pair, direction, problem = [o.float() for o in outputs]
    part = {}
    part["tag"] = F.cross_entropy(tag.reshape(-1, tag.shape[-1]), y["tag"].reshape(-1), label_smoothing=0.03)
    # Of all positions, those with a number or a row matter; the rest only have to stay quiet.
    weight = torch.full(y["cls"].shape, 0.03)
    weight.scatter_(1, y["numbers"], 1.0)
    weight[y["cls"] > 0] = 1.0
    weight[y["cls"] < 0] = 0.0
    flat = F.cross_entropy(cls.reshape(-1, cls.shape[-1]), y["cls"].clamp(min=0).reshape(-1), reduction="none", label_smoothing=0.03)
    part["class"] = (flat * weight.reshape(-1)).sum() / weight.sum().clamp(min=1)
    part["operator"] = masked(F.cross_entropy(op.reshape(-1, op.shape[-1]), y["op"].clamp(min=0).reshape(-1), reduction="none"), y["op"].reshape(-1) >= 0)
    real = y["member"].sum(1)
    same = torch.einsum("bkm,bkn->bmn", y["member"].float(), y["member"].float())
    both = real.unsqueeze(2) * real.unsqueeze(1) * (1 - torch.eye(real.shape[1], dtype=torch.long))
    corefer = gather_pairs(pair, "sameVariable", y["mentions"], y["mentions"])
    part["same"] = masked(F.binary_cross_entropy_with_logits(corefer, same, reduction="none"), both)
    scores, number_row, number_variable = slot_scores(pair, y)
    log = scores.log_softmax(-1)
    right = (log + (1 - y["slots"].float()) * -1e4).logsumexp(-1)
    part["slot"] = masked(-right, y["slot_mask"])
    known = y["number_row"] >= 0
    part["number_row"] = masked(F.binary_cross_entropy_with_logits(number_row, y["number_row"].clamp(min=0).float(), reduction="none"), known)
    known = y["number_variable"] >= 0
    part["number_variable"] = masked(F.binary_cross_entropy_with_logits(number_variable, y["number_variable"].clamp(min=0).float(), reduction="none"), known)
    hidden = (1 - y["variable_mask"].float()).unsqueeze(1) * -1e4
    for side in ("left", "right"):
        score = pooled(gather_pairs(pair, side, y["rows"], y["mentions"]), y["member"]) + hidden
        part[side] = masked(F.cross_entropy(score.reshape(-1, score.shape[-1]), y[side].clamp(min=0).reshape(-1), reduction="none"), y[side].reshape(-1) >= 0)
    at = divisible.gather(1, y["mentions"])
    part["divisible"] = masked(F.binary_cross_entropy_with_logits(at, y["divisible"].clamp(min=0).float(), reduction="none"), (y["divisible"] >= 0).long() * real)
    part["direction"] = masked(F.cross_entropy(direction, y["direction"].clamp(min=0), reduction="none"), y["direction"] >= 0)
    part["problem"] = F.cross_entropy(problem, y["problem"], label_smoothing=0.02)
    return part, log


WEIGHTS = dict(tag=3.0, **{"class": 1.5}, operator=0.5, same=1.0, slot=2.0, number_row=0.5, number_variable=0.5, left=0.5, right=0.5, divisible=0.2, direction=0.3, problem=0.3)


def evaluate(model, texts):
    """Shares right: tags of labelled tokens, classes of numbers, slots, and texts with every slot, class, operator and side right (given the gold mentions)."""
    model.eval()
    got = dict(tag=[0, 0], cls=[0, 0], op=[0, 0], slot=[0, 0], side=[0, 0], same=[0, 0], direction=[0, 0], problem=[0, 0], exact=[0, 0])
    with torch.no_grad():
        for batch in texts.batches(4096, random.Random(0)):
            x, y = texts.batch(batch)
            out = model(*x)
            _, log = losses(out, y)
            pair = out[4]
            note = lambda k, ok, mask: (got[k].__setitem__(0, got[k][0] + int((ok & mask).sum())), got[k].__setitem__(1, got[k][1] + int(mask.sum())))
            note("tag", out[0].argmax(-1) == y["tag"], y["tag"] > 0)
            at = y["cls"] > 0
            numbers = torch.zeros_like(at).scatter_(1, y["numbers"], y["number_mask"].bool())
            at = (at | numbers) & (y["cls"] >= 0)
            cls_ok = out[1].argmax(-1) == y["cls"]
            note("cls", cls_ok, at)
            op_ok = out[2].argmax(-1) == y["op"]
            note("op", op_ok, y["op"] >= 0)
            slot_ok = y["slots"].gather(-1, log.argmax(-1, keepdim=True)).squeeze(-1) > 0
            note("slot", slot_ok, y["slot_mask"] > 0)
            hidden = (1 - y["variable_mask"].float()).unsqueeze(1) * -1e4
            good = (y["linked"] > 0) & (cls_ok | ~at).all(1) & (op_ok | (y["op"] < 0)).all(1) & (slot_ok | (y["slot_mask"] == 0)).flatten(1).all(1)
            for side in ("left", "right"):
                ok = (pooled(gather_pairs(pair, side, y["rows"], y["mentions"]), y["member"]) + hidden).argmax(-1) == y[side]
                note("side", ok, y[side] >= 0)
                good &= (ok | (y[side] < 0)).all(1)
            note("exact", good, (y["linked"] > 0) & (y["problem"] > 0))
            real = y["member"].sum(1)
            same = torch.einsum("bkm,bkn->bmn", y["member"], y["member"]) > 0
            both = (real.unsqueeze(2) * real.unsqueeze(1) * (1 - torch.eye(real.shape[1], dtype=torch.long))) > 0
            note("same", (gather_pairs(pair, "sameVariable", y["mentions"], y["mentions"]) > 0) == same, both)
            note("direction", out[5].argmax(-1) == y["direction"], y["direction"] >= 0)
            note("problem", out[6].argmax(-1) == y["problem"], y["problem"] >= 0)
    return " ".join(f"{k} {a / max(1, n):.3f}" for k, (a, n) in got.items())


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--data", default="training/build/data")
    p.add_argument("--out", default="training/build/reader.pt")
    p.add_argument("--words", type=int, required=True)
    p.add_argument("--minutes", type=float, default=6)
    p.add_argument("--width", type=int, default=128)
    p.add_argument("--layers", type=int, default=4)
    p.add_argument("--dropout", type=float, default=0.15)
    p.add_argument("--rate", type=float, default=1.5e-3)
    p.add_argument("--tokens", type=int, default=2048)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--report", type=float, default=180)
    p.add_argument("--init")
    a = p.parse_args()
    torch.set_num_threads(1)
    random.seed(a.seed), np.random.seed(a.seed), torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    train, dev, generated = (Texts(a.data, name) for name in ("train", "dev", "generated"))
    model = Reader(a.words, a.width, a.layers, dropout=a.dropout)
    if a.init:
        model.load_state_dict(torch.load(a.init)["state"])
    print(f"{sum(p.numel() for p in model.parameters()) / 1e6:.2f} M parameters, {len(train)} texts", flush=True)
    decay = [p for p in model.parameters() if p.dim() > 1]
    plain = [p for p in model.parameters() if p.dim() <= 1]
    optimizer = torch.optim.AdamW([dict(params=decay, weight_decay=0.02), dict(params=plain, weight_decay=0.0)], a.rate, betas=(0.9, 0.98), foreach=True)
    average = copy.deepcopy(model.state_dict())
    start, end, shown, step, sums, seen = time.time(), time.time() + 60 * a.minutes, time.time(), 0, {}, 0

    def report():
        nonlocal sums, shown
        kept = copy.deepcopy(model.state_dict())
        model.load_state_dict(average)
        torch.save(dict(state=model.state_dict(), config=model.config), a.out)
        print(f"{int(time.time() - start)} s, step {step}, {seen} texts, loss", " ".join(f"{k} {v / sums['n']:.3f}" for k, v in sums.items() if k != "n"), flush=True)
        print("   dev      ", evaluate(model, dev), flush=True)
        print("   generated", evaluate(model, generated), flush=True)
        model.load_state_dict(kept)
        model.train()
        sums, shown = {}, time.time()

    while time.time() < end:
        for batch in train.batches(a.tokens, rng):
            x, y = train.batch(batch, drop=0.1, rng=rng)
            done = min(1.0, (time.time() - start) / (60 * a.minutes))
            for group in optimizer.param_groups:
                # Warm up, hold, and fall in the second half: the machine may be shared, so steps cannot be counted ahead.
                group["lr"] = a.rate * min(1, (step + 1) / 60) * min(1, 2 * (1 - done) + 0.005)
            part, _ = losses(model(*x), y)
            loss = sum(WEIGHTS[k] * v for k, v in part.items())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            step += 1
            seen += len(batch)
            for k, v in part.items():
                sums[k] = sums.get(k, 0.0) + float(v)
            sums["n"] = sums.get("n", 0) + 1
            if step % 4 == 0:
                keep = min(0.997, (1 + step) / (10 + step)) ** 4
                with torch.no_grad():
                    for k, v in model.state_dict().items():
                        average[k].mul_(keep).add_(v, alpha=1 - keep)
            if time.time() - shown > a.report:
                report()
            if time.time() >= end:
                break
    report()


if __name__ == "__main__":
    main()
