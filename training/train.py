"""Trains the reader. python3 training/train.py --data DIR --out FILE --minutes N"""
import argparse
import copy
import json
import os
import random
import re
import time

# Before the libraries are loaded: with a second thread the small products spend their time waiting for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import torch
import torch.nn.functional as F

from data import Texts
from model import CLASSES, INPUTS, LAYERS, OPERATORS, PAIRS, ROW_PAIRS, Reader

NAME = {name: k for k, name in enumerate(PAIRS)}
ROW_NAME = {name: k for k, name in enumerate(ROW_PAIRS)}
SAME = ["sameThing", "sameSetName", "sameTable", "sameFamily", "sameDefinition"]


def gather_pairs(pair, name, one, two, names=NAME):
    """pair[name][b, one[b, i], two[b, j]] as [b, i, j]."""
    p = pair[names[name]]
    p = p.gather(1, one.unsqueeze(2).expand(-1, -1, p.shape[2]))
    return p.gather(2, two.unsqueeze(1).expand(-1, one.shape[1], -1))


def gather_rows(pair, name, one):
    """pair[name][b, one[b, i], :] as [b, i, position]."""
    p = pair[NAME[name]]
    return p.gather(1, one.unsqueeze(2).expand(-1, -1, p.shape[2]))


def masked(loss, mask):
    mask = mask.float()
    return (loss * mask).sum() / mask.sum().clamp(min=1)


def marginal(logits, targets):
    """Minus the log probability of all places that would do."""
    return logits.logsumexp(-1) - (logits + (~targets).float() * -1e4).logsumexp(-1)


# Where there is a graphics card it computes.
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
if DEVICE == "cuda":
    torch.set_default_tensor_type("torch.cuda.FloatTensor")


def placed(value):
    """Everything of a batch where the network is."""
    if torch.is_tensor(value):
        return value.to(DEVICE)
    if isinstance(value, dict):
        return {k: placed(v) for k, v in value.items()}
    return type(value)(placed(v) for v in value) if isinstance(value, (list, tuple)) else value


class Half(torch.autograd.Function):
    """A linear layer whose products are of 16 bits (bfloat16), on processors that have them twice as fast."""

    @staticmethod
    def forward(ctx, x, weight, bias):
        x16, weight16 = x.reshape(-1, x.shape[-1]).bfloat16(), weight.bfloat16()
        ctx.save_for_backward(x16, weight16)
        ctx.shape = x.shape
        y = torch.mm(x16, weight16.t()).float()
        return (y if bias is None else y.add_(bias)).view(*x.shape[:-1], -1)

    @staticmethod
    def backward(ctx, gradient):
        x16, weight16 = ctx.saved_tensors
        gradient = gradient.reshape(-1, gradient.shape[-1])
        half = gradient.bfloat16()
        of_x = torch.mm(half, weight16).float().view(ctx.shape) if ctx.needs_input_grad[0] else None
        return of_x, torch.mm(half.t(), x16).float(), gradient.sum(0) if ctx.needs_input_grad[2] else None


def half_linear(self, x):
    if self.training and torch.is_grad_enabled() and min(self.weight.shape) >= 100:
        return Half.apply(x, self.weight, self.bias)
    return F.linear(x, self.weight, self.bias)


def pooled(scores, member):
    """Scores [b, i, mention] as [b, i, variable]: the log of the sum over a variable's mentions."""
    hidden = (1 - member.float()) * -1e4
    return (scores.unsqueeze(2) + hidden.unsqueeze(1)).logsumexp(-1)


