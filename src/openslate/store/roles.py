"""What an account may do."""

from enum import StrEnum

from openslate.common.errors import DeniedError


class Role(StrEnum):
    """Each role may do everything the ones before it may."""

    VIEWER = "viewer"
    EDITOR = "editor"
    STEWARD = "steward"

    def may(self, needed: "Role") -> bool:
        """Whether this role includes `needed`.

        >>> Role.STEWARD.may(Role.EDITOR), Role.VIEWER.may(Role.EDITOR)
        (True, False)
        """
        order = list(Role)
        return order.index(self) >= order.index(needed)


def require(name: str, role: Role, needed: Role) -> None:
    """Raise DeniedError unless the account called `name` with `role` may do what `needed` may."""
    if not role.may(needed):
        raise DeniedError(
            f"This needs the role {needed}, and {name} is {role}", do="Ask a steward for the role"
        )
