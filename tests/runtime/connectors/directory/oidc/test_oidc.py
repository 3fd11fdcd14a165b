"""A real provider: there and back, what it says is believed only when all of it is true."""

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import ECKey, OctKey

from runtime.connectors.directory.oidc.oidc import Journey, Oidc
from runtime.connectors.directory.oidc.settings import OidcSettings
from runtime.connectors.guard import Guard
from runtime.directory_access import DirectoryPerson
from runtime.problems import Outage, Problems
from tests.identity_provider import SECRET, IdentityProvider, identity_provider
from tests.runtime.connectors.directory.conftest import LOOPBACK

ANN = {"sub": "a-1", "preferred_username": "ann", "email": "ann@tests.example", "given_name": "Ann",
       "family_name": "Onym", "groups": ["editors"]}  # fmt: skip
JOURNEY = Journey("https://etapes.example/login/back/team", "the state", "the nonce", "v" * 50)


@pytest.fixture
def provider() -> Iterator[IdentityProvider]:
    with identity_provider() as running:
        running.person = dict(ANN)
        yield running


@pytest.fixture
def connect(provider: IdentityProvider) -> Iterator[Callable[..., Oidc]]:
    opened: list[Oidc] = []

    def reach(guard: Guard | None = None, secret: str = SECRET, **more: object) -> Oidc:
        settings = OidcSettings.model_validate(
            {**provider.settings(**more), "client_secret": {"secret": "client_secret"}}
        )
        opened.append(Oidc(settings, lambda _: secret, guard or Guard(lambda: LOOPBACK)))
        return opened[-1]

    yield reach
    for one in opened:
        one.close()


def travel(client: Oidc, journey: Journey = JOURNEY) -> str:
    """To the provider's page and back to us: the code."""
    back = urlsplit(httpx.get(client.away(journey)).headers["location"])
    told = parse_qs(back.query)
    assert (back.netloc, back.path, told["state"]) == ("etapes.example", "/login/back/team", ["the state"])
    return told.get("code", [""])[0]


def refused(client: Oidc, code: str, journey: Journey = JOURNEY) -> str:
    with pytest.raises(Problems) as wrong:
        client.back(journey, code)
    return wrong.value.problems[0].code


def test_whoever_signs_in_there_comes_back_with_what_the_provider_says(connect):
    client = connect()
    assert client.back(JOURNEY, travel(client)) == DirectoryPerson(
        "a-1", "ann", "ann@tests.example", "Ann", "Onym", groups=("editors",)
    )


def test_what_the_token_says_is_enough_where_it_says_all(connect, provider):
    provider.claims = tuple(ANN)
    client = connect()
    assert client.back(JOURNEY, travel(client)).first_name == "Ann"
    assert "/person" not in [asked.path for asked in provider.server.asked]


def test_claims_have_the_names_that_the_connector_gives_them(connect, provider):
    provider.person |= {"upn": "ann@corp", "oid": 17, "roles": "a b"}
    client = connect(user_name="upn", key="oid", groups="roles")
    came = client.back(JOURNEY, travel(client))
    assert (came.key, came.name, came.groups) == ("17", "ann@corp", ("a", "b"))
    client = connect(user_name="nickname")
    assert refused(client, travel(client)) == "oidc_claim_missing"


def test_a_code_works_once_and_only_for_the_browser_that_went(connect):
    client = connect()
    code = travel(client)
    client.back(JOURNEY, code)
    assert refused(client, code) == "oidc_refused"
    assert (
        refused(client, travel(client), Journey(JOURNEY.back, "", JOURNEY.nonce, "another verifier")) == "oidc_refused"
    )


@pytest.mark.parametrize(
    "lies",
    [{"nonce": "of another sign-in"}, {"nonce": None}, {"aud": "another client"}, {"iss": "https://evil.example"},
     {"exp": 1}, {"exp": None}, {"sub": None}, {"iat": 9e9}],
)  # fmt: skip
def test_a_token_that_lies_is_not_believed(connect, provider, lies):
    client = connect()
    provider.lies = lies
    assert refused(client, travel(client)) == "oidc_token_wrong"


@pytest.mark.parametrize("key", [ECKey.generate_key("P-256"), OctKey.import_key(SECRET * 3), "nobody"])
def test_a_token_that_somebody_else_signed_or_nobody_is_not_believed(connect, provider, key):
    client = connect()
    provider.signs_with = key
    assert refused(client, travel(client)) == "oidc_token_wrong"


def test_a_provider_may_change_its_key(connect, provider):
    client = connect()
    client.back(JOURNEY, travel(client))
    provider.rotate()
    assert client.back(JOURNEY, travel(client)).name == "ann"


def test_another_person_behind_the_token_is_not_believed(connect, provider):
    client = connect()
    code = travel(client)
    provider.lies = {"sub": "b-2"}
    assert refused(client, code) == "oidc_token_wrong"


def test_settings_that_are_wrong_are_said_without_the_secret(connect, provider):
    with pytest.raises(Problems) as wrong:
        client = connect(secret="not the one")
        client.back(JOURNEY, travel(client))
    assert wrong.value.problems[0].code == "oidc_refused" and "not the one" not in repr(wrong.value.problems)
    for other, code in ((f"{provider.issuer}/realms/none", "oidc_refused"), ("https://x.example?a", None)):
        if code:
            with pytest.raises(Problems) as wrong:
                connect(issuer=other).away(JOURNEY)
            assert wrong.value.problems[0].code == code
        else:
            assert [one.setting for one in OidcSettings(issuer=other, client_id="x").problems()] == ["issuer"]


def test_a_provider_that_calls_itself_otherwise_is_another_one(connect, provider):
    provider.server.routes["/.well-known/openid-configuration"] = lambda asked: (
        200,
        {},
        {"issuer": "https://evil.example"},
    )
    with pytest.raises(Problems) as wrong:
        connect().away(JOURNEY)
    assert wrong.value.problems[0].code == "oidc_other_issuer"


def test_the_guard_is_asked_first_and_silence_is_an_outage(connect):
    with pytest.raises(Problems) as wrong:
        connect(guard=Guard()).away(JOURNEY)
    assert wrong.value.problems[0].code == "address_refused"
    with pytest.raises(Outage):
        connect(issuer="http://127.0.0.1:1").away(JOURNEY)
