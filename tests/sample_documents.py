"""Published documents made by hand from the matter of the seeds, in the shapes of ``docs/documents.md``.

Two stories (one settled, one open), their claims, questions, a source, the scale, a correction, and what replaces a
page that was withheld or withdrawn. Nothing here asks the database, so pages can be drawn and looked at without one.
"""

from __future__ import annotations

import base64
import copy
import hashlib
from typing import Any

from claims.choices import DEFAULT_SCALE

Json = dict[str, Any]
PUBLISHED = "2026-11-18T09:12:00.000000Z"
REVIEWED = "2026-11-21T14:05:00.000000Z"
LANGUAGES = ("ar", "en")

# --- Words -----------------------------------------------------------------------------------------------------------

LABELS: dict[str, tuple[str, str]] = {
    "factual": ("واقعة قابلة للتحقق", "Checkable fact"),
    "opinion": ("رأي", "Opinion"),
    "prediction": ("توقّع", "Prediction"),
    "vague": ("أعمّ من أن يُتحقق منه", "Too vague to check"),
    "asserts": ("يؤكده", "asserts it"),
    "reports": ("ينقله", "reports it"),
    "paraphrase": ("صياغة بالمعنى", "paraphrase"),
    "headline": ("عنوان", "headline"),
    "named": ("مسمّى", "named"),
    "described": ("موصوف غير مسمّى", "described, not named"),
    "unnamed": ("غير مسمّى", "unnamed"),
    "missing": ("بلا مصدر مذكور", "no source stated"),
    "no_source": ("بلا مصدر مذكور", "no source stated"),
    "unnamed_end": ("ينتهي عند مصدر غير مسمّى", "ends at an unnamed source"),
    "unseen_hop": ("فيها حلقة لم نطّلع عليها", "holds a link we have not seen"),
    "complete": ("اطّلعنا على السلسلة كاملة", "we have seen the whole chain"),
    "contradicts": ("يعارض", "contradicts"),
    "different_scope": ("يتناول نطاقاً آخر غير", "speaks of a different scope"),
    "not_comparable": ("لا تصح مقارنته بـ", "is not comparable with"),
    "repeats": ("يكرّر", "repeats"),
    "paper": ("بحث علمي", "Scientific paper"),
    "article": ("مقال", "Article"),
    "supports": ("يؤيّد الادعاء", "supports the claim"),
    "refutes": ("ينفي الادعاء", "refutes the claim"),
    "context": ("يوضّح السياق", "gives context"),
    "asked": ("سألناه", "asked"),
    "expired": ("لم يجب ضمن المهلة", "did not answer by the deadline"),
    "correction": ("تصحيح", "Correction"),
    "update": ("تحديث", "Update"),
    "developing": ("متواصلة", "Developing"),
    "closed": ("مغلقة", "Closed"),
    "company": ("شركة", "Company"),
    "journal": ("مجلة", "Journal"),
    "outlet": ("وسيلة إعلام", "Outlet"),
    "person": ("شخص", "Person"),
    "agency": ("وكالة أنباء", "News agency"),
    "unnamed_kind": ("مصدر غير مسمّى", "Unnamed source"),
}


def pair(ar: str, en: str) -> dict[str, str]:
    return {"ar": ar, "en": en}


def one(value: dict[str, str], language: str) -> str:
    return value[language]


def coded(code: str, language: str | None = None, key: str | None = None) -> Json:
    """``{code, label}``, the label in one language or in both."""
    label = pair(*LABELS[key or code])
    return {"code": code, "label": label[language] if language else label}


def public_id(key: str) -> str:
    return base64.b32encode(hashlib.sha256(key.encode()).digest()).decode().lower()[:10]


def verdict(code: str | None, language: str | None = None) -> Json | None:
    """A verdict as documents hold it: localized, or as a pair."""
    if code is None:
        return None
    row = next(row for row in DEFAULT_SCALE if row["code"] == code)
    label, definition = pair(*row["label"]), pair(*row["definition"])
    return {
        "code": code,
        "label": label[language] if language else label,
        "definition": definition[language] if language else definition,
        "ordinal": row["ordinal"],
        "tone": str(row["tone"]),
        "icon": row["icon"],
    }


# --- Sources and articles --------------------------------------------------------------------------------------------

_SOURCES: dict[str, tuple[str, str, str]] = {
    "deepseek": ("company", "ديب سيك", "DeepSeek"),
    "nature": ("journal", "مجلة نيتشر", "Nature"),
    "reuters": ("agency", "رويترز", "Reuters"),
    "mehwar": ("outlet", "محور بلس", "Mehwar Plus"),
    "informed": ("unnamed_kind", "«مصادر مطلعة»", "“informed sources”"),
    "liu-dian": ("person", "ليو ديان", "Liu Dian"),
    "translator": ("person", "عروة درويش", "Orwa Darwish"),
}


