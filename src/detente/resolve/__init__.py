"""Mentions to actors, dates and places; frames to events, promises to commitments."""

from detente.resolve.actors import role_of
from detente.resolve.dictionary import load as load_dictionary
from detente.resolve.names import state_names, state_of
from detente.resolve.resolver import Resolver

__all__ = ["Resolver", "load_dictionary", "role_of", "state_names", "state_of"]
