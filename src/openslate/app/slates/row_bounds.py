"""From the rulebook's quotas, budgets and spacings to what a row's filler asks for."""

from openslate.recommend.slates.bounds import Bound, QuotaBound
from openslate.recommend.slates.budget import BudgetBound
from openslate.recommend.slates.page import PageBound
from openslate.recommend.slates.spacing import SpacingBound
from openslate.rules.outcome import Outcome
from openslate.rules.shaped import BudgetAmounts, QuotaMembers, SpacingGroups, shape_of

Paged = QuotaMembers | BudgetAmounts


def bounds_for(outcome: Outcome, row: str) -> list[Bound]:
    """What speaks of one row by itself, as numbers over its items."""
    found: list[Bound] = []
    for shaped in outcome.shaped:
        if not shape_of(shaped).applies_to(row):
            continue
        if isinstance(shaped, SpacingGroups):
            found.append(_spacing_bound(shaped))
        elif not _of_page(shaped):
            found.append(paged_bound(shaped))
    return found


def page_shapes(outcome: Outcome) -> list[Paged]:
    """What speaks of all rows together."""
    return [s for s in outcome.shaped if not isinstance(s, SpacingGroups) and _of_page(s)]


def paged_bound(shaped: Paged) -> PageBound:
    """A quota or budget as numbers over items."""
    if isinstance(shaped, BudgetAmounts):
        budget = shaped.budget
        return BudgetBound(
            name=budget.name,
            title=budget.title,
            among_first=budget.among_first,
            amounts=shaped.amounts,
            at_least=budget.at_least or 0.0,
            at_most=budget.at_most,
        )
    return QuotaBound(
        name=shaped.quota.name,
        title=shaped.quota.title,
        among_first=shaped.quota.among_first,
        at_least=shaped.least or 0,
        at_most=shaped.most,
        members=shaped.members,
        groups=shaped.groups,
    )


def _of_page(shaped: Paged) -> bool:
    return (shaped.budget if isinstance(shaped, BudgetAmounts) else shaped.quota).on_page


def _spacing_bound(shaped: SpacingGroups) -> SpacingBound:
    spacing = shaped.spacing
    return SpacingBound(
        name=spacing.name,
        title=spacing.title,
        groups=shaped.groups,
        apart=spacing.apart,
        among_first=spacing.among_first,
    )