def agent(key: str, language: str | None = None) -> Json:
    kind, ar, en = _SOURCES[key]
    name = pair(ar, en)
    return {
        "id": public_id(key),
        "slug": key,
        "name": name[language] if language else name,
        "kind": coded("unnamed", language, "unnamed_kind") if kind == "unnamed_kind" else coded(kind, language),
        "record": kind not in {"person", "unnamed_kind"},
    }


_ARTICLES: dict[str, Json] = {
    "seed-000": {"title": "“DeepSeek-R2”: الأنظار تتجه نحو الصين مع اقتراب إطلاق النموذج الثوري للذكاء الاصطناعي"},
    "seed-001": {
        "title": "ديب سيك الصينية تهز عرش الذكاء الاصطناعي: تدريب نموذج R1 بتكلفة 294 ألف دولار فقط!",
        "outlet": "mehwar",
    },
    "seed-003": {"title": "تأجيل إطلاق نموذج DeepSeek الجديد بسبب تعثر الاعتماد على الرقائق الصينية"},
    "seed-004": {
        "title": "فقاعة الذكاء الاصطناعي والصدمة الصينية",
        "authors": ["liu-dian"],
        "translator": "translator",
        "modified": "2025-02-03T08:22:00",
    },
}


def article(key: str, language: str | None = None) -> Json:
    row = _ARTICLES[key]
    return {
        "id": public_id(key),
        "title": row["title"],
        "kind": coded("article", language),
        "language": "ar",
        "outlet": agent(row["outlet"], language) if "outlet" in row else None,
        "authors": [agent(name, language) for name in row.get("authors", [])],
        "translator": agent(row["translator"], language) if "translator" in row else None,
        "url": None,
        "published": None,
        "modified": row.get("modified"),
    }


# --- Questions and claims --------------------------------------------------------------------------------------------

_QUESTIONS: dict[str, Json] = {
    "r1-cost": {
        "wording": pair("كم كلّف تدريب R1؟", "What did training R1 cost?"),
        "subject": "DeepSeek-R1",
        "measure": "training cost",
        "answers": ["cost-294k", "cost-557m"],
        "silent": ["seed-003"],
        "relations": [("different_scope", "cost-294k", "cost-557m")],
        "resolved": pair(
            "كلّف تحويل V3 إلى R1 نحو 294 ألف دولار بحسب DeepSeek. أما 5.57 مليون دولار فهي كلفة التدريب الرسمي لنموذج V3.",
            "Turning V3 into R1 cost about USD 294,000, according to DeepSeek. The USD 5.57 million is the cost of the "
            "official training of V3, on which R1 was built.",
        ),
    },
    "frontier-cost": {
        "wording": pair("كم يكلّف تدريب نموذج كبير؟", "What does training a large model cost?"),
        "subject": "large models",
        "measure": "training cost",
        "answers": ["hundreds-of-millions", "billions"],
        "silent": [],
        "relations": [("contradicts", "hundreds-of-millions", "billions")],
    },
    "r2-chips": {
        "wording": pair("على أي رقائق بُني R2 ودُرّب؟", "On which chips was R2 built and trained?"),
        "subject": "DeepSeek-R2",
        "measure": "training hardware",
        "answers": ["r2-ascend", "r2-nvidia"],
        "silent": ["seed-004"],
        "relations": [("contradicts", "r2-ascend", "r2-nvidia")],
    },
    "r2-date": {
        "wording": pair("متى كان R2 سيصدر؟", "When was R2 to be released?"),
        "subject": "DeepSeek-R2",
        "measure": "planned release date",
        "answers": ["r2-april", "r2-may"],
        "silent": ["seed-004"],
        "relations": [("contradicts", "r2-april", "r2-may")],
    },
}
_WHY = {
    "contradicts": pair("الموضوع واحد، والقولان لا يجتمعان.", "The subject is one; both statements cannot stand."),
    "different_scope": pair(
        "لكلٍّ من المبلغين نطاق: الأول كلفة تحويل V3 إلى R1، والثاني كلفة تدريب V3.",
        "Each sum has its own scope: the first is the step from V3 to R1, the second the training of V3.",
    ),
    "not_comparable": pair("لا يسمّي القول الثاني نموذجاً.", "The second statement names no model."),
}

