"""`common.text.fold` for whole columns."""

import polars as pl


def fold_expression(text: pl.Expr) -> pl.Expr:
    """Lower case without accents or repeated blanks, for comparing, never for showing."""
    plain = text.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return plain.str.replace_all(r"\s+", " ").str.strip_chars()


def folded(column: str) -> pl.Expr:
    """A text column folded."""
    return fold_expression(pl.col(column))
