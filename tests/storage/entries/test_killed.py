"""kill -9 before any statement of a deed: it is done or it is not, never half, and never twice."""

import pytest

SURVIVED = """
    import os, sys
    from itertools import count
    from pathlib import Path
    from signal import SIGKILL
    from sqlalchemy import Engine, event
    from storage.component import Component, ComponentField
    from storage.entries import Entries, Operation
    from storage.entries.courier import Courier
    from storage.entries.place import open_place

    FOLDER = Path(sys.argv[1])

    def opened(deed):
        place = open_place(FOLDER)
        try:
            return deed(Entries(place), Courier(place))
        finally:
            place.close()

    def killed(deed, last):
        '''Do a deed in a process that is killed before its statement number `last`; whether it came to the end.'''
        child = os.fork()
        if child:
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        place, left = open_place(FOLDER), iter(range(last))
        def die(*_):
            if next(left, None) is None:
                os.kill(os.getpid(), SIGKILL)
        event.listen(Engine, "before_cursor_execute", die)
        event.listen(Engine, "commit", die)
        deed(Entries(place), Courier(place))
        os._exit(0)

    def field(id, **more):
        return ComponentField(id=id, name=id.title(), **more)

    def create(number):
        return [Operation("thing", "create", None, {"Name": f"n{number}", "Age": str(number)})]

    BEFORE = Component(id="thing", name="Thing", fields=[field("name", primary_key=True), field("age")])
    opened(lambda entries, courier: entries.define(BEFORE, "ann"))
"""

REDESIGNED = """
    AFTER = Component(id="thing", name="Thing", fields=[
        field("title"), field("age", type="integer", primary_key=True), field("more", query=True)])
    opened(lambda entries, courier: [entries.write(create(number), "ann") for number in range(3)])

    def found(entries, courier):
        there = entries.query("thing")
        return ("old" if there[0].keys() >= {"Name", "Age"} else "new", [entry["Age"] for entry in there],
                entries.component("thing").revision, len(entries.aside("thing")))

    states = []
    for last in count():
        over = killed(lambda entries, courier: entries.define(AFTER, "ann"), last)
        states.append(opened(found))
        if over:
            break
    print()
    print(__import__("json").dumps(states))
"""

WRITTEN = """
    def delivered(entries, courier):
        courier.deliver()

    def posted_and_delivered(number):
        def deed(entries, courier):
            entries.post(create(number), "ann", key=f"k{number}")
            courier.deliver()
        return deed

    counts = []
    for last in count():
        over = killed(posted_and_delivered(last), last)
        opened(posted_and_delivered(last))
        counts.append(opened(lambda entries, courier: (entries.count("thing"), entries.outbox.waiting())))
        if over:
            break
    print()
    print(__import__("json").dumps(counts))
"""


@pytest.fixture
def survived(folder, in_a_process):
    from textwrap import dedent

    return lambda script: in_a_process(dedent(SURVIVED) + dedent(script), folder)


def test_a_redesign_is_the_old_design_or_the_new_one(survived):
    states = survived(REDESIGNED)
    old, new = ["old", ["0", "1", "2"], 1, 0], ["new", [0, 1, 2], 2, 1]
    assert len(states) > 10
    assert states == [old] * (len(states) - 1) + [new]


def test_what_was_posted_becomes_one_entry(survived):
    counts = survived(WRITTEN)
    assert len(counts) > 10
    assert counts == [[number, 0] for number in range(1, len(counts) + 1)]