# A claim: question, verdict, texts, quantity (value, unit, comparator, words) or date, quotes per article. A quote is
# (article, quote, core, grade, hops); a hop is (source or None, words, naming, verb, seen, interested).
_MISSING: tuple[Any, ...] = (None, None, "missing", None, False, False)
_CLAIMS: dict[str, Json] = {
    "hundreds-of-millions": {
        "question": "frontier-cost",
        "verdict": "unverified",
        "text": pair(
            "يكلّف تدريب نموذج كبير ما يصل إلى 500 مليون دولار",
            "Training a large model costs up to USD 500 million",
        ),
        "short": pair("تدريب نموذج كبير: ما يصل إلى 500 مليون دولار", "A large model: up to USD 500 million"),
        "quantity": (
            "500000000",
            "USD",
            "<=",
            pair("لا يزيد على 500 مليون دولار", "no more than 500 million US dollars"),
        ),
        "quotes": [("seed-004", "مئات الملايين من الدولارات", None, "no_source", [_MISSING])],
    },
    "billions": {
        "question": "frontier-cost",
        "verdict": "unverified",
        "text": pair("يكلّف تدريب نموذج كبير مليار دولار", "Training a large model costs one billion dollars"),
        "short": pair("تدريب نموذج كبير: مليار دولار", "A large model: one billion US dollars"),
        "quantity": ("1000000000", "USD", "=", pair("1 مليار دولار", "1 billion US dollars")),
        "quotes": [("seed-004", "مليارات الدولارات", None, "no_source", [_MISSING])],
    },
    "cost-294k": {
        "question": "r1-cost",
        "verdict": "mostly-true",
        "text": pair("لم تتجاوز كلفة تدريب نموذج R1 مبلغ 294 ألف دولار", "Training R1 cost no more than USD 294,000"),
        "short": pair("كلفة تدريب R1: لا تتجاوز 294 ألف دولار", "R1's training cost: no more than USD 294,000"),
        "quantity": ("294000", "USD", "<=", pair("لا يزيد على 294 ألف دولار", "no more than 294 thousand US dollars")),
        "quotes": [
            (
                "seed-001",
                "أعلنت شركة DeepSeek الصينية أنها نجحت في تدريب نموذجها المتطور R1 بتكلفة لم تتجاوز 294 ألف دولار فقط",
                "بتكلفة لم تتجاوز 294 ألف دولار فقط",
                "unseen_hop",
                [
                    ("nature", "مقالة علمية مُحكّمة نُشرت في مجلة Nature", "named", "وفقاً لـ", True, False),
                    ("deepseek", "أعلنت شركة DeepSeek الصينية", "named", "أعلنت", False, True),
                ],
            ),
            ("seed-001", "تدريب نموذج R1 بتكلفة 294 ألف دولار فقط!", None, "no_source", [_MISSING]),
        ],
    },
    "cost-557m": {
        "question": "r1-cost",
        "verdict": "misattributed",
        "was": "disputed",
        "text": pair("بلغت كلفة تدريب نموذج R1 مبلغ 5.57 مليون دولار", "Training R1 cost USD 5.57 million"),
        "short": pair("كلفة تدريب R1: 5.57 مليون دولار", "R1's training cost: USD 5.57 million"),
        "quantity": ("5570000", "USD", "=", pair("5.57 مليون دولار", "5.57 million US dollars")),
        "quotes": [
            (
                "seed-004",
                "فقد تطلب تدريب هذا النموذج تكلفة بلغت 5.57 مليون دولار أمريكي فقط",
                "تكلفة بلغت 5.57 مليون دولار أمريكي",
                "no_source",
                [_MISSING],
            )
        ],
    },
    "h800": {
        "question": None,
        "verdict": "mixed",
        "text": pair(
            "دُرِّب نموذج R1 على 512 معالج H800 خلال 80 ساعة فقط",
            "R1 was trained on 512 H800 processors in only 80 hours",
        ),
        "short": pair("دُرِّب R1 على 512 معالج H800 خلال 80 ساعة", "R1 was trained on 512 H800 processors in 80 hours"),
        "quantity": ("512", "processor", "=", pair("512 معالجاً", "512 processors")),
        "quotes": [
            (
                "seed-001",
                "جرى تدريب النموذج باستخدام 512 معالجًا من نوع إنفيديا H800 خلال 80 ساعة فقط",
                None,
                "complete",
                [("deepseek", "بحسب ما كشفته الشركة", "named", "كشفت", True, True)],
            )
        ],
    },
    "shift": {
        "question": None,
        "verdict": None,
        "checkability": "opinion",
        "text": pair(
            "ما فعلته DeepSeek رسالة بأن سباق الذكاء الاصطناعي لم يعد محصوراً في وادي السيليكون",
            "What DeepSeek did is a message that the AI race is no longer confined to Silicon Valley",
        ),
        "short": pair("سباق الذكاء الاصطناعي لم يعد محصوراً في وادي السيليكون", "The AI race has left Silicon Valley"),
        "quantity": None,
        "quotes": [("seed-001", "رسالة واضحة بأن سباق الذكاء الاصطناعي لم يعد محصوراً", None, "no_source", [_MISSING])],
    },
    "r2-ascend": {
        "question": "r2-chips",
        "verdict": "unverified",
        "text": pair(
            "اعتمدت DeepSeek في R2 على رقائق Ascend 910B من هواوي، لا على Nvidia A100",
            "For R2 DeepSeek relied on Huawei's Ascend 910B instead of Nvidia's A100",
        ),
        "short": pair("اعتمد R2 على Ascend 910B من هواوي", "R2 relied on Huawei's Ascend 910B"),
        "quantity": None,
        "quotes": [
            (
                "seed-000",
                "فبدلاً من الاعتماد على رقائق Nvidia A100 الشهيرة، اعتمدت ديب سيك على رقائق Ascend 910B",
                "اعتمدت ديب سيك على رقائق Ascend 910B",
                "no_source",
                [_MISSING],
            )
        ],
    },
    "r2-nvidia": {
        "question": "r2-chips",
        "verdict": "unverified",
        "text": pair(
            "عادت DeepSeek إلى شرائح إنفيديا لتدريب R2 وأبقت معالجات هواوي للاستدلال",
            "DeepSeek went back to Nvidia chips to train R2 and kept Huawei's for inference",
        ),
        "short": pair("عاد تدريب R2 إلى شرائح إنفيديا", "R2's training went back to Nvidia"),
        "quantity": None,
        "quotes": [
            (
                "seed-003",
                "أجبرها على العودة لاستخدام شرائح إنفيديا في مرحلة التدريب، مع الإبقاء على معالجات هواوي لمرحلة “الاستدلال”",
                "العودة لاستخدام شرائح إنفيديا في مرحلة التدريب",
                "unnamed_end",
                [("informed", "وفقًا لمصادر مطلعة", "unnamed", "وفقًا", False, False)],
            )
        ],
    },
    "r2-april": {
        "question": "r2-date",
        "verdict": "disputed",
        "text": pair(
            "كانت DeepSeek تخطط لإطلاق R2 في نيسان/أبريل 2025", "DeepSeek planned to release R2 in April 2025"
        ),
        "short": pair("كان إطلاق R2 مقرراً في نيسان/أبريل 2025", "R2 was planned for April 2025"),
        "date": ("2025-04", pair("نيسان/أبريل 2025", "April 2025"), False),
        "quotes": [
            (
                "seed-000",
                "وبحسب تقرير سابق لوكالة رويترز، فإن الشركة تخطط لإطلاق النموذج الجديد خلال شهر أبريل 2025",
                "الشركة تخطط لإطلاق النموذج الجديد خلال شهر أبريل 2025",
                "unseen_hop",
                [("reuters", "تقرير سابق لوكالة رويترز", "named", "بحسب", False, False)],
            )
        ],
    },
    "r2-may": {
        "question": "r2-date",
        "verdict": "unverified",
        "text": pair("كان إطلاق R2 مقرراً في أيار/مايو", "R2 was scheduled for release in May"),
        "short": pair("كان إطلاق R2 مقرراً في أيار/مايو", "R2 was scheduled for release in May"),
        "date": ("XXXX-05", pair("أيار/مايو", "May"), True),
        "quotes": [("seed-003", "كان من المقرر إطلاق R2 في مايو", None, "no_source", [_MISSING])],
    },
}


