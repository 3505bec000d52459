"""The mean of networks that were trained on from one another (model soups: Wortsman et al. 2022).

    python3 training/mean.py --out training/build/mean.pt A.pt B.pt B.pt      # one that stands twice counts twice
"""
import argparse

import torch


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--out", required=True)
    p.add_argument("networks", nargs="+")
    a = p.parse_args()
    all = [torch.load(path, map_location="cpu") for path in a.networks]
    first = all[0]
    state = {k: sum(each["state"][k] for each in all) / len(all) if v.dtype.is_floating_point else v for k, v in first["state"].items()}
    torch.save(dict(state=state, config=first["config"]), a.out)


if __name__ == "__main__":
    main()
