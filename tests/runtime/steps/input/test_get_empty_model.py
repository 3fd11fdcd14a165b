"""Starting from nothing."""


def test_one_empty_item(stage):
    assert stage.play("get_empty_model", {}).items() == [{}]
