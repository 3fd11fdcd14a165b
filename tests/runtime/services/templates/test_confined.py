"""A template reaches nothing: no object behind a value, no file, no address, no end of time or memory."""

import subprocess
import sys
from pathlib import Path

import pytest

from runtime.services.templates.asking import look
from runtime.stop import Stop, Stopped

TOP = Path(__file__).parents[4]
FORBIDDEN = ["{{ ''.__class__.__mro__ }}", "{{ range.__init__.__globals__ }}", "{{ a | attr('__class__') }}",
             "{{ '{0.__class__}'.format(a) }}", "{{ self.__init__.__globals__ }}", "{{ [].append(1) }}",
             "{{ namespace.__init__.__globals__.os.popen('id').read() }}", "{{ dict.mro() }}"]  # fmt: skip
FETCHED = ["<img src='http://127.0.0.1:9/x.png'>", "<img src='file:///etc/passwd'>", "<img src='/etc/passwd'>",
           "<link rel='stylesheet' href='http://127.0.0.1:9/a.css'>",
           "<style>@font-face { font-family: x; src: url(/etc/passwd) } p { font-family: x }</style><p>x"]  # fmt: skip


@pytest.mark.parametrize("template", FORBIDDEN)
def test_an_attempt_to_escape_is_refused_by_its_word(refused, template):
    found = refused(template, {"a": "x"}, missing="empty")
    assert (found.code, found.line) == ("template_forbidden_line", 1)


@pytest.mark.parametrize(("kind", "code"), [("docx", "template_forbidden"), ("xlsx", "template_forbidden_place")])
def test_office_files_do_not_escape_either(refused, office, kind, code):
    attempt = FORBIDDEN[0]
    files = {"docx": [office.letter(attempt), office.letter("x", header=attempt)], "xlsx": [office.sheet((attempt,))]}
    for file in files[kind]:
        assert refused(file, kind=kind).code == code


@pytest.mark.parametrize("template", FETCHED)
def test_a_page_fetches_nothing(refused, template):
    found = refused(template, target="pdf")
    assert found.code == "template_outside"
    assert found.parameters["address"] in template


def test_nothing_is_included(refused):
    assert refused("{% include '/etc/passwd' %}").code == "template_includes"


def test_endless_loops_and_floods_end(refused):
    loop = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
    assert refused(loop, seconds=0.3).code == "template_time"
    assert refused("{% for i in range(99999) %}{{ 'a' * 10000 }}{% endfor %}").code == "template_too_long"
    assert refused("{{ 'a' * 10 ** 10 }}").code == "template_memory"


def test_a_run_that_stops_ends_the_rendering(fill):
    stop = Stop()
    stop.pull("cancelled")
    with pytest.raises(Stopped):
        fill("x", stop=stop)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_file_of_another_kind_is_refused(refused, office, kind):
    other = office.sheet(("a",)) if kind == "docx" else office.letter("a")
    for file in (b"no archive", other):
        assert refused(file, kind=kind).code == "template_unreadable"


def test_looking_for_fields_runs_nothing():
    assert look("html", b"{{ ('a' * 10 ** 10).b }}{{ c }}") == ["c"]


WALLS = """
import os, socket, subprocess, sys, tempfile
from pathlib import Path
from runtime.services.templates.confined import Refused, confine
own = Path(tempfile.mkdtemp())
tempfile.tempdir = str(own)
confine()
(own / "mine").write_text("x")
for deed in (lambda: open("/etc/passwd"), lambda: open("/tmp/elsewhere", "w"), lambda: os.listdir("/etc"),
             lambda: socket.create_connection(("127.0.0.1", 9)), lambda: subprocess.run(["id"]),
             lambda: os.system("id"), os.fork, lambda: os.remove(sys.executable)):
    try:
        deed()
        print("done")
    except (Refused, PermissionError):
        print("refused")
"""


def test_behind_the_language_stand_walls():
    """Were a template to run any Python: it would read, write, reach and start nothing."""
    told = subprocess.run([sys.executable, "-c", WALLS], capture_output=True, text=True, check=True, cwd=TOP)
    assert told.stdout.split() == ["refused"] * 8
