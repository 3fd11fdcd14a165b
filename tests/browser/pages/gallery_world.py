import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.pages.connectors import ConnectorList, ConnectorPage
from tests.browser.pages.data import ComponentPage, DataList
from tests.browser.pages.designer import Designer
from tests.browser.pages.flow_list import FlowList
from tests.browser.pages.gallery import Gallery
from tests.browser.pages.templates import Templates

PATIENCE = 30_000


class WorldGallery(Gallery):
    """Walks through what flows work with: data, connectors, templates, messages, and what flows do on their page."""

    def data(self, file: Path, text: str) -> None:
        """`file` is a table to be imported, `text` the word for a field of that type."""
        listed = DataList(self.page).open()
        expect(listed.row("customer")).to_contain_text(re.compile(r"\d\d"))
        self.take("data")
        self.page.get_by_test_id("component-delete-customer").click()
        expect(self.page.get_by_test_id("delete-sheet")).to_be_visible()
        self.take("data-delete")
        component = ComponentPage(self.page).show("customer", "design")
        expect(self.page.get_by_test_id("uses-panel").get_by_role("listitem").first).to_be_visible()
        self.take("data-design", whole=True)
        component.retype(3, text)
        self.page.get_by_test_id("design-save").click()
        expect(self.page.get_by_test_id("change-sheet")).to_be_visible()
        self.take("data-change")
        component.show("contract", "design")
        expect(self.page.get_by_test_id("proxy-get")).to_be_visible()
        self.take("data-proxy", whole=True)
        self._entries(component, file)

    def _entries(self, component: ComponentPage, file: Path) -> None:
        component.show("customer")
        expect(component.rows.first).to_be_visible()
        self.take("data-entries")
        component.rows.nth(2).click()
        expect(component.form).to_be_visible()
        self.take("data-entry")
        self.page.get_by_test_id("entry-close").click()
        self.page.get_by_test_id("filter-add").click()
        expect(self.page.get_by_test_id("filter-field-0")).to_be_focused()
        self.take("data-filter")
        self.page.get_by_test_id("entries-import").click()
        self.page.get_by_test_id("import-file").locator("input[type=file]").set_input_files(file)
        expect(self.page.get_by_test_id("map-0")).to_be_visible()
        self.take("data-import")
        self.page.get_by_test_id("import-start").click()
        expect(self.page.get_by_test_id("import-failed")).to_be_visible(timeout=PATIENCE)
        self.take("data-imported")

    def connectors(self, file: Path) -> None:
        listed = ConnectorList(self.page).open()
        expect(listed.row("shop")).to_be_visible()
        self.take("connectors", whole=True)
        self.page.get_by_test_id("connector-new").click()
        expect(self.page.get_by_test_id("connector-kinds")).to_be_visible()
        self.take("connector-kinds")
        page = ConnectorPage(self.page).show("shop")
        expect(self.page.get_by_test_id("uses-panel").get_by_role("listitem").first).to_be_visible()
        self.take("connector", whole=True)
        page.send()
        expect(page.answer).to_be_visible()
        self.take("connector-try", whole=True)
        self.page.get_by_test_id("endpoint-edit-0").click()
        expect(page.endpoint).to_be_visible()
        self.take("connector-endpoint", whole=True)
        page.show("crm")
        self.page.get_by_test_id("endpoints-import").click()
        self.page.get_by_test_id("import-sheet").locator("input[type=file]").set_input_files(file)
        expect(self.page.get_by_test_id("import-endpoint-0")).to_be_visible()
        self.take("connector-import")
        page.show("post")
        self.page.get_by_test_id("connector-more").click()
        expect(page.setting("certificate")).to_be_visible()
        expect(self.page.get_by_test_id("uses-panel").get_by_role("listitem").first).to_be_visible()
        self.take("connector-broker", whole=True)

    def templates(self, name: str) -> None:
        templates = Templates(self.page).open()
        expect(templates.row(name)).to_be_visible()
        self.take("templates")
        self.page.get_by_test_id("template-new").click()
        expect(self.page.get_by_test_id("template-new-name")).to_be_visible()
        self.take("template-new")
        templates.open(f"/templates/{name.casefold()}")
        expect(templates.picture).to_be_visible(timeout=PATIENCE)
        self.take("template", whole=True)
        templates.write("{{ total | money( }}")
        expect(templates.problem).to_be_visible(timeout=PATIENCE)
        self.take("template-problem")

    def messages(self, flow: str) -> None:
        Designer(self.page, flow).open()
        self.page.get_by_test_id("messages").click()
        expect(self.page.get_by_test_id("letter-body").first).to_be_visible()
        self.take("messages")

    def used(self, flow: str) -> None:
        Designer(self.page, flow).open()
        expect(self.page.get_by_test_id("uses-panel")).to_be_visible()
        self.take("flow-used")

    def acts(self, name: str) -> None:
        """The sheets that a flow shows on the page that started it, one after the other."""
        FlowList(self.page).open().run(name)
        for sheet in ("modal", "sidebar", "link"):
            shown = self.page.get_by_test_id(f"action-{sheet}")
            expect(shown).to_be_visible(timeout=PATIENCE)
            self.take(f"acts-{sheet}")
            shown.get_by_test_id("action-close").click()

    def forms(self, flow: str, *steps: str) -> None:
        """The form of every step, each as long as it is."""
        self.page.set_viewport_size({"width": 1440, "height": 1500})
        designer = Designer(self.page, flow).open()
        box = self.page.get_by_test_id("inspector")
        for step in steps:
            designer.open_button(step).click()
            expect(box).to_have_attribute("data-step", step)
            expect(box.locator("[aria-busy=true], .q-spinner")).to_have_count(0)
            self.take(f"form-{step}", only=box)
