"""The command as a user runs it, in a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

REPORT = """STRELSAU, 4 May 2023 (Vale Press): Chile recalled its ambassador from Peru on Thursday after a row over fish.
Chile and Peru agreed to hold talks by 26 May 2023, a joint statement said on Thursday evening.
"""


def detente(*arguments, stdin=None):
    return subprocess.run(
        [sys.executable, "-c", "from detente.cli import main; main()", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_version_and_schema():
    assert detente("--version").stdout.startswith("detente ")
    assert json.loads(detente("schema").stdout)["$schema"].endswith("2020-12/schema")


def test_code_prints_json_lines_in_a_pipe(report):
    done = detente("code", report)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert records[0]["record"] == "document"
    assert "SANCTION" in {r.get("type") for r in records}
    assert any(r["record"] == "commitment" and r["due"]["end"] == "2023-05-26" for r in records)


def test_standard_input_gives_the_same_records(report):
    assert detente("code", "-", stdin=REPORT).stdout == detente("code", report).stdout


def test_one_bad_input_among_good_ones_is_one_line_and_exit_1(report, tmp_path):
    done = detente("code", tmp_path / "none.txt", report)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "does not exist" in done.stderr
    assert done.stdout


@pytest.mark.parametrize(
    "arguments", [("code", "none.txt"), ("brief", "Narnia", "PAK"), ("code", "-", "--published", "soon")]
)
def test_nothing_done_is_exit_2_with_one_line(arguments):
    done = detente(*arguments, stdin="")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_adding_twice_changes_nothing_and_records_can_be_shown(report, tmp_path):
    archive = tmp_path / "a.sqlite"
    assert "1 added" in detente("add", report, "--archive", archive).stderr
    assert "1 already there" in detente("add", report, "--archive", archive).stderr
    event = next(r for line in detente("code", report).stdout.splitlines() if (r := json.loads(line))["record"] == "event")
    assert event["evidence"][0]["text"] in " ".join(detente("show", event["id"], "--archive", archive).stdout.split())
    assert "report" in detente("brief", "CHL", "PER", "--archive", archive, "--today", "2023-05-10").stdout


def test_what_is_no_archive_is_named_and_left_alone(tmp_path):
    other = tmp_path / "notes.txt"
    other.write_text("not a database " * 100, encoding="utf-8")
    done = detente("brief", "CHL", "PER", "--archive", other)
    assert done.returncode == 2
    assert str(other) in done.stderr
    assert other.read_text(encoding="utf-8") == "not a database " * 100


def test_the_bundled_crisis_has_both_promises_kept(tmp_path):
    archive = tmp_path / "a.sqlite"
    assert detente("add", "--examples", "--archive", archive).returncode == 0
    brief = " ".join(detente("brief", "PAK", "IRN", "--archive", archive, "--today", "2024-02-01").stdout.split())
    assert "kept, 2024-01-26" in brief
    assert "kept, 2024-01-29" in brief
    assert "retaliation for" in brief
    assert "BROKEN" not in brief


def test_silence_is_overdue_and_never_broken(report, tmp_path):
    archive = tmp_path / "a.sqlite"
    detente("add", report, "--archive", archive)
    brief = detente("brief", "CHL", "PER", "--archive", archive, "--today", "2023-07-01").stdout
    assert "OVERDUE – NO EVIDENCE FOUND" in " ".join(brief.split())
    assert "BROKEN" not in brief


def test_a_process_killed_while_adding_leaves_a_whole_archive(tmp_path):
    archive = tmp_path / "a.sqlite"
    for number in range(12):
        (tmp_path / f"r{number}.txt").write_text(REPORT.replace("fish", f"fish number {number}"), encoding="utf-8")
    reports = sorted(tmp_path.glob("r*.txt"))
    command = [
        sys.executable,
        "-c",
        "from detente.cli import main; main()",
        "add",
        *map(str, reports),
        "--archive",
        str(archive),
    ]
    for delay in (0.6, 0.9, 1.2):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert detente("add", *reports, "--archive", archive).returncode == 0
    assert "12 already there" in detente("add", *reports, "--archive", archive).stderr