def _quantities(key: str, language: str | None) -> list[Json]:
    row = _CLAIMS[key]
    question = _QUESTIONS.get(row["question"] or "", {"subject": "DeepSeek-R1", "measure": "processors used"})
    base = {"subject": question["subject"], "measure": question["measure"], "high": None, "period": None}
    if row.get("date"):
        date, words, inferred = row["date"]
        basis = pair("السنة من تاريخ التقارير المجاورة.", "The year is taken from the reports around it.")
        guess = {"value": "2025-05", "basis": one(basis, language or "ar")} if inferred else None
        facts: Json = {"comparator": "=", "value": None, "unit": "date", "date": date, "inferred": guess}
    elif row.get("quantity"):
        value, unit, comparator, words = row["quantity"]
        facts = {"comparator": comparator, "value": value, "unit": unit, "date": None, "inferred": None}
    else:
        return []
    if language is None:  # on a card, where both languages stand side by side
        return [base | {name: value for name, value in facts.items() if name != "inferred"} | {"words": words}]
    return [base | facts | {"completed": None, "words": one(words, language)}]


def _hop(hop: tuple[Any, ...], language: str) -> Json:
    source, words, naming, verb, seen, interested = hop
    return {
        "source": agent(source, language) if source else None,
        "words": words,
        "naming": coded(naming, language),
        "verb": verb,
        "seen": seen,
        "interested": interested,
    }


def _occurrence(row: tuple[Any, ...], language: str) -> Json:
    seed, quote, core, grade, hops = row
    start = quote.find(core) if core else 0
    return {
        "article": article(seed, language),
        "quote": quote,
        "start": 210,
        "end": 210 + len(quote),
        "prefix": "",
        "suffix": "",
        "core": {"text": core, "start": 210 + start, "end": 210 + start + len(core)} if core else None,
        "snapshot": hashlib.sha256(seed.encode()).hexdigest(),
        "stance": coded("reports", language),
        "mode": coded("paraphrase", language),
        "note": None,
        "printed": [],
        "chains": [{"grade": coded(grade, language), "hops": [_hop(hop, language) for hop in hops]}],
    }


def _origins(key: str) -> Json:
    rows = _CLAIMS[key]["quotes"]
    return {"texts": len({row[0] for row in rows}), "independent": 1, "circular": False}


