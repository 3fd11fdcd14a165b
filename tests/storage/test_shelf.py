"""What a user saved stays saved: killed processes, two at once, damaged files, a full disk. All of it real."""

import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor

import pytest

from storage.errors import Damaged, NotFound, Stale
from storage.flows import Flows

FLOW = {"format": 1, "name": "Kept", "phases": []}


KILLS = """
    import json, os, random, select, signal, sys
    from pathlib import Path
    from storage.flows import Flows

    def autosave(id, folder, out):
        flows = Flows(folder)
        record = flows.get(id)
        while True:
            count = record.document["count"] + 1
            record = flows.save(id, {**record.document, "count": count, "padding": "x" * 5000}, record.etag, "ann")
            os.write(out, b"%d\\n" % count)

    folder, kills = Path(sys.argv[1]), int(sys.argv[2])
    flows = Flows(folder)
    id = flows.create({"name": "Kept", "phases": [], "count": 0}, "ann").id
    acknowledged, lost = 0, 0
    for _ in range(kills):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            autosave(id, folder, write)
        os.close(write)
        said = os.read(read, 65536)                       # it is at work
        select.select([], [], [], random.random() / 200)  # and dies at any moment of its next saves
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := os.read(read, 65536):
            said += more
        os.close(read)
        acknowledged += said.count(b"\\n")
        last = int(said.split()[-1])
        kept = flows.get(id).document["count"]
        lost += not last <= kept <= last + 1
    print(json.dumps([acknowledged, lost, len(flows.damaged())]))
"""


def test_200_kills_while_autosaving_lose_no_acknowledged_save(in_a_process, tmp_path):
    acknowledged, lost, damaged = in_a_process(KILLS, tmp_path, 200)
    assert acknowledged >= 200
    assert (lost, damaged) == (0, 0)


PUBLISHER = """
    import json, os, random, select, signal, sys
    from pathlib import Path
    from storage.errors import Conflict
    from storage.flows import Flows

    folder = Path(sys.argv[1])
    flows = Flows(folder)
    id = flows.create({"name": "0", "phases": []}, "ann").id
    wrong = 0
    for _ in range(40):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            mine = Flows(folder)
            while True:
                number = len(mine.versions(id)) + 1
                mine.save(id, {"name": str(number), "phases": []}, None, "ann")
                mine.publish(id, {"name": str(number), "phases": []}, "ann")
                os.write(write, b"%d\\n" % number)
        os.close(write)
        said = os.read(read, 65536)
        select.select([], [], [], random.random() / 100)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := os.read(read, 65536):
            said += more
        os.close(read)
        kept = [info.number for info in flows.versions(id)]
        number, document = flows.live(id)
        wrong += kept != list(range(len(kept), 0, -1)) or len(kept) < int(said.split()[-1])
        wrong += number != len(kept) or document["name"] != str(number)
        wrong += any(flows.version(id, n)["name"] != str(n) for n in kept)
    print(json.dumps(wrong))
"""


def test_a_publishing_that_is_killed_happened_or_did_not(in_a_process, tmp_path):
    assert in_a_process(PUBLISHER, tmp_path) == 0


RIVAL = """
    import sys
    from pathlib import Path
    from storage.errors import Stale
    from storage.flows import Flows

    flows = Flows(Path(sys.argv[1]))
    print("ready", flush=True)
    for line in sys.stdin:
        id, etag = line.split()
        try:
            flows.save(id, {"name": sys.argv[2], "phases": []}, etag, sys.argv[2])
            print("won", flush=True)
        except Stale:
            print("stale", flush=True)
"""


def test_of_two_processes_with_one_etag_exactly_one_wins(stored, tmp_path):
    made = stored.create(FLOW, "ann")
    rivals = [
        subprocess.Popen([sys.executable, "-c", textwrap.dedent(RIVAL), str(tmp_path / "flows"), name],
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        for name in ("one", "two")
    ]  # fmt: skip
    assert [rival.stdout.readline() for rival in rivals] == ["ready\n"] * 2
    for _ in range(60):
        etag = stored.get(made.id).etag
        for rival in rivals:
            rival.stdin.write(f"{made.id} {etag}\n")
        assert sorted(rival.stdout.readline() for rival in rivals) == ["stale\n", "won\n"]
    for rival in rivals:
        rival.communicate()


def test_of_many_threads_with_one_etag_exactly_one_wins(tmp_path):
    doors = [Flows(tmp_path), Flows(tmp_path)]
    made = doors[0].create(FLOW, "ann")

    def save(number):
        try:
            return doors[number % 2].save(made.id, FLOW | {"name": str(number)}, etag, "ann").document["name"]
        except Stale:
            return None

    with ThreadPoolExecutor(8) as threads:
        for _ in range(20):
            etag = doors[0].get(made.id).etag
            winners = [name for name in threads.map(save, range(8)) if name]
            assert len(winners) == 1
            assert doors[1].get(made.id).document["name"] == winners[0]


def test_writes_of_many_threads_without_etag_are_all_counted(flows):
    made = flows.create(FLOW, "ann")
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: flows.save(made.id, FLOW | {"name": str(n)}, None, "ann"), range(80)))
    assert flows.get(made.id).revision == 81


