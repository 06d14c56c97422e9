"""`python -m training.export`: a trained network to the weights that ship."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
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
NOT_SHIPPED = ("encoder.",)


class Encoder(nn.Module):
    """The encoder alone, as it is exported.

    Args:
        net: the trained network.
    """

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor) -> Tensor:
        """Encode, as `Net.encode`."""
        return self.net.encode(ids, segments, mask)


def trained(run: Path) -> Net:
    """Load the network of a run.

    Args:
        run: its folder.

    Returns:
        The network, ready to read.
    """
    net = fresh(folder() / "config.json")
    net.load_state_dict(torch.load(run / "checkpoint.pt", weights_only=True)["net"])
    return net.eval()


def export(net: Net, target: Path, temperatures: dict[str, float], *, small: bool = True) -> None:
    """Write encoder, heads and tokenizer.

    Args:
        net: the trained network.
        target: the folder to write.
        temperatures: what the logits of `type`, `status` and `voice` are divided by.
        small: whether the encoder is made int8.
    """
    target.mkdir(parents=True, exist_ok=True)
    whole = target / "encoder.float.onnx"
    example = (torch.ones(2, 8, dtype=torch.long),) * 3
    axes = {name: {0: "batch", 1: "length"} for name in ("ids", "segments", "mask", "hidden")}
    torch.onnx.export(
        Encoder(net), example, str(whole), input_names=["ids", "segments", "mask"], output_names=["hidden"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    if small:
        quantize_dynamic(whole, target / "encoder.onnx", per_channel=True, weight_type=QuantType.QInt8)
        whole.unlink()
    else:
        whole.replace(target / "encoder.onnx")
    onnx.checker.check_model(str(target / "encoder.onnx"))
    heads = {k: v.numpy().astype(np.float16) for k, v in net.state_dict().items() if not k.startswith(NOT_SHIPPED)}
    heads |= {f"temperature.{k}": np.float16(v) for k, v in temperatures.items()}
    np.savez_compressed(target / "heads.npz", **heads)
    shutil.copyfile(folder() / "tokenizer.json", target / "tokenizer.json")
    settings = json.loads((target / "tokenizer.json").read_text(encoding="utf-8")) | {"truncation": None, "padding": None}
    (target / "tokenizer.json").write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    """Export the run named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=RUN)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--float", action="store_true", help="keep the encoder in float, to measure what int8 loses")
    options = parser.parse_args()
    kept = options.run / "temperatures.json"
    even = {"type": 1.0, "status": 1.0, "voice": 1.0}
    temperatures = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else even
    export(trained(options.run), options.out, temperatures, small=not options.float)
    print(f"{sum(f.stat().st_size for f in options.out.iterdir()) / 1e6:.1f} MB in {options.out}", file=sys.stderr)


if __name__ == "__main__":
    main()
