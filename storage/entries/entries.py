"""The entries of a sandbox: found, asked for, written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Literal

from storage.entries import bulk, finding
from storage.entries.bulk import Row, Tally
from storage.entries.deeds import Deed, forget_deeds
from storage.entries.designs import Designs
from storage.entries.entry import Entry, EntryCondition, Operation, Outcome, Unfit
from storage.entries.outbox import Outbox
from storage.entries.paging import Sought
from storage.entries.place import Place
from storage.entries.querying import Match, Order
from storage.entries.writing import Writing
from storage.witness import Witness, unseen

OnError = Literal["stop", "skip"]
_TOLD = 20
"""So many entries of a change a witness hears of one by one."""


class Entries(Designs):
    """The components of one sandbox and their entries. Safe for threads and processes.

    Every method that names a component raises `NotFound` where it is gone, and `StorageError` where it is a proxy.
    """

    def __init__(self, database: Place, sandbox: str = "prod", wake: Callable[[], None] = lambda: None,
                 witness: Witness = unseen) -> None:  # fmt: skip
        super().__init__(database, sandbox, witness)
        self.outbox = Outbox(database, self._definitions, wake)
        """What was posted, and what of it could not be written."""

    def find(self, component: str, keys: Sequence[Sequence[Any]]) -> list[int | None]:
        """The ids of the entries with these primary keys, None where there is none; a null matches nothing."""
        return self._look(component, lambda connection, sheet: finding.find(connection, sheet, keys))

    def get(self, component: str, ids: Sequence[int]) -> list[Entry | None]:
        """The entries with these ids in their order, None where there is none."""
        return self._look(component, lambda connection, sheet: finding.get(connection, sheet, ids))

    def query(self, component: str, conditions: Sequence[EntryCondition] = (), *, match: Match = "all",
              order: Order = (), offset: int = 0, limit: int | None = None) -> list[Entry]:  # fmt: skip
        """The entries that pass, by `order` and then by id; `Unfit` for conditions that make no sense."""
        sought = Sought(conditions, match, order)
        return self._look(component, lambda connection, sheet: sought.some(connection, sheet, offset, limit))

    def count(self, component: str, conditions: Sequence[EntryCondition] = (), *, match: Match = "all") -> int:
        """How many entries pass."""
        return self._look(component, Sought(conditions, match).count)

    def page(self, component: str, conditions: Sequence[EntryCondition] = (), *, match: Match = "all",
             order: Order = (), offset: int = 0, limit: int) -> tuple[int, list[Entry]]:  # fmt: skip
        """`count` and `query` of one moment; the last entries come as quickly as the first."""
        sought = Sought(conditions, match, order)
        return self._look(component, lambda connection, sheet: sought.page(connection, sheet, offset, limit))

    def write(self, operations: Sequence[Operation], user: str, *, key: str | None = None,
              on_error: OnError = "stop") -> list[Outcome]:  # fmt: skip
        """All operations in one transaction, in their order; the outcome of each.

        `Unfit` names every bad one and nothing is written; with `skip` these fail alone. With a `key` that was written
        before nothing is done: the first outcomes come again.
        """
        with self._database.writing() as connection:
            deed = Deed(connection, self.sandbox, key) if key is not None else None
            if deed and not deed.begun():
                return deed.outcomes()
            writing = Writing(connection, self._definitions, user)
            outcomes = writing.done(operations)
            if writing.faults and on_error == "stop":
                raise Unfit(writing.faults)
            if deed:
                deed.end(outcomes)
        if key is None:  # a person's own changes; those of flows stand in their runs
            self._tell_changes(operations, outcomes, user)
        return outcomes

    def forget(self, before: datetime) -> int:
        """Forget the keys of what was written before a moment; gives how many."""
        with self._database.writing() as connection:
            return forget_deeds(connection, before, self.sandbox)

    def post(self, operations: Sequence[Operation], user: str, *, key: str) -> None:
        """Have the operations written soon and once, in the order of posting; they outlive the process from now on."""
        self.outbox.post(operations, user, key)

    def read_table(self, component: str, conditions: Sequence[EntryCondition] = (), *, match: Match = "all",
                   order: Order = (), size: int = bulk.AT_ONCE) -> Iterator[list[Entry]]:  # fmt: skip
        """The entries that pass, as they are at one moment, in pieces of `size`."""
        with self._database.snapshot() as connection:
            sheet = self._definitions.with_entries(connection, component)
            asked = Sought(conditions, match, order).whole(sheet)
            with connection.execution_options(yield_per=size).execute(asked) as rows:
                for piece in rows.partitions():
                    yield list(finding.entries(sheet, piece))

    def write_table(self, component: str, rows: Iterable[Row], user: str, *, kind: Literal["create", "save"] = "create",
                    key: str | None = None, on_error: OnError = "stop",
                    told: Callable[[Tally], None] = lambda tally: None) -> Tally:  # fmt: skip
        """Write many rows, a transaction per piece; `told` hears after each how far it is.

        A bad row stops it: `Unfit` (pieces before stay written; with a `key`, going on later does not repeat them).
        With `skip` bad rows are counted, and the first of them named.
        """

        def write(piece: Sequence[Row], number: int) -> list[Outcome]:
            operations = [Operation(component, kind, None, row) for row in piece]
            part = key if key is None else f"{key}:{number}"
            return self.write(operations, user, key=part, on_error=on_error)

        return bulk.take_in(rows, write, told)

    def _tell_changes(self, operations: Sequence[Operation], outcomes: Sequence[Outcome], user: str) -> None:
        for component in dict.fromkeys(one.component for one in operations):
            done = [(one.kind, end.id) for one, end in zip(operations, outcomes, strict=True)
                    if one.component == component][:_TOLD]  # fmt: skip
            after = {"count": sum(one.component == component for one in operations), "first": done}
            self._tell("entries_changed", component, user, after)
