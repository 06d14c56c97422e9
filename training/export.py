"""`python -m training.export`: a trained network to the weights that ship."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.basis import folder
from training.net import Net, fresh
from training.train import RUN

SHIPPED = Path("src/detente/data/weights")
NOT_SHIPPED = ("encoder.", "hint.")


class Encoder(nn.Module):
    """The encoder alone, as it is exported.

    Args:
        net: the trained network.
    """

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor, hints: Tensor) -> Tensor:
        """Encode, as `Net.encode`."""
        return self.net.encode(ids, segments, mask, hints)


def trained(run: Path) -> Net:
    """Load the network of a run.

    Args:
        run: its folder.

    Returns:
        The network, ready to read.
    """
    net = fresh(folder() / "config.json")
    net.load_state_dict(torch.load(run / "checkpoint.pt", weights_only=True)["mean"])
    return net.eval()


def mean(nets: Sequence[Net]) -> Net:
    """Average the weights of networks that were trained from one start.

    Args:
        nets: the networks; the first is changed.

    Returns:
        Their mean.
    """
    states = [net.state_dict() for net in nets]
    joined = {name: torch.stack([s[name].float() for s in states]).mean(0).to(states[0][name].dtype) for name in states[0]}
    nets[0].load_state_dict(joined)
    return nets[0]


def export(net: Net, target: Path, *, small: bool = True) -> None:
    """Write encoder, heads and tokenizer, not yet calibrated.

    Args:
        net: the trained network.
        target: the folder to write.
        small: whether the encoder is made int8.
    """
    target.mkdir(parents=True, exist_ok=True)
    whole = target / "encoder.float.onnx"
    example = (torch.ones(2, 8, dtype=torch.long),) * 4
    axes = {name: {0: "batch", 1: "length"} for name in ("ids", "segments", "mask", "hints", "hidden")}
    torch.onnx.export(
        Encoder(net), example, str(whole), input_names=["ids", "segments", "mask", "hints"], output_names=["hidden"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    if small:
        quantize_dynamic(whole, target / "encoder.onnx", per_channel=True, weight_type=QuantType.QInt8)
        whole.unlink()
    else:
        whole.replace(target / "encoder.onnx")
    onnx.checker.check_model(str(target / "encoder.onnx"))
    heads = {k: v.numpy().astype(np.float16) for k, v in net.state_dict().items() if not k.startswith(NOT_SHIPPED)}
    heads |= {f"temperature.{field}": np.float16(1) for field in ("type", "status", "voice")}
    heads |= {f"platt.{layer}": np.array([1, 0], np.float16) for layer in ("event", "undertaking")}
    np.savez_compressed(target / "heads.npz", **heads)
    shutil.copyfile(folder() / "tokenizer.json", target / "tokenizer.json")
    settings = json.loads((target / "tokenizer.json").read_text(encoding="utf-8")) | {"truncation": None, "padding": None}
    (target / "tokenizer.json").write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")


def amend(folder: Path, fresh: Mapping[str, np.ndarray]) -> None:
    """Add to exported heads, or replace what they hold under these names.

    Args:
        folder: where they are.
        fresh: the arrays, kept in half precision.
    """
    with np.load(folder / "heads.npz") as kept:
        heads = {name: kept[name] for name in kept.files}
    heads |= {name: value.astype(np.float16) for name, value in fresh.items()}
    np.savez_compressed(folder / "heads.npz", **heads)


def main() -> None:
    """Export the run named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=Path, nargs="*", default=[RUN], help="of several runs the mean of the weights is taken")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--float", action="store_true", help="keep the encoder in float, to measure what int8 loses")
    options = parser.parse_args()
    export(mean([trained(run) for run in options.runs]), options.out, small=not options.float)
    print(f"{sum(f.stat().st_size for f in options.out.iterdir()) / 1e6:.1f} MB in {options.out}", file=sys.stderr)


if __name__ == "__main__":
    main()
