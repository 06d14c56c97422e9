"""The import rule: a room knows records, errors, settings, ontology and its own files."""

import ast
from pathlib import Path

import pytest

import detente

PACKAGE = Path(detente.__file__).parent
ROOMS = ("ontology", "ingest", "read", "resolve", "link", "archive", "report")
COMMON = {"records", "errors", "settings", "ontology"}


def _own_imports(file: Path) -> set[str]:
    """The parts of détente that a file imports, by their first name."""
    parts = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            path = node.module.split(".")
            names = path[1:2] or [alias.name for alias in node.names]
            parts |= set(names) if path[0] == "detente" else set()
        elif isinstance(node, ast.Import):
            parts |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("detente.")}
    return parts


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_all_rooms_share(room):
    allowed = COMMON | {room, "data"}
    files = list((PACKAGE / room).rglob("*.py"))
    assert files
    strangers = {(str(f.relative_to(PACKAGE)), part) for f in files for part in _own_imports(f) - allowed}
    assert not strangers


@pytest.mark.parametrize("name", ["records/disk", "records/stages", "records/codec", "errors", "settings"])
def test_what_all_share_imports_no_room(name):
    assert _own_imports(PACKAGE / f"{name}.py") <= {"errors", "records"}


def test_no_file_is_over_500_lines():
    long = {str(f): n for f in PACKAGE.rglob("*.py") if (n := len(f.read_text(encoding="utf-8").splitlines())) > 500}
    assert not long
