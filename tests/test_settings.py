"""Settings: environment over file over default, and clear words where they are wrong."""

from pathlib import Path

import pytest

from detente import settings
from detente.errors import UsageError


def test_environment_wins_over_file_and_file_over_default(tmp_path):
    file = tmp_path / "detente.toml"
    file.write_text('archive = "from-file.sqlite"\nmax_bytes = 10\n', encoding="utf-8")
    found = settings.load({"DETENTE_ARCHIVE": "from-environment.sqlite"}, file)
    assert found.archive == Path("from-environment.sqlite")
    assert found.max_bytes == 10
    assert found.bench == Path("../shared/bench")


@pytest.mark.parametrize(
    ("content", "named"),
    [("archve = 'x'", "archve"), ("max_bytes = 'many'", "many"), ("= 3", "detente.toml")],
)
def test_a_wrong_file_is_named_with_a_remedy(tmp_path, content, named):
    file = tmp_path / "detente.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=named) as caught:
        settings.load({}, file)
    assert caught.value.remedy


def test_every_setting_has_help():
    assert all(row.help for row in settings.SETTINGS)
    assert settings.Settings._fields == tuple(row.name for row in settings.SETTINGS)
