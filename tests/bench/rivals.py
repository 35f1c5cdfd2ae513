"""What gridctl's search for twins is measured against: two libraries, each with the rules of its own manual.

recordlinkage's are those of its guide "Data deduplication", which is on Febrl's first file; splink's those
of its example on Febrl's third file, from even odds on. Both guides read the same columns as we.
"""

import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from typing import Any

from bench.febrl import COLUMNS, Row

Pairs = frozenset[frozenset[int | str]]


def by_recordlinkage(rows: Sequence[Row]) -> Pairs:
    """Return the pairs of one given name that agree in more than three of six columns."""
    import recordlinkage

    frame = _frame(rows).set_index("rec_id")
    index = recordlinkage.Index()
    index.block("given_name")
    compare = recordlinkage.Compare()
    for column in ("given_name", "date_of_birth", "suburb", "state"):
        compare.exact(column, column, label=column)
    compare.string("surname", "surname", method="jarowinkler", threshold=0.85, label="surname")
    compare.string("address_1", "address_1", threshold=0.85, label="address_1")
    features = compare.compute(index.index(frame), frame)
    return frozenset(frozenset(pair) for pair in features[features.sum(axis=1) > 3].index)


def by_splink(rows: Sequence[Row]) -> Pairs:
    """Return the pairs that splink's model holds for rather one person than two."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    settings = SettingsCreator(
        unique_id_column_name="rec_id",
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on(column)
            for column in ("soc_sec_id", "given_name", "surname", "date_of_birth", "postcode")
        ],
        comparisons=[
            cl.NameComparison("given_name"),
            cl.NameComparison("surname"),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
        ],
    )
    with redirect_stdout(sys.stderr):
        database = DuckDBAPI()
        linker = Linker(database.register(_frame(rows)), settings)
        swapped = (
            "l.given_name = r.surname and l.surname = r.given_name and l.date_of_birth = r.date_of_birth"
        )
        certain: list[Any] = [
            block_on("soc_sec_id"),
            block_on("given_name", "surname", "date_of_birth"),
            swapped,
        ]
        linker.training.estimate_probability_two_random_records_match(certain, recall=0.9)
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=2)
        for column in ("date_of_birth", "postcode"):
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(column))
        pairs = linker.inference.predict(threshold_match_probability=0.5).as_record_list()
    return frozenset(frozenset((pair["rec_id_l"], pair["rec_id_r"])) for pair in pairs)


def _frame(rows: Sequence[Row]) -> Any:  # noqa: ANN401  (a data frame; pandas comes without types)
    """Return a data frame of text; what is empty is missing in it."""
    import pandas as pd

    return pd.DataFrame([{column: row[column] or None for column in COLUMNS} for row in rows])