def card(key: str) -> Json:
    """A claim as other pages show it."""
    row = _CLAIMS[key]
    return {
        "id": public_id(key),
        "slug": pair(key, key),
        "standing": "current",
        "text": row["text"],
        "short": row["short"],
        "checkability": coded(row.get("checkability", "factual")),
        "verdict": verdict(row["verdict"]),
        "as_of": "2026-11-21",
        "since": REVIEWED,
        "verification": 2,
        "question": public_id(row["question"]) if row["question"] else None,
        "quantities": _quantities(key, None),
        "quotes": [
            {
                "article": article(seed),
                "core": core or quote,
                "stance": coded("reports"),
                "grade": coded(grade),
                "via": [_via(hop) for hop in hops],
            }
            for seed, quote, core, grade, hops in row["quotes"]
        ],
        "origins": _origins(key),
    }


def _via(hop: tuple[Any, ...]) -> Json | None:
    return pair(*_SOURCES[hop[0]][1:]) if hop[0] else None


def rivals(key: str) -> Json:
    row = _QUESTIONS[key]
    resolved = row.get("resolved")
    return {
        "id": public_id(key),
        "slug": pair(key, key),
        "wording": row["wording"],
        "subject": row["subject"],
        "measure": row["measure"],
        "scope": None,
        "note": pair("", ""),
        "answers": [public_id(claim) for claim in row["answers"]],
        "relations": [
            {
                "type": coded(kind),
                "a": public_id(a),
                "b": public_id(b),
                "why": _WHY[kind],
                "resolution": {"ar": None, "en": None},
            }
            for kind, a, b in row["relations"]
        ],
        "resolved": {
            "text": resolved,
            "story": public_id("story-r1"),
            "cites": [public_id(claim) for claim in row["answers"]],
        }
        if resolved
        else None,
        "silent": [article(seed) for seed in row["silent"]],
    }


# --- Documents -------------------------------------------------------------------------------------------------------


def _around(kind: str, key: str, *, version: int = 2, cause: str = "corrected") -> Json:
    return {
        "schema_version": 1,
        "kind": kind,
        "id": public_id(key),
        "version": version,
        "cause": cause,
        "at": REVIEWED,
        "by": pair("هدى", "Huda"),
        "first_published": PUBLISHED,
        "previous": version - 1 or None,
        "notice": None,
        "note": None,
        "replaced_by": None,
    }


def _parts(make: Any, languages: tuple[str, ...] = LANGUAGES) -> Json:
    def part(language: str) -> Json:
        return {
            "proof": hashlib.sha256(language.encode()).hexdigest(),
            "content": make(language),
            "authors": ["نور" if language == "ar" else "Nour"],
            "reviewed": {"by": ["هدى" if language == "ar" else "Huda"], "at": REVIEWED},
        }

    return {
        "languages": {language: part(language) if language in languages else None for language in LANGUAGES},
        "lags": [],
    }


def _history(now: str | None, before: str | None) -> list[Json]:
    note = pair(
        "أظهر تقرير V3 أن المبلغ يخص نموذجاً آخر.",
        "The V3 report shows that the sum belongs to another model.",
    )
    return [
        {
            "version": 2,
            "at": REVIEWED,
            "cause": "corrected",
            "verdict": verdict(now),
            "change": {"kind": coded("correction"), "note": note},
        },
        {"version": 1, "at": PUBLISHED, "cause": "published", "verdict": verdict(before), "change": None},
    ]


def _evidence(language: str) -> list[Json]:
    notes = pair(
        "يثبت أن المبلغ كلفة التدريب الرسمي لنموذج V3، ويحدد ما لا يشمله.",
        "Shows that the sum is the cost of V3's official training, and says what it leaves out.",
    )
    return [
        {
            "kind": coded("paper", language),
            "stance": coded("refutes", language),
            "title": "DeepSeek-V3 Technical Report",
            "url": "https://arxiv.org/abs/2412.19437",
            "published": "2024-12-27",
            "quote": "Note that the aforementioned costs include only the official training of DeepSeek-V3.",
            "note": notes[language],
            "archived": None,
        },
        {
            "kind": coded("article", language),
            "stance": coded("context", language),
            "title": "DeepSeek-R1: Incentivizing Reasoning Capability in LLMs via Reinforcement Learning (version 2)",
            "url": "https://arxiv.org/abs/2501.12948v2",
            "published": "2026-01",
            "quote": None,
            "note": None,
            "archived": None,
        },
    ]


def _inquiries(language: str) -> list[Json]:
    line = pair("سألنا الكاتب من أين أخذ الرقم.", "We asked the author where the figure came from.")
    return [
        {
            "to": agent("liu-dian", language),
            "steps": [
                {
                    "kind": coded("asked", language),
                    "at": "2026-11-12T10:00:00.000000Z",
                    "deadline": "2026-11-17T10:00:00.000000Z",
                    "line": line[language],
                },
                {
                    "kind": coded("expired", language),
                    "at": "2026-11-17T10:00:00.000000Z",
                    "deadline": None,
                    "line": None,
                },
            ],
        }
    ]


