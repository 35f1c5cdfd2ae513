"""What a roster costs, and whether a person's row keeps the rules."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

from gridctl.planning.roster.cells import Cells, need_price
from gridctl.planning.roster.problem import Grid, Load, Pair, Person

Row = Sequence[int | None]


def units_of(load: Load, amount: int) -> int:
    """Return how many units of a load are started beyond what is free."""
    return -(-max(0, amount - load.free) // load.unit)


def load_price(load: Load, amount: int) -> int:
    """Return what an amount of a load costs: the first started unit beyond `free` once, the second twice."""
    units = units_of(load, amount)
    return load.price * units * (units + 1) // 2


def carried(person: Person, load: int) -> int:
    """Return what somebody carried of a load before."""
    return person.carried[load] if load < len(person.carried) else 0


def row_price(cells: Cells, one: int, row: Row) -> int:
    """Return what a person's row costs by itself: jobs, wishes and loads."""
    problem, person = cells.problem, cells.problem.people[one]
    total = sum(cells.options[one][day][job] for day, job in enumerate(row))
    for number, load in enumerate(problem.loads):
        if load.what == "weekends":
            amount = weekends_of(cells, one, row)
        else:
            amount = sum(cells.amount(load.what, day, job) for day, job in enumerate(row) if job is not None)
        total += load_price(load, carried(person, number) + amount)
    return total


def weekends_of(cells: Cells, one: int, row: Row) -> int:
    """Return how many weekends of a row have work and weren't counted before."""
    person = cells.problem.people[one]
    return sum(
        any(row[day] is not None for day in days) and not cells.counted_before(person, days)
        for days in cells.weekends
    )


def place(cells: Cells, job: int | None) -> tuple[int, int, int] | None:
    """Return duty, area and shift of a job: who shares them works together."""
    if job is None:
        return None
    one = cells.problem.jobs[job]
    return one.duty, one.area, one.shift


def pair_days(cells: Cells, pair: Pair, grid: Grid) -> int:
    """Return the number of days on which two aren't as they should be."""
    count = 0
    for one, other in zip(grid[pair.one], grid[pair.other], strict=True):
        same = one is not None and place(cells, one) == place(cells, other)
        working = one is not None or other is not None
        count += (working and not same) if pair.together else same
    return count


def count_jobs(grid: Grid) -> Counter[tuple[int, int]]:
    """Return how many do each job of each day."""
    return Counter((day, job) for row in grid for day, job in enumerate(row) if job is not None)


def price(cells: Cells, grid: Grid) -> int:
    """Return what a roster costs."""
    problem = cells.problem
    counts = count_jobs(grid)
    total = sum(row_price(cells, one, row) for one, row in enumerate(grid))
    total += sum(need_price(need, counts[need.day, need.job]) for need in problem.needs)
    total += sum((pair.price or 0) * pair_days(cells, pair, grid) for pair in problem.pairs)
    for crew in problem.crews:
        for day in range(problem.days):
            sizes = [counts[day, job] for job in crew]
            total += problem.half_crew * (sum(sizes) - len(sizes) * min(sizes))
    return total


def fits(cells: Cells, grid: Grid) -> bool:
    """Whether a roster keeps the rules between people: no more than there is room for, and pairs that stay apart."""
    counts = count_jobs(grid)
    fixed = Counter((day, job) for person in cells.problem.people for day, job in person.fixed)
    for need in cells.problem.needs:
        key = need.day, need.job
        if need.over is None and counts[key] > max(need.best, fixed[key]):
            return False
    return not any(pair.price is None and pair_days(cells, pair, grid) for pair in cells.problem.pairs)


def keeps(cells: Cells, one: int, row: Row) -> bool:
    """Whether a person's row keeps all rules that look at nobody else."""
    return (
        all(job in options for job, options in zip(row, cells.options[one], strict=True))
        and _rested(cells, one, row)
        and _runs_fit(cells, one, row)
        and _nights_fit(cells, one, row)
        and _sums_fit(cells, one, row)
    )


def _rested(cells: Cells, one: int, row: Row) -> bool:
    """Whether every shift may follow those before; two fixed ones may."""
    person = cells.problem.people[one]
    fixed = {day for day, _job in person.fixed}
    worked = [(day, cells.problem.jobs[job].shift) for day, job in enumerate(row) if job is not None]
    return not any(
        cells.clash(person.limits.rest, before, after) and not (before[0] in fixed and after[0] in fixed)
        for before, after in pairwise(worked)
    )


def _runs_fit(cells: Cells, one: int, row: Row) -> bool:
    person = cells.problem.people[one]
    limits, past = person.limits, person.past
    runs = [(works, len(list(days))) for works, days in groupby(row, key=lambda job: job is not None)]
    if runs and not runs[0][0] and 0 < past.row < limits.least_row and len(cells.options[one][0]) > 1:
        return False
    for number, (works, length) in enumerate(runs):
        first, last = number == 0, number == len(runs) - 1
        before = past.row if first and works else 0
        if works and limits.most_row is not None and length + before > limits.most_row:
            return False
        cut = last or (first and not past.row)
        if not cut and length + before < (limits.least_row if works else limits.least_off):
            return False
    return True


def _nights_fit(cells: Cells, one: int, row: Row) -> bool:
    problem, person = cells.problem, cells.problem.people[one]
    most = person.limits.nights_row
    if most is None:
        return True
    nights = [job is not None and problem.shifts[problem.jobs[job].shift].night for job in row]
    return not any(
        night and len(list(days)) + (0 if number else person.past.nights) > most
        for number, (night, days) in enumerate(groupby(nights))
    )


def _sums_fit(cells: Cells, one: int, row: Row) -> bool:
    problem, person = cells.problem, cells.problem.people[one]
    limits = person.limits
    minutes = [
        0 if job is None else problem.minutes(day, problem.jobs[job].shift) for day, job in enumerate(row)
    ]
    if limits.most_minutes is not None and sum(minutes) > limits.most_minutes:
        return False
    if limits.least_minutes is not None and sum(minutes) < limits.least_minutes:
        return False
    if limits.weekends is not None and weekends_of(cells, one, row) > limits.weekends:
        return False
    if limits.week_minutes is not None:
        for days in cells.weeks:
            if cells.minutes_before(person, days) + sum(minutes[day] for day in days) > limits.week_minutes:
                return False
    if limits.shifts is not None:
        counts = Counter(problem.jobs[job].shift for job in row if job is not None)
        return all(counts[shift] <= most for shift, most in enumerate(limits.shifts))
    return True
