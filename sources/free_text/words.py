"""The closed word lists of the reader, and the patterns made of them.

A word that is not here is not understood, and what is not understood is not read. How words
stand together is the business of the modules beside this one.
"""

import re
from types import MappingProxyType

NUMBERS = MappingProxyType(
    {
        word: number
        for number, word in enumerate(
            "one two three four five six seven eight nine ten eleven twelve".split(),  # noqa: SIM905 - read as words
            start=1,
        )
    }
)
NUMBER = rf"(?:\d{{1,2}}|{'|'.join(NUMBERS)})"

MANY = r"children|childern|chidlren|chlidren|chldren|childen|childrens|kids|kiddies|bairns"
MANY_OF_A_SEX = r"sons|daughters|dtrs|daughers|boys|girls|babies|twins|triplets|toddlers|teenagers"
ONE = (
    r"child|kid|son|daughter|dtr|dau|daugher|daughtr|duaghter|dughter|boy|girl|baby|toddler"
    r"|infant|newborn|bairn"
)
CHILD = rf"(?:{MANY}|{MANY_OF_A_SEX}|{ONE})"
HOW_MANY_AT_ONCE = MappingProxyType({"twins": 2, "triplets": 3})

NOT_LIVING = r"late|deceased|stillborn|dead"
NOT_BORN = r"unborn|expected"
GROWN = r"adult|grown|grown-up|grownup"
ADJECTIVE = (
    r"younger|youngest|young|elder|eldest|older|oldest|little|small|teenage|teen|dependent"
    r"|dependant|biological|birth|primary|pre-?school|school|age|aged|school-?aged?|other|only"
    r"|middle|first|second|third|last|twin|adopted|surviving|living|beautiful|lovely|new|newborn"
    r"|baby|identical|disabled|autistic|minor|infant|own|more|further|"
    rf"{NOT_LIVING}|{NOT_BORN}|{GROWN}"
)

PARTNER_MAN, PARTNER_WOMAN = r"husband|boyfriend", r"wife|girlfriend"
PARTNER = rf"{PARTNER_MAN}|{PARTNER_WOMAN}|partner|spouse|fianc[eé]e?"
KIN = (
    r"sisters?|brothers?|siblings?|sibs|nieces?|nephews?|cousins?|aunt(?:y|ie|s)?|uncles?"
    r"|grand\w+|gran|granny|nan|nanny|nana|mothers?|mums?|moms?|mam|fathers?|dads?|parents?"
    r"|step\w*|foster|god\w+|in-laws?|relatives?|famil(?:y|ies)"
)
OTHERS = (
    rf"{KIN}|{PARTNER}|ex|ex-?(?:{PARTNER})|friends?|neighbours?|flatmates?|housemates?|landlord"
    r"|landlady|colleagues?|lodgers?|carers?|tenants?|couple|woman|man|lady|people|someone"
    r"|patients?\s+mother|employer|boss"
)

# All that may stand between the beginning of a clause and the patient's own children.
BEFORE_OWN = frozenset(
    """
    she he pt patient client su service user i the a an this lady gentleman yo year old
    has have had got having with of to and that also currently now still only just who is
    lives living resides live home at in
    states stated reports reported says said told tells confirms confirmed discloses disclosed
    single lone married divorced separated widowed cohabiting unemployed working employed
    mother mum father dad parent carer for to cares caring looks after
    her his their my all both total altogether family children kids child
    proud full time main sole primary previously recently gave birth
    """.split()  # noqa: SIM905 - read as words
)
"""Words that leave it to the patient whose children they are."""
NEVER_JUST_BEFORE = frozenset(
    "is was as like am are be been being each other in at home who only".split()  # noqa: SIM905
)

# A child word that is the first half of another.
COMPOUND = re.compile(
    r"(?:'s?\b|s'|[ -]?(?:friend|sitter|sitting|shower|minders?|minding|care\b|hood|protection"
    r"|abuse|benefit|services?|psych\w*|support|plan|health|wards?|homes?|cent(?:re|er)s?"
    r"|maintenance|in[ -]laws?|social|tax|bearing|birth|daycare|clinics?|groups?|clubs?|books?"
    r"|parties|toys?|act|seat|blues|shop|charity|in need|s'))",
    re.IGNORECASE,
)
OTHER_KIND_OF_CHILD = re.compile(
    r"(?:step|grand|great|god|foster|fostered|inner|surrogate|fur|imaginary|problem|love|wild"
    r"|lost|no|any|few|brain)[ -]*$",
    re.IGNORECASE,
)

