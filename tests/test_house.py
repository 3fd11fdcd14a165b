"""The house keeps its rules: sizes, names, languages. Each failure says which file breaks which rule."""

import ast
import re
from pathlib import Path
from statistics import median, quantiles

import pytest

from editor.i18n import LANGUAGES, sentences
from runtime.steps import CATALOG

TOP = Path(__file__).parent.parent
ROOMS = ("editor", "runtime", "storage")
SOURCES = sorted(file for room in ROOMS for file in (TOP / room).rglob("*.py"))
LOCALES = TOP / "editor" / "locales"


def lines(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())


def name_of(file: Path) -> str:
    return str(file.relative_to(TOP))


def test_the_top_level_is_what_the_owner_fixed():
    kept = {"pyproject.toml", "README.md", *ROOMS, "tests"}
    made = {"build", "dist", "etapes-data"}
    found = {entry.name for entry in TOP.iterdir() if not entry.name.startswith(".")}
    assert {name for name in found - made if not name.endswith(".egg-info")} == kept


def test_no_file_holds_two_ideas():
    assert [name_of(file) for file in SOURCES if lines(file) > 300] == []


def test_files_are_small_on_the_whole():
    sizes = [lines(file) for file in SOURCES]
    assert median(sizes) <= 60
    assert quantiles(sizes, n=10)[-1] <= 160


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The function's lines without its docstring and its signature."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_functions_do_one_thing():
    long = [
        f"{name_of(file)}:{node.lineno} {node.name} ({code_lines(node)} lines)"
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and code_lines(node) > 25
    ]
    assert long == []


def test_no_room_is_called_by_a_word_that_says_nothing():
    empty = re.compile(r"manager|helper|util|^base$|^common$", re.IGNORECASE)
    named = [file for file in (*SOURCES, *(TOP / "tests").rglob("*.py")) if empty.search(file.stem)]
    classes = [
        f"{name_of(file)} {node.name}"
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and re.search(r"Manager|Helper|Util|Base$|Common", node.name)
    ]
    assert ([name_of(file) for file in named], classes) == ([], [])


@pytest.mark.parametrize("step", CATALOG)
def test_a_step_has_one_name_everywhere(step: str):
    kind = CATALOG[step]
    assert kind.__module__ == f"runtime.steps.{kind.group}.{step}"
    assert kind.__doc__
    assert (TOP / "tests" / "runtime" / "steps" / kind.group / f"test_{step}.py").exists()
    for language in LANGUAGES:
        assert (LOCALES / language / "steps" / f"{step}.json").exists()
        assert (LOCALES / language / "help" / f"{step}.md").exists()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", CATALOG)
def test_every_setting_of_a_step_has_a_label(step: str, language: str):
    wanted = {f"steps.{step}.{key}" for key in ("label", "summary")}
    settings = (info.alias or name for name, info in CATALOG[step].model_fields.items())
    wanted |= {f"steps.{step}.settings.{setting}.label" for setting in settings}
    assert wanted <= sentences(language).keys()


def test_no_label_file_is_left_of_a_step_that_is_gone():
    for language in LANGUAGES:
        for room in ("steps", "help"):
            assert {file.stem for file in (LOCALES / language / room).iterdir()} == set(CATALOG)


def places(sentence: str | dict[str, str]) -> set[str]:
    """The names of a sentence's places; a plural may leave some out in its short forms."""
    text = sentence["other"] if isinstance(sentence, dict) else sentence
    return set(re.findall(r"\{(\w+)", text))


def test_both_languages_say_the_same_things():
    english, french = sentences("en"), sentences("fr")
    assert english.keys() ^ french.keys() == set()
    assert [key for key in english if places(english[key]) != places(french[key])] == []


def test_no_text_for_people_stands_in_python():
    """A sentence in a call to the interface (`ui.label("Some words")`) belongs into the locales."""
    shown = {"label", "button", "notify", "tooltip", "markdown", "input", "title", "checkbox", "switch", "placeholder"}
    found = [
        f"{name_of(file)}:{node.lineno} {argument.value!r}"
        for file in (TOP / "editor").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in shown
        for argument in node.args
        if isinstance(argument, ast.Constant) and re.search(r"[a-z]{3}", str(argument.value))
    ]  # fmt: skip
    assert found == []


def test_every_code_that_python_names_has_a_sentence():
    """`problem("code")`, `Problem(code=…)`, `ctx.log("code")`, `translate("key")`, `say("key")`: the key exists."""
    english = sentences("en")
    missing = []
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            missing += [f"{name_of(file)}:{node.lineno} {key}" for key in keys_of(node) if key not in english]
    assert missing == []


def keys_of(node: ast.AST) -> list[str]:
    """The sentence keys that a call names literally."""
    if not isinstance(node, ast.Call):
        return []
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    first = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
    code = next((k.value.value for k in node.keywords if k.arg == "code" and isinstance(k.value, ast.Constant)), None)
    if called in {"problem", "Problem"}:
        return [f"problems.{key}" for key in (first if called == "problem" else None, code) if key]
    if called in {"log", "would"} and (isinstance(first, str) or code):
        return [f"log.{first or code}"]
    return [first] if called in {"translate", "say"} and isinstance(first, str) else []
