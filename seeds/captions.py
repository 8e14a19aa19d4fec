"""Lines that describe or credit an image, and what remains of posts that a page shows. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.arabic import fold

from .credits import is_given, is_person
from .gazetteer import CREDITED
from .lines import Line
from .vocabulary import folded

_CAPTION_LABEL = re.compile(
    "(?:"
    + fold(
        "الصورة|صورة|تصوير|عدسة|مصدر الصورة|صدر الصورة|حقوق الصورة|التعليق على الصورة|شرح الصورة"
        "|تعليق الصورة|مصدر الفيديو"
        "|photos?|images?|picture|photo credit|image credit|photograph|photographer|screenshot|illustration|graphic"
        "|image credits|photo credits|picture credits|image source|image caption|video caption|media caption|caption"
        "|file photo|credit|figure source"
        "|صور|كاريكاتير|رسم|صورة من|صور من|الصورة من|المصور|مصدر الصور"
    )
    + r") ?[:,،/|©].{2,}$"
    r"|(?:photographs?|photos?|images?|pictures?|illustrations?|graphics?|photography|video) by .{3,60}$"
)
_CREDIT = re.compile(r"[(\[]([^()\[\]]{1,80})[)\]][.]?$")
_PICTURED = re.compile(
    fold(
        r"صورة (?:أرشيفية|تعبيرية|توضيحية|من (?:ال)?(?:أرشيف|مصدر|إنترنت))"
        r"|(?:a |an )?(?:file|undated|handout|stock) (?:photo|image|picture)"
    )
)
_TAKEN = re.compile(
    r"\b(?:photo|photograph|picture|image|illustration)s?(?: by|: | credit:?) ?\S.{2,50}$", re.IGNORECASE
)
_BEGINS = re.compile(
    fold(
        r"(?:صورة|صور) (?:أرشيفية|ارشيفية|تعبيرية|توضيحية|تذكارية|جوية|متداولة|وزعتها|نشرتها|نشرها|التقطت"
        r"|ملتقطة|مركبة|مقدمة|بالأقمار|من (?:الأرشيف|أرشيف|المصدر|الإنترنت|وسائل التواصل|مواقع التواصل))"
        r"|(?:لقطة|مشهد) (?:من|شاشة|أرشيفية|عام|جوي)|جانب من|أرشيفية$|(?:a |an )?(?:file|undated|handout"
        r"|archive|aerial|stock) "
        r"(?:photo|image|picture|photograph|view|handout)"
    )
)


_PHOTO = re.compile(r"\b(?:file|handout|courtesy|stock|archive) (?:photo|image|picture)\b|" + fold("صورة أرشيفية"))
_BRACKETED = re.compile(
    r"[(\[](?:[^()]{0,30}\b)?(?:graphics?|photos?|images?|illustration|"
    + fold("صورة|أرشيف|أرشيفية")
    + r")\b[^()]{0,20}[)\]]"
)
_SHOWS = re.compile(
    fold(r"(?:شعار|لوغو|لافتة|واجهة|مبنى|مقر|منظر|من (?:فيديو|مقطع|لقطات|الفيديو)) ")
    + r"|(?:the )?(?:logo|exterior|headquarters|facade|entrance) of \S|an? (?:view|logo|sign|photo) of \S"
)
_DURING = re.compile(fold(r"\b(?:خلال|أثناء) [^\s]+(?: [^\s]+)?$"))
_SUPPLIED = folded(
    "supplied|supplied photo|photo supplied|supplied image|handout|file photo|courtesy photo|stock photo|صورة أرشيفية",
    "صورة تعبيرية",
)


# Who sells images; a line that says no more credits one.
_POOLS = folded(
    "getty images|getty|afp via getty images|shutterstock|alamy|istock|unsplash|pexels|wikimedia commons|epa",
    "ap photo|reuters|غيتي|غيتي إيميجز|جيتي|جيتي إيميجز|شترستوك|شاترستوك|رويترز|أ ف ب|فرانس برس|الأناضول",
    "أسوشيتد برس|afp|ap",
)


def labelled_caption(line: Line) -> bool:
    """Whether a line says itself that it describes or credits an image: «image: …», «مصدر الصورة: …».

    >>> from .lines import line as line_of
    >>> labelled_caption(line_of("image: A hive fitted with sensors.")), labelled_caption(line_of("Image is all."))
    (True, False)
    """
    if "label" not in line.memo:
        marked = line.is_short and _CAPTION_MARK.search(line.text) is not None and len(line.words) <= 40
        line.memo["label"] = marked and _CAPTION_LABEL.match(line.bare) is not None
    found: bool = line.memo["label"]
    return found


def _is_above_two(line: Line, around: Sequence[Line]) -> bool:
    """Whether an image's credit and its caption follow, each with its label: then the line is its hidden text."""
    at = next((nth for nth, other in enumerate(around) if other is line), len(around))
    below = around[at + 1 : at + 3]
    return len(below) > 1 and all(map(labelled_caption, below))


_SAME = 0.6  # of the words of the shorter line


