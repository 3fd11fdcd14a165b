"""How large a file is, in words."""


def size_in_words(size: int) -> tuple[str, float]:
    """A size in bytes as the key of its unit's sentence and its number: (`forms.megabytes`, 31.2)."""
    for unit, step in (("gigabytes", 1_000_000_000), ("megabytes", 1_000_000), ("kilobytes", 1000)):
        if size >= step:
            return f"forms.{unit}", round(size / step, 1)
    return "forms.bytes", size
