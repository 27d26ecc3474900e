"""The purposes that a message gives for itself; believed by nobody, but known."""

import re

_CLAIMS = (
    (
        "fiction",
        re.compile(
            r"\b(novel|story|stories|screenplay|script|character|fiction\w*|fanfic\w*|"
            r"role ?play\w*|"
            r"hypothetical\w*|imagine|pretend|play the role|act as|scene|roman|drehbuch|figur|"
            r"geschichte|fiktiv\w*|histoire|personnage|scenario|novela|guion|personaje|romanzo|"
            r"sceneggiatura|personaggio|dungeons|rpg)\b"
        ),
    ),
    (
        "education",
        re.compile(
            r"\b(class|lesson|student\w*|teach\w*|homework|thesis|essay|research\w*|academic|"
            r"educational|university|school project|studying|unterricht|hausaufgabe\w*|"
            r"forschung|schuler|etudiant\w*|devoirs|recherche|clase|tarea|investigacion|estudiante|"
            r"lezione|compiti|ricerca|studente)\b"
        ),
    ),
    (
        "news",
        re.compile(
            r"\b(journalis\w*|reporter|news|newsroom|article|documentary|investigat\w* report|"
            r"nachrichten|doku\w*|reportage|periodista|noticia|documental|giornalist\w*|notizia)\b"
        ),
    ),
    (
        "support",
        re.compile(
            r"\b(i('m| am) (worried|afraid|scared)|my (friend|daughter|son|child) is|helpline|"
            r"hotline|counsel\w*|therapist|i need help|mache mir sorgen|suis inquiete?|"
            r"me preocupa|sono preoccupat\w)\b"
        ),
    ),
    (
        "testing",
        re.compile(
            r"\b(penetration test\w*|pentest\w*|red team\w*|authori[sz]ed|own (server|account))\b"
        ),
    ),
)  # fmt: skip


def claims_in(plain_text: str) -> tuple[str, ...]:
    """Names of the purposes that a text in plain letters mentions for itself."""
    return tuple(name for name, pattern in _CLAIMS if pattern.search(plain_text))
