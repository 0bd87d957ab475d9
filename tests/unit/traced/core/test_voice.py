"""Voice: a study that says nothing of its own is spoken of as any published study."""

import pytest

from study.wording import VOICE
from traced.claims.finding import KINDS
from traced.core.record import BASIS_MEANING
from traced.core.voice import Voice
from traced.ledger import published, quantity

TEMPLATES = {
    **BASIS_MEANING,
    **quantity.STATUS_MEANING,
    **published.AGREEMENT_MEANING,
    **published.REASONS,
    **published.READ_FROM,
    **KINDS,
}


@pytest.mark.parametrize("voice", [Voice(), VOICE])
def test_texts_name_the_work_of_the_study(voice: Voice) -> None:
    """Each explanation can be given for any study, and some name the work."""
    texts = voice.texts(TEMPLATES)
    assert texts.keys() == TEMPLATES.keys()
    assert sum(voice.work in text for text in texts.values()) == sum("{work}" in text for text in TEMPLATES.values())


def test_the_engine_knows_no_article() -> None:
    """Without wording of a study no text speaks of an article."""
    assert not [text for text in Voice().texts(TEMPLATES).values() if "article" in text]
