"""The group ``gridctl report``."""

from gridctl.cli.app import Group
from gridctl.present.i18n import _

app = Group(_("Reports: the daily report."))
