"""Files come in as streams and go out under their own names."""

import pytest

FORM = {"content-type": "multipart/form-data; boundary=b"}
CONTENT = bytes(range(256)) * 2000


@pytest.fixture
def file(api) -> str:
    return api.post("/files", params={"name": "Prix d’été.csv"}, content=CONTENT).json()["id"]


def test_a_body_with_a_name_becomes_a_file(api, file):
    info = api.get(f"/files/{file}").json()
    assert (info["name"], info["extension"], info["size"], info["creator"]) == (
        "Prix d’été.csv",
        "csv",
        len(CONTENT),
        "some-lead",
    )
    assert api.get(f"/files/{file}/content").content == CONTENT


def test_a_form_with_one_file_becomes_a_file(api):
    answer = api.post("/files", files={"file": ("naïve €.txt", CONTENT)})
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/api/files/{answer.json()['id']}"
    assert answer.json()["name"] == "naïve €.txt"
    assert api.get(f"/files/{answer.json()['id']}/content").content == CONTENT


def test_an_empty_file_is_a_file(api):
    made = api.post("/files?name=empty.csv", content=b"").json()
    assert made["size"] == 0
    assert api.get(f"/files/{made['id']}/content").content == b""
    assert api.get(f"/files/{made['id']}/content", headers={"range": "bytes=0-"}).status_code == 416


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\a\\b.csv", "b.csv"), ('a"\r\nb.csv', "a b.csv"), ("..", "file")],
)
def test_a_name_is_made_harmless(api, name, kept):
    info = api.post("/files", params={"name": name}, content=b"x").json()
    assert info["name"].replace("  ", " ") in (kept, kept.replace(" ", ""))


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"content": b"x"}, "file_name_missing"),
        ({"content": b"x", "params": {"name": " "}}, "file_name_missing"),
        ({"files": {"a": ("a", b"1"), "b": ("b", b"2")}}, "one_file_expected"),
        ({"files": {"a": (None, b"1")}}, "one_file_expected"),
        ({"content": b"x", "headers": FORM}, "multipart_malformed"),
        ({"content": b"x", "headers": {"content-type": "multipart/form-data"}}, "multipart_malformed"),
        ({"content": b"--b\r\n\r\nx\r\n--b--\r\n", "headers": FORM}, "multipart_malformed"),
    ],
)
def test_what_is_no_upload_is_refused(api, sent, code):
    answer = api.post("/files", **sent)
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_a_form_that_stops_half_way_stores_nothing(api, installation):
    before = len(installation.files.list())
    body = b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\n' + CONTENT
    answer = api.post("/files", content=body, headers=FORM)
    assert answer.status_code == 400
    assert len(installation.files.list()) == before
    assert list((installation.folder / "files" / "arriving").iterdir()) == []


def test_nothing_that_was_stored_is_taken_for_a_page(api):
    made = api.post("/files?name=page.html", content=b"<script>alert(1)</script>").json()
    headers = api.get(f"/files/{made['id']}/content").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-disposition"].startswith("attachment")
    assert "sandbox" in headers["content-security-policy"]


@pytest.mark.parametrize(
    ("header", "status", "part"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=10-", 206, slice(10, None)),
        ("bytes=-5", 206, slice(-5, None)),
        ("bytes=511999-600000", 206, slice(511999, None)),
        ("bytes=-9999999", 206, slice(0, None)),
        ("bytes=5-2", 200, slice(None)),
        ("bytes=a-b", 200, slice(None)),
        ("items=0-1", 200, slice(None)),
        ("bytes=0-1,5-6", 200, slice(None)),
        ("bytes=-", 200, slice(None)),
    ],
)
def test_parts_of_a_file(api, file, header, status, part):
    answer = api.get(f"/files/{file}/content", headers={"range": header})
    assert (answer.status_code, answer.content) == (status, CONTENT[part])
    assert int(answer.headers["content-length"]) == len(answer.content)


@pytest.mark.parametrize("header", ["bytes=512000-", "bytes=-0", "bytes=999999-9999999"])
def test_bytes_that_are_not_there(api, file, header):
    answer = api.get(f"/files/{file}/content", headers={"range": header})
    assert (answer.status_code, answer.headers["content-range"]) == (416, "bytes */512000")
    assert answer.json()["code"] == "range_not_there"


def test_a_part_is_of_the_file_that_the_client_has(api, file):
    etag = api.head(f"/files/{file}/content").headers["etag"]
    part = {"range": "bytes=0-9"}
    assert api.get(f"/files/{file}/content", headers=part | {"if-range": etag}).status_code == 206
    assert api.get(f"/files/{file}/content", headers=part | {"if-range": '"other"'}).status_code == 200
    assert api.get(f"/files/{file}/content", headers={"if-none-match": etag}).status_code == 304


def test_unknown_files_are_unknown(api):
    assert api.get("/files/none").json()["code"] == "file_not_found"
    assert api.get("/files/none/content").status_code == 404
