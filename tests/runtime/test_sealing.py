"""What a caller sends in secret fields is sealed before anything of a run is stored."""

from storage.vault import HANDLE

FIELDS = [{"name": "who"}, {"name": "pass", "type": "secret", "required": True}]


def greedy(documents):
    """A flow that hands on and logs all that it gets."""
    return documents.flow(
        documents.step("in", "get_action_model", {"fields": FIELDS}),
        documents.step("log", "execute_script", {"script": "log(str(item))\nitem"}),
        documents.end,
    )


def test_no_file_of_the_data_folder_holds_what_was_sent(installation, documents):
    secrets = ("s3cret-first-one", "s3cret-other-one", "86420975")
    model = [{"who": "ann", "pass": secrets[0]}, {"who": "ben", "pass": secrets[1]}, {"pass": int(secrets[2])}]
    run = installation.engine.start(None, document=greedy(documents), model=model, user="ann")
    seen = installation.engine.wait(run, 30)
    assert seen["status"] == "succeeded"
    assert [installation.vault.open(item["pass"]) for item in seen["result"]] == list(secrets)
    held = b"".join(file.read_bytes() for file in installation.folder.rglob("*") if file.is_file())
    assert [secret for secret in secrets if secret.encode() in held] == []


def test_a_whole_number_is_sealed_without_a_point(installation, documents):
    run = installation.engine.start(None, document=greedy(documents), model={"pass": 417.0}, user="ann")
    [item] = installation.engine.wait(run, 30)["result"]
    assert installation.vault.open(item["pass"]) == "417"


def test_a_handle_stays_the_handle_it_is(installation, documents):
    handle = installation.vault.seal("a word")
    run = installation.engine.start(None, document=greedy(documents), model={"pass": handle}, user="ann")
    assert installation.engine.wait(run, 30)["result"] == [{"who": None, "pass": handle}]


def test_what_is_missing_or_odd_is_told_without_its_value(installation, documents):
    sent = [{"who": 1, "pass": ["s3cret-in-a-list"]}, {"who": "ben", "pass": None}]
    run = installation.engine.start(None, document=greedy(documents), model=sent, user="ann")
    problems = installation.engine.wait(run, 30)["problems"]
    assert [one["code"] for one in problems] == ["sent_field_type", "sent_field_missing"]
    assert "s3cret" not in repr(problems)
    assert HANDLE.search(repr(problems))
