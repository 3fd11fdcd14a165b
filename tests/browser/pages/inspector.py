import json
from typing import Any, Self

from playwright.sync_api import APIRequestContext, Locator, Page, expect

from tests.browser.pages.frame import Frame

CANONICAL = "(v) => JSON.stringify(v, (k, x) => x && typeof x === 'object' && !Array.isArray(x) " \
    "? Object.fromEntries(Object.entries(x).sort()) : x)"  # fmt: skip
SAVED = f"""async ([url, token, step, wanted]) => {{
  const same = {CANONICAL}, until = performance.now() + 10000;
  for (;;) {{
    const flow = await (await fetch(url, {{headers: {{Authorization: "Bearer " + token}}, cache: "no-store"}})).json();
    const found = flow.phases.flatMap((phase) => phase.steps).find((one) => one.id === step);
    const kept = ([name, value]) => same(found[name] ?? found.settings[name]) === same(value);
    if (Object.entries(wanted).every(kept)) return true;
    if (performance.now() > until) return false;
    await new Promise((done) => setTimeout(done, 50));
  }}
}}"""


class Inspector(Frame):
    """The designer of one flow with one step chosen. `address` is the flow's page."""

    def __init__(self, page: Page, flow: str, token: str) -> None:
        super().__init__(page)
        self.flow, self.token, self.address = flow, token, f"/flows/{flow}"
        self.box = page.get_by_test_id("inspector")
        self.name = page.get_by_test_id("inspector-name")
        self.step = ""

    def choose(self, step: str) -> Self:
        """Choose a step of the open flow."""
        self.page.get_by_test_id(f"step-{step}").click()
        self.step = step
        expect(self.box).to_have_attribute("data-step", step)
        return self

    def setting(self, place: str) -> Locator:
        return self.page.get_by_test_id(f"setting-{place}")

    def problem(self, place: str) -> Locator:
        return self.page.get_by_test_id(f"setting-{place}-problem")

    def fill(self, place: str, text: str) -> Self:
        self.setting(place).fill(text)
        return self

    def add(self, place: str, word: str) -> Self:
        """A word or field more in a list of them."""
        self.setting(place).fill(word)
        self.setting(place).press("Enter")
        return self

    def pick(self, place: str, label: str) -> Self:
        """Choose an offer by what it is called."""
        self.setting(place).click()
        self.page.get_by_role("option", name=label, exact=True).click()
        return self

    def origin(self, place: str, part: str) -> Self:
        """Have a line filled by another of its parts."""
        self.setting(f"{place}-origin").click()
        self.setting(f"{place}-origin-{part}").click()
        return self

    def more(self, place: str) -> Self:
        self.setting(f"{place}-add").click()
        return self

    def tab(self, name: str) -> Self:
        self.page.get_by_test_id(f"inspector-{name}").click()
        return self

    def saved(self, **wanted: Any) -> None:
        """Wait until the stored draft has these settings (or fields) of the step."""
        url = f"/api/flows/{self.flow}"
        kept = self.page.evaluate(SAVED, [url, self.token, self.step, wanted])
        assert kept, f"not saved as {wanted}; the step is {json.dumps(self.stored())}"

    def has(self, **wanted: Any) -> Self:
        """Go on once the stored draft has these settings: what is offered next may depend on them."""
        self.saved(**wanted)
        return self

    def stored(self) -> dict[str, Any]:
        flow = document(self.page.request, self.flow, self.token)
        return next(step for phase in flow["phases"] for step in phase["steps"] if step["id"] == self.step)


def document(request: APIRequestContext, flow: str, token: str) -> dict[str, Any]:
    return request.get(f"/api/flows/{flow}", headers={"Authorization": f"Bearer {token}"}).json()
