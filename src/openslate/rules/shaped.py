"""Quotas, budgets and spacings with the items that they are about, for one request."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openslate.common.groups import Groups
from openslate.rules.shaping import Budget, Quota, Shape, Spacing

Flags = NDArray[np.bool_]
Amounts = NDArray[np.float64]


@dataclass(frozen=True)
class QuotaMembers:
    """A quota with the items it is about.

    `members` (bool by item) for a quota with `where`; `groups` for one with `per`, where `where`
    has already taken items out of their groups.
    """

    quota: Quota
    members: Flags | None = None
    groups: Groups | None = None

    @property
    def least(self) -> int | None:
        """The lower bound as a count."""
        return self.quota.least

    @property
    def most(self) -> int | None:
        """The upper bound as a count."""
        return self.quota.most


@dataclass(frozen=True)
class BudgetAmounts:
    """A budget with the amount of each item: NaN where it is not known, 0 where it is not meant."""

    budget: Budget
    amounts: Amounts


@dataclass(frozen=True)
class SpacingGroups:
    """A spacing with the groups that each item is in."""

    spacing: Spacing
    groups: Groups


Shaped = QuotaMembers | BudgetAmounts | SpacingGroups


def shape_of(shaped: Shaped) -> Shape:
    """The rulebook's own words."""
    if isinstance(shaped, QuotaMembers):
        return shaped.quota
    return shaped.budget if isinstance(shaped, BudgetAmounts) else shaped.spacing
