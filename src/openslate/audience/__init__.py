"""Who watches: readers of viewing events and viewer facts; what is known of who watches."""

from openslate.audience.readers.movielens import read_ratings, read_viewers
from openslate.audience.viewing_history import LIKED, Viewing, items_of, viewing_history

__all__ = ["LIKED", "Viewing", "items_of", "read_ratings", "read_viewers", "viewing_history"]
