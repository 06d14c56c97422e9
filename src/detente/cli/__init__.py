"""The command line: arguments to calls, errors to advice."""

from __future__ import annotations

import os
import sys

__all__ = ["main"]


def main() -> None:
    """Run the command; errors become one line with what to do, never a traceback."""
    from detente import __version__

    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"detente {__version__}\n")
        return
    from detente.cli.commands import app
    from detente.errors import DetenteError

    try:
        app(prog_name="detente")
    except DetenteError as error:
        sys.stderr.write(f"detente: {error}\n")
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
