"""The tree of places: areas and buildings, read branch by branch when they are opened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from gridctl.core.errors import N_
from gridctl.present.visible import visible


@dataclass(frozen=True, slots=True)
class Place:
    """One branch: its code, what stands in its line, a count, and whether anything lies in it or it is a building.

    `above` is the code of the branch that it lies in.
    """

    code: str
    label: str
    count: str = ""
    inside: bool = False
    building: bool = False
    above: str = ""


class PlaceTree(Tree[Place], inherit_bindings=False):
    """Plain places in; messages out: which branch has to be read, and which place the cursor is at or was opened."""

    ICON_NODE = "+ "
    ICON_NODE_EXPANDED = "- "
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", N_("look at")),
        Binding("space", "toggle_node", N_("unfold or fold"), show=False),
        Binding("right", "into", N_("look into"), show=False),
        Binding("left", "out", N_("fold"), show=False),
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
    ]

    class Opened(Message):
        """A branch was opened whose places are not known yet."""

        def __init__(self, code: str) -> None:
            """Keep the code of the branch."""
            super().__init__()
            self.code = code

    class At(Message):
        """The cursor is at a place."""

        def __init__(self, place: Place) -> None:
            """Keep the place."""
            super().__init__()
            self.place = place

    class Entered(At):
        """A building was opened."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (as Textual calls it)
        """Make an empty tree."""
        super().__init__(Text(""), Place("", ""), id=id)
        self.show_root = False
        self.guide_depth = 2
        self.auto_expand = False
        self._read: set[str] = set()

    @property
    def open_branches(self) -> list[str]:
        """The codes of the branches whose places are shown, the top ("") first."""
        return ["", *(node.data.code for node in self._branches(self.root) if node.is_expanded and node.data)]

    @property
    def here(self) -> Place | None:
        """The place under the cursor."""
        node = self.cursor_node
        return node.data if node is not None and node is not self.root else None

    def put(self, branches: Mapping[str, Sequence[Place]]) -> None:
        """Show what lies in some branches; what was open stays open, and the cursor keeps to its place."""
        for code, places in branches.items():
            node = self.root if not code else self._find(code)
            if node is not None:
                self._fill(node, places)
                self._read.add(code)
        if self.cursor_node is None or self.cursor_line < 0:
            self.cursor_line = 0

    def open_at(self, code: str) -> None:
        """Open a branch, as if its line had been chosen."""
        node = self._find(code)
        if node is not None and not node.is_expanded:
            node.expand()

    def go(self, codes: Sequence[str]) -> None:
        """Open the branches on the way to a place, which is the last of these codes, and put the cursor there."""
        for code in codes[:-1]:
            self.open_at(code)
        if codes and (node := self._find(codes[-1])) is not None:
            self.call_after_refresh(self.move_cursor, node)  # its line is known once the tree is drawn anew

    def _fill(self, node: TreeNode[Place], places: Sequence[Place]) -> None:
        known = {child.data.code: child for child in node.children if child.data}
        if [place.code for place in places] != list(known):
            for child in known.values():
                if child.data and child.data.code not in {place.code for place in places}:
                    child.remove()
            for number, place in enumerate(places):
                if place.code not in known:
                    node.add(
                        _label(place),
                        place,
                        before=number if number < len(node.children) else None,
                        allow_expand=place.inside,
                    )
        for child, place in zip(node.children, places, strict=False):
            if child.data != place:
                child.data = place
                child.allow_expand = place.inside
                child.set_label(_label(place))

    def _branches(self, top: TreeNode[Place]) -> list[TreeNode[Place]]:
        found = []
        for child in top.children:
            found += [child, *self._branches(child)]
        return found

    def _find(self, code: str) -> TreeNode[Place] | None:
        return next(
            (node for node in self._branches(self.root) if node.data and node.data.code == code), None
        )

    def on_tree_node_expanded(self, event: Tree.NodeExpanded[Place]) -> None:
        """Ask for what lies in a branch that is opened for the first time."""
        event.stop()
        place = event.node.data
        if place is not None and place.code and place.code not in self._read:
            self.post_message(self.Opened(place.code))

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[Place]) -> None:
        """Tell where the cursor is."""
        event.stop()
        if event.node.data is not None and event.node is not self.root:
            self.post_message(self.At(event.node.data))

    def on_tree_node_selected(self, event: Tree.NodeSelected[Place]) -> None:
        """Open or close a branch; tell of a building that was opened."""
        event.stop()
        place = event.node.data
        if place is not None and place.building:
            self.post_message(self.Entered(place))
        elif event.node.allow_expand:
            event.node.toggle()

    def action_into(self) -> None:
        """Open the branch under the cursor, or go down to its first place."""
        node = self.cursor_node
        if node is not None and node.allow_expand and not node.is_expanded:
            node.expand()
        elif node is not None and node.children:
            self.action_cursor_down()

    def action_out(self) -> None:
        """Close the branch under the cursor, or go up to the one that it lies in."""
        node = self.cursor_node
        if node is not None and node.is_expanded and node.children:
            node.collapse()
        elif node is not None and node.parent is not None and node.parent is not self.root:
            self.move_cursor(node.parent)


def _label(place: Place) -> Text:
    text = Text(visible(place.label))
    text.append(f"  {place.count}" if place.count else "", "dim")
    return text