_RATIONALE = pair(
    "الرقم حقيقي لكنه يخص نموذجاً آخر. يقدّر تقرير DeepSeek-V3، المنشور في كانون الأول/ديسمبر 2024، التدريب الرسمي "
    "لنموذج V3 بنحو 5.576 مليون دولار، ويستثني صراحةً الأبحاث والتجارب السابقة. أما تحويل V3 إلى R1 فكلفته المنشورة "
    "294 ألف دولار.",
    "The figure is real but belongs to another model. The DeepSeek-V3 report of December 2024 puts the official training "
    "of V3 at about USD 5.576 million, and expressly leaves out prior research and experiments. The published cost of "
    "turning V3 into R1 is USD 294,000.",
)
_UNKNOWNS = pair(
    "من أين أخذ الكاتب الرقم، إذ لا يذكر مصدراً؛ وما كلفة الأبحاث التي سبقت التدريب الرسمي.",
    "Where the author took the figure, for no source is named; and what the research before the official training cost.",
)


def _verification(key: str, language: str) -> Json:
    row = _CLAIMS[key]
    search = pair("كلفة تدريب R1 في تقارير الشركة", "R1 training cost in the company's reports")
    return {
        "number": 2,
        "verdict": verdict(row["verdict"], language),
        "as_of": "2026-11-21",
        "recheck_by": "2027-11-21",
        "rationale": _RATIONALE[language],
        "unknowns": _UNKNOWNS[language],
        "change": None,
        "searches": [{"what": search[language], "where": "arXiv", "on": "2026-11-14"}],
        "evidence": _evidence(language),
        "inquiries": _inquiries(language),
        "no_inquiry_reason": None,
    }


def claim(key: str = "cost-557m", *, languages: tuple[str, ...] = LANGUAGES) -> Json:
    """The document of one claim."""
    row = _CLAIMS[key]
    asked = _QUESTIONS.get(row["question"] or "")
    related = [relation for relation in (asked or {}).get("relations", []) if key in relation]

    def content(language: str) -> Json:
        return {
            "schema_version": 1,
            "kind": "claim",
            "id": public_id(key),
            "language": language,
            "slug": key,
            "text": row["text"][language],
            "short": row["short"][language],
            "checkability": coded(row.get("checkability", "factual"), language),
            "quantities": _quantities(key, language),
            "question": {
                "id": public_id(row["question"]),
                "slug": row["question"],
                "wording": asked["wording"][language],
                "subject": asked["subject"],
                "measure": asked["measure"],
                "scope": None,
                "note": None,
            }
            if asked
            else None,
            "verification": _verification(key, language),
            "occurrences": [_occurrence(quote, language) for quote in row["quotes"]],
            "origins": _origins(key),
            "relations": [
                {
                    "type": coded(kind, language),
                    "direction": "to" if a == key else "from",
                    "other": public_id(b if a == key else a),
                    "why": _WHY[kind][language],
                    "resolution": None,
                }
                for kind, a, b in related
            ],
        }

    others = [b if a == key else a for _kind, a, b in related]
    story = {
        "id": public_id("story-r1"),
        "slug": pair("r1-training-cost", "r1-training-cost"),
        "title": pair("كم كلّف تدريب DeepSeek-R1؟", "What did training DeepSeek-R1 cost?"),
    }
    return (
        _around("claim", key)
        | _parts(content, languages)
        | {
            "live": {"relations": {public_id(other): card(other) for other in others}, "stories": [story]},
            "verdict_since": REVIEWED,
            "history": _history(row["verdict"], row.get("was", row["verdict"])),
        }
    )


