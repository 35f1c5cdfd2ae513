"""Which row it is that costs the least: the states of its days, read from the last to the first."""

from gridctl.planning.roster.rows import Row, Rows

State = tuple[int, int, int]
"""A run (its length less one), the letter of its last day (-1: a day off), and the cell of the counters."""


def best(rows: Rows, place: int, cell: int | None = None) -> Row:
    """Return the cheapest row of one (its place among those priced), or the one that ends in a counters' cell."""
    cell = int(rows.total[place].argmin()) if cell is None else cell
    states = _cheapest_off(rows, rows.days, place, list(range(rows.runs.off)), [cell])
    states += _cheapest_work(rows, rows.days, place, list(range(rows.longest)), rows.letters, [cell])
    state = min(states)[1]
    row: list[int | None] = []
    for day in range(rows.days - 1, -1, -1):
        letter = state[1]
        row.append(None if letter < 0 else int(rows.letter_job[letter][place, day]))
        if day:
            state = _earlier(rows, day, place, state)
    return tuple(reversed(row))


def _earlier(rows: Rows, day: int, place: int, state: State) -> State:
    """Return the cheapest state of the day before from which a state is reached."""
    run, letter, cell = state
    one = int(rows.who[place])
    after_off, after_work = rows.weekend(day)
    found: list[tuple[float, State]] = []
    if letter < 0:
        cells = rows.count.origins(-1, False, cell, day, one)
        if run == 0:
            ends = [at for at, mask in rows.ends[day] if mask is None or not mask[place, 0]]
            found += _cheapest_work(rows, day, place, ends, rows.letters, cells)
        origins = [run - 1] if run else []
        if run == rows.runs.off - 1:
            origins.append(run)
        found += _cheapest_off(rows, day, place, origins, cells)
        return min(found)[1]
    if run == 0 and rows.group.letters[letter].night <= 1:
        begins = [at for at, mask in rows.begins[day] if mask is None or not mask[place, 0]]
        found += _cheapest_off(
            rows, day, place, begins, rows.count.origins(letter, after_off, cell, day, one)
        )
    longer = [run - 1] if run else []
    if run == rows.longest - 1 and rows.runs.open_end:
        longer.append(run)
    found += _cheapest_work(
        rows,
        day,
        place,
        longer,
        rows.group.before[letter],
        rows.count.origins(letter, after_work, cell, day, one),
    )
    return min(found)[1]


def _cheapest_work(
    rows: Rows, day: int, place: int, runs: list[int], letters: list[int], cells: list[int]
) -> list[tuple[float, State]]:
    """Return the cheapest of some states of work on the day before, if there are any."""
    found: list[tuple[float, State]] = []
    for cell in cells:
        prices = rows.works[day - 1, :, :, place, cell].tolist()
        found += [(prices[run][letter], (run, letter, cell)) for run in runs for letter in letters]
    return [min(found)] if found else []


def _cheapest_off(
    rows: Rows, day: int, place: int, runs: list[int], cells: list[int]
) -> list[tuple[float, State]]:
    """Return the cheapest of some states of a day off on the day before, if there are any."""
    return [(rows.offs[day - 1, run, place, cell].item(), (run, -1, cell)) for run in runs for cell in cells]
