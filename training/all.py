"""`python -m training.all`: everything from the base encoder to the weights that ship, one step after the other.

A step that is done is not done again, and one that was stopped goes on, so the command may simply be given again.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from training import adapt, train
from training.export import SHIPPED

SEEDS = (1,)


def steps() -> list[list[str]]:
    """List the commands.

    Returns:
        Module and arguments of each.
    """
    found = []
    encoder = adapt.OUT / adapt.DONE
    if not encoder.exists():
        found.append(["training.adapt"])
    runs = [train.RUN.with_name(f"{train.RUN.name}{seed}") for seed in SEEDS]
    for seed, run in zip(SEEDS, runs, strict=True):
        found.append(["training.train", "--encoder", str(encoder), "--seed", str(seed), "--out", str(run)])
    found.append(["training.export", *map(str, runs), "--out", str(SHIPPED)])
    found.append(["training.calibrate", "--weights", str(SHIPPED)])
    found.append(["training.factuality", "--weights", str(SHIPPED)])
    found.append(["training.score", "--part", "test"])
    return found


def main() -> int:
    """Go through the steps.

    Returns:
        Exit status: that of the first step that failed, else 0.
    """
    for step in steps():
        print("python -m", *step, file=sys.stderr, flush=True)
        status = subprocess.run([sys.executable, "-m", *step], check=False, cwd=Path(__file__).parent.parent).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
