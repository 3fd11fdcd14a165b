"""The post office: one thread that looks what is due, and a few that carry it, each connector for itself.

A mail is marked before it is handed over and again when the server has taken it. A process that dies in between leaves
the mark: the mail goes out again under the same Message-ID, and its log says that it may arrive twice. SMTP knows no
way to ask a server whether it has a message, so that this remains, and is told.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import groupby
from threading import Condition, Event, Lock, Thread
from time import monotonic

from runtime.connectors.smtp.session import Uncertain, Unreachable
from runtime.post.carriers import Carrier
from runtime.post.seals import Seals
from runtime.problems import Outage, Problem, Problems
from runtime.stop import Stopped
from storage.errors import StorageError
from storage.mails import Delivery, Mails
from storage.vault import Vault

WAITS = (15, 60, 300, 900, 1800, 3600, 7200, 14400, *(28800,) * 4)
"""Seconds before each further attempt: about forty hours in all, then it is given up."""
_AT_ONCE = 4
"""Connectors that carry at the same time."""
_LOOK = 30.0
"""Seconds after which the queue is looked into whatever it said."""
_LAST_WORDS = 3.0
"""Seconds that a server has to answer when the process closes."""
_BROKEN = ("http_too_slow", "http_broken_off")
"""Ends of a call after which nobody knows whether it was taken."""

Place = tuple[str, str]
"""A sandbox and one of its connectors."""


class PostOffice:
    """`carrier` gives who carries for a connector; `failed` is told of a mail that will not be tried again.

    `cut` ends whatever is being said to servers, when the process closes and one takes too long.
    """

    def __init__(self, mails: Mails, vault: Vault, carrier: Callable[[Place], Carrier],
                 failed: Callable[[Delivery], object], *, cut: Callable[[], object] = lambda: None,
                 waits: Sequence[float] = WAITS, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
                 ) -> None:  # fmt: skip
        self._mails, self._vault, self._carrier, self._failed = mails, vault, carrier, failed
        self._cut, self._waits, self._clock = cut, waits, clock
        self._busy: set[Place] = set()
        self._held: dict[Place, float] = {}
        self._unwritten: dict[int, Callable[[], object]] = {}
        self._writing = Lock()
        self._free = Condition()
        self._posted, self._closing = Event(), Event()
        self._hands = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="etapes-post")
        self._thread = Thread(target=self._work, name="etapes-post-office", daemon=True)
        mails.posted = self._posted.set

    def start(self) -> None:
        """Take up what an earlier process left."""
        self._mails.recover()
        self._thread.start()

    def drain(self, seconds: float) -> None:
        """Wait until everything that is due now has been tried, but no longer than that."""
        end = monotonic() + seconds
        with self._free:
            while monotonic() < end and (self._busy or (self._mails.wait(self._aside()) or 1.0) <= 0):
                self._free.wait(0.05)

    def close(self) -> None:
        """Stop after the mails that are being handed over; the others go out after the next start."""
        self._closing.set()
        self._posted.set()
        if self._thread.is_alive():
            self._thread.join()
        with self._free:
            done = self._free.wait_for(lambda: not self._busy, _LAST_WORDS)
        if not done:
            self._cut()
        self._hands.shutdown()
        self._catch_up()

    def _work(self) -> None:
        while not self._closing.is_set():
            self._posted.clear()
            try:
                self._catch_up()
                self._look()
                wait = self._mails.wait(self._aside())
            except Exception:  # the queue stays as it is, and the thread must live
                logging.getLogger("etapes").exception("the post office could not look into its queue")
                wait = None
            with self._free:
                ends = [end - monotonic() for end in self._held.values()]
            self._posted.wait(max(0.05, min(_LOOK, *ends, _LOOK if wait is None else wait)))

    def _aside(self) -> list[Place]:
        """Where nothing is fetched for now: somebody is there, or the last round ended early a moment ago."""
        with self._free:
            self._held = {place: end for place, end in self._held.items() if end > monotonic()}
            return [*self._busy, *self._held]

    def _look(self) -> None:
        """Give every connector that is free what is due for it."""
        due = sorted(self._mails.due(self._aside()), key=lambda mail: (mail.sandbox, mail.connector, mail.number))
        for place, mails in groupby(due, key=lambda mail: (mail.sandbox, mail.connector)):
            with self._free:
                self._busy.add(place)
            self._hands.submit(self._round, place, list(mails))

    def _round(self, place: Place, mails: list[Delivery]) -> None:
        try:
            self._carry(place, mails)
        except Exception:
            logging.getLogger("etapes").exception("a round of the post office ended early")
            with self._free:  # in mind: the table may be what cannot be written
                self._held[place] = monotonic() + self._waits[0]
        finally:
            with self._free:
                self._busy.discard(place)
                self._free.notify_all()
            self._posted.set()

    def _carry(self, place: Place, mails: list[Delivery]) -> None:
        left = list(mails)
        try:
            with self._carrier(place) as carrier:
                while left and not self._closing.is_set():
                    if self._mails.begin(left[0].number):
                        self._hand_over(carrier, left[0])
                    left.pop(0)
        except CancelledError:  # the process closes; those that are left wait for the next one
            return
        except Exception as wrong:  # the way itself: a person mends it, and they go then
            found = _told(wrong)
            for mail in left:
                self._mails.begin(mail.number)
                self._again(mail, found)
            self._mails.hold(*place, self._clock() + timedelta(seconds=self._waits[0]))

    def _hand_over(self, carrier: Carrier, mail: Delivery) -> None:
        seals = Seals(self._vault)
        try:
            carrier.carry(mail, seals)
        except Unreachable as wrong:
            raise seals.hidden(wrong) from None
        except Outage as wrong:
            found = seals.hidden(wrong).problems[0]
            self._again(mail, found, uncertain=isinstance(wrong, Uncertain) or found.code in _BROKEN)
        except Problems as wrong:
            self._give_up(mail, seals.hidden(wrong).problems[0])
        except (Stopped, CancelledError):
            self._write(mail, lambda: self._mails.later(mail.number, self._clock(), "", {}, uncertain=True))
        except Exception as wrong:
            self._give_up(mail, _told(wrong))
        else:
            self._write(mail, lambda: self._mails.sent(mail.number))

    def _again(self, mail: Delivery, found: Problem, *, uncertain: bool = False) -> None:
        """Once more after a while, longer each time; not for ever."""
        if mail.attempts >= len(self._waits):
            self._give_up(mail, found)
            return
        due = self._clock() + timedelta(seconds=self._waits[mail.attempts])
        told = found.code, found.parameters
        self._write(mail, lambda: self._mails.later(mail.number, due, *told, uncertain=uncertain))

    def _give_up(self, mail: Delivery, found: Problem) -> None:
        def given_up() -> None:
            if self._mails.failed(mail.number, found.code, found.parameters):
                self._failed(mail)

        self._write(mail, given_up)

    def _write(self, mail: Delivery, outcome: Callable[[], object]) -> None:
        """Write down what became of a mail. Where that cannot be written now it is kept in mind, and written later:
        the mail is marked as being sent until then, and does not go out again."""
        with self._writing:
            self._unwritten[mail.number] = outcome
        self._catch_up()

    def _catch_up(self) -> None:
        with self._writing:
            for number, outcome in list(self._unwritten.items()):
                del self._unwritten[number]
                try:
                    outcome()
                except StorageError as wrong:
                    self._unwritten[number] = outcome
                    logging.getLogger("etapes").warning("what became of mail could not be written: %s", wrong)
                    return


def _told(wrong: Exception) -> Problem:
    """What went wrong; of what nobody foresaw the server's log has more."""
    if isinstance(wrong, Problems):
        return wrong.problems[0]
    if isinstance(wrong, StorageError):
        return Problem(code=wrong.code, parameters=wrong.parameters)
    logging.getLogger("etapes").error("mail could not be carried", exc_info=wrong)
    return Problem(code="unexpected", parameters={"code": type(wrong).__name__})
