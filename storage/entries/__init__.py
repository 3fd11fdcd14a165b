"""Entries of components: designed in the browser, kept in typed tables of SQLite or PostgreSQL."""

from storage.entries.entries import Entries
from storage.entries.entry import Entry, EntryCondition, Fault, Operation, Outcome, Unfit

__all__ = ["Entries", "Entry", "EntryCondition", "Fault", "Operation", "Outcome", "Unfit"]
