"""The imports that are under way or were just done: they outlive the page that began them."""

import logging
from dataclasses import dataclass, field
from threading import Thread

from editor.data.wrong import sentence
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import Problems
from runtime.services.entry_import import Importer, Intake, Progress
from storage.errors import StorageError


@dataclass
class Job:
    """One import; `wrong` is what ended it early."""

    importer: Importer
    over: bool = False
    wrong: BaseException | None = None
    _thread: Thread | None = field(default=None, repr=False)

    @property
    def progress(self) -> Progress:
        return self.importer.progress

    def begin(self) -> None:
        """Work in a thread of its own, which keeps no server from stopping: the piece in hand is then undone."""
        self._thread = Thread(target=self._run, name="etapes-import", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Return once it is over."""
        if self._thread:
            self._thread.join()

    def _run(self) -> None:
        try:
            self.importer.run()
        except (Problems, StorageError) as wrong:
            self.wrong = wrong
        except Exception as wrong:
            logging.getLogger("etapes").exception("an import ended unexpectedly")
            self.wrong = wrong
        finally:
            self.over = True


class Imports:
    """At most one per component, kept by its number: a component made anew under an id knows nothing of the old one."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._jobs: dict[int, Job] = {}

    def of(self, number: int) -> Job | None:
        """The import into the component with this number (`Designs.number`)."""
        return self._jobs.get(number)

    def start(self, intake: Intake, visitor: Visitor) -> bool:
        """Begin; False where another import of the component is under way. `NotFound` where it is gone."""
        entries = self._installation.entries()
        number = entries.number(intake.component)
        known = self._jobs.get(number)
        if known and not known.over:
            return False
        importer = Importer(entries, self._installation.files, intake, visitor.person.name,
                            reason=visitor.say("data.intake.reason"),
                            why=lambda fault: sentence(visitor, fault))  # fmt: skip
        job = self._jobs[number] = Job(importer)
        job.begin()
        return True

    def forget(self, number: int) -> None:
        """Its result was read."""
        if (job := self._jobs.get(number)) and job.over:
            del self._jobs[number]
