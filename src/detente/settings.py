"""Settings: one table drives the configuration file, the environment, the command line and the docs."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

import platformdirs

from detente.errors import UsageError


class Setting(NamedTuple):
    """One row of the table.

    Attributes:
        name: key in the file; `DETENTE_` and the name in capitals in the environment.
        default: value where nobody sets it.
        help: what it does, for people.
    """

    name: str
    default: str
    help: str


SETTINGS: Final = (
    Setting(
        "archive",
        str(Path(platformdirs.user_data_dir("detente", appauthor=False)) / "archive.sqlite"),
        "the archive: path of an SQLite file",
    ),
    Setting("bench", "../shared/bench", "folder of the public benchmark data, for tests and `detente bench`"),
    Setting("dictionary", "", "your own names: CSV, .actors.txt or .agents.txt files, parted by commas"),
    Setting("max_bytes", "20000000", "largest input read, in bytes"),
)


class Settings(NamedTuple):
    """The settings in force.

    Attributes:
        archive: path of the archive.
        bench: folder of the benchmark data.
        dictionary: the user's own dictionaries.
        max_bytes: largest input read, in bytes.
    """

    archive: Path
    bench: Path
    dictionary: tuple[Path, ...]
    max_bytes: int


def load(environment: Mapping[str, str] | None = None, file: Path | None = None) -> Settings:
    """Resolve the settings: environment over file over default.

    Args:
        environment: variables to read; the process's own where None.
        file: TOML file to read; `detente.toml` in the working folder, if any, where None.

    Returns:
        The settings in force.

    Raises:
        UsageError: when the file is not TOML, names an unknown setting, or a value is not of its kind.
    """
    environment = os.environ if environment is None else environment
    path = file or Path("detente.toml")
    given = _from_file(path) if file is not None or path.is_file() else {}
    values = {row.name: environment.get(f"DETENTE_{row.name.upper()}", given.get(row.name, row.default)) for row in SETTINGS}
    try:
        max_bytes = int(values["max_bytes"])
    except ValueError as error:
        raise UsageError(f"max_bytes is {values['max_bytes']!r}", "Give a whole number of bytes.") from error
    archive, bench = (Path(values[name]).expanduser() for name in ("archive", "bench"))
    named = tuple(Path(part.strip()).expanduser() for part in values["dictionary"].split(",") if part.strip())
    return Settings(archive, bench, named, max_bytes)


def _from_file(path: Path) -> dict[str, str]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: {error}", "Write the settings as TOML, one `name = value` a line.") from error
    unknown = sorted(table.keys() - {row.name for row in SETTINGS})
    if unknown:
        known = ", ".join(row.name for row in SETTINGS)
        raise UsageError(f"{path}: unknown setting {unknown[0]!r}", f"Use one of: {known}.")
    return {name: str(value) for name, value in table.items()}
