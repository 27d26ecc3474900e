"""A condition: the text an editor wrote and the checked tree it was read into."""

from dataclasses import dataclass, field

from sqlglot import exp

from openslate.rules.fields import ITEM, Fields
from openslate.rules.grammar import parse
from openslate.rules.kinds import check_kinds
from openslate.rules.problems import Trouble


@dataclass(frozen=True)
class Condition:
    """A yes/no question about an item, a viewer and a moment, in SQL's three-valued logic.

    `tree` holds only node types of `grammar.SUPPORTED`, each with its kind.
    """

    text: str
    tree: exp.Expr = field(compare=False, repr=False)
    reads: frozenset[str] = field(compare=False)

    @property
    def canonical(self) -> str:
        """The same text for conditions that differ only in spaces and case of keywords."""
        return self.tree.sql(comments=False)


def read_condition(text: str, fields: Fields) -> tuple[Condition | None, list[Trouble]]:
    """The condition in `text`, or all that is wrong with it."""
    tree, troubles = parse(text)
    if tree is None or troubles:
        return None, troubles
    # A wrapper gives the topmost node a parent, so that checking can replace every node.
    holder = exp.Paren(this=tree)
    troubles = check_kinds(holder.this, fields)
    if troubles:
        return None, troubles
    return Condition(text, holder.this, reads_of(holder.this)), []


def reads_of(node: exp.Expr) -> frozenset[str]:
    """The fields that a tree reads."""
    return frozenset(column.sql() for column in node.find_all(exp.Column))


def always_settled(node: exp.Expr) -> bool:
    """Whether a condition can never be unknown, whatever is missing (IS NULL, COALESCE)."""
    match node:
        case exp.Is() | exp.Boolean() | exp.Literal():
            return True
        case exp.Coalesce():
            return any(always_settled(part) for part in (node.this, *node.expressions))
        case exp.Not() | exp.Paren() | exp.And() | exp.Or() | exp.In() | exp.Between():
            return all(always_settled(part) for part in node.iter_expressions())
        case exp.EQ() | exp.NEQ() | exp.LT() | exp.LTE() | exp.GT() | exp.GTE():
            return all(always_settled(part) for part in node.iter_expressions())
    return False


def reads_items(node: exp.Expr) -> bool:
    """Whether a tree reads anything of the item, so that its answer differs by item."""
    return any(column.table == ITEM for column in node.find_all(exp.Column))
