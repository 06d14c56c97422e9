"""The ontology: complete, consistent, and honest about numbering."""

import runpy
from pathlib import Path

import pytest

from detente import ontology
from detente.errors import NotFoundError
from detente.ontology import cameo
from detente.read.lexicon import words


def test_the_reader_uses_only_known_contexts_and_modes():
    assert set(words().contexts) <= set(ontology.contexts())
    for name, by_mode in words().modes.items():
        assert set(by_mode) <= set(ontology.modes(name))


def test_sixteen_types_in_four_quad_classes():
    assert len(ontology.types()) == 16
    assert {ontology.quad(name) for name in ontology.types()} == {1, 2, 3, 4}
    assert ontology.quad("SANCTION") == 4


def test_scores_of_types_and_modes():
    assert ontology.score("ACCUSE") == -3
    assert ontology.score("SANCTION", ["expel"]) == -5.5
    assert ontology.score("ASSAULT", ["beat", "drone"]) == -9.5
    with pytest.raises(NotFoundError, match="no mode 'dance'"):
        ontology.score("CONSULT", ["dance"])


def test_conflict_scores_are_negative_and_cooperation_is_positive():
    for name, info in ontology.types().items():
        assert (info.score > 0) == (info.quad <= 2) or name == "REQUEST"


def test_goldstein_names_its_numbering():
    assert cameo.goldstein("016") == -5
    assert cameo.goldstein("016", "older") == 3.4
    assert cameo.goldstein("0251", "older") == -0.3
    with pytest.raises(NotFoundError):
        cameo.goldstein("99")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("036", ("AGREE", None)),
        ("081", ("CONCEDE", None)),
        ("0871", ("RETREAT", "ceasefire")),
        ("163", ("COERCE", "restrict")),
        ("175", ("ASSAULT", None)),
        ("020", None),
    ],
)
def test_cameo_to_plover(code, expected):
    assert cameo.to_plover(code) == expected


def test_every_type_has_a_cameo_code_that_leads_back_to_it():
    for name in ontology.types():
        back = cameo.to_plover(cameo.to_cameo(name))
        assert back is not None
        assert back[0] == name


def test_the_codebook_is_current():
    root = Path(__file__).parents[2]
    written = (root / "docs" / "codebook.md").read_text(encoding="utf-8")
    assert runpy.run_path(str(root / "scripts" / "write_codebook.py"))["codebook"]() == written
