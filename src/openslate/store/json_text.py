"""JSON as it is kept in a column."""

import json
from typing import Any


def to_json(value: Any) -> str:
    """Compact JSON text; raises ValueError for NaN, which PostgreSQL would refuse later."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
