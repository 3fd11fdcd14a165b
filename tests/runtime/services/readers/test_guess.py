"""What a picked file looks like."""

import pytest

from runtime.services.tables import columns, detect, guess


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (b"a,b\n1,2\n", "x.csv", {"separator": ",", "encoding": "utf-8", "header": True, "decimal": "."}),
        (
            "Ville;Prix\nÉvry;1,50\n".encode("latin-1"),
            "x.txt",
            {"separator": ";", "encoding": "latin-1", "decimal": ","},
        ),
        ("a\tb\n1\t2\n".encode("utf-16"), "x", {"separator": "\t", "encoding": "utf-16"}),
        ("\ufeffa|b\n1|2\n".encode(), "x", {"separator": "|", "encoding": "utf-8-bom"}),
        (b"1;2\n3;4\n", "x.csv", {"header": False}),
        (b"a;b\n" + b"1;2\n" * 30_000, "x.csv", {"separator": ";"}),
        (b"", "x.csv", {"file_type": "csv"}),
        (b' [{"a": 1}]', "x", {"file_type": "json"}),
        (b'{"a": 1,\n "b": 2}', "x.json", {"file_type": "json"}),
        (b'{"a": 1}\n{"a": 2}\n', "x.json", {"file_type": "ndjson"}),
        (b"PAR1....", "x", {"file_type": "parquet"}),
    ],
)
def test_type_separator_encoding_and_header(tmp_path, content, name, found):
    path = tmp_path / "stored"
    path.write_bytes(content)
    assert found.items() <= guess(path, name).items()


def test_columns_and_types_for_the_mapping(tmp_path, options):
    path = tmp_path / "stored"
    path.write_bytes("net.price;é\n1;x\n".encode("latin-1"))
    asked = options(encoding="latin-1")
    assert columns(path, asked) == ["net.price", "é"]
    assert [(e.column, e.field, str(e.type)) for e in detect(path, asked)] == [
        ("net.price", '"net.price"', "integer"), ("é", "é", "string")]  # fmt: skip
    path.write_bytes(b'[{"a": 1, "b": {"c": 1}}]')
    assert columns(path, options(file_type="json")) == ["a", "b"]
