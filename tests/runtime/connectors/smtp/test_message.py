"""A message carries what was said in any language, the same way each time, and nothing that was smuggled in."""

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from runtime.connectors.smtp.message import Attached, Letter, built
from runtime.connectors.smtp.settings import SmtpSettings
from runtime.page_words import plain
from runtime.problems import Problems

SETTINGS = SmtpSettings(address="mail.example.com", sender="etapes@example.com", sender_name="Étapes, l’éditeur")
LETTER = Letter("run:step:0", "ann@example.com", "Café n° 7 — prêt", "Voilà.\n", datetime(2026, 1, 2, tzinfo=UTC))


def read(letter: Letter, settings: SmtpSettings = SETTINGS):
    made = built(letter, settings)
    assert made.isascii()
    return message_from_bytes(made, policy=policy.default)


def test_words_of_any_language_arrive():
    message = read(LETTER)
    assert (message["Subject"], message["To"]) == ("Café n° 7 — prêt", "ann@example.com")
    assert message["From"].addresses[0].display_name == "Étapes, l’éditeur"
    assert message.get_body().get_content().strip() == "Voilà."
    assert message["Auto-Submitted"] == "auto-generated"


def test_the_same_mail_is_the_same_message_whenever_it_is_built():
    first, second = read(LETTER), read(LETTER)
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"].endswith("@example.com>")
    assert first["Date"] == second["Date"] == "Fri, 02 Jan 2026 00:00:00 +0000"


@pytest.mark.parametrize("smuggled", ["Hi\r\nBcc: eve@example.com", "Hi\nBcc: eve@example.com", "Hi\rBcc: e", "Hi\0",
                                     "Hi\u2028", "H\u2029i", "H\x85i"])  # fmt: skip
@pytest.mark.parametrize("where", ["subject", "name"])
def test_a_line_break_in_a_header_is_refused_not_mended(where: str, smuggled: str):
    with pytest.raises(Problems) as refused:
        built(Letter(**{**vars(LETTER), where: smuggled}), SETTINGS)
    assert refused.value.problems[0].code == "mail_line_break"


@pytest.mark.parametrize("wrong", ["ann", "ann@example.com\r\nBcc: eve@example.com", ""])
def test_a_message_to_no_address_is_refused(wrong: str):
    with pytest.raises(Problems) as refused:
        built(Letter(**{**vars(LETTER), "recipient": wrong}), SETTINGS)
    assert refused.value.problems[0].code == "mail_address_wrong"


def test_a_message_over_the_limit_is_refused():
    big = Letter(**{**vars(LETTER), "attached": [Attached("a.bin", "application/octet-stream", bytes(2_000_000))]})
    with pytest.raises(Problems) as refused:
        built(big, SETTINGS.model_copy(update={"size_limit": 1}))
    assert refused.value.problems[0].code == "mail_too_large"


def test_whoever_reads_no_html_reads_its_words():
    page = (
        "<head><title>T</title><style>p {color: red}</style></head><p>Hello <b>Ann</b>,</p><p>all\n is &lt;well&gt;</p>"
    )
    assert plain(page) == "Hello Ann,\n\nall is <well>"
    message = read(Letter(**{**vars(LETTER), "text": "", "html": page}))
    assert message.get_body(("plain",)).get_content().startswith("Hello Ann,")
    assert "<b>Ann</b>" in message.get_body(("html",)).get_content()


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ('<p>Go <a href="https://e.example/x?a=1&amp;b=2">to the <b>shop</b></a>.</p>',
         "Go to the shop <https://e.example/x?a=1&b=2>."),
        ('<a href="https://e.example">https://e.example</a>', "https://e.example"),
        ('<a href="mailto:ann@example.com">ann@example.com</a>', "ann@example.com"),
        ('<a href="https://e.example"><img src="x"></a> on', "https://e.example on"),
        ('<a href="#top">Up</a> <a name="x">here</a>', "Up here"),
        ('<a href="https://e.example">one <a href="https://f.example">two</a>',
         "one <https://e.example>two <https://f.example>"),
    ],
)  # fmt: skip
def test_where_a_link_leads_is_read_behind_its_words(page: str, words: str):
    assert plain(page) == words