_STORIES: dict[str, Json] = {
    "story-r1": {
        "slug": "r1-training-cost",
        "state": "closed",
        "title": pair("كم كلّف تدريب DeepSeek-R1؟", "What did training DeepSeek-R1 cost?"),
        "dek": pair(
            "مبلغان متباعدان يُنسبان إلى النموذج نفسه، وكلٌّ منهما يقيس شيئاً آخر.",
            "Two sums far apart are given for the same model; each measures something else.",
        ),
        "claims": ["cost-294k", "cost-557m", "h800", "shift"],
        "questions": ["r1-cost"],
        "articles": ["seed-001", "seed-004", "seed-003"],
        "paragraphs": [
            [
                (
                    pair(
                        "كلّف تحويل نموذج V3 إلى R1 نحو 294 ألف دولار بحساب DeepSeek نفسها، ولا يدخل في هذا المبلغ تدريب V3.",
                        "By DeepSeek's own account, turning the V3 model into R1 cost about USD 294,000, which does not "
                        "include the training of V3.",
                    ),
                    ["cost-294k"],
                ),
                (
                    pair(
                        "أما 5.57 مليون دولار فهي كلفة التدريب الرسمي لنموذج V3 الذي بُني عليه R1، ونسبتها إلى R1 خطأ.",
                        "The USD 5.57 million is the cost of the official training of V3, on which R1 was built; to give "
                        "it as R1's is a mistake.",
                    ),
                    ["cost-557m"],
                ),
            ],
            [
                (
                    pair(
                        "شُغّل في تلك المرحلة 512 معالج H800، لكن الثمانين ساعة المتداولة تخص جزأها الأخير وحده.",
                        "That stage ran on 512 H800 processors, but the 80 hours often quoted are its last part alone.",
                    ),
                    ["h800", "cost-294k"],
                )
            ],
        ],
        "timeline": [
            (
                "2024-12",
                False,
                pair("تقرير V3 يذكر كلفة تدريبه.", "The V3 report states its training cost."),
                "cost-557m",
            ),
            ("2025-01-20", False, pair("إطلاق نموذج R1.", "R1 is released."), None),
            (
                "2025-09-17",
                False,
                pair("مجلة نيتشر تنشر بحث R1 المحكّم.", "Nature publishes the peer-reviewed R1 paper."),
                "cost-294k",
            ),
        ],
        "changes": [("cost-557m", "disputed", "misattributed")],
    },
    "story-r2": {
        "slug": "r2-and-ascend",
        "state": "developing",
        "title": pair(
            "DeepSeek-R2 ورقائق Ascend: من الترقّب إلى التأجيل",
            "DeepSeek-R2 and the Ascend chips: from anticipation to delay",
        ),
        "dek": pair(
            "نموذج تُرقّب ثم قيل إنه تأخر: روايتان عن رقائقه وموعده، وأكثرها بلا مصدر مسمّى.",
            "A model awaited, then said to be late: two accounts of its chips and its date, most of them without a named "
            "source.",
        ),
        "claims": ["r2-ascend", "r2-nvidia", "r2-april", "r2-may"],
        "questions": ["r2-chips", "r2-date"],
        "articles": ["seed-000", "seed-003", "seed-004"],
        "paragraphs": [
            [
                (
                    pair(
                        "ليس لدينا ما يثبت على أي رقائق دُرّب نموذج R2: الروايتان المتداولتان لا تجتمعان، وكلتاهما غير مؤكدة.",
                        "Nothing we hold shows on which chips R2 was trained: the two accounts in circulation cannot both "
                        "stand, and both are unverified.",
                    ),
                    ["r2-ascend", "r2-nvidia"],
                ),
                (
                    pair(
                        "ولموعده شهران متعارضان: نيسان/أبريل 2025 منسوباً إلى رويترز، وأيار/مايو بلا مصدر.",
                        "Two conflicting months are given for its release: April 2025, credited to Reuters, and May, "
                        "without a source.",
                    ),
                    ["r2-april", "r2-may"],
                ),
            ]
        ],
        "timeline": [
            (
                "2025-04",
                False,
                pair("الشهر الذي يذكره المقال الأول لإطلاق R2.", "The month that the first article gives for R2."),
                "r2-april",
            ),
            (
                "2025-05",
                True,
                pair("الشهر الذي يذكره المقال الثاني.", "The month that the second article gives."),
                "r2-may",
            ),
        ],
        "changes": [],
    },
}


def story(key: str = "story-r1", *, languages: tuple[str, ...] = LANGUAGES, under_review: bool = True) -> Json:
    """The document of one story."""
    row = _STORIES[key]

    def content(language: str) -> Json:
        return {
            "schema_version": 1,
            "kind": "story",
            "id": public_id(key),
            "language": language,
            "slug": row["slug"],
            "title": row["title"][language],
            "dek": row["dek"][language],
            "state": coded(row["state"], language),
            "summary": {
                "version": 2,
                "paragraphs": [
                    {
                        "sentences": [
                            {"text": text[language], "cites": [public_id(cite) for cite in cites]}
                            for text, cites in paragraph
                        ]
                    }
                    for paragraph in row["paragraphs"]
                ],
                "answers": [],
            },
            "pins": [
                {
                    "claim": public_id(name),
                    "verification": 1,
                    "verdict": verdict(_CLAIMS[name]["verdict"], language),
                    "checkability": coded(_CLAIMS[name].get("checkability", "factual"), language),
                }
                for name in row["claims"]
            ],
            "claims": [public_id(name) for name in row["claims"]],
            "questions": [public_id(name) for name in row["questions"]],
            "articles": [article(name, language) for name in row["articles"]],
            "timeline": [
                {
                    "date": date,
                    "inferred": inferred,
                    "text": text[language],
                    "claim": public_id(name) if name else None,
                }
                for date, inferred, text, name in row["timeline"]
            ],
            "change": _story_change(language) if row["changes"] else None,
        }

    changes = [
        {"claim": public_id(name), "was": verdict(was), "now": verdict(now), "since": REVIEWED}
        for name, was, now in row["changes"]
    ]
    return (
        _around("story", key)
        | _parts(content, languages)
        | {
            "live": {
                "claims": {public_id(name): card(name) for name in row["claims"]},
                "questions": {public_id(name): rivals(name) for name in row["questions"]},
            },
            "verdict_changes": changes,
            "under_review": bool(changes) and under_review,
            "history": [entry | {"verdict": None} for entry in _history(None, None)],
        }
    )


