"""The looks of the dashboard. Colours are never alone: a letter or a word stands beside each."""

from textual.theme import Theme

SIGNALS = ("green", "blue", "yellow", "orange", "red")


def _signals(*colours: str) -> dict[str, str]:
    return {f"signal-{name}": colour for name, colour in zip(SIGNALS, colours, strict=True)}


DARK = Theme(
    name="grid-dark",
    dark=True,
    primary="#5aa9e6",
    secondary="#7f8ea3",
    accent="#f2c14e",
    foreground="#d8dee9",
    background="#11151c",
    surface="#171d27",
    panel="#1f2733",
    success="#5fbf77",
    warning="#e8a33d",
    error="#ef5b5b",
    variables=_signals("#5fbf77", "#5aa9e6", "#f2d75c", "#f08c3a", "#ff5f5f"),
)
LIGHT = Theme(
    name="grid-light",
    dark=False,
    primary="#1d5fa8",
    secondary="#5b6675",
    accent="#8a5a00",
    foreground="#1b2330",
    background="#fbfbf8",
    surface="#f1f2ee",
    panel="#e3e6e1",
    success="#1e7a3c",
    warning="#9a5b00",
    error="#b3261e",
    variables=_signals("#1e7a3c", "#1d5fa8", "#7a6400", "#b04d00", "#b3001b"),
)
CONTRAST = Theme(
    name="grid-contrast",
    dark=True,
    primary="#ffffff",
    secondary="#c0c0c0",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#202020",
    success="#00ff66",
    warning="#ffcc00",
    error="#ff6666",
    variables=_signals("#00ff66", "#66ccff", "#ffff00", "#ffa500", "#ff6666"),
)
THEMES = (DARK, LIGHT, CONTRAST)
