"""Many homes at once: each row gets its home, what is there is used, what is missing is made once."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridctl.core.places import Layout
from gridctl.services import place_pages, places
from gridctl.store.making_homes import PlaceText, make_places
from gridctl.store.undoing_places import undo_places
from store.world import office_at


def test_rows_in_their_order_get_what_they_name(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        places.add_compound(office, places.NewPlace("恒泽苑", "HZ", "HL1"))
        layout = Layout(6, 2, 2)
        places.add_building(office, places.NewPlace("1幢", "HZ1", compound="HZ", layout=layout))
        there = {home.label: home.id for home in place_pages.home_list(office)}
        rows = [
            PlaceText("恒泽苑", "1幢", "2", "501"),
            PlaceText("", "HZ1", "2", "501"),
            PlaceText("恒泽苑", "1号楼", "2", "901"),
            PlaceText("", "", "2", "501"),
            PlaceText("阳光苑", "3幢", "", "101", 3),
            PlaceText("阳光苑", "3", "", "101", 3),
            PlaceText("", "恒泽苑2幢", "1", "101"),
            PlaceText("恒泽苑", "", "", "901"),
        ]
        with office.store.begin() as work:
            made = make_places(work, rows, 7)
        found = made.homes
        assert found[0] == found[1] == there["HZ1-2-501"]
        assert found[3] is None
        assert found[4] == found[5]
        assert len({*found} - {None}) == 5
        assert (made.new_homes, made.new_buildings) == (4, 3)
        labels = {home.id: home.label for home in place_pages.home_list(office)}
        assert labels[found[6] or 0] == "HZ2-1-101"
        with office.store.begin() as work:
            assert make_places(work, rows, 8) == made._replace(new_homes=0, new_buildings=0)
            assert undo_places(work, 7) == {"homes": 4, "buildings": 3, "compounds": 1}
        assert {home.id for home in place_pages.home_list(office)} == set(there.values())


TEXTS = st.builds(
    PlaceText,
    st.sampled_from(["", "恒泽苑", "HZ", "阳光苑"]),
    st.sampled_from(["1幢", "1号楼", "2幢", "12", "B座", "综合楼"]),
    st.sampled_from(["", "1", "2"]),
    st.sampled_from(["", "2", "101", "1203", "A1"]),
    st.none(),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, max_size=30))
def test_the_same_words_mean_the_same_home_however_often(tmp_path: Path, rows: list[PlaceText]) -> None:
    with office_at(tmp_path) as office, office.store.begin() as work:
        first = make_places(work, rows, 1)
        again = make_places(work, rows, 2)
        assert again.homes == first.homes
        assert (again.new_homes, again.new_buildings) == (0, 0)
        pairs = dict(zip(rows, first.homes, strict=True))
        assert [pairs[row] for row in rows] == first.homes
