"""The corpus compiles, its spans are exact, its parts are frozen, and agreement is counted as the textbook counts it."""

import pytest

from corpus.agreement import aligned, alpha
from corpus.check import complaints
from corpus.markup import LEADS, Act, MarkupError, read_all, read_file
from corpus.near import Index, across
from corpus.parts import drawn, parts

HEAD = "=== 1999-tale\n--- wire | 1999-03-02 | Zenda | Zenda Post | British English | invented | diplomatic\nA title\n"


@pytest.fixture(scope="module")
def reports():
    return read_all()


def report_of(folder, body, head=HEAD):
    path = folder / "a.txt"
    path.write_text(head + body, encoding="utf-8")
    return next(read_file(path))


def test_every_report_passes_its_checks(reports):
    assert [line for report in (*reports, *read_all(LEADS)) for line in complaints(report)] == []


def test_every_story_has_a_part_and_none_is_in_two(reports):
    placed = parts()
    assert {r.story for r in reports} == placed.keys()
    assert all(part in {"train", "valid", "test"} for part in placed.values())


def test_marks_compile_to_exact_offsets(tmp_path):
    body = "[I:The Iranians|IRN.GOV] {met|CONSULT I&J #1} [J:Jordan|JOR.GOV] [#1:on Monday|1999-03-01]."
    report = report_of(tmp_path, body)
    assert report.text == "The Iranians met Jordan on Monday."
    assert [report.text[m.start : m.end] for m in report.mentions] == ["Iranians", "Jordan", "on Monday"]
    (act,) = report.acts
    assert (report.text[act.start : act.end], act.actors, act.reciprocal) == ("met", ("I", "J"), True)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("[I:Iran|IRN.GOV] {met|CONSULT I", "no '}'"),
        ("[Iran|IRN.GOV] left.", "without id"),
        ("Iran {met|} Oman.", "want 'TYPE"),
        ("[I:Iran|IRN.GOV] and [I:it|IRQ.GOV].", "IRN.GOV"),
        ("%tale Once.", "no kind of line"),
    ],
)
def test_wrong_markup_is_told_with_its_line(tmp_path, body, words):
    with pytest.raises(MarkupError, match=r"a\.txt, line 4: ") as error:
        report_of(tmp_path, body)
    assert words in str(error.value)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("[I:Iran|IRN.GOV] {met|MEET I}.", "no type"),
        ("[I:Iran|IRN.GOV] {will visit|CONSULT I !planned}.", "AGREE"),
        ("[I:Iran|IRN.GOV] {met|CONSULT I&O}.", "O is not marked"),
        ("It was [#1:on Monday|next week].", "no time"),
        ("[I:Iran|Iran] left.", "want ISO3.SECTOR"),
    ],
)
def test_wrong_annotation_is_told(tmp_path, body, words):
    found = complaints(report_of(tmp_path, body))
    assert any(words in line for line in found)


def test_alpha_is_krippendorffs():
    # The two-coder binary example of Krippendorff's "Computing Krippendorff's Alpha-Reliability": alpha = 0.095.
    first, second = "0100000010", "1110010000"
    assert round(alpha(list(zip(first, second, strict=True))), 3) == 0.095
    assert alpha([("a", "a"), ("b", "b")]) == 1.0


def test_acts_are_paired_one_to_one_by_overlap():
    one = [Act("event", 0, 5, 0, "AID"), Act("event", 10, 15, 0, "AGREE")]
    two = [Act("event", 3, 12, 0, "AGREE")]
    assert aligned(one, two) == [(one[1], two[0])]


def test_near_duplicates_are_found_across_parts_and_distant_texts_are_not():
    line = "The two ministers signed a treaty on fishing in the northern strait on Monday"
    near = "The two ministers signed a treaty on fishing in the northern strait on Friday"
    assert [pair.other for pair in across([("train", "a", line), ("test", "b", near)])] in (["a"], ["b"])
    assert across([("train", "a", line), ("train", "b", near)]) == []
    index = Index()
    index.add("a", line)
    assert not list(index.near("b", "Gunmen attacked a police post near the border late on Tuesday, officials said"))


def test_a_story_is_drawn_to_the_same_part_for_ever():
    assert drawn("1999-dili-ballot") == drawn("1999-dili-ballot")
    shares = [drawn(f"story-{n}") for n in range(2000)]
    assert 0.12 < shares.count("test") / 2000 < 0.18
    assert 0.07 < shares.count("valid") / 2000 < 0.13
