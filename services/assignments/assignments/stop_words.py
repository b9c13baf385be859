"""Words that are no terms, in the languages of the application, English and German; and those that tell them apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Language = Literal["en", "de"]

ENGLISH = """
about above across after again against almost alone along already also although always among another anyone anything
around away back became because become becomes been before began behind being below between both bring brought called
came cannot certain come comes could consider considered depends describe described describes different does doing done
down during each early either else enough even ever every everyone everything example examples except fact find first
five following form forms found four from full further gave general generally give given gives going gone good great
half hand have having hence here high himself however important include includes including indeed inside instead into
itself just keep kept kind know known large last later least leave left less like likely little long longer look made
make makes making many matter mean means might more most mostly much must near nearly need needed needs never next none
note nothing number often once only onto order other others otherwise over part particular parts perhaps place point
possible present quite rather really same second seem seems seen sense several shall should show shown shows side
similar simple simply since small some someone something sometimes soon still such sure take taken takes tell than that
their them themselves then there therefore these they thing things this those though three through thus time times
together told took toward towards true turn under unless until upon used useful uses using usually various very want
water's well went were what when whenever where whether which while whole whom whose will with within without work
would year years your
"""

GERMAN = """
aber alle allem allen aller alles also andere anderen auch aufgrund bereits beim besonders bestimmte bzw damit dabei
dadurch dafür dagegen daher dann darauf darum dass davon dazu dein deine denn deren deshalb dessen dies diese diesem
diesen dieser dieses doch dort durch eben eine einem einen einer eines einige entweder erst etwa etwas fast ganz gegen
gibt gilt haben hatte hatten hier hinter immer indem ihre ihrem ihren ihrer jede jedem jeden jeder jedes jedoch jene
kann keine keinen können könnte machen manche mehr mehrere meist mit möglich muss müssen nach nachdem neben nicht nichts
noch nur oder ohne rund schon sehr sein seine seinem seinen seiner seit selbst sich sind sobald sogar solche soll
sollte sondern sonst soweit sowie über unter viel viele vielen vom vor wann waren warum weil weiter welche welcher
wenig wenn werden wieder wird wurde wurden während zum zur zwar zwei zwischen
"""

STOP_WORDS = frozenset((ENGLISH + GERMAN).split())

# The commonest words of each language that are none in the other: "die", "an", "in", "was" would prove nothing.
TELLING_ENGLISH = "the of and to is are that it for with from which by this not have"
TELLING_GERMAN = "der das und ist sind den dem von zu mit nicht ein eine einer auf für im auch"


def language_of(texts: Iterable[str]) -> Language:
    """The language that most of the telling words are in; English when there is nothing to tell."""
    words = [word for text in texts for word in re.findall(r"\w+", text.casefold())]
    english, german = (set(telling.split()) for telling in (TELLING_ENGLISH, TELLING_GERMAN))
    return "de" if sum(word in german for word in words) > sum(word in english for word in words) else "en"