def row_losses(outputs, y):
    """Loss of the rows by part, and which texts are right in all of it (given the gold mentions); `known` says which texts
    were taught rows at all."""
    tag, limit, pair, document = outputs
    cls, op, divisible = limit[..., :CLASSES], limit[..., CLASSES:CLASSES + OPERATORS], limit[..., -1]
    pair = pair.unbind(1)
    y = {name[4:]: value for name, value in y.items() if name.startswith("row_")}
    part = {}
    flat = F.cross_entropy(tag.reshape(-1, tag.shape[-1]), y["tag"].reshape(-1).clamp(min=0), reduction="none", label_smoothing=0.03)
    part["row_tag"] = masked(flat, y["tag"].reshape(-1) >= 0)
    # Of all positions, those with a number or a row matter; the rest only have to stay quiet.
    weight = torch.full(y["cls"].shape, 0.03)
    weight.scatter_(1, y["numbers"], 1.0)
    weight[y["cls"] > 0] = 1.0
    weight[y["cls"] < 0] = 0.0
    flat = F.cross_entropy(cls.reshape(-1, cls.shape[-1]), y["cls"].clamp(min=0).reshape(-1), reduction="none", label_smoothing=0.03)
    part["row_class"] = (flat * weight.reshape(-1)).sum() / weight.sum().clamp(min=1)
    part["row_class"] = part["row_class"] + 0.3 * masked(F.cross_entropy(op.reshape(-1, op.shape[-1]), y["op"].clamp(min=0).reshape(-1), reduction="none"), y["op"].reshape(-1) >= 0)
    score = lambda name, one, two: gather_pairs(pair, name, one, two, ROW_NAME)
    real = y["member"].sum(1)
    same = torch.einsum("bkm,bkn->bmn", y["member"].float(), y["member"].float())
    both = real.unsqueeze(2) * real.unsqueeze(1) * (1 - torch.eye(real.shape[1], dtype=torch.long))
    part["row_same"] = masked(F.binary_cross_entropy_with_logits(score("sameVariable", y["mentions"], y["mentions"]), same, reduction="none"), both)
    zero, one = [pooled(score(name, y["at"], y["mentions"]), y["member"]) for name in ("rowZero", "rowOne")]
    number_variable = pooled(score("numberVariable", y["numbers"], y["mentions"]), y["member"])
    number_row = score("numberRow", y["numbers"], y["at"])
    numbers = number_row.transpose(1, 2).unsqueeze(2) + number_variable.transpose(1, 2).unsqueeze(1)
    numbers = numbers + (1 - y["number_mask"].float())[:, None, None, :] * -1e4
    # A limit is no coefficient of its own row.
    limits = (y["at"].unsqueeze(2) == y["numbers"].unsqueeze(1)).float() * -1e4
    log = torch.cat([zero.unsqueeze(3), one.unsqueeze(3), numbers + limits.unsqueeze(2)], -1).log_softmax(-1)
    part["row_slot"] = masked(-(log + (1 - y["slots"].float()) * -1e4).logsumexp(-1), y["slot_mask"])
    for name, scores in (("number_row", number_row), ("number_variable", number_variable)):
        known = y[name] >= 0
        part[f"row_{name}"] = masked(F.binary_cross_entropy_with_logits(scores, y[name].clamp(min=0), reduction="none"), known)
    hidden = (1 - y["variable_mask"].float()).unsqueeze(1) * -1e4
    part["row_side"] = 0.0
    at = y["cls"] > 0
    right = ((cls.argmax(-1) == y["cls"]) | ~(at | torch.zeros_like(at).scatter_(1, y["numbers"], y["number_mask"].bool())) | (y["cls"] < 0)).all(1)
    right &= ((op.argmax(-1) == y["op"]) | (y["op"] < 0)).all(1)
    right &= ((y["slots"].gather(-1, log.argmax(-1, keepdim=True)).squeeze(-1) > 0) | (y["slot_mask"] == 0)).flatten(1).all(1)
    for side in ("left", "right"):
        scores = pooled(score(side, y["at"], y["mentions"]), y["member"]) + hidden
        part["row_side"] = part["row_side"] + masked(F.cross_entropy(scores.reshape(-1, scores.shape[-1]), y[side].clamp(min=0).reshape(-1), reduction="none"), y[side].reshape(-1) >= 0)
        right &= ((scores.argmax(-1) == y[side]) | (y[side] < 0)).all(1)
    part["row_divisible"] = masked(F.binary_cross_entropy_with_logits(divisible.gather(1, y["mentions"]), y["divisible"].clamp(min=0), reduction="none"), (y["divisible"] >= 0).long() * real)
    part["row_text"] = masked(F.binary_cross_entropy_with_logits(document[:, 0], y["direction"].clamp(min=0), reduction="none"), y["direction"] >= 0)
    part["row_text"] = part["row_text"] + F.binary_cross_entropy_with_logits(document[:, 1], y["all"].float()) + F.binary_cross_entropy_with_logits(document[:, 2], y["problem"].float())
    right &= ((document[:, 0] > 0) == (y["direction"] > 0)) | (y["direction"] < 0)
    told = ((document[:, 1] > 0) == (y["all"] > 0))
    return part, right, y["all"] > 0, told


