"""The case desk's pages: lists, the case page, search and entry."""

from casework.entrypoints.case_console import CaseConsole
from casework.entrypoints.list_console import ListConsole
from casework.entrypoints.search_console import SearchConsole


class DeskConsole(CaseConsole, ListConsole, SearchConsole):
    """Everything that clerks and departments open."""
