"""Workflows that a full disk refuses begin as soon as there is room."""

import subprocess
import sys
from pathlib import Path

from tests.small_disk import small_disk

ACCEPTED = """
import sys
from pathlib import Path
from threading import Event

from runtime.runner import Runner

done = Event()
runner = Runner(Path(sys.argv[1]), lambda run: done.set() or True)
runner.start("owed", 0, keeps=True)
print("accepted", done.is_set(), flush=True)
sys.stdin.readline()
print("done", done.wait(30), flush=True)
runner.close()
"""


def test_a_workflow_that_found_no_room_begins_when_there_is_some(tmp_path: Path):
    with small_disk(tmp_path / "disk", megabytes=4) as disk:
        disk.folder.mkdir()
        disk.fill()
        command = [sys.executable, "-c", ACCEPTED, str(disk.folder)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdin
            assert process.stdout
            assert process.stdout.readline() == "accepted False\n"
            disk.free()
            process.stdin.write("\n")
            process.stdin.flush()
            assert process.stdout.readline() == "done True\n"
        assert process.returncode == 0
