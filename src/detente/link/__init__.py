"""Which act answers which, which reports tell of one incident, and what became of each promise."""

from detente.link.incidents import incidents
from detente.link.ledger import Pledge, ledger
from detente.link.responses import responses

__all__ = ["Pledge", "incidents", "ledger", "responses"]
