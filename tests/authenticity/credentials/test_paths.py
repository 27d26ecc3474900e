"""Paths lead to an anchor through authorities that may issue, or not at all."""

from datetime import timedelta

from tests.authenticity.credentials.certificates import NOW, leaf

from openslate.authenticity.credentials.algorithms import ALGORITHMS
from openslate.authenticity.credentials.make_chain import MadeChain, Request, issue, make_chain
from openslate.authenticity.credentials.paths import leads_to
from openslate.authenticity.credentials.purposes import EMAIL_PROTECTION

MADE = make_chain("Example", NOW)
ISSUING = MADE.issuing or MADE.root
LEAF, ROOT = MADE.leaf.certificate, MADE.root.certificate


def test_a_path_leads_over_those_between() -> None:
    assert leads_to(LEAF, [ROOT], [ISSUING.certificate], NOW)
    assert leads_to(LEAF, [ISSUING.certificate], [], NOW)
    assert leads_to(LEAF, [LEAF], [], NOW)
    assert not leads_to(LEAF, [ROOT], [], NOW)
    assert not leads_to(LEAF, [], [ISSUING.certificate, ROOT], NOW)


def test_who_is_not_valid_does_not_count() -> None:
    late = NOW + timedelta(days=9999)
    assert not leads_to(LEAF, [ROOT], [ISSUING.certificate], late)


def test_somebody_of_the_same_name_does_not_count() -> None:
    twin = make_chain("Example", NOW)
    assert not leads_to(LEAF, [twin.root.certificate], [ISSUING.certificate], NOW)


def test_a_leaf_issues_nothing() -> None:
    said = Request("Forged", "Example", ALGORITHMS["ES256"], NOW, NOW, purposes=(EMAIL_PROTECTION,))
    forged = issue(said, MADE.leaf).certificate
    assert not leads_to(forged, [ROOT], [LEAF, ISSUING.certificate], NOW)


def test_a_path_is_no_longer_than_its_authorities_allow() -> None:
    deeper = issue(
        Request("Deeper", "Example", ALGORITHMS["ES256"], NOW, NOW, path_length=0), ISSUING
    )
    below = leaf(MadeChain(MADE.leaf, None, deeper))
    between = [deeper.certificate, ISSUING.certificate]
    assert leads_to(below, [deeper.certificate], between, NOW)
    assert not leads_to(below, [ROOT], between, NOW), "the issuing one allows no other below it"


def test_circles_end() -> None:
    assert not leads_to(ROOT, [LEAF], [ROOT, ISSUING.certificate], NOW)
