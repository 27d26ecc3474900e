"""The reference of settings, made from the settings model."""

from itertools import groupby

from openslate.app.settings import describe_settings

INTRODUCTION = """# Settings

What a workspace's `slate.toml` may say, written by `scripts/reference`. Every line may be left out.
"""


def heading(section: str, key: str) -> str:
    """The line under which a setting is found in the page."""
    return f"### {section}.{key}"


def shown(default: object) -> str:
    """A default as `slate.toml` writes it."""
    if isinstance(default, bool):
        return str(default).lower()
    return f'"{default}"' if isinstance(default, str) else str(default)


def settings_page() -> str:
    """The whole page."""
    lines = [INTRODUCTION]
    for section, rows in groupby(describe_settings(), key=lambda row: row[0]):
        lines.append(f"## [{section}]\n")
        for _, key, default, about in rows:
            lines.append(f"{heading(section, key)}\n{about} Default: `{shown(default)}`.\n")
    return "\n".join(lines)