def _story_change(language: str) -> Json:
    said = pair("كلّف تدريب R1 نحو 5.57 مليون دولار.", "Training R1 cost about USD 5.57 million.")
    says = pair(
        "كلّف التدريب الرسمي لنموذج V3 نحو 5.57 مليون دولار.", "V3's official training cost about USD 5.57 million."
    )
    why = pair("نسبنا المبلغ إلى غير نموذجه.", "We had given the sum to the wrong model.")
    return {
        "kind": coded("correction", language),
        "said": said[language],
        "says": says[language],
        "why": why[language],
    }


def question(key: str = "r1-cost") -> Json:
    """The derived document of one question."""
    row = _QUESTIONS[key]
    story_key = "story-r1" if key == "r1-cost" else "story-r2"
    bars = [
        {"claim": public_id(name), "value": _CLAIMS[name]["quantity"][0], "comparator": _CLAIMS[name]["quantity"][2]}
        for name in row["answers"]
        if _CLAIMS[name].get("quantity")
    ]
    seeds = {quote[0] for name in row["answers"] for quote in _CLAIMS[name]["quotes"]}
    return (
        _around("question", key, cause="refreshed")
        | rivals(key)
        | {
            "claims": {public_id(name): card(name) for name in row["answers"]},
            "stories": [
                {
                    "id": public_id(story_key),
                    "slug": pair(_STORIES[story_key]["slug"], _STORIES[story_key]["slug"]),
                    "title": _STORIES[story_key]["title"],
                }
            ],
            "articles": [article(seed) for seed in sorted(seeds)],
            "scale": {"unit": "USD", "max": max((bar["value"] for bar in bars), key=float), "bars": bars}
            if bars and all(kind == "contradicts" for kind, _a, _b in row["relations"])
            else None,
        }
    )


def source(key: str = "deepseek") -> Json:
    """The derived document of one source."""
    return (
        _around("source", key, cause="refreshed")
        | {name: value for name, value in agent(key).items() if name not in {"id", "kind"}}
        | {
            "source_kind": agent(key)["kind"],
            "claims": [
                {"card": card("cost-294k"), "roles": ["hop"], "grades": ["unseen_hop"]},
                {"card": card("h800"), "roles": ["hop"], "grades": ["complete"]},
            ],
            "counts": [
                {"verdict": verdict("mostly-true"), "checkability": None, "n": 1},
                {"verdict": verdict("mixed"), "checkability": None, "n": 1},
            ],
            "relays": [{"source": agent("nature"), "n": 1}],
            "relayed_by": [{"source": agent("mehwar"), "n": 2}],
        }
    )


def scale() -> Json:
    """The published rating scale."""

    def content(language: str) -> Json:
        return {
            "schema_version": 1,
            "kind": "scale",
            "id": public_id("scale"),
            "language": language,
            "verdicts": [
                (verdict(row["code"], language) or {})
                | {"needs_evidence": row["needs_evidence"], "mapping": row["mapping"], "retired": False}
                for row in DEFAULT_SCALE
            ],
            "checkability": [coded(code, language) for code in ("factual", "prediction", "opinion", "vague")],
        }

    return _around("scale", "scale", version=1, cause="published") | _parts(content)


def correction() -> Json:
    """A derived correction, with a changed rating."""
    ar, en = _story_change("ar"), _story_change("en")
    return _around("correction", "correction-1", version=1, cause="published") | {
        "correction": {
            "kind": coded("correction"),
            **{part: pair(ar[part], en[part]) for part in ("said", "says", "why")},
            "verdict_before": verdict("disputed"),
            "verdict_after": verdict("misattributed"),
            "of": {
                "kind": "story",
                "id": public_id("story-r1"),
                "slug": pair("r1-training-cost", "r1-training-cost"),
                "title": _STORIES["story-r1"]["title"],
                "version": 2,
            },
        }
    }


def withheld(document: Json, notice: str = "under_review") -> Json:
    """What stands in the place of a document that one publisher took down."""
    kept = {key: document[key] for key in _around(document["kind"], "any")}
    return copy.deepcopy(kept) | {"version": 3, "previous": 2, "cause": "withheld", "notice": notice}


def withdrawn(document: Json, cause: str = "withdrawn") -> Json:
    """What stands in the place of a document that two people withdrew."""
    kept = {key: document[key] for key in _around(document["kind"], "any")}
    note = pair("سُحبت هذه الصفحة لأن الوثيقة التي قامت عليها مزوّرة.", "Withdrawn: the document it rests on is forged.")
    return copy.deepcopy(kept) | {"version": 3, "previous": 2, "cause": cause, "note": note}


def everything() -> dict[str, Json]:
    """One of each, by a short name; what the gallery and the tests walk through."""
    return {
        "story": story(),
        "story-open": story("story-r2"),
        "claim": claim(),
        "claim-open": claim("r2-april"),
        "claim-opinion": claim("shift"),
        "question": question(),
        "question-open": question("r2-chips"),
        "question-bars": question("frontier-cost"),
        "source": source(),
        "scale": scale(),
        "correction": correction(),
    }
