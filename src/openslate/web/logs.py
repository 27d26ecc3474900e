"""Keeping secrets out of the access log."""

import logging
import re

SIGN_IN_LINK = re.compile(r"(/sign-in/)[^\s?\"]+")


class HideSignInLinks(logging.Filter):
    """Replaces the token of a one-time link in everything a logger writes."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(map(_hide, record.args))
        record.msg = _hide(record.msg)
        return True


def _hide(value: object) -> object:
    return SIGN_IN_LINK.sub(r"\1...", value) if isinstance(value, str) else value


def hide_sign_in_links() -> None:
    """Put the filter on the server's access log, once."""
    logger = logging.getLogger("uvicorn.access")
    if not any(isinstance(known, HideSignInLinks) for known in logger.filters):
        logger.addFilter(HideSignInLinks())