ROW_WEIGHTS = dict(row_tag=1.5, row_class=1.5, row_same=0.7, row_slot=2.0, row_number_row=0.5, row_number_variable=0.5, row_side=0.5, row_divisible=0.2, row_text=0.2)


def losses(encoded, stages, inputs, y, told, pointer_of, stray=0.0):
    """Loss by part, and by part which texts are right; pointers choose among the places that decoding would offer them,
    and among that share of all others."""
    x, names, thing, anchor, pair, document, rows = encoded
    # Taken apart once: the gradient of each part alone would be as large as the whole.
    pair = pair.unbind(1)
    shape = inputs[INPUTS.index("shape")]
    hidden = (shape == 0).float() * -1e4
    part, right = {}, {}
    taught, *right["_rows"] = row_losses(rows, {**y, "row_problem": y["problem"]})
    part.update(taught)
    size, length = shape.shape
    tags = names.view(size, length, LAYERS, 3)
    flat = F.cross_entropy(tags.reshape(-1, 3), y["tag"].reshape(-1), reduction="none", label_smoothing=0.02)
    part["tag"] = masked(flat, y["tag"].reshape(-1) >= 0) * LAYERS
    right["tag"] = ((tags.argmax(-1) == y["tag"]) | (y["tag"] < 0)).flatten(1).all(1)
    known = y["anchor"] >= 0
    part["anchor"] = masked(F.binary_cross_entropy_with_logits(anchor, y["anchor"].clamp(min=0), reduction="none"), known) * 9
    right["anchor"] = (((anchor > 0) == (y["anchor"] > 0)) | ~known).flatten(1).all(1)
    known = y["single"] >= 0
    part["single"] = masked(F.binary_cross_entropy_with_logits(thing[..., 0], y["single"].clamp(min=0), reduction="none"), known)
    right["single"] = (((thing[..., 0] > 0) == (y["single"] > 0)) | ~known).all(1)
    known = y["domain"] >= 0
    part["domain"] = masked(F.cross_entropy(thing[..., 1:].reshape(-1, thing.shape[-1] - 1), y["domain"].clamp(min=0).reshape(-1), reduction="none"), known.reshape(-1))
    part["problem"] = F.cross_entropy(document, y["problem"], label_smoothing=0.02)
    right["problem"] = document.argmax(-1) == y["problem"]
    # Which mentions are one thing, by layer.
    ok = torch.ones(size, dtype=torch.bool)
    part["same"] = 0.0
    for layer, name in enumerate(SAME):
        at, who = y[f"at{layer}"], y[f"id{layer}"]
        both = (who >= 0).unsqueeze(2) & (who >= 0).unsqueeze(1) & ~torch.eye(who.shape[1], dtype=torch.bool)
        target = who.unsqueeze(2) == who.unsqueeze(1)
        score = gather_pairs(pair, name, at, at)
        part["same"] = part["same"] + masked(F.binary_cross_entropy_with_logits(score, target.float(), reduction="none"), both) * (1.0 if layer == 0 else 0.3)
        if layer == 0:
            ok &= (((score > 0) == target) | ~both).flatten(1).all(1)
            sets = y["set_of"]
            apart = both & ~target
            target = (sets.unsqueeze(2) == sets.unsqueeze(1)) & (sets >= 0).unsqueeze(1)
            score = gather_pairs(pair, "sameSet", at, at)
            part["set"] = masked(F.binary_cross_entropy_with_logits(score, target.float(), reduction="none"), apart)
            ok &= (((score > 0) == target) | ~apart).flatten(1).all(1)
    target = (y["set_of"].unsqueeze(2) == y["id1"].unsqueeze(1))
    both = (y["set_of"] >= 0).unsqueeze(2) & (y["id1"] >= 0).unsqueeze(1)
    part["set"] = part["set"] + masked(F.binary_cross_entropy_with_logits(gather_pairs(pair, "thingOfSet", y["at0"], y["at1"]), target.float(), reduction="none"), both)
    right["same"] = ok
    # Cells of tables.
    ok = torch.ones(size, dtype=torch.bool)
    part["cell"] = 0.0
    mask = y["number_mask"] > 0
    for name, relation in (("cell_table", "cellTable"), ("cell_last", "cellLast"), ("cell_first", "cellFirst")):
        score = gather_rows(pair, relation, y["numbers"]) + hidden.unsqueeze(1)
        part["cell"] = part["cell"] + masked(marginal(score, y[name]), mask)
        ok &= (y[name].gather(2, score.argmax(-1, keepdim=True)).squeeze(2) | ~mask).all(1)
    right["cell"] = ok
    right["program"] = torch.ones(size, dtype=torch.bool)
    right["_statement"] = []
    for name in ("symbol", "pointer", "evidence"):
        part[name] = 0.0
    steps = sum(s["mask"].sum() for s in told)
    pointing = sum(s["points"].sum() for s in told).clamp(min=1)
    for stage, s in zip(stages, told):
        if stage is None:
            continue
        out, pointers = stage
        mask, points = s["mask"], s["points"] > 0
        loss = F.cross_entropy(out.reshape(-1, out.shape[-1]), s["wanted"].reshape(-1), reduction="none", label_smoothing=0.02)
        part["symbol"] = part["symbol"] + (loss * mask.reshape(-1)).sum() / steps
        which = pointer_of[s["wanted"]].clamp(min=0)
        chosen = pointers.gather(1, which.unsqueeze(1).unsqueeze(3).expand(-1, 1, -1, length)).squeeze(1)
        offered = y["places"].gather(1, which.unsqueeze(2).expand(-1, -1, length)) | s["targets"]
        if stray:
            offered = offered | (torch.rand(offered.shape) < stray)
        chosen = chosen + (~offered).float() * -1e4
        part["pointer"] = part["pointer"] + (marginal(chosen, s["targets"] | ~points.unsqueeze(2)) * s["points"]).sum() / pointing
        with torch.no_grad():
            ok = (out.argmax(-1) == s["wanted"]) & (s["targets"].gather(2, chosen.argmax(-1, keepdim=True)).squeeze(2) | ~points)
            wrong = torch.zeros(len(s["text"]), dtype=torch.bool)
            wrong[s["of"][~ok & (mask > 0)]] = True
            right["program"][s["text"][wrong]] = False
            right["_statement"].append(~wrong)
        for relation, wanted in (("first", s["first"]), ("last", s["last"])):
            score = pair[NAME[relation]][s["text"], s["told"]] + hidden[s["text"]]
            part["evidence"] = part["evidence"] + F.cross_entropy(score, wanted) / 4
    return part, right


