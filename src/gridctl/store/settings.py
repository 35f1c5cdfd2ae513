"""Reading and writing what a store knows of itself."""

from dataclasses import asdict

from sqlalchemy import delete, insert, select

from gridctl.core.settings import SETTING_KEYS, StoreSettings
from gridctl.store.lean import SETTING
from gridctl.store.unit import Work


def read_settings(work: Work) -> StoreSettings:
    """Return the store's settings; what it does not say has its default."""
    rows = work.execute(select(SETTING.c.key, SETTING.c.value)).all()
    return StoreSettings(**{key: value for key, value in rows if key in SETTING_KEYS})


def write_settings(work: Work, settings: StoreSettings) -> None:
    """Store all settings anew."""
    work.execute(delete(SETTING).where(SETTING.c.key.in_(SETTING_KEYS)))
    work.execute(insert(SETTING), [{"key": k, "value": v} for k, v in asdict(settings).items()])
