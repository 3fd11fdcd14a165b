"""A problem of a step in words, with its settings called as the step's form calls them."""

from editor.forms.labels import Words
from editor.forms.paths import place_of
from editor.i18n import known, translate
from runtime.problems import Problem


def explained(found: Problem, words: Words) -> str:
    """The sentence; an unknown code is shown, not hidden."""
    key, parameters = f"problems.{found.code}", dict(found.parameters)
    if parameters.get("setting") and found.code != "setting_unknown":
        place = place_of(str(parameters["setting"]))
        parameters["setting"] = words.label(place)
        if found.code == "setting_choice":
            choices = str(parameters["choices"]).split(", ")
            parameters["choices"] = ", ".join(words.choice(place, one) for one in choices)
    return translate(key, words.language, **parameters) if known(key, words.language) else found.code
