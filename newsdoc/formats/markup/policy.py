"""What may not reach a page: the policy on active content, as tables and the predicates that read them.

Only what is dangerous is named here: what runs (scripts, event handlers, addresses that are programs), what loads a page
into the page (``srcdoc``), what sends a reader away or asks for input (``meta`` refresh, the actions of forms).  Everything
else, unknown elements and ``class``, ``style`` and ``data-*`` attributes among it, is the agency's and stays.
Sources: HTML 8.1.8 (event handlers), URL 4.4 (what a parser ignores in an address), OWASP's list of evasions.
"""

from __future__ import annotations

import html
import re
from typing import Final

#: Elements that go with everything in them.
UNSAFE_ELEMENTS: Final = frozenset({"script", "applet", "isindex", "handler", "listener"})
#: Elements in which text is not markup to a browser: what follows a lone tag of theirs is not what it seems to be.
RAW_TEXT: Final = frozenset({"style", "xmp", "plaintext", "noembed", "noframes", "noscript", "textarea", "title"})
#: Elements of SVG that set attributes of others.
ANIMATIONS: Final = frozenset({"set", "animate", "animatemotion", "animatetransform", "animatecolor"})

#: Attributes that never stay: a page within the page, and where a button sends what was typed.
UNSAFE_ATTRIBUTES: Final = frozenset({"srcdoc", "formaction"})
#: Words of other vocabularies that begin like the name of an event handler.
NO_HANDLERS: Final = frozenset(
    {"on", "once", "one", "only", "online", "ongoing", "onset", "onshore", "ontology", "onus"}
)
#: Attributes whose values are texts or names, never addresses.
TEXT_ATTRIBUTES: Final = frozenset(
    "title alt content value placeholder label summary abbr class id lang name headers rel rev role element".split()
)
#: Attributes whose values are addresses to some browser.
URL_ATTRIBUTES: Final = frozenset(
    "href src action background poster cite longdesc lowsrc dynsrc codebase code classid archive data profile manifest "
    "usemap srcset imagesrcset ping icon from to by values base".split()
)
#: What ``http-equiv`` may say.
HTTP_EQUIV: Final = frozenset({"content-type", "content-language", "x-ua-compatible", "content-security-policy"})

#: Schemes of addresses that are programs, or read what is not of the web.
UNSAFE_SCHEMES: Final = frozenset(
    "javascript vbscript livescript mocha jscript ecmascript view-source jar mhtml ms-its mk".split()
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):")
#: Data that a picture or a player may show.
_MEDIA_DATA = re.compile(r"data:(?:image/(?:png|jpe?g|gif|webp|avif|bmp|x-icon|vnd\.microsoft\.icon)|audio/|video/)")
#: Characters that browsers ignore in an address, some of them only at its ends, and more that cannot be seen; and the
#: backslash, which some parsers of Markdown take away.
_IGNORED = re.compile(
    "[\x00-\x20\\\\\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+"
)
_PARTS = re.compile(r"[,;]")

_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})[ \t\n\r\f]?|\\(.)", re.DOTALL)
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_UNSAFE_CSS = re.compile(
    r"expression\(|(?:java|vb|live)script:|-moz-binding|(?<![a-z\-])behaviou?r:|@import|data:(?!image/(?:png|jpe?g|gif|webp))|</"
)


def unsafe_url(value: str, *, media: bool = False, strict: bool = True) -> bool:
    """Whether an address is a program.  ``media``: a picture's may hold the picture; not ``strict``: it may hold anything."""
    if ":" not in value or value.startswith(("http://", "https://")):
        return False
    bare = _IGNORED.sub("", value).lower()
    found = _SCHEME.match(bare)
    if found is None:
        return False
    if found[1] == "data":
        return strict and not (media and _MEDIA_DATA.match(bare) is not None)
    return found[1] in UNSAFE_SCHEMES


def unsafe_style(value: str) -> bool:
    """Whether a style runs something: ``expression()``, bindings, addresses that are programs, other style sheets."""
    if not any(sign in value for sign in "(:@\\<"):
        return False
    bare = _CSS_COMMENT.sub("", _CSS_ESCAPE.sub(_css_character, value))
    return _UNSAFE_CSS.search(_IGNORED.sub("", bare).lower()) is not None


def _css_character(found: re.Match[str]) -> str:
    number = int(found[1], 16) if found[1] else 0
    return chr(number) if 0 < number <= 0x10FFFF else found[2] or ""


def unsafe_element(name: str) -> bool:
    """Whether an element, with or without a prefix, goes with everything in it."""
    return name.rpartition(":")[2].lower() in UNSAFE_ELEMENTS


