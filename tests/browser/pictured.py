"""The flows that stand for their picture, in both languages."""

from typing import Any

FLIGHTS = "carrier,dep_delay,distance,air_time\n" + "".join(
    f"{('UA', 'AA', 'B6', 'DL')[n % 4]},{n * 7 % 31 - 4 if n % 11 else 'NA'},{400 + n * 37 % 2100},{60 + n % 290}\n"
    for n in range(336)
)
AIRLINES = (
    "carrier,name\nUA,United Air Lines Inc.\nAA,American Airlines Inc.\nB6,JetBlue Airways\nDL,Delta Air Lines Inc.\n"
)

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "name": "Which airlines leave late?", "read": "Read", "prepare": "Prepare", "sum": "Sum up", "out": "Out",
        "flights": "Flights", "airlines": "Airlines", "late": "Left late", "named": "Airline’s name", "speed": "Speed",
        "grouped": "By airline", "figures": "Figures", "tidy": "Tidy", "sheet": "Spreadsheet", "answer": "Answer",
        "search": "vlookup", "waits": "A long reckoning", "fails": "Delays that are no numbers",
        "long": "Five hundred steps", "old": "Old report", "new": "First steps",
    },
    "fr": {
        "name": "Quelles compagnies partent en retard ?", "read": "Lire", "prepare": "Préparer", "sum": "Résumer",
        "out": "Sortie", "flights": "Vols", "airlines": "Compagnies", "late": "Partis en retard",
        "named": "Nom de la compagnie", "speed": "Vitesse", "grouped": "Par compagnie", "figures": "Chiffres",
        "tidy": "Mise en forme", "sheet": "Classeur", "answer": "Réponse", "search": "recherchev",
        "waits": "Un long calcul", "fails": "Des retards qui ne sont pas des nombres", "long": "Cinq cents étapes",
        "old": "Ancien rapport", "new": "Premiers pas",
    },
}  # fmt: skip
DELAYS = [
    {"column": "carrier", "field": "carrier", "type": "string"},
    *({"column": name, "field": name, "type": "number"} for name in ("dep_delay", "distance", "air_time")),
]


def read(name: str, file: str, title: str, mapping: list[dict[str, str]], /, **more: Any) -> dict[str, Any]:
    settings = {"file": {"from": "input", "name": name}, "file_type": "csv", "separator": ",", "mapping": mapping,
                "missing": ["NA", ""]} | more  # fmt: skip
    return {"id": name, "type": "import_file", "name": title, "settings": settings, "sample": {"file": file}}


def step(name: str, kind: str, title: str, /, **settings: Any) -> dict[str, Any]:
    return {"id": name, "type": kind, "name": title, "settings": settings}


def main_job(language: str, flights: str, airlines: str) -> dict[str, Any]:
    """The flights flow; the arguments are the stored files that serve as samples."""
    say = WORDS[language]
    names = [{"column": name, "field": name, "type": "string"} for name in ("carrier", "name")]
    late = {"field": "dep_delay", "operator": "greater", "value": 0}
    speed = {"left": {"field": "distance"}, "operator": "/", "right": {"field": "air_time"}, "into": "speed"}
    figures = [{"operation": "count", "into": "flights"}]
    for operation, into in (("average", "mean"), ("max", "longest")):
        figures.append({"operation": operation, "field": "dep_delay", "into": into})
    tidy = [{"to": name, "from": name} for name in ("airline", "flights", "mean", "longest")]
    phases = {
        "read": [read("flights", flights, say["flights"], DELAYS), read("airlines", airlines, say["airlines"], names)],
        "prepare": [
            step("late", "filter_source", say["late"], source="flights", match="all", conditions=[late]),
            step("named", "join_models", say["named"], left="late", right="airlines", left_keys=["carrier"],
                 right_keys=["carrier"], kind="left", mapping=[{"from": "name", "to": "airline"}]),
            step("speed", "simple_math", say["speed"], source="named", operations=[speed]),
        ],
        "sum": [
            step("grouped", "group_by", say["grouped"], source="speed", keys=["airline"], into="items"),
            step("figures", "calculate_array", say["figures"], source="grouped", path="items", operations=figures),
            step("tidy", "transform_model", say["tidy"], source="figures", keep_others=False, mapping=tidy),
        ],
        "out": [
            step("sheet", "export_to_file", say["sheet"], source="tidy", file_type="xlsx", file_name="delays.xlsx"),
            step("answer", "write_response", say["answer"], source="tidy", shape="list"),
        ],
    }  # fmt: skip
    inputs = [{"name": name, "type": "file", "required": True} for name in ("flights", "airlines")]
    return {"name": say["name"], "inputs": inputs, "phases": [
        {"id": name, "name": say[name], "steps": steps} for name, steps in phases.items()]}  # fmt: skip


