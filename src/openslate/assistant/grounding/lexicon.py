"""English words that make a claim, and those that make none."""

from openslate.assistant.grounding.fact import FactKind


def listed(text: str) -> tuple[str, ...]:
    """Words of a text, as a lexicon is written."""
    return tuple(text.split())


BY: dict[str, FactKind] = {
    "directed by": FactKind.DIRECTOR,
    "direction by": FactKind.DIRECTOR,
    "helmed by": FactKind.DIRECTOR,
    "film by": FactKind.DIRECTOR,
    "movie by": FactKind.DIRECTOR,
    "written by": FactKind.WRITER,
    "screenplay by": FactKind.WRITER,
    "script by": FactKind.WRITER,
    "penned by": FactKind.WRITER,
    "produced by": FactKind.PRODUCER,
    "music by": FactKind.COMPOSER,
    "score by": FactKind.COMPOSER,
    "composed by": FactKind.COMPOSER,
    "scored by": FactKind.COMPOSER,
    "starring": FactKind.ACTOR,
    "played by": FactKind.ACTOR,
    "voiced by": FactKind.ACTOR,
    "cast includes": FactKind.ACTOR,
}
"""Words after which a name must follow, and what it is then."""
BEFORE: dict[str, FactKind] = {
    "director": FactKind.DIRECTOR,
    "filmmaker": FactKind.DIRECTOR,
    "writer": FactKind.WRITER,
    "screenwriter": FactKind.WRITER,
    "producer": FactKind.PRODUCER,
    "composer": FactKind.COMPOSER,
    "actor": FactKind.ACTOR,
    "actress": FactKind.ACTOR,
    "star": FactKind.ACTOR,
    "stars": FactKind.ACTOR,
    "star in it": FactKind.ACTOR,
    "featuring": FactKind.ACTOR,
    "cast": FactKind.ACTOR,
    "cast are": FactKind.ACTOR,
    "in the cast are": FactKind.ACTOR,
}
"""Words that say what a name is that stands right behind them, where one does."""
AFTER: dict[str, FactKind] = {
    "directs": FactKind.DIRECTOR,
    "directed": FactKind.DIRECTOR,
    "helms": FactKind.DIRECTOR,
    "helmed": FactKind.DIRECTOR,
    "writes": FactKind.WRITER,
    "wrote": FactKind.WRITER,
    "penned": FactKind.WRITER,
    "produces": FactKind.PRODUCER,
    "produced": FactKind.PRODUCER,
    "composes": FactKind.COMPOSER,
    "composed": FactKind.COMPOSER,
    "stars": FactKind.ACTOR,
    "star": FactKind.ACTOR,
    "starred": FactKind.ACTOR,
    "plays": FactKind.ACTOR,
    "played": FactKind.ACTOR,
    "play": FactKind.ACTOR,
    "voices": FactKind.ACTOR,
    "appears": FactKind.ACTOR,
    "appear": FactKind.ACTOR,
}
"""Words that say what a name is that stands right before them."""
ROLE_WORDS = frozenset(
    word for phrase in (*BY, *BEFORE, *AFTER) for word in phrase.split()
) | frozenset(
    listed(
        """
    direction written wrote directing starring role roles
    """
    )
)
NEGATIONS = frozenset(
    listed(
        """
    not never no nobody none neither nor without isn't wasn't doesn't didn't aren't weren't
    won't cannot can't hasn't haven't hardly unlike
    """
    )
)
AVAILABLE = frozenset(
    listed(
        """
    available availability stream streams streaming watchable leaves leaving expires
    expiring airs aired airing broadcast rent buy subscription download downloadable tonight
    tomorrow today now watch
    """
    )
)
"""Words that say a title can be seen somewhere at some time."""
LOADED = frozenset(
    listed(
        """
    award awards award-winning awarded oscar oscars won win wins winner winning prize prizes
    nominated nomination nominations acclaimed bestselling best-selling best-seller
    blockbuster hit flop budget grossed gross earned box-office box office sequel prequel
    remake reboot spin-off franchise trilogy premiere premiered premieres festival banned
    censored true real based adapted adaptation inspired novel first last only debut best
    greatest biggest highest most worst rated certificate uncut restored 4k colourised died
    born married divorced dead record records million billion thousand hundred dozen sold
    """
    )
)
"""Words that claim something measurable or historical, which a fact has to back."""
STOP = frozenset(
    listed(
        """
    a an the and or but nor so yet if then than as at by for from in into of off on onto out
    over to up with within without about above after again against all almost along already
    also although always am among amid an another any anyone anything are around away back
    be became because become becomes been before began begin begins behind being below
    between beyond both can come comes could did do does doing done down during each either
    else end ends enough even ever every everyone everything few find finds found get gets
    give gives go goes going gone got had has have having he her here hers herself him
    himself his how however i in is it its itself just keep keeps know known knows less let
    like long made make makes making man many may me meet meets might mine more much must my
    near need needs new next now of old once one ones only other others our ours own part
    perhaps put rather really same say says see seen seems she should since some someone
    something soon still such take takes tell tells than that the their theirs them
    themselves there these they thing things this those though through time together too
    took toward towards turn turns two under until upon us use very want wants was way we
    well went were what when where whether which while who whom whose why will woman would
    year years yes yet you your yours dear thank thanks sincerely regards
    hear troubled glad enjoyed hello kind please
    sorry writing letter question answer answers editor editors team office programme
    programmes viewer viewers audience us department note notes press
    """
    )
)
COLOUR = frozenset(
    listed(
        """
    favourable review reviews critic critics score
    absorbing affecting asks atmospheric bittersweet bold brief bright captivating character
    characters charm charming choice cinema classic clever close compelling courage dark
    delicate detail details discover discovers dramatic easy elegant emotion emotional
    engaging entertaining epic evening exciting exploration explores eye eyes face faces
    fans fear feature features feel feeling film films fine first-rate follow following
    follows fresh friends friendship full fun funny gentle gripping happy heart heartfelt
    hope human humour imagination intense intimate invites journey joy kinds learn learns
    leave life light line little lively lives look looks love lovely memorable mind mood
    moment moments movie movies moving offers pace people picture piece place play playful
    poignant portrait powerful quiet quite recommend remarkable rich romantic scene scenes
    screen secret secrets sense set sharp short show shows simple slow small smart soul
    spirit start step stories story striking style subtle surprise suspense sweet tale
    tender tense tension theme themes thought thoughtful title titles today tone touching
    truth twist twists understated unexpected unfolds unforgettable visual vivid warm wise
    witty wonder words work works world worth young information fact facts known catalogue
    summary overview credit credits running minutes hours genre genres released release runs
    lasts country language languages nationality series season episode source sources available
    rating rated cast crew call called named titled entitled production productions receive
    received opens opened opening shown hails belongs mixes mix mixing blends combine combines
    cinemas theatres director's chair sat seat running-time behind minute hour half spoken speak
    speaks honoured credited includes include including appearance among
    """
    )
)
"""Words of praise and of the trade, which claim nothing that a fact could back."""
GENRES = frozenset(
    listed(
        """
    action adventure animation animated biography biopic comedy comedies crime detective
    documentary drama family fantasy gangster heist history historical horror melodrama
    music musical mystery noir parody romance romantic-comedy satire sci-fi science-fiction
    slasher superhero thriller thrillers tragedy war western whodunit sport sports spy disaster
    vampire zombie martial-arts erotic experimental silent mockumentary docudrama musicals
    westerns dramas mysteries documentaries romances tragedies fantasies
    """
    )
)
"""Words for what a title is, which its genres, tags or description have to back."""
MONTHS = listed(
    """
    january february march april may june july august september october november december
    """
)
DAYS = frozenset(
    listed(
        """
    monday tuesday wednesday thursday friday saturday sunday
    """
    )
)