def unsafe_attribute(key: str, value: str, element: str = "") -> bool:
    """Whether an attribute may not stay; ``key`` is a name as the model's ``attributes`` or as HTML have it."""
    name = key.rpartition("@")[2].rpartition("}")[2].lower()
    if name[:5] in ("data-", "aria-"):
        return False
    name = name.rpartition(":")[2]
    # No event has a hyphen in its name; statistics of sports have.
    if name[:2] == "on" and name not in NO_HANDLERS and "-" not in name:
        return True
    if name in UNSAFE_ATTRIBUTES or (name == "action" and element == "form"):
        return True
    if name == "style":
        return unsafe_style(value)
    if name == "http-equiv":
        return value.strip().lower() not in HTTP_EQUIV
    if name == "attributename":
        return unsafe_attribute(value, "javascript:")
    return unsafe_value(name, value, element)


def unsafe_value(name: str, value: str, element: str = "") -> bool:
    """Whether the value of an attribute of any vocabulary is an address that may not stay; ``name`` has no prefix."""
    if ":" not in value or name in TEXT_ATTRIBUTES:
        return False
    media = name in ("srcset", "imagesrcset", "poster", "background") or element in ("img", "video", "audio", "source")
    strict = name in URL_ATTRIBUTES
    parts = _PARTS.split(value) if name in ("srcset", "imagesrcset", "ping", "values") else (value,)
    return any(unsafe_url(part, media=media, strict=strict) for part in parts)


#: Handlers of events, and words of whatever else runs in a text without white space.
_HANDLER = re.compile(r"(?<![a-z])on[a-z]+ ?=")
_RUNS = re.compile(
    r"<(?:[a-z0-9\-]+:)?(?:script|applet|isindex|form)|(?:java|vb|live)script:|data:(?:text|image/svg)|srcdoc|formaction|"
    r"http-equiv|expression\(|-moz-binding|behaviou?r:|@import"
)


def may_run(text: str) -> bool:
    """Whether something in a text would run if a reader took it for HTML, in whatever way."""
    plain = html.unescape(text).lower()
    return bool(_HANDLER.search(_IGNORED.sub(" ", plain)) or _RUNS.search(_IGNORED.sub("", plain)))


# --- texts of markup ----------------------------------------------------------------------------------------------------

_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"<]*)"|'([^'<]*)'|([^\s"'<>=`]+)))?""")
_TAG = re.compile(
    r"""<(/?)([A-Za-z][A-Za-z0-9:_.\-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'<>=`]+))?)*)\s*/?>"""
)
#: A tag without attributes, which is most of them; and the elements whose tags say more than that.
_BARE_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9.]*)/?>")
_SPECIAL: Final = UNSAFE_ELEMENTS | {"style"}
_SPECIAL_ALONE: Final = _SPECIAL | RAW_TEXT
#: Comments, instructions and declarations in which no reader of HTML sees a tag, however it takes them.
_INERT = re.compile(
    r"<!--(?!-?>)(?:[^<>\-]|-(?!-))*-->|<\?[^<>]*\?>|<!\[CDATA\[[^<>]*\]\]>|<!doctype\b[^<>]*>", re.IGNORECASE
)


#: What makes of a sign for “less than” something else (HTML 13.2.5.6); the end of a text may have more after it.
_AFTER_TEXT: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz/!?") | {""}


def is_harmless(text: str, *, inline: bool = False) -> bool:
    """Whether a text of HTML or XML has nothing that the policy forbids, beyond doubt: whoever reads it sees the same tags.

    ``inline``: the text may be a lone tag, and what comes after it is not seen here.
    """
    special = _SPECIAL_ALONE if inline else _SPECIAL
    bare_tags = _BARE_TAG.findall(text)
    if len(bare_tags) == text.count("<") and special.isdisjoint(map(str.lower, bare_tags)):
        # As most are: each such sign begins a tag that says nothing but its name.
        return True
    place = 0
    while (place := text.find("<", place)) >= 0:
        after = text[place + 1 : place + 2]
        if after not in _AFTER_TEXT:
            # A sign for “less than”: no reader of HTML sees a tag here.
            place += 1
            continue
        inert = _INERT.match(text, place) if after in ("!", "?") else None
        if inert is not None:
            place = inert.end()
            continue
        bare = _BARE_TAG.match(text, place)
        if bare is not None and bare[1].lower() not in special:
            place = bare.end()
            continue
        tag = _TAG.match(text, place)
        if tag is None or not _harmless_tag(tag, text, inline=inline):
            return False
        place = tag.end()
    return True


def _harmless_tag(tag: re.Match[str], text: str, *, inline: bool) -> bool:
    name = tag[2].rpartition(":")[2].lower()
    if name in UNSAFE_ELEMENTS or (inline and name in RAW_TEXT):
        return False
    if name == "style" and not tag[1]:
        end = text.find("<", tag.end())
        if unsafe_style(text[tag.end() : end if end >= 0 else len(text)]):
            return False
    return not tag[3] or not any(
        unsafe_attribute(found[1], html.unescape(found[2] or found[3] or found[4] or ""), name)
        for found in _ATTRIBUTE.finditer(tag[3])
    )
