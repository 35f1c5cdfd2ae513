"""Every kind of import stands in all the registries that an import goes through."""

from gridctl.cli.imports import app
from gridctl.core import imports
from gridctl.exchange import fields
from gridctl.exchange.profiles import list_profiles
from gridctl.present.code_labels import LABELS
from gridctl.services.import_kinds import KINDS
from gridctl.store.batches import STAGES


def test_a_kind_has_fields_a_stage_a_profile_a_label_and_a_command() -> None:
    kinds = set(KINDS)
    assert kinds == set(imports.FIELDS) == set(fields.FIELDS) == set(STAGES) == set(LABELS["kinds"])
    assert kinds <= {profile.name for profile in list_profiles()}
    assert kinds <= {command.name for command in app.registered_commands}


def test_both_halves_of_an_import_know_the_same_fields_in_the_same_order() -> None:
    for kind, names in imports.FIELDS.items():
        assert names == tuple(field.name for field in fields.FIELDS[kind])