def before(job: dict[str, Any], language: str) -> dict[str, Any]:
    """The main job as it was published the last time."""
    read_phase, prepare, *others = job["phases"]
    late, named, _ = prepare["steps"]
    conditions = [{"field": "dep_delay", "operator": "greater", "value": 15}]
    late = late | {"settings": late["settings"] | {"conditions": conditions}}
    old = step("old", "distinct", WORDS[language]["old"], source="named")
    others = [_reads(phase, "grouped", "named") for phase in others]
    return job | {"phases": [read_phase, prepare | {"steps": [late, named, old]}, *others]}


def _reads(phase: dict[str, Any], name: str, source: str) -> dict[str, Any]:
    """The phase with another source for one step."""
    other = {"settings": {"keys": ["airline"], "into": "items", "source": source}}
    return phase | {"steps": [one | other if one["id"] == name else one for one in phase["steps"]]}


def with_problems(job: dict[str, Any]) -> dict[str, Any]:
    """The main job with a misspelt field, a missing key and an input that nobody declared."""
    wrong = {"late": {"conditions": [{"field": "dep_dealy", "operator": "greater", "value": 0}]},
             "named": {"right_keys": []}, "sheet": {"file_name": ""}}  # fmt: skip
    return job | {"inputs": job["inputs"][:1], "phases": [phase | {"steps": [
        one | {"settings": one["settings"] | wrong.get(one["id"], {})} for one in phase["steps"]]}
        for phase in job["phases"]]}  # fmt: skip


def long(language: str) -> dict[str, Any]:
    return {
        "name": WORDS[language]["long"],
        "inputs": [],
        "phases": [
            {
                "id": f"p{p}",
                "name": "",
                "steps": [step(f"s{p}-{s}", "get_empty_model" if p + s == 0 else "distinct", "") for s in range(25)],
            }
            for p in range(20)
        ],
    }


def waits(language: str) -> dict[str, Any]:
    """A flow that works until somebody stops it."""
    script = "total = 0\nfor number in range(100000000):\n    total += number"
    say = WORDS[language]
    slow = step("slow", "execute_script", say["waits"], source="given", script=script) | {"advanced": {"timeout": 600}}
    steps = [step("given", "get_empty_model", ""), slow, step("answer", "write_response", say["answer"], source="slow")]
    return {
        "name": say["waits"],
        "inputs": [],
        "phases": [
            {"id": "all", "name": say["read"], "steps": steps[:1]},
            {"id": "do", "name": say["out"], "steps": steps[1:]},
        ],
    }


def fails(language: str, stored: str) -> dict[str, Any]:
    say = WORDS[language]
    settings = {"file": {"from": "stored", "id": stored}, "missing": [""]}
    one = read("flights", stored, say["flights"], DELAYS, **settings)
    return {
        "name": say["fails"],
        "inputs": [],
        "phases": [
            {"id": "all", "name": say["read"], "steps": [one, step("answer", "write_response", "", source="flights")]}
        ],
    }
