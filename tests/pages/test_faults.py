"""Our own faults are quiet on the screen and loud in the log."""

import logging

import pytest

from tests.pages.visit import visitor


def _fail(*args: object, **options: object) -> None:
    raise KeyError("/srv/secret/path.xlsx")


def test_a_fault_is_told_without_traceback_and_path(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("pages.parts.cards.exhibit", _fail)
    with caplog.at_level(logging.ERROR, logger="landscape"):
        screen = visitor().run()
    assert not screen.exception
    assert [error.value for error in screen.error] == [
        "页面出了问题，已记入日志。请刷新页面；仍不行时，请联系系统管理员查看日志。"
    ]
    assert "path.xlsx" in caplog.text
