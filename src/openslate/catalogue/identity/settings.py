"""Settings: how much each agreement counts, and from where on a link stands by itself."""

from pydantic import BaseModel, ConfigDict, Field


class Weights(BaseModel):
    """What each observation adds to the log-odds (natural) that two records are the same work.

    Names, years and genres are fitted by logistic regression to MovieLens names against Wikidata
    films (`scripts/bench identity --fit`) and rounded; those that no such pair shows (people,
    texts, episodes, ids, records of one source) are set by judgement on made-up catalogues.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    same_name: float = 0.4
    same_alternate: float = -0.8
    same_part: float = -2.7
    similar_name: float = -8.9
    no_name: float = -6.0
    likeness: float = 2.7
    nearly_same: float = Field(default=3.0, description="For likeness from 88 to 100 per cent")
    shorter_covered: float = 0.6
    longer_covered: float = 0.7
    rarity: float = Field(default=0.1, description="For each bit that the shared words tell")
    articles_differ: float = -2.2
    numbers_differ: float = -2.0
    both_go_on: float = Field(
        default=-3.0, description="Both names go on with other words, of ten bits or more"
    )
    other_aside: float = Field(default=-3.0, description="Other words stand in parentheses")
    unrivalled: float = Field(
        default=3.0, description="Nothing but names is known, and no other record comes near"
    )
    namesakes: float = Field(default=-1.0, description="For each doubling of the namesakes")
    same_year: float = 2.4
    one_year_apart: float = -1.0
    two_years_apart: float = -4.2
    years_far: float = -5.0
    years_unknown: float = 0.0
    genres: float = Field(
        default=2.2, description="All of the shorter list agree; half of it less if none"
    )
    genres_unknown: float = 0.0
    same_genres: float = 0.2
    same_director: float = 3.0
    other_director: float = -5.0
    people: float = Field(default=0.15, description="For each bit that the shared people tell")
    people_covered: float = Field(default=1.0, description="All of the shorter list are shared")
    other_people: float = Field(default=-1.2, description="Nobody shared; more for longer lists")
    about: float = Field(default=0.5, description="For each step of unusually alike descriptions")
    other_about: float = -0.6
    written: float = Field(default=0.3, description="For each step of unusually alike records")
    same_runtime: float = 0.7
    other_runtime: float = -1.0
    same_id: float = 15.0
    other_id: float = -12.0
    same_type: float = 0.2
    other_type: float = -7.0
    same_series: float = 2.0
    other_series: float = -6.0
    same_place: float = 2.0
    other_place: float = -3.5
    same_day: float = 2.0
    same_week: float = 0.8
    same_language: float = 0.2
    other_language: float = -0.8
    same_country: float = 0.2
    other_country: float = -0.8
    one_source: float = Field(default=-7.0, description="A source means two records as two works")
    one_source_far: float = Field(
        default=-14.0, description="One source, years far apart, nobody in common"
    )
    one_source_other_spelling: float = -3.0
    one_source_same_genres: float = 4.5


class ResolverSettings(BaseModel):
    """How identity resolution decides; saved with what it made."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weights: Weights = Weights()
    accept: float = Field(default=0.6, gt=0, lt=1, description="Confidence to be accepted")
    wait: float = Field(
        default=0.2, gt=0, lt=1, description="Confidence from which a person is asked"
    )
    clear_by: float = Field(
        default=0.3, ge=0, description="Log-odds a link must be ahead of any rival"
    )
    clean: frozenset[str] = Field(
        default=frozenset(), description="Sources without duplicates: their records stay apart"
    )
    several: frozenset[str] = Field(
        default=frozenset(),
        description="Sources of which several records may be one record of another",
    )
    all_clean: bool = Field(default=False, description="No source has duplicates")
    near_cosine: float = Field(default=0.45, gt=0, lt=1, description="Least likeness by trigrams")
    near_text: float = Field(default=0.15, gt=0, lt=1, description="Least likeness by rare words")
    near_years: int = Field(default=2, ge=0, description="Years between similar names, at most")
    same_name_years: int = Field(default=10, ge=0, description="Years between same names, at most")
    most_with_key: int = Field(default=60, ge=2, description="Records compared for one key")
    most_bits: float = Field(default=30.0, description="Bits in names that count, at most")
    most_people_bits: float = Field(default=40.0, description="Bits in people that count, at most")
    same_runtime: int = Field(
        default=3, ge=0, description="Minutes that count as the same running time"
    )
    other_runtime: int = Field(default=15, ge=0, description="Minutes that count as another one")
