"""The samples of a draft's steps: kept with the flow for its next draft, never part of a version."""

from typing import Any

Document = dict[str, Any]


def samples_of(document: Document) -> dict[str, Any]:
    """Step id → its sample, of every step that has one."""
    return {step["id"]: step["sample"] for step in _steps(document) if step.get("sample")}


def with_samples(document: Document, samples: dict[str, Any]) -> Document:
    """The document with samples back at the steps that are still there without one; the given one is untouched."""
    missing = {step["id"] for step in _steps(document) if not step.get("sample")} & samples.keys()
    if not missing:
        return document
    phases = [
        {
            **phase,
            "steps": [_sampled(step, samples) if step["id"] in missing else step for step in phase.get("steps", [])],
        }
        for phase in document.get("phases", [])
    ]
    return {**document, "phases": phases}


def _sampled(step: dict[str, Any], samples: dict[str, Any]) -> dict[str, Any]:
    return {**step, "sample": samples[step["id"]]}


def _steps(document: Document) -> list[dict[str, Any]]:
    return [step for phase in document.get("phases", []) for step in phase.get("steps", [])]
