"""Letters and settings that the tests of deliveries share."""

from datetime import UTC, datetime

from gridctl.core.letters import Letter, Sheet

HOSTILE = "日报\r\nBcc: evil@example.org\r\n\r\n[/x] \x1b]52;c;eA==\x07 \u202e <!channel>"
"""A title that would write a header, act on a terminal, reverse the line and call a whole group."""


def letter(title: str = "日报 2021-12-17", text: str = "收到 10\n.办结 4", *, sheets: bool = True) -> Letter:
    """Return a letter, with a file or without."""
    pages = (Sheet("md", "daily-2021-12-17-恒利.md", "# 日报\n".encode()),) if sheets else ()
    at = datetime(2021, 12, 17, 10, tzinfo=UTC)
    figures = {"requests.received": 10, "requests.closed": 4}
    return Letter("ab" * 20, "daily", "2021-12-17", title, text, at, figures, pages)


def mail_settings(port: int, more: str = "", name: str = "town") -> str:
    """Return the table of a mail server on this machine."""
    return (
        f'[delivery.{name}]\nkind = "mail"\nhost = "127.0.0.1"\nport = {port}\ntls = "none"\n'
        f'from = "grid@hengli.example"\nto = ["desk@town.example"]\n{more}'
    )


def hook_settings(port: int, template: str = "hook.json", more: str = "", name: str = "robot") -> str:
    """Return the table of a robot on this machine."""
    return (
        f'[delivery.{name}]\nkind = "webhook"\nurl = "http://127.0.0.1:{port}/send?key={{secret}}"\n'
        f'template = "{template}"\n{more}'
    )
