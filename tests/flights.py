"""The main job's figures, calculated in plain Python from the same files."""

import csv
from collections import defaultdict
from pathlib import Path

Figures = dict[str, tuple[int, float, float]]


def by_hand(files: dict[str, Path]) -> tuple[Figures, int, int]:
    """Per airline: count, average and longest delay of the late flights; how many flights were read, how many late."""
    with files["airlines"].open(newline="") as lines:
        names = {row["carrier"]: row["name"] for row in csv.DictReader(lines)}
    read, delays = 0, defaultdict[str, list[float]](list)
    with files["flights"].open(newline="") as lines:
        for row in csv.DictReader(lines):
            read += 1
            if row["dep_delay"] not in ("NA", "") and float(row["dep_delay"]) > 0:
                delays[names[row["carrier"]]].append(float(row["dep_delay"]))
    figures = {name: (len(each), sum(each) / len(each), max(each)) for name, each in delays.items()}
    return figures, read, sum(map(len, delays.values()))
