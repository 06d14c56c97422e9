"""Mentions to actors, dates and places; frames to events, promises to commitments."""

from detente.resolve.actors import role_of
from detente.resolve.names import state_names, state_of
from detente.resolve.resolver import Resolver

__all__ = ["Resolver", "role_of", "state_names", "state_of"]
