"""All commands."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from detente import settings
from detente.cli import inputs
from detente.errors import NotFoundError, UsageError
from detente.records import Commitment, Document, Event, schema, to_json

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)

ArchivePath = Annotated[Path | None, typer.Option("--archive", help="SQLite file; default: the setting `archive`.")]
Published = Annotated[str | None, typer.Option("--published", help="Day of publication, YYYY-MM-DD.")]
Precise = Annotated[bool, typer.Option("--precise", help="Write down only what is rather sure.")]
Loose = Annotated[bool, typer.Option("--loose", help="Write down also what is less sure.")]
Today = Annotated[str | None, typer.Option("--today", help="The day to count from, YYYY-MM-DD; default: today.")]


@app.callback()
def _root(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:  # noqa: FBT002
    """Read the news between states and keep the record."""
    if version:
        from detente import __version__

        typer.echo(f"detente {__version__}")
        raise typer.Exit


@app.command()
def code(
    files: Annotated[list[str], typer.Argument(help="HTML pages or saved text; - reads standard input.")],
    published: Published = None,
    form: Annotated[str | None, typer.Option("--format", help="table or jsonl.")] = None,
    show_dropped: Annotated[bool, typer.Option("--show-dropped", help="List dropped lines on stderr.")] = False,  # noqa: FBT002
    precise: Precise = False,  # noqa: FBT002
    loose: Loose = False,  # noqa: FBT002
) -> None:
    """Code reports and print their events and commitments."""
    from detente import report

    if form not in {None, "table", "jsonl"}:
        raise UsageError(f"--format {form!r} is not known", "Use table or jsonl.")
    as_table = form == "table" or (form is None and sys.stdout.isatty())
    found = settings.load()
    outcome = inputs.Outcome()
    coder = inputs.coder(found.dictionary, precise=precise, loose=loose)
    for coded in inputs.code_all(files, coder, found.max_bytes, inputs.day(published, "--published"), outcome):
        if show_dropped:
            for line in coded.document.dropped:
                typer.echo(f"dropped ({line.reason}): {line.text}", err=True)
        if as_table:
            report.table([coded], Console())
        else:
            for record in coded.records():
                sys.stdout.buffer.write(to_json(record) + b"\n")
    sys.stdout.flush()
    raise typer.Exit(outcome.code)


@app.command()
def add(
    files: Annotated[list[str] | None, typer.Argument(help="HTML pages or saved text; - reads standard input.")] = None,
    examples: Annotated[bool, typer.Option("--examples", help="Add the bundled example reports.")] = False,  # noqa: FBT002
    published: Published = None,
    archive: ArchivePath = None,
    precise: Precise = False,  # noqa: FBT002
    loose: Loose = False,  # noqa: FBT002
) -> None:
    """Code reports and keep them in the archive; one already there changes nothing."""
    from detente.archive import Archive

    named = [*(files or ()), *(inputs.examples() if examples else ())]
    if not named:
        raise UsageError("nothing to add", "Name a file, or use --examples.")
    found = settings.load()
    outcome, seen = inputs.Outcome(), 0
    path = archive or found.archive
    with Archive.open(path) as store:
        try:
            coder = inputs.coder(found.dictionary, precise=precise, loose=loose)
            for coded in inputs.code_all(named, coder, found.max_bytes, inputs.day(published, "--published"), outcome):
                seen += not store.add(coded)
        except KeyboardInterrupt:
            typer.echo(f"stopped; {outcome.coded} reports are whole in {path}", err=True)
            raise typer.Exit(130) from None
    typer.echo(f"{outcome.coded - seen} added, {seen} already there, {outcome.failed} failed: {path}", err=True)
    raise typer.Exit(outcome.code)


@app.command()
def show(number: Annotated[str, typer.Argument(help="Id of a record.")], archive: ArchivePath = None) -> None:
    """Show a record with its sentence highlighted."""
    from detente import report
    from detente.archive import Archive

    with Archive.open(archive or settings.load().archive, create=False) as store:
        record = store.get(number)
        if isinstance(record, Document):
            typer.echo(record.text)
        elif isinstance(record, Event | Commitment):
            document = store.get(record.document)
            if isinstance(document, Document):
                report.show(record, document, Console())
        else:
            typer.echo(to_json(record).decode())


@app.command()
def brief(
    first: Annotated[str, typer.Argument(help="A state, by ISO3 code or name.")],
    second: Annotated[str, typer.Argument(help="Another state.")],
    today: Today = None,
    form: Annotated[str, typer.Option("--format", help="terminal or markdown.")] = "terminal",
    archive: ArchivePath = None,
) -> None:
    """Say what happened between two states, what was promised, and what is due."""
    from detente import report, resolve
    from detente.archive import Archive
    from detente.pipeline import material

    codes = []
    for name in (first, second):
        found = resolve.state_of(name)
        if found is None:
            raise NotFoundError(f"no state {name!r} is known", "Use its ISO3 code, e.g. PAK.")
        codes.append(found)
    when = inputs.day(today, "--today") or dt.datetime.now(tz=dt.UTC).date()
    with Archive.open(archive or settings.load().archive, create=False) as store:
        made = report.brief(material(store, (codes[0], codes[1]), when))
    if form == "markdown":
        typer.echo(report.to_markdown(made))
    elif form == "terminal":
        report.to_terminal(made, Console())
    else:
        raise UsageError(f"--format {form!r} is not known", "Use terminal or markdown.")


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="Words that must all occur.")], archive: ArchivePath = None
) -> None:
    """Find reports by their words."""
    from detente.archive import Archive

    with Archive.open(archive or settings.load().archive, create=False) as store:
        for hit in store.search(" ".join(words)):
            typer.echo(f"{hit.document}\t{hit.title or ''}\t{' '.join(hit.snippet.split())}")


@app.command(name="schema")
def schema_() -> None:
    """Print the JSON Schema (2020-12) of all records."""
    typer.echo(json.dumps(schema(), indent=2))


@app.command()
def bench(
    name: Annotated[str, typer.Argument(help="Name of the benchmark; a wrong one lists them.")],
    data: Annotated[Path, typer.Option("--data", help="Its file or folder.")],
    errors: Annotated[Path | None, typer.Option("--errors", help="Write every miss here, one JSON a line.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object (always so).")] = True,  # noqa: FBT002
) -> None:
    """Score this version on a benchmark."""
    from detente import bench as benchmarks

    result, misses = benchmarks.run(name, data)
    if errors:
        errors.write_text("".join(json.dumps(miss) + "\n" for miss in misses), encoding="utf-8")
    typer.echo(json.dumps(result) if as_json else str(result))
