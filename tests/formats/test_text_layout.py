"""The layout that the project began with is found, whatever the article is and whichever of its parts it has."""

from __future__ import annotations

from itertools import product

import pytest

import newsdoc
from newsdoc.model.content import Figure, Paragraph, Quote

TITLE = "Old Lighthouse Gets a New Lamp After Forty Years"
STANDFIRST = "The lamp was built by apprentices of the town. It will be lit for the first time on Friday evening."
DATE = "May 4 2026 , 9:15 AM"
VIEWS = "\u00a0\u00a0•\u00a0\u00a0312\u00a0views"
BODY = (
    "The lighthouse at the mouth of the Lenne has been dark since the harbour was closed to large ships.",
    'The harbour master, Juno Okafor, welcomed the plan, > "We have waited long enough for this." [[Interview with Okafor]]',
    "Nobody knows yet who will pay for the electricity, which the council says is less than that of a single household.",
    "A festival with music and boats is planned for the summer, when the restaurant at the foot of the tower reopens.",
)


def article(*, standfirst: bool, date: str, repeat: bool, swapped: bool, quote: bool, image: bool) -> str:
    middle = [STANDFIRST] if standfirst else []
    middle = [date, *middle] if swapped and date else [*middle, *([date] if date else [])]
    body = [part for part in BODY if quote or "[[" not in part]
    parts = [TITLE, *middle, *([TITLE] if repeat else []), *body[:2], *(["Image"] if image else []), *body[2:]]
    return "\n\n".join(parts)


CASES = [
    (standfirst, date, repeat, swapped, quote, image)
    for standfirst, date, repeat, swapped, quote, image in product(
        (True, False), ("", DATE, DATE + VIEWS), (True, False), (True, False), (True, False), (True, False)
    )
    # Nothing tells a standfirst from the first paragraph where neither the date line nor the title again ends the head.
    if not (standfirst and not repeat and (not date or swapped))
]


@pytest.mark.parametrize(("standfirst", "date", "repeat", "swapped", "quote", "image"), CASES)
def test_any_parts_in_any_order(
    standfirst: bool, date: str, repeat: bool, swapped: bool, quote: bool, image: bool
) -> None:
    text = article(standfirst=standfirst, date=date, repeat=repeat, swapped=swapped, quote=quote, image=image).encode()
    result = newsdoc.read(text)
    document = result.document
    assert [loss for loss in result.losses if loss.kind != "coerced"] == []
    assert document.headline == TITLE
    assert document.summary == (STANDFIRST if standfirst else None)
    assert document.metadata.content_created == ("2026-05-04T09:15:00" if date else None)
    assert [one.interactions for one in document.metadata.user_interactions] == ([312] if "views" in date else [])
    kinds = [type(block) for block in document.body]
    first = [Paragraph] * 2
    assert kinds == [*first, *([Figure] if image else []), *([Paragraph] * (2 if quote else 1))]
    found = [part for block in document.body if isinstance(block, Paragraph) for part in block.content]
    assert [part.reference for part in found if isinstance(part, Quote)] == (["Interview with Okafor"] if quote else [])
    plain = newsdoc.convert(text, "text").data
    assert newsdoc.convert(plain, "text").data == plain
    for target in ("newsml-g2", "markdown", "json"):
        assert newsdoc.convert(newsdoc.convert(text, target).data, "text", format=target).data == plain