def is_said_by_caption(line: Line, around: Sequence[Line]) -> bool:
    """Whether a line that does not stop says what a caption beside it says that calls itself one: its hidden text."""
    labelled = [other for other in around if other is not line and labelled_caption(other)]
    said = {token for token in line.tokens if len(token) > 2} if labelled else set()
    if len(said) < 3 or line.ends_in_stop:
        return False
    return _is_above_two(line, around) or any(_says_the_same(said, other) for other in labelled)


def _says_the_same(said: set[str], other: Line) -> bool:
    again = {token for token in other.tokens if len(token) > 2}
    few = min(len(said), len(again))
    return few > 2 and len(said & again) >= _SAME * few


_CAPTION_MARK = re.compile(r":|،|(?:image|video|media) (?:caption|source),", re.IGNORECASE)
_EMBEDDED = re.compile(r"(?:https?://)?(?:pic\.twitter\.com|t\.co)/\S{1,40}|[—–-]{1,2} .{1,60} \(@\w{1,30}\).{0,30}")


def is_embedded(line: Line) -> bool:
    """Whether a line is what remains of an embedded post: the address of its image, or who sent it and when.

    >>> from .lines import line as line_of
    >>> is_embedded(line_of("— Harbor Wire (@harborwire) August 21, 2024")), is_embedded(line_of("pic.twitter.com/Zx8"))
    (True, True)
    """
    return len(line.text) <= 140 and _EMBEDDED.fullmatch(line.text) is not None


def caption(line: Line, *, near: bool) -> bool:
    """Whether a line describes or credits an image; ``near`` where images stand: between the title and the text.

    >>> from .lines import line as line_of
    >>> [caption(line_of(text), near=False) for text in ("مصدر الصورة: أرشيف", "ناقلة نفط قرب الميناء (رويترز)")]
    [True, True]
    >>> [caption(line_of(text), near=False) for text in ("وصلت الناقلة إلى الميناء. (رويترز)", "صورة من الداخل")]
    [False, False]
    """
    key = ("caption", near)
    if key not in line.memo:
        line.memo[key] = line.is_short and len(line.words) <= 60 and _is_caption(line, near=near)
    found: bool = line.memo[key]
    return found


def _is_caption(line: Line, *, near: bool) -> bool:
    if line.bare.endswith((" hide caption", " toggle caption")) or line.bare == "toggle caption":
        return True
    if line.bare in _POOLS or line.bare in _SUPPLIED or (_CAPTION_LABEL.match(line.bare) and len(line.words) <= 40):
        return True
    if _is_credited(line, near=near) or _is_archival(line) or _is_of_picture(line) or _is_credited_to(line):
        return True
    if _BEGINS.match(line.bare) and not line.is_sentence and len(line.words) <= 22:
        return near or len(line.words) >= 5 or _PICTURED.match(line.bare) is not None
    if len(line.words) <= 5 and _BRACKETED.fullmatch(line.folded):
        return True
    if _PHOTO.search(line.folded) and not line.ends and len(line.words) <= 25:
        return True
    if near and len(line.words) <= 10 and not line.ends and _SHOWS.match(line.bare):
        return True
    if near and len(line.words) <= 10 and not line.ends and _DURING.search(line.bare):
        return True
    return near and (_ends_in_credit(line) or _ends_in_names(line) or is_signed(line))


_ARCHIVAL = re.compile(
    r"(?:\s?[|–—(\[]|\s[-/ـ])\s?(?:"
    + fold(r"(?:صورة )?(?:أرشيفية|تعبيرية|توضيحية)|(?:صورة )?(?:من )?(?:ال)?أرشيف")
    + r"|file(?: photo| image| picture)?|archive(?: photo)?|stock (?:photo|image))\s?[)\]]?\.?$"
)


def _is_archival(line: Line) -> bool:
    """«مصنع الأسمدة - أرشيفية», «The old water works (File photo)»: few words, and that the image is not of the day."""
    return len(line.words) <= 25 and _ARCHIVAL.search(line.folded) is not None


_OF_PICTURE = re.compile(
    r"^\[\d{1,2}\s?/\s?\d{1,2}\]\s?\S"
    r"|\b(?:REUTERS|AFP|EPA|EPA-EFE|AP Photo|PA Wire)/[A-Z][\w-]+(?: [A-Z]|/|$)"
    r"|\b(?:[Pp]hoto(?:graph)?|[Pp]icture|[Ii]mage|[Ii]llustration)s?(?: credits?)?\s?: \S.{2,50}[^.!?]$"
    r"|\b[Ff]or (?:illustrat(?:ive|ion)|representation(?:al)?)(?: purposes?)?(?: only)?[.)\]]?$"
    r"|^(?:PA Media|PA Wire|Getty Images|AFP via Getty Images|Alamy|Shutterstock|EPA-EFE) \S+ \S+ \S+.{0,200}[^.!?]$"
    r"|^\S.{8,200} (?:Getty Images|Shutterstock|Alamy|iStock|غيتي إيميجز|شترستوك)$"
    r"|[a-z](?:REUTERS|Reuters|Getty Images|GETTY IMAGES|AFP|EPA|Alamy|Shutterstock|AP Photo)"
    r"(?:/\S.{0,40}|(?: via .{2,30})?)$"
    r"|[^\W\d_a-zA-Z]{3}(?:رويترز|فرانس برس|الأناضول|غيتي إيميجز|غيتي|أسوشيتد برس|أ ف ب|أ\.ف\.ب|شترستوك|Getty Images"
    r"|AFP|Reuters|REUTERS)$"
    r"|الصورة (?:للتوضيح|توضيحية|تعبيرية)(?: فقط)?[.)\]]?$"
)