DOUBT = re.compile(
    r"\?|\b(?:unsure|unclear|not\s+(?:known|sure|clear|recorded|stated|asked|disclosed|discussed)"
    r"|unknown|possibl[ye]|maybe|may|might|whether|if|believes?|believed|thought|thinks|alleged\w*"
    r"|delusion\w*|voices?|imagin\w*|dream\w*|claims?|claimed|convinced|pretend\w*|hallucinat\w*"
    r"|nightmares?|flashbacks?|would|could|should|query|presumed|apparently)\b",
    re.IGNORECASE,
)
WISHED = re.compile(
    r"\b(?:want(?:s|ed|ing)?|wish\w*|hop(?:es?|ed|ing)|plan(?:s|ned|ning)?|try(?:ing)?|tried"
    r"|unable|cannot|can't|infertil\w*|ivf|adopt|foster|desires?|like|love|longs?|keen|ready"
    r"|regrets?|decided|chose|future)\b",
    re.IGNORECASE,
)
LOSS = re.compile(
    r"\b(?:died|dies|dead|deceased|death|passed\s+away|stillb\w+|killed|rip|bereave\w*|murdered"
    r"|miscarr\w*|terminat\w*|abort\w*|cot\s+death|suicide|buried|funeral|neonatal\s+death)\b",
    re.IGNORECASE,
)
PREGNANT = re.compile(
    r"\b(?:pregnan\w*|expecting|unborn|gestation|edd|due\s+(?:in|on|next|to|date)|antenatal"
    r"|trimester)\b",
    re.IGNORECASE,
)
PETS = re.compile(
    r"\b(?:dogs?|cats?|pup(?:py|pies|s)?|kittens?|pets?|rabbits?|hamsters?|horses?|budgies?"
    r"|parrots?|staffies?|terriers?|labradors?)\b",
    re.IGNORECASE,
)
ADOPTED_AWAY = re.compile(
    r"\b(?:adopted|adoption|relinquished|given\s+up|gave\s+up)\b", re.IGNORECASE
)

# Capitalised, and still nobody's child; and what is no name in a text without capitals.
NOT_NAMES = frozenset(
    """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    dr mr mrs ms miss mx prof sister nurse sw hv cpn cco gp la cp cin lac pr sgo camhs mash cafcass
    amhp idva cmht crisis team social worker services support health visitor school nursery college
    primary academy hospital ward court police council probation home house road street lane close
    mum dad mother father mam nan nana gran grandma grandad auntie aunt uncle brother partner
    husband wife boyfriend girlfriend friend neighbour niece nephew cousin ex step stepson
    stepdaughter foster carer carers parents parent family relatives grandparents
    pt patient client su she he they her his their him them we it
    children child kids kid son sons daughter daughters dtr dau boy boys girl girls baby babies
    toddler twins twin infant newborn bairn triplets teenager teenagers
    lives live living resides stays has have had having no nil none not never denies denied also all
    both and or but with in at to of by on off from for about since until when where who whom whose
    aged age old year years yr yrs yo month months mth mths week weeks wk wks day days under over
    the a an this that these those there here now currently previously still only just one two three
    four five six seven eight nine ten eleven twelve eldest youngest younger older elder middle
    oldest first second third last born dob date called named name names is are was were be been
    being does do did goes go gets sees see visits attends attending contact weekend weekends
    alternate adult adults single married divorced separated unemployed pregnant expecting removed
    taken adopted placed care custody residency order plan dog cat dogs cats rabbit
    shares share sharing near nearly almost approx approximately about around turned turning
    works working worked well unwell autistic autism adhd asd each other others another more
    ward room bed flat section stage level band tier type grade page phase session number class
    appendix item part line bus ext tel
    well-known unknown known details see above below seen x re via per every week fortnight
    """.split()  # noqa: SIM905 - read as words
)
PLACES_OF = re.compile(
    r"^[ -](?:school|primary|academy|nursery|road|street|lane|avenue|close|house|hospital|ward"
    r"|centre|court|team|college|clinic|park|unit|hall|church)\b",
    re.IGNORECASE,
)
NOT_AFTER_NAME = re.compile(
    rf"^\s*(?:'|[(,:-]\s*(?:(?:her|his|their|the|my|a)\s+)?(?:{OTHERS}|sw|hv|cpn|gp|social|health"
    r"|teacher|solicitor|care)\b)",
    re.IGNORECASE,
)
