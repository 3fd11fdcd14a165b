"""A second factor: switched on by a first code, asked for at every sign-in, replayed by nobody."""

from contextlib import closing
from os import environ

import pytest

from storage.errors import Refused, TooManyAttempts
from storage.people import People
from storage.secret_keys import SecretKeys
from storage.totp import code_at, step_of


@pytest.fixture
def ann(people):
    return people.person("ann")


def code(secret, clock):
    return code_at(secret, step_of(clock()))


@pytest.fixture
def on(people, ann, clock):
    """Switched on: the app's secret and the recovery codes; the next code is a new one."""
    secret = people.factors.begin(ann.id)
    codes = people.factors.confirm(ann.id, code(secret, clock))
    clock.passes(seconds=30)
    return secret, codes


def test_it_counts_once_a_code_was_seen(people, ann, clock):
    secret = people.factors.begin(ann.id)
    assert people.factors.confirm(ann.id, "000000") is None
    assert not people.factors.on(ann.id)
    assert len(people.factors.confirm(ann.id, code(secret, clock))) == 10
    assert people.factors.on(ann.id)
    with pytest.raises(Refused) as refused:
        people.factors.begin(ann.id)
    assert refused.value.code == "second_factor_on"


def test_a_code_is_taken_once_and_older_ones_never(people, ann, on, clock):
    secret, _ = on
    shown = code(secret, clock)
    assert people.check_code(ann, f"{shown[:3]} {shown[3:]}")
    assert not people.check_code(ann, shown)
    clock.passes(seconds=30)
    assert not people.check_code(ann, shown), "the code before is still in time, and was used"
    assert people.check_code(ann, code(secret, clock))


def test_a_recovery_code_opens_once(people, ann, on):
    _, codes = on
    assert people.check_code(ann, codes[0].upper())
    assert not people.check_code(ann, codes[0])
    assert people.factors.recovery_left(ann.id) == 9
    new = people.factors.renew_recovery(ann.id)
    assert not people.check_code(ann, codes[1])
    assert people.check_code(ann, new[1].replace("-", ""))


def test_guessing_codes_gets_slower(people, ann, on):
    for _ in range(5):
        assert not people.check_code(ann, "000000", "192.0.2.1")
    with pytest.raises(TooManyAttempts):
        people.check_code(ann, "000000", "192.0.2.1")
    assert [one.outcome for one in people.sign_ins.newest(ann.id)] == ["wrong_code"] * 5


def test_without_its_key_the_app_is_lost_and_recovery_codes_remain(people, ann, on, tmp_path, clock):
    secret, codes = on
    other = SecretKeys({"ETAPES_SECRET_KEY": "A" * 43 + "="})
    elsewhere = People(tmp_path / "people.sqlite", clock, other)
    assert not elsewhere.factors.check(ann.id, code(secret, clock))
    assert elsewhere.factors.check(ann.id, codes[0])
    elsewhere.close()


def test_a_new_key_takes_over_and_the_old_one_may_go(people, ann, on, tmp_path, clock):
    old, new = environ["ETAPES_SECRET_KEY"], "B" * 42 + "A="
    for keys in (f"{new},{old}", new):
        with closing(People(tmp_path / "people.sqlite", clock, SecretKeys({"ETAPES_SECRET_KEY": keys}))) as again:
            again.factors.renew()
            assert again.factors.check(ann.id, code(on[0], clock))
        clock.passes(seconds=30)


def test_switched_off_nothing_is_left(people, ann, on):
    people.factors.drop(ann.id)
    assert (people.factors.on(ann.id), people.factors.recovery_left(ann.id)) == (False, 0)


def test_the_file_holds_neither_secret_nor_codes(people, on, tmp_path):
    secret, codes = on
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert [text for text in (secret, *codes) if text.encode() in held] == []


def test_switching_it_on_and_off_is_witnessed(tmp_path, clock):
    seen = []
    people = People(tmp_path / "w.sqlite", clock, witness=lambda *told, **more: seen.append(told[0]))
    ann = people.add("ann", "correct horse", "viewer")
    codes = people.confirm_factor("ann", code(people.factors.begin(ann.id), clock))
    people.drop_factor("ann")
    people.close()
    assert (len(codes), seen) == (10, ["person_added", "second_factor_on", "second_factor_off"])