WEIGHTS = dict(tag=2.0, anchor=3.0, single=0.5, domain=0.3, problem=0.3, same=1.0, set=0.5, cell=0.7, symbol=4.0, pointer=2.0, evidence=0.3, **ROW_WEIGHTS)


def evaluate(model, texts, pointer_of):
    """Shares of texts right, given the gold anchors; `statement` of all programs; `all` where everything is right."""
    model.eval()
    sums, count, areas = {}, 0, {}
    hit = [0, 0]
    rows = [0, 0, 0]
    anchors = np.zeros(3)
    with torch.no_grad():
        for batch in texts.batches(6000, random.Random(0)):
            x, known, y, told = placed(texts.batch(batch))
            encoded, stages = model(x, known, told)
            _, right = losses(encoded, stages, x, y, told, pointer_of)
            good, known, told = right.pop("_rows")
            rows[0], rows[1], rows[2] = rows[0] + int((good & known).sum()), rows[1] + int(known.sum()), rows[2] + int(told.sum())
            for whole in right.pop("_statement"):
                hit[0] += int(whole.sum())
                hit[1] += len(whole)
            guess, gold = (encoded[3] > 0) & (y["anchor"] >= 0), y["anchor"] > 0
            anchors += [int((guess & gold).sum()), int(guess.sum()), int(gold.sum())]
            every = torch.stack(list(right.values())).all(0)
            right["all"] = every
            for k, v in right.items():
                sums[k] = sums.get(k, 0) + int(v.sum())
            count += len(batch)
            for i, ok, program in zip(batch, every.tolist(), right["program"].tolist()):
                area = areas.setdefault(texts.targets[i]["area"], [0, 0, 0])
                area[0] += ok
                area[1] += program
                area[2] += 1
    text = " ".join(f"{k} {v / max(1, count):.3f}" for k, v in sums.items())
    f1 = 2 * anchors[0] / max(1, anchors[1] + anchors[2])
    by = " ".join(f"{k} {a}/{p}/{n}" for k, (a, p, n) in sorted(areas.items()))
    return f"{text} | rows {rows[0] / max(1, rows[1]):.3f} of {rows[1]}, known as such {rows[2] / max(1, count):.3f} | statement {hit[0] / max(1, hit[1]):.3f} anchorF1 {f1:.3f} | {by}"


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--data", default="training/build/data")
    p.add_argument("--out", default="training/build/reader.pt")
    p.add_argument("--language", default="training/build/language.pt")
    p.add_argument("--minutes", type=float, default=6)
    p.add_argument("--width", type=int, default=160)
    p.add_argument("--layers", type=int, default=4)
    p.add_argument("--heads", type=int, default=5)
    p.add_argument("--dropout", type=float, default=0.05)
    p.add_argument("--drop", type=float, default=0.04, help="share of the words that are hidden")
    p.add_argument("--blank", type=float, default=0.2, help="share of the texts in which the names of things are hidden")
    p.add_argument("--rate", type=float, default=1.2e-3)
    p.add_argument("--language-rate", type=float, default=1e-4, help="of the pretrained part")
    p.add_argument("--tokens", type=int, default=1500)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--report", type=float, default=180)
    p.add_argument("--init")
    p.add_argument("--half", action="store_true", help="products of linear layers in 16 bits: a quarter faster where the processor has them")
    p.add_argument("--share", help="two runs that give each other's --share as --with meet in the middle every --every seconds")
    p.add_argument("--with", dest="peer")
    p.add_argument("--every", type=float, default=60)
    a = p.parse_args()
    torch.set_num_threads(1)
    if a.half:
        torch.nn.Linear.forward = half_linear
    # Numbers that are all but zero would be slow.
    torch.set_flush_denormal(True)
    random.seed(a.seed), np.random.seed(a.seed), torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    train = Texts(a.data, "train")
    tests = {name: Texts(a.data, name) for name in ("dev", "nl4opt")}
    language = torch.load(a.language)
    pointer_of = torch.tensor(json.load(open(f"{a.data}/symbols.json")))
    model = Reader(language["pieces"], len(pointer_of), width=a.width, layers=a.layers, heads=a.heads, dropout=a.dropout, language_layers=language["layers"]).to(DEVICE)
    model.encoder.language.load_state_dict(language["state"])
    if a.init:
        begun = torch.load(a.init, map_location=DEVICE)["state"]
        begun = {re.sub(r"^encoder\.(one|two|pair)(?=[._])", r"encoder.scores.\1", name): value for name, value in begun.items()}
        # What is read beside what was read before (more layers of the language model, features of pairs) says nothing at first.
        for name, value in model.state_dict().items():
            if name in begun and value.dim() == 2 and value.shape[1] > begun[name].shape[1]:
                begun[name] = F.pad(begun[name], (0, value.shape[1] - begun[name].shape[1]))
        print(model.load_state_dict(begun, strict=False), flush=True)
    learnt = [p for p in model.parameters() if p.requires_grad]
    print(f"{sum(p.numel() for p in learnt) / 1e6:.2f} M parameters to learn, {len(train)} texts", flush=True)
    frozen = {name for name, p in model.named_parameters() if not p.requires_grad}
    groups = []
    for pretrained, rate in ((False, a.rate), (True, a.language_rate)):
        some = [p for name, p in model.named_parameters() if p.requires_grad and name.startswith("encoder.language.") == pretrained]
        groups.append(dict(params=[p for p in some if p.dim() > 1], weight_decay=0.02, lr=rate, peak=rate))
        groups.append(dict(params=[p for p in some if p.dim() <= 1], weight_decay=0.0, lr=rate, peak=rate))
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), foreach=True)
    average = copy.deepcopy(model.state_dict())
    start, end, shown, step, sums, seen = time.time(), time.time() + 60 * a.minutes, time.time(), 0, {}, 0
    cpu, met = time.process_time(), time.time()

    def meet():
        """Weights half way to those that the other run shared last (local SGD: Stich 2019)."""
        nonlocal met
        met = time.time()
        torch.save(model.state_dict(), f"{a.share}.new")
        os.replace(f"{a.share}.new", a.share)
        if os.path.exists(a.peer):
            other = torch.load(a.peer, map_location=DEVICE)
            with torch.no_grad():
                for k, v in model.state_dict().items():
                    v.lerp_(other[k], 0.5)

    def report():
        nonlocal sums, shown
        kept = copy.deepcopy(model.state_dict())
        model.load_state_dict(average)
        torch.save(dict(state=model.state_dict(), config=model.config), a.out)
        print(f"{int(time.time() - start)} s ({int(time.process_time() - cpu)} s of processor), step {step}, {seen} texts, loss", " ".join(f"{k} {v / sums['n']:.3f}" for k, v in sums.items() if k != "n"), flush=True)
        for name, texts in tests.items():
            print(f"   {name}: {evaluate(model, texts, pointer_of)}", flush=True)
        model.load_state_dict(kept)
        model.train()
        sums, shown = {}, time.time()

    while time.time() < end:
        for batch in train.batches(a.tokens, rng):
            x, known, y, told = placed(train.batch(batch, drop=a.drop, stray=0.3, blank=a.blank, unknown=0.08))
            done = min(1.0, (time.time() - start) / (60 * a.minutes))
            for group in optimizer.param_groups:
                # Warm up, hold, and fall in the second half: the machine may be shared, so steps cannot be counted ahead.
                group["lr"] = group["peak"] * min(1, (step + 1) / 60) * min(1, 2 * (1 - done) + 0.005)
            encoded, stages = model(x, known, told)
            part, _ = losses(encoded, stages, x, y, told, pointer_of, stray=0.04)
            loss = sum(WEIGHTS[k] * v for k, v in part.items())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learnt, 2.0)
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
                        if k not in frozen:
                            average[k].mul_(keep).add_(v, alpha=1 - keep)
            if a.share and time.time() - met > a.every:
                meet()
            if time.time() - shown > a.report:
                report()
            if time.time() >= end:
                break
    report()


if __name__ == "__main__":
    main()
