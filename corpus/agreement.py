"""`python -m corpus.agreement`: how far two annotations of the same reports agree, before any adjudication."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.markup import TEXTS, Act, Report, read_all

SECOND = Path(__file__).parent / "second"


def alpha(pairs: Sequence[tuple[str, str]]) -> float:
    """Krippendorff's alpha for two coders and nominal values, none missing.

    Args:
        pairs: the two values of each unit.

    Returns:
        1 for perfect agreement, 0 for what chance gives.

    References:
        Krippendorff, Content Analysis, 4th edition, chapter 12.
    """
    totals = Counter(value for pair in pairs for value in pair)
    count = sum(totals.values())
    expected = (count * count - sum(n * n for n in totals.values())) / (count * (count - 1))
    observed = sum(a != b for a, b in pairs) / len(pairs)
    return 1.0 - observed / expected if expected else 1.0


def aligned(first: Iterable[Act], second: Iterable[Act]) -> list[tuple[Act, Act]]:
    """Pair what two coders marked, one to one, the widest overlap first, equal types before others.

    Args:
        first: the acts of one.
        second: those of the other.

    Returns:
        The pairs.
    """
    second = list(second)
    options = []
    for i, a in enumerate(first := list(first)):
        for j, b in enumerate(second):
            if (shared := min(a.end, b.end) - max(a.start, b.start)) > 0:
                options.append((a.type == b.type, shared, -i, -j))
    found, used = [], (set[int](), set[int]())
    for _, _, i, j in sorted(options, reverse=True):
        if -i not in used[0] and -j not in used[1]:
            used[0].add(-i)
            used[1].add(-j)
            found.append((first[-i], second[-j]))
    return found


def _f1(matched: int, first: int, second: int) -> float:
    return round(2 * matched / (first + second), 3) if first + second else 1.0


def _mentions(report: Report, kind: str) -> set[tuple[int, int]]:
    return {(m.start, m.end) for m in report.mentions if m.kind == kind}


def _overlapping(first: set[tuple[int, int]], second: set[tuple[int, int]]) -> int:
    return len(aligned([_bare(s) for s in first], [_bare(s) for s in second]))


def _bare(span: tuple[int, int]) -> Act:
    return Act("event", *span, 0, "")


def _states(report: Report, keys: Iterable[str]) -> frozenset[str]:
    return frozenset(report.codes.get(key, "")[:3] for key in keys)


def voice_of(act: Act) -> str:
    """Who tells of an act and how, as one value.

    Args:
        act: the act.

    Returns:
        `report`, or the stance of the source.
    """
    return act.stance if act.voice or act.stance != "asserted" else "report"


def figures(pairs: Sequence[tuple[Report, Report]]) -> dict[str, float]:
    """Measure agreement.

    Args:
        pairs: first and second annotation of each report; their texts are equal.

    Returns:
        F1 of spans (overlapping counts) and of events (also of equal type), alpha of type, status and voice over the acts
        that both marked, alpha of "an act or none" over sentences, and the share of equal states in the roles.
    """
    both: list[tuple[Report, Act, Report, Act]] = []
    counts = Counter[str]()
    bearing: list[tuple[str, str]] = []
    for one, two in pairs:
        for kind in ("event", "undertaking"):
            first, second = ([a for a in r.acts if a.kind == kind] for r in (one, two))
            found = aligned(first, second)
            counts.update({f"{kind} 1": len(first), f"{kind} 2": len(second), f"{kind} both": len(found)})
            both += [(one, a, two, b) for a, b in found if kind == "event"]
        for kind in ("actor", "place", "time"):
            a, b = _mentions(one, kind), _mentions(two, kind)
            counts.update({f"{kind} 1": len(a), f"{kind} 2": len(b), f"{kind} both": _overlapping(a, b)})
        for index in range(len(one.sentences)):
            marks = [str(any(a.sentence == index for a in r.acts)) for r in (one, two)]
            bearing.append((marks[0], marks[1]))
    result = {f"{kind}_f1": _f1(counts[f"{kind} both"], counts[f"{kind} 1"], counts[f"{kind} 2"])
              for kind in ("event", "undertaking", "actor", "place", "time")}  # fmt: skip
    same = sum(a.type == b.type for _, a, _, b in both)
    result["typed_event_f1"] = _f1(same, counts["event 1"], counts["event 2"])
    result["type_alpha"] = round(alpha([(a.type, b.type) for _, a, _, b in both]), 3)
    result["status_alpha"] = round(alpha([(a.status, b.status) for _, a, _, b in both]), 3)
    result["voice_alpha"] = round(alpha([(voice_of(a), voice_of(b)) for _, a, _, b in both]), 3)
    result["sentence_alpha"] = round(alpha(bearing), 3)
    roles = [_states(r, a.actors + a.recipients) == _states(s, b.actors + b.recipients) for r, a, s, b in both]
    result["same_states"] = round(sum(roles) / len(roles), 3)
    return {"reports": len(pairs), "sentences": len(bearing), "events": counts["event 1"], **result}


def disagreements(pairs: Sequence[tuple[Report, Report]]) -> Counter[str]:
    """Count on what two annotations differ.

    Args:
        pairs: first and second annotation of each report.

    Returns:
        How often each difference of type, status or voice occurs, and the acts that only one marked.
    """
    found = Counter[str]()
    for one, two in pairs:
        first, second = ([a for a in r.acts if a.kind == "event"] for r in (one, two))
        matched = aligned(first, second)
        for a, b in matched:
            for name, x, y in (
                ("type", a.type, b.type),
                ("status", a.status, b.status),
                ("voice", voice_of(a), voice_of(b)),
            ):
                if x != y:
                    found[f"{name}: {x} / {y}"] += 1
        found.update(f"only first: {a.type}" for a in first if all(a is not x for x, _ in matched))
        found.update(f"only second: {b.type}" for b in second if all(b is not y for _, y in matched))
    return found


def bare(report: Report) -> str:
    """The report as a second annotator gets it: heads, titles and sentences, no markup.

    Args:
        report: an annotated report.

    Returns:
        Its lines.
    """
    cells = (report.kind, report.published, report.dateline or "-", report.publisher, report.variety, report.basis, "-")
    lines = [f"=== {report.story}#{report.index}", "--- " + " | ".join(cells), report.title]
    for number, sentence in enumerate(report.sentences):
        words = report.text[sentence.start : sentence.end]
        if number and report.text[report.sentences[number - 1].end : sentence.start] == "\n\n":
            lines.append("")
        lines.append(f"%chrome {words}" if sentence.kind == "chrome" else words)
    return "\n".join(lines) + "\n"


def doubled() -> list[tuple[Report, Report]]:
    """Pair the reports that were annotated twice.

    Returns:
        First and second annotation of each.

    Raises:
        ValueError: when a second annotation changed the text.
    """
    first = {report.id: report for report in read_all(TEXTS)}
    pairs = []
    for second in read_all(SECOND):
        story, _, index = second.story.rpartition("#")
        one = first[f"{story}/{index}"]
        if [one.text[s.start : s.end] for s in one.sentences] != [second.text[s.start : s.end] for s in second.sentences]:
            raise ValueError(f"{second.file.name}, line {second.line}: the text of {one.id} was changed")
        pairs.append((one, replace(second, story=one.story, index=one.index)))
    return pairs


def main(arguments: list[str]) -> int:
    """Print the figures, or with `bare ID …` the texts for a second annotator.

    Args:
        arguments: nothing, `--errors`, or `bare` and ids of reports.

    Returns:
        Exit status.
    """
    if arguments[:1] == ["bare"]:
        by_id = {report.id: report for report in read_all(TEXTS)}
        print("\n".join(bare(by_id[key]) for key in arguments[1:]))
        return 0
    pairs = doubled()
    print(json.dumps(figures(pairs), indent=1))
    if arguments == ["--errors"]:
        print("\n".join(f"{count:4} {words}" for words, count in disagreements(pairs).most_common(60)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
