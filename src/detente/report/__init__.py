"""Briefs and views: sentences that each point at the words that say so."""

from detente.report.brief import Brief, Item, Material, brief, to_markdown, to_terminal
from detente.report.view import show, table

__all__ = ["Brief", "Item", "Material", "brief", "show", "table", "to_markdown", "to_terminal"]
