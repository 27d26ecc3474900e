"""Identity resolution: which records of different sources are the same work, and why."""

from openslate.catalogue.identity.matching import match
from openslate.catalogue.identity.memory import ResolverMemory
from openslate.catalogue.identity.resolver import Resolution, resolve
from openslate.catalogue.identity.settings import ResolverSettings

__all__ = ["Resolution", "ResolverMemory", "ResolverSettings", "match", "resolve"]
