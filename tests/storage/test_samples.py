"""A sample chosen once is there again for the next draft, and never in a version."""

from copy import deepcopy

from storage.flows import Flows
from storage.samples import samples_of, with_samples

STEP = {"id": "read", "type": "import_file", "settings": {}}
SAMPLED = {"name": "F", "phases": [{"id": "a", "name": "", "steps": [STEP | {"sample": {"file": "1"}}]}]}
PLAIN = {"name": "F", "phases": [{"id": "a", "name": "", "steps": [STEP]}]}


def test_publishing_keeps_the_samples_for_the_next_draft():
    flows = Flows(None)
    made = flows.create(SAMPLED, "ada")
    published = flows.publish(made.id, PLAIN, "ada")
    assert flows.version(made.id, 1) == published.document == PLAIN
    assert with_samples(published.document, published.samples) == SAMPLED


def test_a_sample_returns_only_to_a_step_without_one():
    before = deepcopy(SAMPLED)
    assert with_samples(SAMPLED, {"read": {"file": "2"}, "gone": {"file": "3"}}) is SAMPLED
    assert before == SAMPLED
    assert samples_of(with_samples(PLAIN, {"read": {"file": "2"}, "gone": {"file": "3"}})) == {"read": {"file": "2"}}
