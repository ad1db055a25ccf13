"""Which losses are too much: the policy over what a conversion lost."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, Literal, get_args

from newsdoc.errors import LossError, OptionError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from newsdoc.formats.base import Loss

OnLoss = Literal["allow", "warn", "fail"]
_ON_LOSS: Final = get_args(OnLoss)

#: What nobody may lose without having said so: the name to allow it by, and where it is in a document.
CRITICAL: Final = {
    "embargo": re.compile(r"metadata\.embargoed"),
    "pub_status": re.compile(r"metadata\.pub_status"),
    "guid": re.compile(r"metadata\.guid"),
    "rights": re.compile(
        r"metadata\.rights(\[\d+\](\.(copyright_holder|data_mining|(copyright_notices|usage_terms|expressions)(\[\d+\])?))?)?"
    ),
}

#: The same where its value could not be understood, so that it was carried as it is: the element of NewsML-G2.
_CARRIED: Final = {"itemMeta/embargoed": "embargo", "itemMeta/pubStatus": "pub_status", "rightsInfo": "rights"}
_FOREIGN: Final = re.compile(r"(metadata\.)?foreign(\[\d+\])?")

_BEGINNINGS: Final = (
    *(f"metadata.{name}" for name in ("embargoed", "pub_status", "guid", "rights", "foreign")),
    "foreign",
)

#: A guid that newsdoc made of the content: it is made again whenever one is needed, so nothing is lost with it.
OWN_GUID: Final = "urn:newsdoc:"


def critical(loss: Loss) -> str | None:
    """The name of what ``loss`` may not lose; ``None`` where it is an ordinary loss."""
    # Most losses are ordinary: their paths tell that faster than the patterns.
    if not loss.path.startswith(_BEGINNINGS) or _is_default(loss):
        return None
    if loss.kind != "dropped":
        # An embargo in a zone that was assumed ends at another time than was meant.
        return "embargo" if loss.path == "metadata.embargoed" else None
    if _FOREIGN.fullmatch(loss.path):
        carried = loss.value if isinstance(loss.value, list) else [loss.value]
        names = (_CARRIED.get(str(one.get("path"))) for one in carried if isinstance(one, dict))
        return next(filter(None, names), None)
    return next((name for name, pattern in CRITICAL.items() if pattern.fullmatch(loss.path)), None)


def _is_default(loss: Loss) -> bool:
    """Whether the absence of the value means the value: its loss is none."""
    if loss.path == "metadata.guid":
        return str(loss.value).startswith(OWN_GUID)
    if loss.path == "metadata.pub_status" and isinstance(loss.value, dict):
        # An absent pubStatus means "usable" (NewsML-G2 Guide 7.5.3; ninjs pubStatus).
        return str(loss.value.get("qcode") or loss.value.get("uri")).endswith(("usable",))
    return False


def check_policy(on_loss: object, allow: Collection[str] = ()) -> None:
    """Raise :class:`newsdoc.OptionError` for a policy that newsdoc does not have."""
    if on_loss not in _ON_LOSS:
        near = get_close_matches(str(on_loss), _ON_LOSS, n=1)
        raise OptionError(
            f"{on_loss!r} is not something to do about losses",
            code="UNKNOWN-POLICY",
            hint=f"{f'did you mean {near[0]}? ' if near else ''}on_loss is one of {', '.join(_ON_LOSS)}",
        )
    if isinstance(allow, str):
        raise OptionError(
            f"allow is a list of names, not the text {allow!r}", code="UNKNOWN-LOSS", hint=f"write allow=[{allow!r}]"
        )
    unknown = next((name for name in allow if name not in CRITICAL), None)
    if unknown is not None:
        raise OptionError(
            f"{unknown!r} is not the name of a critical loss",
            code="UNKNOWN-LOSS",
            hint=f"the names are {', '.join(CRITICAL)}",
        )


def enforce(losses: Iterable[Loss], on_loss: OnLoss = "warn", allow: Collection[str] = ()) -> None:
    """Raise :class:`newsdoc.LossError` where ``losses`` are more than the policy allows.

    ``allow`` lets everything pass, ``fail`` nothing but what was ``defaulted``; ``warn`` lets all pass but the loss of
    an embargo, a publishing status, rights or an identifier that is not named in ``allow``.

    Raises :class:`newsdoc.OptionError` for any other ``on_loss``, and for a name in ``allow`` that is none.
    """
    check_policy(on_loss, allow)
    listed = list(losses)
    if on_loss == "allow":
        return
    found = {name for loss in listed if (name := critical(loss)) is not None and name not in allow}
    if found:
        named = " and ".join(sorted(found))
        assumed = any(loss.kind == "defaulted" and critical(loss) for loss in listed)
        raise LossError(
            f"the target cannot hold the {named} of the document as it is",
            losses=listed,
            code="LOSS-CRITICAL",
            hint=f"{'give the zone of local times, or ' if assumed else ''}"
            f"allow it by name ({', '.join(sorted(found))}) if that is meant",
        )
    lost = (loss for loss in listed if loss.kind != "defaulted" and not _is_default(loss))
    if on_loss == "fail" and (first := next(lost, None)) is not None:
        number = 1 + sum(1 for _ in lost)
        raise LossError(
            f"{number} losses, the first: {first.kind} {first.path}, since {first.reason}",
            losses=listed,
            hint="choose a target that can hold it, or another policy",
        )
