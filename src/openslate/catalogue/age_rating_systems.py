"""What the rating bodies of the world print on a film, and the age that each rating stands for.

The table is data. An age is the youngest at which someone may watch alone. A rating that only asks
for guidance counts as `GUIDANCE`, the age that the BBFC's and the MPA's guides for parents name.
Where a body changed what a rating stands for, the stricter age is given.
"""

from dataclasses import dataclass

GUIDANCE = 8


@dataclass(frozen=True)
class AgeRating:
    """One rating: how it is written, the youngest age that may watch alone, when it was used."""

    value: str
    minimum_age: int
    spellings: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True)
class AgeRatingSystem:
    """A body's ratings. `source` names the publication the ages were taken from."""

    name: str
    about: str
    source: str
    ratings: tuple[AgeRating, ...]
    spellings: tuple[str, ...] = ()


R = AgeRating


def _ages(*ages: int, suffix: str = "") -> tuple[AgeRating, ...]:
    """Ratings that are the age itself."""
    return tuple(AgeRating(f"{age}{suffix}", age) for age in ages)


MPA_SYSTEM = AgeRatingSystem(
    "MPA",
    "United States, films",
    "Classification and Rating Rules of the MPA and NATO; the guide for parents (filmratings.com)",
    (
        R("G", 0, ("General Audiences",)),
        R("PG", GUIDANCE, ("Parental Guidance Suggested",), since=1972),
        R("PG-13", 13, since=1984),
        R("R", 17, ("Restricted",)),  # under 17 needs an adult
        R("NC-17", 18, since=1990),  # nobody 17 and under
        R("M", GUIDANCE, since=1968, until=1970),  # became GP, then PG
        R("GP", GUIDANCE, since=1970, until=1972),
        R("M/PG", GUIDANCE, until=1979),
        R("X", 18, since=1968, until=1990),  # became NC-17
    ),
    ("MPAA", "Motion Picture Association", "MPAA film rating", "MPA film rating"),
)
SYSTEMS: tuple[AgeRatingSystem, ...] = (
    MPA_SYSTEM,
    AgeRatingSystem(
        "TVPG",
        "United States, television",
        "The TV Parental Guidelines (tvguidelines.org)",
        (
            R("TV-Y", 0),
            R("TV-Y7", 7, ("TV-Y7-FV",)),
            R("TV-G", 0),
            R("TV-PG", GUIDANCE),
            R("TV-14", 14),
            R("TV-MA", 17, ("TV-M",)),
        ),
        ("TV Parental Guidelines", "VCHIP", "V-Chip", "US-TV"),
    ),
    AgeRatingSystem(
        "BBFC",
        "United Kingdom",
        "BBFC Classification Guidelines",
        (
            R("U", 0, ("Uc", "Universal")),
            R("PG", GUIDANCE, since=1982),
            R("12A", 12, since=2002),
            R("12", 12, since=1989),
            R("15", 15, since=1982),
            R("18", 18, since=1982),
            R("R18", 18, since=1982),
            R("A", GUIDANCE, since=1912, until=1982),
            R("AA", 14, since=1970, until=1982),
            R("H", 16, since=1932, until=1951),
            R("X", 18, since=1951, until=1982),  # 16 until 1970
        ),
        ("British Board of Film Classification", "BBFC rating"),
    ),
    AgeRatingSystem(
        "IFCO",
        "Ireland",
        "Irish Film Classification Office, classification guidelines",
        (
            R("G", 0),
            R("PG", GUIDANCE),
            R("12A", 12, ("12PG",)),
            R("12", 12),
            R("15A", 15, ("15PG",)),
            R("15", 15),
            R("16", 16),
            R("18", 18),
        ),
        ("Irish Film Classification Office",),
    ),
    AgeRatingSystem(
        "FSK",
        "Germany",
        "Jugendschutzgesetz, section 14; FSK-Grundsätze",
        (
            R("0", 0, ("o.A.", "ohne Altersbeschränkung", "Lehrprogramm", "Infoprogramm")),
            *_ages(6, 12, 16),
            R("18", 18, ("Keine Jugendfreigabe", "SPIO/JK", "Indiziert")),
        ),
        ("Freiwillige Selbstkontrolle der Filmwirtschaft", "FSK film rating", "FSK 2"),
    ),
    AgeRatingSystem(
        "CNC",
        "France, films",
        "Code du cinéma et de l'image animée, article R211-12",
        (
            R("TP", 0, ("U", "Tous publics", "Tout public", "TT", "no age restriction")),
            *_ages(12, 16, 18),
            R("13", 13, until=1990),
            R("X", 18),
        ),
        ("CNC film rating (France)", "CNC (France)", "Visa CNC"),
    ),
    AgeRatingSystem(
        "CSA",
        "France, television",
        "Arcom (before 2022 CSA), signalétique jeunesse",
        (R("TP", 0, ("Tous publics", "Tout public")), *_ages(10, 12, 16, 18)),
        ("Arcom", "CSA France"),
    ),
    AgeRatingSystem(
        "Kijkwijzer",
        "Netherlands, and Belgium since 2020",
        "NICAM, Kijkwijzer classification; 14 and 18 since 2020",
        (R("AL", 0, ("Alle leeftijden", "all ages")), *_ages(6, 9, 12, 14, 16, 18)),
        ("NICAM", "Kijkwijzer rating"),
    ),
    AgeRatingSystem(
        "ICAA",
        "Spain",
        "Resolución de 16 de febrero de 2010 del ICAA",
        (
            R("TP", 0, ("A", "Apta", "APTA", "Apta para todos los públicos", "ERI", "A/i", "Ai")),
            *_ages(7, 12, 16, 18),
            R("13", 13, until=2010),
            R("X", 18),
        ),
        ("Instituto de la Cinematografía y de las Artes Audiovisuales", "ICAA rating"),
    ),
    AgeRatingSystem(
        "MiC",
        "Italy",
        "Decreto legislativo 203/2017, categories in force since 2021",
        (
            R("T", 0, ("Per tutti", "Film per tutti")),
            R("6+", 6, since=2021),
            R("14+", 14, ("VM14", "V.M.14")),
            R("18+", 18, ("VM18", "V.M.18")),
        ),
        ("MiBAC", "Italian film rating"),
    ),
    AgeRatingSystem(
        "KAVI",
        "Finland",
        "Kuvaohjelmalaki 710/2011",
        (
            R("S", 0, ("T", "Sallittu", "Tillåten")),
            *_ages(7, 12, 16, 18),
            *(R(str(age), age, until=2011) for age in (3, 5, 11, 13, 15)),
        ),
        ("Kansallinen audiovisuaalinen instituutti", "Finland", "FI"),
    ),
    AgeRatingSystem(
        "Mediemyndigheten",
        "Sweden",
        "Lag (2010:1882) om åldersgränser för film",
        (R("Btl", 0, ("Barntillåten", "0")), *_ages(7, 11, 15)),
        ("Statens medieråd", "SMR", "SBB", "Swedish Media Council", "Sweden"),
    ),
    AgeRatingSystem(
        "Medietilsynet",
        "Norway",
        "Bildeprogramloven 2015",
        (
            R("A", 0, ("Alle", "Tillatt for alle")),
            *_ages(6, 9, 12, 15, 18),
            *(R(str(age), age, until=2015) for age in (5, 7, 10, 11, 16)),
        ),
        ("Norwegian Media Authority", "Norway"),
    ),
    AgeRatingSystem(
        "Medierådet",
        "Denmark",
        "Filmloven, chapter 6",
        (R("A", 0, ("Tilladt for alle",)), *_ages(7, 11, 15)),
        ("Medierådet for Børn og Unge", "Danish Media Council", "Denmark"),
    ),
    AgeRatingSystem(
        "CHVRS",
        "Canada, home video and most provinces",
        "Canadian Home Video Rating System",
        (R("G", 0), R("PG", GUIDANCE), R("14A", 14), R("18A", 18), R("R", 18), R("A", 18)),
        ("Canadian Home Video Rating System", "Canada"),
    ),
    AgeRatingSystem(
        "RCQ",
        "Canada, Quebec",
        "Loi sur le cinéma, Québec",
        (R("G", 0, ("Visa général",)), *_ages(13, 16, 18, suffix="+")),
        ("Régie du cinéma", "Quebec"),
    ),
    AgeRatingSystem(
        "AGVOT",
        "Canada, television in English",
        "Action Group on Violence on Television, classification system",
        (
            R("C", 0),
            R("C8", 8),
            R("G", 0),
            R("PG", GUIDANCE),
            R("14+", 14),
            R("18+", 18),
        ),
        ("CBSC", "Canadian TV"),
    ),
    AgeRatingSystem(
        "ACB",
        "Australia",
        "Classification (Publications, Films and Computer Games) Act 1995",
        (
            R("G", 0),
            R("PG", GUIDANCE, ("PGR",)),
            R("M", 15, ("M15+",)),
            R("MA15+", 15, ("MA",)),
            R("R18+", 18, ("R",)),
            R("X18+", 18, ("X",)),
        ),
        ("Australian Classification Board", "Australian Classification", "OFLC Australia", "NCS"),
    ),
    AgeRatingSystem(
        "NZ",
        "New Zealand",
        "Films, Videos, and Publications Classification Act 1993",
        (
            R("G", 0),
            R("PG", GUIDANCE),
            R("M", 16),
            *(R(f"R{age}", age) for age in (13, 15, 16, 18)),
            *(R(f"RP{age}", age) for age in (13, 16, 18)),
        ),
        ("New Zealand", "OFLC New Zealand", "Classification Office"),
    ),
    AgeRatingSystem(
        "EIRIN",
        "Japan",
        "Eirin, film classification and rating rules",
        (
            R("G", 0),
            R("PG12", 12),
            R("R15+", 15, ("R15",)),
            R("R18+", 18, ("R18",)),
        ),
        ("Eirin film rating", "Film Classification and Rating Organization", "映倫"),
    ),
    AgeRatingSystem(
        "KMRB",
        "South Korea",
        "Promotion of the Motion Pictures and Video Products Act, article 29",
        (
            R("ALL", 0, ("전체관람가", "General")),
            R("12", 12, ("12세이상관람가",)),
            R("15", 15, ("15세이상관람가",)),
            R("18", 18),
            R("19", 19, ("청소년관람불가", "Restricted")),  # nor anyone still at high school
        ),
        ("Korea Media Rating Board", "KMRB film rating"),
    ),
    AgeRatingSystem(
        "IMDA",
        "Singapore",
        "IMDA Film Classification Guidelines",
        (
            R("G", 0),
            R("PG", GUIDANCE),
            R("PG13", 13),
            R("NC16", 16),
            R("M18", 18),
            R("R21", 21),
        ),
        ("MDA", "Singapore", "IMDA rating"),
    ),
    AgeRatingSystem(
        "CBFC",
        "India",
        "Cinematograph Act 1952, as amended in 2023",
        (
            R("U", 0),
            R("UA", 12, ("U/A",), until=2024),
            R("UA 7+", 7, since=2024),
            R("UA 13+", 13, since=2024),
            R("UA 16+", 16, since=2024),
            R("A", 18),
        ),
        ("Central Board of Film Certification", "India"),
    ),
    AgeRatingSystem(
        "ClassInd",
        "Brazil",
        "Guia prático de classificação indicativa, Ministério da Justiça",
        (
            R("L", 0, ("Livre", "AL", "ER")),
            *(R(str(a), a, (f"A{a}",)) for a in (10, 12, 14, 16, 18)),
        ),
        ("Classificação Indicativa", "DJCTQ", "Brazil"),
    ),
    AgeRatingSystem(
        "INCAA",
        "Argentina",
        "INCAA, Comisión Asesora de Exhibiciones Cinematográficas",
        (
            R("ATP", 0, ("Apta para todo público",)),
            *(R(f"SAM{age}", age, (str(age), f"P{age}")) for age in (13, 16, 18)),
            R("C", 18, ("Condicionada",)),
        ),
    ),
    AgeRatingSystem(
        "RARS",
        "Russia",
        "Federal law 436-FZ",
        _ages(0, 6, 12, 16, 18, suffix="+"),
        ("Russian Age Rating System",),
    ),
    AgeRatingSystem(
        "PEGI",
        "Europe, games; used for interactive titles",
        "PEGI age labels (pegi.info)",
        _ages(3, 7, 12, 16, 18),
        ("Pan European Game Information", "PEGI rating"),
    ),
)
"""Every system that Slate knows; the order is the one ratings are preferred in."""

SAYS_NOTHING = (
    *("NR", "Not Rated", "Unrated", "Not Yet Rated", "Unclassified", "N/A", "None", "TBC"),
    *("Exempt", "E", "Approved", "Passed", "Not classified", "F", "(Banned)"),
)
"""What is written where a film has no age rating, or one from before there were ages."""
