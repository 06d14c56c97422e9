"""Write `docs/codebook.md`: the prose from `codebook_template.md`, the tables from the ontology's data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Template

from detente import ontology
from detente.ontology import cameo

HERE = Path(__file__).parent
TEMPLATE = HERE / "codebook_template.md"
TARGET = HERE.parent / "docs" / "codebook.md"


def table(heads: str, rows: Iterable[Iterable[object]]) -> str:
    """Lay rows out as a Markdown table; the heads are parted by `|`."""
    titles = heads.split("|")
    body = [titles, ["---"] * len(titles), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in row) + " |" for row in body)


def code(*names: str | None) -> str:
    """Set names as code."""
    return ", ".join(f"`{name}`" for name in names if name)


def signed(value: float) -> str:
    """Write a score with its sign."""
    return f"{value:+g}".replace("-", "−") if value else "0"


def sections() -> Iterator[str]:
    """Write one section per type."""
    for info in ontology.types().values():
        needs = "; requires a recipient" if info.requires_recipient else ""
        yield f"### {info.name}\n\nQuad class {info.quad}, score {signed(info.score)}{needs}.\n\n{info.definition}"
        yield "Not:\n\n" + "\n".join(f"- {line}" for line in info.excludes)
        yield table("words|coding", info.cases)
        if info.modes:
            yield table(
                "mode|score|what it is", ((code(m.name), signed(m.score), m.definition) for m in info.modes.values())
            )


def plover_tables() -> dict[str, str]:
    """Make the tables of types, contexts, sectors and statuses."""
    types = ontology.types().values()
    contexts, sectors = ontology.contexts().values(), ontology.sectors().values()
    statuses = ontology.statuses().values()
    return {
        "historical": str(ontology.HISTORICAL_AFTER),
        "statuses": table(
            "status|what it says|cue|PLOVER auxiliary modes",
            ((code(s.name), s.definition, s.cue, code(*s.auxiliaries)) for s in statuses),
        ),
        "announced": table("an act of type|to come is", ((t.name, t.announced) for t in types if t.announced != t.name)),
        "summary": table("type|quad|score|modes", ((t.name, t.quad, signed(t.score), code(*t.modes)) for t in types)),
        "types": "\n\n".join(sections()),
        "contexts": table("context|what it is", ((code(c.name), c.definition) for c in contexts if c.released == c.name)),
        "drafts": table(
            "draft name|what it is|released name",
            ((code(c.name), c.definition, code(c.released) or "none") for c in contexts if c.released != c.name),
        ),
        "sectors": table("code|who", ((s.code, s.definition) for s in sectors if not s.international)),
        "bodies": table("code|who", ((s.code, s.definition) for s in sectors if s.international)),
    }


def from_plover(row: cameo.PloverToCameo) -> Iterator[object]:
    """Write a row of the crosswalk from PLOVER."""
    target = cameo.codes()[row.code]
    yield from (row.type, code(row.mode), row.code, target.label, signed(target.goldstein))
    yield from ("yes" if row.returns else "no", row.lost)


def from_cameo(row: cameo.Code) -> Iterator[object]:
    """Write a row of the crosswalk from CAMEO."""
    plover = row.plover
    yield from (
        row.code,
        row.label,
        signed(row.goldstein),
        plover.type or "dropped",
        code(plover.mode),
        code(*plover.contexts),
    )
    yield from (plover.status if plover.type else "", plover.act or "", plover.lost)


def cameo_tables() -> dict[str, str]:
    """Make the tables of the crosswalk and count what they keep."""
    codes, older, forward = cameo.codes(), cameo.older_codes(), cameo.from_plover().values()
    moved = [row for row in older.values() if row.code != row.same_as]
    rescored = [row for row in older.values() if row.code in codes and codes[row.code].goldstein != row.goldstein]
    return {
        "cameo_intro": f"Numbering {cameo.VERSION}. Codes are text: leading zeros count. Scores by CAMEO code are Goldstein's.",
        "code_count": str(len(codes)),
        "older_count": str(len(older)),
        "score_differ": str(len(rescored)),
        "meaning_differ": str(len(moved)),
        "older_lacks": str(len(codes.keys() - older.keys())),
        "older": table(
            "older code|score|is in 1.1b3|which means",
            ((row.code, signed(row.goldstein), row.same_as, codes[row.same_as].label) for row in moved),
        ),
        "forward_count": str(len(forward)),
        "back_count": str(sum(row.returns for row in forward)),
        "plover_cameo": table("type|mode|CAMEO|label|Goldstein|back|lost besides", map(from_plover, forward)),
        "cameo": table("code|label|Goldstein|type|mode|contexts|status|act|lost", map(from_cameo, codes.values())),
    }


def codebook() -> str:
    """Compose the page."""
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(plover_tables() | cameo_tables())


if __name__ == "__main__":
    TARGET.write_text(codebook(), encoding="utf-8")
