"""Pages to documents: what is kept, what is dropped and why, and what is refused."""

import contextlib
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import ingest
from detente.errors import DetenteError, InputError

PAGE = """Home > World
Ruritania recalls its envoy from Freedonia
Share on Facebook

STRELSAU, 4 May 2023 (Vale Press): Ruritania recalled its envoy from Freedonia on Thursday over the fishing row.
Click here to display content from Twitter.
The minister shared her concern about cookies baked without a licence, and nobody laughed at the joke.
Also Read: Freedonia bombs in cup final
The minister shared her concern about cookies baked without a licence, and nobody laughed at the joke.
Verified by SiteCounter
© 2023 Vale Press. All rights reserved.
"""


def test_saved_text_is_parted_from_its_furniture():
    document = ingest.parse(PAGE.encode(), name="page")
    assert document.title == "Ruritania recalls its envoy from Freedonia"
    assert document.text.splitlines() == [
        "Ruritania recalled its envoy from Freedonia on Thursday over the fishing row.",
        "The minister shared her concern about cookies baked without a licence, and nobody laughed at the joke.",
    ]
    assert (document.dateline_place, document.dateline_date) == ("Strelsau", dt.date(2023, 5, 4))
    assert document.publisher == "Vale Press"
    assert [link.text for link in document.links] == ["Freedonia bombs in cup final"]
    assert {"share buttons", "also read", "printed twice", "footer"} <= {d.reason for d in document.dropped}


def test_html_gives_title_publisher_and_day():
    html = (
        "<html><head><title>Talks | Vale Press</title><meta property='og:title' content='Talks open in Zenda'>"
        "<meta property='og:site_name' content='Vale Press'>"
        "<meta property='article:published_time' content='2023-05-04T10:00:00Z'></head>"
        "<body><article><h1>Talks open in Zenda</h1>"
        + "".join(
            f"<p>The ministers met in room {i} of the old hall and spoke about fish for two hours.</p>" for i in range(6)
        )
        + "</article></body></html>"
    )
    document = ingest.parse(html.encode(), name="page")
    assert document.title == "Talks open in Zenda"
    assert document.publisher == "Vale Press"
    assert document.published == dt.date(2023, 5, 4)
    assert document.format == "html"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"  \n ", "is empty"),
        (b"%PDF-1.7 rest", "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0", "binary"),
        (b"Share on Facebook\nAccept all cookies\n", "only furniture"),
        (
            b"Der Minister hat am Dienstag den Botschafter einbestellt und scharf gegen die Angriffe protestiert.",
            "another language",
        ),
    ],
)
def test_what_is_no_report_is_refused_with_a_remedy(data, said):
    with pytest.raises(InputError, match=said) as caught:
        ingest.parse(data, name="page")
    assert caught.value.remedy.endswith(".")


def test_a_day_to_come_is_refused():
    with pytest.raises(InputError, match="future"):
        ingest.parse(PAGE.encode(), name="page", published=dt.date(2999, 1, 1))


def test_files_that_cannot_be_read_are_named(tmp_path):
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * 100)
    for path, said in ((tmp_path, "directory"), (tmp_path / "none", "does not exist"), (large, "over the limit")):
        with pytest.raises(InputError, match=said):
            ingest.load(path, 10)


def test_a_stream_over_the_limit_is_refused_and_not_cut():
    assert ingest.load_stream(io.BytesIO(b"0123456789"), "standard input", 10) == b"0123456789"
    with pytest.raises(InputError, match="over the limit"):
        ingest.load_stream(io.BytesIO(b"01234567890"), "standard input", 10)


def test_mojibake_is_mended():
    broken = PAGE.replace("nobody laughed", "nobody’s laugh").encode().decode("latin-1").encode()
    assert "nobody’s laugh" in ingest.parse(broken, name="page").text


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_give_a_document_or_a_clear_error(data):
    with contextlib.suppress(DetenteError):
        assert ingest.parse(data, name="page").text
