"""The fifth screen: the tree of places, who lives and works there, and everything about one of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, TypeVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from gridctl.core.errors import N_
from gridctl.core.private import Reveal
from gridctl.present.building_plan import legend
from gridctl.present.i18n import _
from gridctl.tui import people_forms as forms
from gridctl.tui.dialogs.form import Form
from gridctl.tui.houses import plain_house
from gridctl.tui.people_lists import FEW, MOST, Found, Look, heading, read
from gridctl.tui.people_questions import card, member, places_in, resident, way_to
from gridctl.tui.revealing import SECONDS
from gridctl.tui.screens.base import GridScreen
from gridctl.tui.widgets.elevation import Elevation
from gridctl.tui.widgets.place_tree import Place, PlaceTree
from gridctl.tui.widgets.rows import Rows

R = TypeVar("R")


class People(GridScreen):
    """Places to the left, people or doors beside them, one of them below or to the right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", N_("find"), key_display="/"),
        Binding("t", "turn", N_("residents/members")),
        Binding("v", "reveal", N_("reveal")),
        Binding("a", "add", N_("add")),
        Binding("e", "edit", N_("edit")),
        Binding("m", "move", N_("move")),
        Binding("k", "need", N_("need")),
        Binding("escape", "back", N_("back")),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-middle"), (150, "-wide")]  # noqa: RUF012  (as Textual declares it)
    AUTO_FOCUS = "#places"

    def __init__(self, name: str | None = None) -> None:
        """Make a screen that looks at the residents of the whole."""
        super().__init__(name)
        self._look = Look()
        self._place = Place("", "")
        self._found = Found()
        self._shown = ""
        self._revealed = ""
        self._left = 0
        self._clock: Timer | None = None

    def body(self) -> Iterator[Widget]:
        """Yield the line to search in, the tree, the list, the plan and the card."""
        yield Input(id="find", placeholder=_("name, pinyin, phone ending or home"), compact=True)
        with Horizontal(id="people"):
            yield PlaceTree(id="places")
            with Vertical(id="beside"):
                with Vertical(id="listed"):
                    yield Static(id="heading", classes="title", markup=False)
                    yield Rows(id="persons")
                    yield Elevation(id="doors")
                    yield Static(id="doors-said", classes="quiet", markup=False)
                    yield Static(id="nobody", classes="quiet", markup=False)
                with VerticalScroll(id="card", can_focus=True):
                    yield Static(id="card-text")

    def load(self) -> None:
        """Ask for the open branches of the tree, the list, and whoever is selected."""
        tree = self.query_one("#places", PlaceTree)
        root, codes = self.dashboard.asked.area, tree.open_branches
        first = not tree.root.children
        self.ask(lambda office: places_in(office, codes, root, first=first), self._show_tree, group="tree")
        self._ask_list()
        self._ask_card()

    def _show_tree(self, found: Mapping[str, Sequence[Place]]) -> None:
        tree = self.query_one("#places", PlaceTree)
        first = not tree.root.children
        tree.put(found)
        if first:
            for code in filter(None, found):
                tree.open_at(code)
            tree.cursor_line = 0

    def look_up(self, thing: str, key: str) -> None:
        """Go to an area or a building, by its code."""
        if thing in {"area", "building"}:
            root = self.dashboard.asked.area
            self.ask(lambda office: way_to(office, thing, key, root), self._go, group="way")

    def _go(self, found: tuple[Sequence[str], Mapping[str, Sequence[Place]]]) -> None:
        codes, branches = found
        self.query_one("#find", Input).value = ""
        self._look = replace(self._look, words="", members=False)
        tree = self.query_one("#places", PlaceTree)
        tree.put(branches)
        tree.go(codes)
        tree.focus()

    def on_place_tree_opened(self, message: PlaceTree.Opened) -> None:
        """Read what lies in a branch."""
        code = message.code
        self.ask(lambda office: places_in(office, [code], None), self._show_tree, group=f"tree {code}")

    def on_place_tree_at(self, message: PlaceTree.At) -> None:
        """List who is at the place under the cursor."""
        self._place = message.place
        building = message.place.code if message.place.building else ""
        area = message.place.above if message.place.building else message.place.code
        self._turn_to(replace(self._look, home="", building=building, area=area, limit=FEW))

    def on_place_tree_entered(self) -> None:
        """Walk the doors of a building."""
        if self._found.building is not None:
            self.query_one(Elevation).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as it is typed; the question that is asked is always the newest."""
        self._turn_to(replace(self._look, words=event.value.strip(), limit=FEW))

    def on_input_submitted(self) -> None:
        """Go to what was found."""
        self.query_one(Elevation if self._found.building is not None else Rows).focus()

    def on_elevation_moved(self) -> None:
        """Show the home under the cursor."""
        if self._found.building is not None:
            self._select(f"home:{self.query_one(Elevation).here}")

    def on_elevation_opened(self) -> None:
        """List who lives there."""
        self._turn_to(replace(self._look, home=self.query_one(Elevation).here))
        self.query_one(Rows).focus()

    def on_data_table_row_highlighted(self, event: Rows.RowHighlighted) -> None:
        """Show who is under the cursor; at the end of the list read on."""
        if self._found.building is None:
            self._select(event.row_key.value or "" if event.row_key else "")
            if (
                self._found.more
                and event.cursor_row == len(self._found.lines) - 1
                and self._look.limit < MOST
            ):
                self._turn_to(replace(self._look, limit=min(MOST, self._look.limit + FEW)))

    def on_data_table_row_selected(self) -> None:
        """Read the card of whoever was opened."""
        self.query_one("#card").focus()

    def _turn_to(self, look: Look) -> None:
        if look != self._look:
            self._look = look
            self._ask_list()

    def _ask_list(self) -> None:
        look, within = self._look, self.dashboard.asked.area
        self.ask(
            lambda office: read(office, look, within),
            lambda found: self._show_list(look, found),
            group="list",
        )

    def _show_list(self, look: Look, found: Found) -> None:
        if look != self._look:
            return
        self._found = found
        table, doors = self.query_one(Rows), self.query_one(Elevation)
        table.display, doors.display = bool(found.lines), found.building is not None
        self.query_one("#doors-said").display = doors.display
        self.query_one("#heading", Static).update(
            heading(look, found, look.area if look.members else self._place.label)
        )
        if found.building is not None:
            doors.put(plain_house(found.building))
            self.query_one("#doors-said", Static).update("\n".join(legend(found.building)))
            self._select(f"home:{doors.here}" if doors.here else "")
        else:
            table.put(found.cols, found.lines)
            self._select(table.here)
        empty = not found.lines and found.building is None
        nobody = self.query_one("#nobody", Static)
        nobody.display = empty
        nobody.update(self._nobody(look) if empty else "")

    def _nobody(self, look: Look) -> str:
        if look.words:
            return _("Nobody fits. Fewer letters find more.")
        if look.home:
            return _("Nobody is known to live here. Take somebody in: a")
        if look.members:
            return _("Nobody works here yet. Add somebody: a")
        return _("Nobody is known here yet. Read a list in: gridctl import residents FILE --create-places")

    def _select(self, key: str) -> None:
        if key != self._shown:
            self._mask()
            self._shown = key
            self._ask_card()

    def _ask_card(self) -> None:
        key = self._shown
        if key and key != self._revealed:
            self.ask(lambda office: card(office, key), lambda text: self._show_card(key, text), group="card")
        elif not key:
            self.query_one("#card-text", Static).update("")

    def _show_card(self, key: str, text: Text) -> None:
        if key == self._shown and key != self._revealed:
            self.query_one("#card-text", Static).update(text)

    def action_find(self) -> None:
        """Go to the line to search in."""
        self.query_one("#find", Input).focus()

    def action_turn(self) -> None:
        """Turn from residents to members, or back."""
        self._turn_to(replace(self._look, members=not self._look.members, home="", limit=FEW))

    def action_back(self) -> None:
        """Leave the search, the home, the plan: one of them."""
        line = self.query_one("#find", Input)
        if line.value:
            line.value = ""
            self.query_one(Rows).focus()
        elif self._look.home:
            self._turn_to(replace(self._look, home=""))
            self.query_one(Elevation).focus()
        else:
            self.query_one(PlaceTree).focus()

    def action_reveal(self) -> None:
        """Show whoever is selected in full for a short time; the ledger says so."""
        key = self._shown
        kind = key.partition(":")[0]
        if kind == "member":
            self.notify(_("Members are never masked: they are there to be called."), markup=False)
        elif key:
            self.do(
                f"{kind} show",
                lambda office: card(office, key, Reveal()),
                lambda text: self._show_revealed(key, text),
            )

    def _show_revealed(self, key: str, text: Text) -> None:
        if key != self._shown:
            return
        self._revealed, self._left = key, SECONDS
        self.query_one("#card-text", Static).update(text)
        self._say_left()
        if self._clock is None:
            self._clock = self.set_interval(1, self._tick)

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._mask()
            self._ask_card()
        else:
            self._say_left()

    def _say_left(self) -> None:
        said = _("in full, {seconds} s").format(seconds=self._left) if self._revealed else ""
        self.query_one("#card").border_title = Text(said)

    def _mask(self) -> None:
        """Let go of what was shown in full."""
        if self._clock is not None:
            self._clock.stop()
            self._clock = None
        if self._revealed:
            self._revealed = ""
            self.query_one("#card-text", Static).update("")
            self._say_left()

    def on_screen_suspend(self) -> None:
        """Nothing stays in full on a screen that nobody looks at."""
        if self._revealed:
            self._mask()
            self._ask_card()

    def action_add(self) -> None:
        """Take in a resident, or add a member, where the cursor is."""
        if self._look.members:
            self._open(forms.add_member(self._look.area))
        else:
            on_doors = self._found.building is not None and self._shown.startswith("home:")
            home = self._look.home or (self._shown.partition(":")[2] if on_doors else "")
            self._open(forms.add_resident(home))

    def action_edit(self) -> None:
        """Change whoever is selected."""
        kind, _colon, name = self._shown.partition(":")
        if kind == "member":
            self.ask(
                lambda office: member(office, name),
                lambda one: self._open(forms.edit_member(one)),
                group="edit",
            )
        elif kind == "resident":
            self.ask(
                lambda office: resident(office, name),
                lambda one: self._open(forms.edit_resident(one)),
                group="edit",
            )

    def _open(self, form: Form[R]) -> None:
        self.app.push_screen(form, lambda _done: self.load())

    def _resident_form(self, form: Callable[[int], Form[R]]) -> None:
        kind, _colon, name = self._shown.partition(":")
        if kind == "resident":
            self._open(form(int(name)))

    def action_move(self) -> None:
        """Let the selected resident live in another home."""
        self._resident_form(forms.move_resident)

    def action_need(self) -> None:
        """Note what the selected resident needs."""
        self._resident_form(forms.need_of)
