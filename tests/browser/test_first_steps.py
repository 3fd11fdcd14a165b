"""What a person meets first: the first account, signing in and out, language, light and dark."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import NAME, PASSWORD
from tests.browser.pages.flow_list import FlowList
from tests.browser.pages.frame import Frame
from tests.browser.pages.login import Login


def test_the_first_visitor_makes_the_first_account_and_finds_an_example(page: Page, start_server):
    login = Login(page).open(start_server().url + "/")
    expect(page).to_have_url(re.compile(r"/first$"))
    login.first_account("grace", "a calm long sentence", again="another long sentence")
    expect(login.problem).to_contain_text("not the same")
    expect(login.name).to_have_value("grace")
    login.first_account("grace", "12345678")
    expect(login.problem).to_be_visible()
    login.first_account("grace", "a calm long sentence")
    expect(FlowList(page).alive().rows).to_have_count(1)
    page.goto(page.url + "first")
    expect(page).not_to_have_url(re.compile(r"/first$"))


def test_a_wrong_password_is_refused_in_words_and_the_name_stays(page: Page):
    login = Login(page).open()
    login.name.fill(NAME)
    login.password.fill("not this one")
    login.go.click()
    expect(login.problem).to_contain_text("No account has this name and password")
    expect(login.name).to_have_value(NAME)
    expect(login.password).to_have_value("")


def test_signing_in_leads_to_the_page_that_was_asked_for(page: Page):
    page.goto("/runs?status=failed")
    expect(page).to_have_url(re.compile(r"/login\?next="))
    Login(page).sign_in(NAME, PASSWORD)
    expect(page).to_have_url(re.compile(r"/runs\?status=failed$"))


def test_nobody_is_sent_to_another_site_after_signing_in(page: Page):
    for away in ("//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example"):
        page.context.clear_cookies()
        Login(page).open(f"/login?next={away}").sign_in(NAME, PASSWORD)
        expect(page).to_have_url(re.compile(r"^http://localhost:\d+/$"))


def test_the_language_of_the_door_changes_without_losing_the_name(page: Page):
    login = Login(page).open()
    login.name.fill("somebody")
    login.language.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Se connecter")
    expect(page).to_have_title("Se connecter · Étapes")
    expect(login.name).to_have_value("somebody")


def test_signing_out_ends_every_open_page_of_the_session(page: Page):
    Login(page).open().sign_in(NAME, PASSWORD)
    other = page.context.new_page()
    Frame(other).open("/runs")
    Frame(page).sign_out()
    expect(page).to_have_url(re.compile(r"/login$"))
    expect(other).to_have_url(re.compile(r"/login"))
    page.goto("/")
    expect(page).to_have_url(re.compile(r"/login"))


def test_the_language_changes_in_place_and_is_remembered(signed_in: Page):
    flows = FlowList(signed_in).open()
    flows.search.fill("citi")
    flows.language.click()
    expect(flows.title).to_have_text("Flux")
    expect(flows.search).to_have_value("citi")
    expect(signed_in.locator("html")).to_have_attribute("lang", "fr")
    expect(signed_in).to_have_title("Flux · Étapes")
    expect(FlowList(signed_in).open("/runs").title).to_have_text("Exécutions")
    expect(signed_in.locator("html")).to_have_attribute("lang", "fr")
    flows.language.click()
    expect(flows.title).to_have_text("Runs")


def test_dark_is_a_switch_away_and_there_from_the_first_paint(signed_in: Page):
    flows = FlowList(signed_in).open()
    flows.theme.click()
    expect(signed_in.locator("html")).to_have_attribute("data-theme", "dark")
    signed_in.goto("/runs", wait_until="commit")
    expect(signed_in.locator("html")).to_have_attribute("data-theme", "dark")
    flows.alive().theme.click()
    expect(signed_in.locator("html")).to_have_attribute("data-theme", "light")


def test_an_address_that_does_not_exist_says_so_in_the_frame(signed_in: Page):
    lost = Frame(signed_in).open("/runs/no-such-run")
    expect(lost.page.get_by_text("There is nothing at this address")).to_be_visible()
    lost.open("/nowhere/at/all")
    expect(lost.page.get_by_text("There is nothing at this address")).to_be_visible()
