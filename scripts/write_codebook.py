"""Write `docs/codebook.md`: the readings by hand, the tables from the ontology's data."""

from __future__ import annotations

from pathlib import Path

from detente import ontology
from detente.ontology import cameo

TARGET = Path(__file__).parent.parent / "docs" / "codebook.md"
HEAD = """# Codebook

détente codes political acts in PLOVER. This page gives the values in force and the readings chosen where the manual leaves a choice.
It is written by `scripts/write_codebook.py`; edit that or `src/detente/ontology/data`.

## Readings

- ACCUSE scores −3: the printed table lost the sign, and all its modes are negative.
- SANCTION is material conflict (quad 4), as in the manual's text and the published data; one of its tables says otherwise.
- Cooperation still to come (a visit, aid, talks) and invitations are AGREE with status `planned`; a retreat to come is CONCEDE; force to come is THREATEN.
- Recalling one's envoy is SANCTION `withdraw`; sending theirs away is SANCTION `expel`; cancelling a meeting is REJECT `meet`.
- Calling an ambassador in to complain is ACCUSE `disapprove`, not CONSULT.
- A ceasefire declared is CONCEDE; a ceasefire carried out is RETREAT `ceasefire`.
- Acts that both sides do together have all parties as actors and no recipient.
- Of several modes the score farthest from zero counts.

## Status and voice

`occurred`, `ongoing`, `planned`, `threatened`, `hypothetical`, `denied` say whether it happened; PLOVER's auxiliary modes follow from them (planned and
threatened: future; hypothetical: hypothetical; denied: negation). The voice says who tells it: the report itself, or a named source that asserts,
alleges or denies.

## Types, modes and scores
"""


def codebook() -> str:
    """Compose the page."""
    lines = [HEAD, "| type | quad | score | modes | what it is |", "| --- | --- | --- | --- | --- |"]
    for info in ontology.types().values():
        modes = ", ".join(f"{mode} {value:g}" for mode, value in info.modes.items()) or "–"
        lines.append(f"| {info.name} | {info.quad} | {info.score:g} | {modes} | {info.meaning} |")
    lines += ["", "## Sectors", "", *(f"- {code}: {meaning}" for code, meaning in ontology.sectors().items())]
    lines += ["", "## Contexts", "", *(f"- {name}: {meaning}" for name, meaning in ontology.contexts().items())]
    lines += ["", "## CAMEO", "", "Numbering 1.1b3. " + " ".join((cameo.__doc__ or "").split("\n\n")[1].split()), ""]
    lines += ["| PLOVER | broadest CAMEO code | Goldstein |", "| --- | --- | --- |"]
    for name in ontology.types():
        code = cameo.to_cameo(name)
        lines.append(f"| {name} | {code} | {cameo.goldstein(code):g} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(codebook(), encoding="utf-8")
