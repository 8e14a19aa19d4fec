"""Readers' reports: what a reader says is wrong with a page, and what became of it. ``contact`` is never audited."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from claims import ledger
from claims.choices import Language
from claims.models import Body, Editor
from claims.rules import Blocker, may, none_of, require, too_long

from ..choices import ReportKind, ReportState
from ..models import Correction, Publication, Report

LONGEST_REPORT = 4000  # characters that a reader may write
OPEN = (ReportState.NEW, ReportState.LOOKING)
ANSWERS = (ReportState.ACCEPTED, ReportState.DECLINED)


@ledger.letter
def receive_report(
    *,
    public_id: str,
    kind: str,
    text: str,
    language: str = Language.AR,
    page_version: int | None = None,
    contact: str = "",
) -> Report:
    """Keep what a reader sends. No editor acts; the audit keeps neither her words nor how to reach her."""
    words = text.strip()
    found = none_of(kind=(kind, ReportKind), language=(language, Language))
    require(
        [*found, *_page_blockers(public_id, page_version), *_letter_blockers(words), *too_long(Report, contact=contact)]
    )
    report = Report.objects.create(
        public_id=public_id,
        page_version=page_version,
        language=language,
        kind=kind,
        text=Body.objects.put_text(words),
        contact=contact.strip(),
        at=ledger.current().at,
    )
    ledger.record("report.receive", report, after={"of": public_id, "version": page_version, "kind": kind})
    return report


@ledger.verb
def look_at_report(*, editor: Editor, report: Report, version: int) -> Report:
    """Say that somebody is looking at it, so that no two do."""
    require([*may(editor, "report.answer"), *_state_blockers(report, ReportState.NEW)])
    changed = ledger.change(
        report, version=version, where={"state": ReportState.NEW}, state=ReportState.LOOKING, handled_by=editor
    )
    ledger.record("report.look", changed)
    return changed


@ledger.verb
def answer_report(
    *, editor: Editor, report: Report, version: int, state: str, answer: str, correction: Correction | None = None
) -> Report:
    """Say whether the reader was right and what we answer her; ``correction`` is what came of it, if anything yet."""
    found = [*may(editor, "report.answer"), *_state_blockers(report, *OPEN)]
    if state not in ANSWERS:
        found.append(
            Blocker("no_decision", _("Nobody has said whether the report was right."), _("Choose one of the two."))
        )
    if not answer.strip():
        found.append(Blocker("no_answer", _("The answer is empty."), _("Write to the reader what was found.")))
    if correction is not None:
        found += _tie_blockers(report, state, correction)
    require(found)
    changed = ledger.change(
        report,
        version=version,
        where={"state__in": OPEN},
        state=state,
        answer=Body.objects.put_text(answer.strip()),
        handled_by=editor,
        handled_at=ledger.current().at,
        correction=correction,
    )
    after = {"state": state, "answer": changed.answer_id, "correction": _name(correction)}
    ledger.record("report.answer", changed, before={"state": report.state}, after=after)
    return changed


@ledger.verb
def tie_report_to_correction(*, editor: Editor, report: Report, version: int, correction: Correction) -> Report:
    """Say to which correction a report has led; set anew, the later one holds."""
    require([*may(editor, "report.answer"), *_tie_blockers(report, report.state, correction)])
    changed = ledger.change(report, version=version, where={"state": ReportState.ACCEPTED}, correction=correction)
    before = {"correction": _name(report.correction)}
    ledger.record("report.tie", changed, before=before, after={"correction": _name(correction)})
    return changed


@ledger.verb
def erase_contact(*, editor: Editor, report: Report, version: int) -> Report:
    """Forget how to reach the reader. What she wrote and what we answered stays."""
    found = may(editor, "report.answer")
    if not report.contact:
        found = [*found, Blocker("no_contact", _("There is no contact to erase."), _("Reload the page."))]
    require(found)
    changed = ledger.change(report, version=version, contact="")
    ledger.record("report.erase_contact", changed)
    return changed


def _name(correction: Correction | None) -> str | None:
    return correction.public_id if correction is not None else None


def _page_blockers(public_id: str, version: int | None) -> list[Blocker]:
    """A report is on a page that readers could see, in a version that there was."""
    found = Publication.objects.filter(public_id=public_id)
    if found.exists() and (version is None or found.filter(version=version).exists()):
        return []
    return [
        Blocker(
            "no_such_page",
            _("There is no such page or no such version of it."),
            _("Open the page and report from there."),
        )
    ]


def _letter_blockers(words: str) -> list[Blocker]:
    if not words:
        return [Blocker("empty_report", _("Nothing is written."), _("Say in a sentence what is wrong."))]
    if len(words) > LONGEST_REPORT:
        return [
            Blocker(
                "report_too_long",
                _("The report has %(length)s characters; %(limit)s are read."),
                _("Shorten it to what is wrong and how you know."),
                values={"length": len(words), "limit": LONGEST_REPORT},
            )
        ]
    return []


def _state_blockers(report: Report, *states: str) -> list[Blocker]:
    if report.state in states:
        return []
    return [
        Blocker(
            "report_moved_on",
            _("This report is “%(state)s” already."),
            _("Reload the page to see what became of it."),
            values={"state": report.get_state_display()},
        )
    ]


def _tie_blockers(report: Report, state: str, correction: Correction) -> list[Blocker]:
    found = []
    if state != ReportState.ACCEPTED:
        found.append(
            Blocker(
                "report_not_accepted",
                _("Only a report that was right leads to a correction."),
                _("Say first that it was right."),
            )
        )
    if correction.at < report.at:
        found.append(
            Blocker(
                "correction_was_first",
                _("That correction was published before the reader wrote."),
                _("Choose one that came after her report."),
            )
        )
    return found
