"""The audit log, read by people: in words, searched, checked and taken along."""
