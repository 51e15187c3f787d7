"""The case desk's pages: lists, the case page, search, entry and e-mails."""

from casework.entrypoints.case_console import CaseConsole
from casework.entrypoints.list_console import ListConsole
from casework.entrypoints.mail_console import MailConsole
from casework.entrypoints.search_console import SearchConsole


class DeskConsole(CaseConsole, ListConsole, SearchConsole, MailConsole):
    """Everything that clerks and departments open."""