def _is_of_picture(line: Line) -> bool:
    """A picture's place in a row, its photographer behind an agency or a label, its purpose; no sentence says so.

    >>> from .lines import line as line_of
    >>> [_is_of_picture(line_of(text)) for text in ("[1/2]A man walks by.", "A hive. Photograph: Ada Quill/PA")]
    [True, True]
    """
    return len(line.words) <= 50 and not line.says_more and _OF_PICTURE.search(line.text) is not None


_CREDIT_TO = re.compile(
    r"(?:^|[.!?؟\"”»)]\s|\s[-–—|]\s)(?:(?:photo |image |picture )?credits?|المصدر|تصوير|الصورة|صورة|عدسة|photograph)"
    r"\s?(?::|\.\.\.)\s?[^\s.][^.!?:]{1,50}$",
    re.IGNORECASE,
)
_GLUED_CREDIT = re.compile(r"\S(?:Photo |Image )?(?:Credit|Photograph|Photo|Image)s?(?:\.\.\.|…|:) ?[A-Z][^.!?]{2,70}$")
_BY_AGENCY = re.compile(r"[^.!?؟]\s?[(\[](?=[^()]*[^\W\d_])[\w .&«»-]{2,30}/\s?([^()\[\]/]{3,40})[)\]]$")


def _is_credited_to(line: Line) -> bool:
    """«A whale on a phone. Credit: Harbor Images», «ورشة في مدرسة (المرسى/كاترين عبد المسيح)»: no sentence ends so.

    >>> from .lines import line as line_of
    >>> _is_credited_to(line_of("A loom in a school (MEE/Katrine Abdel)")), _is_credited_to(line_of("Credit: 40%."))
    (True, False)
    """
    if len(line.words) > 45 or line.ends_in_stop:
        return False
    if _GLUED_CREDIT.search(line.text):
        return True
    if _CREDIT_TO.search(line.text) and len(line.words) >= 3:
        return True
    match = _BY_AGENCY.search(line.text)
    return match is not None and len(line.words) >= 5 and is_person(match[1].strip())


def is_signed(line: Line) -> bool:
    """«من جلسة المجلس أمس (حسام الديب).»: a few words and a name in brackets, as photographers are named."""
    match = _CREDIT.search(line.text) if line.ends_in_stop and 4 <= len(line.words) <= 16 else None
    return match is not None and is_given(match[1]) and is_person(match[1])


def _is_credited(line: Line, *, near: bool) -> bool:
    """«… (رويترز)», «… [File: Reuters]»; where text stands, only after words that end in no full stop."""
    match = _CREDIT.search(line.text)
    if match is None or len(line.words) > 40:
        return False
    before = line.text[: match.start()].rstrip(" \u00a0")
    if len(before.split()) < 3 or (before.endswith((".", "؟", "!", ":", "،")) and not near):
        return False
    return any(_is_image_credit(part) for part in re.split(r"[-–—:/,،|]", match[1]))


def _ends_in_names(line: Line) -> bool:
    """«… [Lina Obeid/Harbor Images]», «… (نادر عون / المرسى)»: a photographer and an agency, in brackets."""
    match = _CREDIT.search(line.text)
    if _TAKEN.search(line.text) and len(line.words) <= 40:
        return True
    return match is not None and "/" in match[1] and len(line.text[: match.start()].split()) >= 3


def _is_image_credit(part: str) -> bool:
    words = fold(part).strip(" .\"'«»")
    return words in _IMAGE_CREDITS or words.startswith(_IMAGE_WORDS)


_IMAGE_CREDITS = CREDITED - folded("x|إكس|تويتر|فيسبوك|facebook|معا|بنا|وفا|pa")
_IMAGE_WORDS = tuple(
    fold(word) for word in ("تصوير", "عدسة", "أرشيف", "صورة", "غيتي", "getty", "photo", "file", "via ")
)


def _ends_in_credit(line: Line) -> bool:
    """«… - رويترز», «… | Getty Images», «REUTERS/…»."""
    if line.ends_in_stop or len(line.words) > 40:
        return False
    if re.search(r"\b(?:REUTERS|AFP|AP|EPA)/\w", line.text):
        return True
    head, *rest = re.split(r"\s[-–—|/]\s|[|/©]|\s[-–—]", line.text)
    return len(head.split()) >= 3 and any(_is_image_credit(part) for part in rest)