DAMAGES = {
    "emptied": lambda content: b"",
    "cut off": lambda content: content[: len(content) // 2],
    "one bit flipped": lambda content: content[:200] + bytes([content[200] ^ 1]) + content[201:],
    "zeros after a power cut": lambda content: b"\0" * len(content),
    "edited by hand": lambda content: content.replace(b"ann", b"eve"),
    "other JSON": lambda content: b'{"flow": {"1": {}}}',
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("part", ["draft", "versions"])
def test_a_damaged_file_is_set_aside_and_nothing_is_lost(stored, tmp_path, part, damage):
    made = stored.create(FLOW, "ann")
    stored.publish(made.id, FLOW, "ann")
    saved = stored.save(made.id, FLOW | {"name": "Kept too"}, None, "ann")
    file = tmp_path / "flows" / "prod" / made.id / f"{part}.json"
    spoiled = DAMAGES[damage](file.read_bytes())
    file.write_bytes(spoiled)
    assert stored.get(made.id) == saved
    assert stored.live(made.id) == (1, FLOW)
    (found,) = stored.damaged()
    assert (found.flow, found.file, found.used) == (made.id, f"{part}.json", "backup")
    assert (file.parent / found.set_aside_as).read_bytes() == spoiled
    assert stored.save(made.id, FLOW, saved.etag, "ann").document == FLOW


def test_a_draft_lost_with_its_copy_comes_back_from_the_newest_version(stored, tmp_path):
    made = stored.create(FLOW, "ann")
    old = stored.publish(made.id, FLOW, "ann")
    for name in ("draft.json", "draft.json.bak"):
        (tmp_path / "flows" / "prod" / made.id / name).write_bytes(b"gone")
    (line,) = stored.list()
    assert (line.id, line.state) == (made.id, "disabled")
    assert stored.get(made.id).document == FLOW
    assert {damage.used for damage in stored.damaged()} == {"versions"}
    with pytest.raises(Stale):
        stored.save(made.id, FLOW, old.etag, "ann")
    stored.publish(made.id, FLOW | {"name": "Next"}, "ann")
    assert [info.number for info in stored.versions(made.id)] == [2, 1]


def test_a_flow_without_any_good_copy_says_so_and_is_never_overwritten(stored, tmp_path):
    made, other = stored.create(FLOW, "ann"), stored.create(FLOW, "ann")
    for name in ("draft.json", "draft.json.bak"):
        (tmp_path / "flows" / "prod" / made.id / name).write_bytes(b"gone")
    assert [line.id for line in stored.list()] == [other.id]
    for deed in (lambda: stored.get(made.id), lambda: stored.save(made.id, FLOW, None, "ann"),
                 lambda: stored.create(FLOW, "ann", id=made.id)):  # fmt: skip
        with pytest.raises(Damaged):
            deed()
    assert {(damage.flow, damage.used) for damage in stored.damaged()} == {(made.id, "nothing")}


def test_a_history_lost_with_its_copy_stops_neither_running_nor_publishing(stored, tmp_path):
    made = stored.create(FLOW, "ann")
    stored.publish(made.id, FLOW, "ann")
    for name in ("versions.json", "versions.json.bak"):
        (tmp_path / "flows" / "prod" / made.id / name).write_bytes(b"gone")
    assert stored.live(made.id) == (1, FLOW)
    with pytest.raises(Damaged):
        stored.versions(made.id)
    stored.publish(made.id, FLOW | {"name": "Next"}, "ann")
    assert [info.number for info in stored.versions(made.id)] == [2]
    with pytest.raises(NotFound):
        stored.version(made.id, 1)


FULL = """
    import json, resource, sys
    from pathlib import Path
    from storage.errors import DiskFull
    from storage.flows import Flows

    folder = Path(sys.argv[1])
    flows = Flows(folder)
    made = flows.create({"name": "Kept", "phases": []}, "ann")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    big = {"name": "Big", "phases": [], "padding": [str(n) for n in range(5000)]}
    refused = 0
    for write in (lambda: flows.save(made.id, big, made.etag, "ann"), lambda: flows.publish(made.id, big, "ann")):
        try:
            write()
        except DiskFull:
            refused += 1
    same = flows.get(made.id) == made and flows.versions(made.id) == []
    left = [file.name for file in (folder / "prod" / made.id).glob("*.new")]
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    after = flows.save(made.id, big, made.etag, "ann").document["name"]
    print(json.dumps([refused, same, left, after]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a full disk is made by a limit that only POSIX has")
def test_a_full_disk_refuses_the_save_and_keeps_what_was_there(in_a_process, tmp_path):
    assert in_a_process(FULL, tmp_path) == [2, True, [], "Big"]
