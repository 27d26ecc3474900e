"""Seven norms on five topics, small enough to be judged by hand."""

from openslate.guard.conversation import Setting
from openslate.guard.deciding import Judgement, NormJudge
from openslate.guard.facts import Asks, MessageFacts, Reader, Span, TopicFact
from openslate.guard.norms.combining import combine
from openslate.guard.norms.norm_file import parse_norm_file

TEXT = """
guard: Small
owner: standards
review: 2027-03-01
source: by hand
topics:
- {topic: harm, name: Harm, definition: What hurts}
- {topic: piracy, name: Piracy, definition: Films without a licence}
- {topic: violence, name: Violence, definition: Blood, broader: harm}
- {topic: weapons, name: Weapons, definition: Weapons of mass harm, broader: harm}
- {topic: elections, name: Elections, definition: Votes}
norms:
- norm: no-harm
  topic: harm
  title: No help with harm
  stance: off-limits
  severity: 4
  because: That hurts somebody.
  citation: House, 1
  exceptions:
  - exception: told-in-fiction
    when: context.purpose = 'fiction'
    stance: with-care
    because: Told, not done.
    obligations: [no-detail]
- norm: no-blood-for-children
  topic: violence
  title: No blood for children
  stance: off-limits
  severity: 3
  when: viewer.age < 13
  because: Not for children.
  citation: House, 2
- norm: no-copying
  topic: piracy
  title: No help with copying
  stance: off-limits
  severity: 3
  when: message.asks NOT IN ('about', 'opinion')
  because: Copying takes from those who made it.
  citation: House, 3
- norm: piracy-explained
  topic: piracy
  title: Piracy may be explained
  stance: allowed
  severity: 1
  when: message.asks IN ('about', 'opinion')
  because: To know about it is fine.
  citation: House, 4
- norm: floor
  topic: weapons
  title: No weapons
  stance: off-limits
  severity: 5
  floor: true
  because: Never.
  citation: House, 5
- norm: both-sides
  topic: elections
  title: Both sides before a vote
  stance: with-care
  severity: 2
  when: context.election_period
  because: A vote is near.
  citation: House, 6
  obligations: [both-sides]
- norm: votes-are-public
  topic: elections
  title: Votes may be told of
  stance: allowed
  severity: 2
  because: Votes are public.
  citation: House, 7
"""
BOOK = combine([parse_norm_file(TEXT, "small.yaml")])


def facts(
    *topics: TopicFact, asks: Asks = Asks.HOW_TO, risk: float = 0.0, text: str = "hello"
) -> MessageFacts:
    """What was read in a message."""
    return MessageFacts(text, text, "en", asks, risk, topics)


def topic(name: str, score: float, about: float = 0.0, *words: Span) -> TopicFact:
    """One topic, as the heads read it."""
    return TopicFact(name, score, Reader.HEAD, words, about=about)


def judged(read: MessageFacts, setting: Setting | None = None) -> Judgement:
    """The verdict of the small book."""
    return NormJudge(BOOK).judge(read, setting or Setting())
