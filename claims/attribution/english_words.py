"""The English words by which attribution is known. Data, not rules; all in small letters."""

from __future__ import annotations

from .found import Kind, spread


def _set(*rows: str) -> frozenset[str]:
    return frozenset(word for row in rows for word in row.split())


# Sorts: ``say`` needs no "that"; ``that`` says something only with "that" after it; ``show`` is what papers and data
# do; ``tell`` has a listener; ``deny`` says no; ``refuse`` needs "comment"; ``quote`` passes on; ``describe`` has "as".
_VERBS = {
    "say": "say:say,says,said state:stated argue:argue,argues,argued insist:insist,insists,insisted "
    "write:wrote,writes add:added,adds claim:claimed,claims,claim allege:alleged,alleges warn:warn,warns,warned "
    "believe:believe,believes,believed explain:explained,explains complain:complained tweet:tweeted "
    "predict:predicted,predicts acknowledge:acknowledged,acknowledges "
    "concede:conceded,concedes admit:admitted,admits "
    "testify:testified contend:contends,contended,contend quip:quipped think:think,thinks,thought "
    "assert:asserted,asserts,assert maintain:maintained,maintains "
    "confess:confessed joke:joked boast:boasted lament:lamented counter:countered vow:vowed remark:remarked "
    "reiterate:reiterated pledge:pledged reply:replied,replies",
    "that": "announce:announced,announces report:reported,report,reports note:noted,notes confirm:confirmed,confirms "
    "reveal:revealed,reveals disclose:disclosed,discloses estimate:estimated,estimates,estimate "
    "expect:expect,expects,expected suggest:suggested,suggests,suggest declare:declared,declares,declare "
    "emphasize:emphasized,emphasised,stressed,stresses conclude:concluded,concludes,conclude post:posted "
    "forecast:forecast,forecasts agree:agreed hint:hinted caution:cautioned,cautions recall:recalled imply:implied "
    "observe:observed,observes speculate:speculated,speculate fear:fear,fears,feared hold:held find:found,finds,find "
    "signal:signaled,signalled,signals rule:ruled indicate:indicated,indicates,indicate discover:discovered",
    "show": "show:show,shows,showed,shown prove:prove,proves,proved demonstrate:demonstrated,demonstrates",
    "tell": "tell:told,tell,tells inform:informed",
    "deny": "deny:denied,denies,deny,denying",
    "reject": "reject:rejected,rejects,rejecting dismiss:dismissed,dismisses",
    "refuse": "decline:declined,declines refuse:refused,refuses respond:respond,responded comment:comment,commented",
    "quote": "quote:quoted,quotes,quoting cite:cited,cites",
    "accuse": "accuse:accused,accuses blame:blamed,blames",
    "describe": "describe:described,describes call:called,calls",
}
VERBS: dict[str, tuple[str, str]] = {
    form: (pair.split(":")[0], sort)
    for sort, row in _VERBS.items()
    for pair in row.split()
    for form in pair.split(":")[1].split(",")
}
# Things do these too, so that an unknown noun before them is no source.
THINGS_TOO = _set(
    "confirm reveal suggest indicate find show prove demonstrate mean hold imply",
    "conclude discover predict explain report",
    "hint forecast note emphasize state signal",
)
_NOUNS: tuple[tuple[Kind, str], ...] = (
    (
        "named_org",
        "company ministry government university bank agency organisation organization "
        "authority authorities council army "
        "police court parliament party committee union association institute firm "
        "carmaker airline maker manufacturer "
        "department office commission regulator regulators group board bureau administration military navy hospital "
        "embassy federation fund charity startup developer chipmaker retailer lender operator club school congress "
        "senate house kremlin pentagon cabinet watchdog corporation inc corp ltd network foundation center centre "
        "spokesperson spokesman spokeswoman prosecutors prosecution defence defense city "
        "state college museum laboratory",
    ),
    (
        "named_person",
        "president minister director chief executive ceo founder chairman chairwoman "
        "chair governor mayor senator judge "
        "general secretary professor author economist lawyer attorney coach manager head "
        "leader owner king queen prince "
        "commander ambassador envoy researcher scientist engineer doctor mr mrs ms dr prof analyst investor reporter "
        "correspondent billionaire officer adviser advisor chancellor pope archbishop candidate lawmaker congressman "
        "captain colonel lieutenant activist historian writer editor player actor singer "
        "father mother brother sister speaker",
    ),
    (
        "anonymous_group",
        "analysts experts critics researchers scientists economists observers investors "
        "historians doctors lawyers some "
        "many others people campaigners activists supporters opponents residents locals users developers traders "
        "academics engineers lawmakers politicians commentators families survivors neighbours neighbors employees "
        "workers students parents executives rivals skeptics sceptics advocates insiders fans players voters most",
    ),
    (
        "anonymous_source",
        "source sources official officials witness witnesses insider person diplomat diplomats employee staffer aide "
        "aides whistleblower eyewitnesses",
    ),
    ("unnamed_media", "media reports outlets newspapers press rumors rumours leaks"),
    (
        "named_media",
        "newspaper magazine broadcaster times post journal herald tribune guardian "
        "gazette daily radio tv television news "
        "website weekly telegraph chronicle observer newswire outlet channel",
    ),
    (
        "document",
        "study report paper survey statement document documents memo letter filing "
        "filings research investigation review "
        "analysis audit poll article book tests papers studies records transcript indictment complaint lawsuit email "
        "emails post findings census testimony inquiry enquiry probe verdict ruling",
    ),
    ("impersonal", "data figures estimates forecasts statistics evidence results numbers projections indicators"),
)
NOUNS = spread(*_NOUNS)
THINGS = _set(
    "plan law rules schedule size need needs number weight age law laws agreement",
    "contract terms principle principles type",
    "order custom tradition standards guidelines instructions regulations",
    "requirements demand taste preference budget",
    "experiment experience history win victory loss failure success clock sign event",
    "crisis move decision price prices",
    "market markets share shares season region colour color criteria area wishes",
    "ability abilities formula rank seniority",
    "circumstances conditions usual plans merit their its your our how what whether",
    "when where which height time income",
)
BORDERS = _set(
    "that what but while because although though as when where if after before since so",
    "yet however then or whereas which and",
    'also meanwhile whether than unless until , ; : " - – — ( ) • ! ?',
)
DROPPED = _set(
    "has have had is was were been be also later then now already previously",
    "repeatedly publicly recently earlier reportedly",
    "did do does not never will would could can cannot can't may might still again further once even just only first",
    "didn't don't doesn't hasn't haven't hadn't won't wouldn't couldn't neither nor",
)
NEGATIONS = _set(
    "not never didn't don't doesn't hasn't haven't hadn't won't wouldn't couldn't cannot can't neither nor no nobody"
)
# What may stand first in a clause before its subject, with a time or a place.
LEADING = _set(
    "on in at during last this earlier later yesterday today monday tuesday",
    "wednesday thursday friday saturday sunday week",
    "month year january february march april may june july august september october",
    "november december meanwhile however",
    "still now then instead moreover similarly separately indeed for",
)
STATE = _set("reportedly allegedly purportedly supposedly")
THOUGHT = _set("believed thought expected said reported rumored rumoured alleged estimated understood feared claimed")
BE = _set("is are was were being be been it's")
HARMLESS = _set("widely generally commonly also now still long")
NO_LISTENER = _set(
    "reporters lawmakers parliament investors congress the a an his her their its him them us me you it court police"
)
AFTER_NOUN = _set("of at in for from with who familiar close on by published near told that to")
# Nouns too: a verb only with a subject of its own.
NOUNLIKE = _set(
    "claims claim reports report estimates estimate notes fears fear forecasts forecast states shows finds calls"
)
GOING_ON = _set("adding saying noting stating warning stressing claiming arguing insisting explaining")
