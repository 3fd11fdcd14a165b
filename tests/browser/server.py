"""A server of our own as a process: started on a free port, stopped as an operator would."""

import os
import re
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parent.parent.parent


class Server:
    """`etapes serve` over `folder`. `url` is what it announced; `errors` is where its log goes."""

    def __init__(self, folder: Path, environment: dict[str, str] | None = None, port: int = 0) -> None:
        self.folder = folder
        self.errors = folder.parent / f"{folder.name}.log"
        ours = ("PYTEST_", "ETAPES_", "COV_")
        clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        command = [sys.executable, "-m", "editor", "serve", "--no-browser", "--port", str(port), "--data", str(folder)]
        with self.errors.open("ab") as errors:
            self.process = subprocess.Popen(
                command, cwd=TOP, env=clean | {"ETAPES_LANGUAGE": "en"} | (environment or {}),
                stdout=subprocess.PIPE, stderr=errors, text=True,
            )  # fmt: skip
        self.url = self._announced()

    def stop(self) -> int:
        """End it by SIGTERM; its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        return self._over()

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self._over()

    def again(self) -> "Server":
        """Another one over the same folder, at the same address."""
        return Server(self.folder, port=int(self.url.rsplit(":", 1)[1]))

    def _announced(self) -> str:
        assert self.process.stdout
        for line in self.process.stdout:
            if found := re.search(r"http://\S+", line):
                return found[0]
        self._over()
        raise AssertionError(f"the server did not start:\n{self.errors.read_text()[-4000:]}")

    def _over(self) -> int:
        try:
            return self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        finally:
            if self.process.stdout:
                self.process.stdout.close()
