"""What is irregular in English: verbs, nouns and adjectives, as tables of facts.

One entry is the base form and what differs from the rules of `morphology`. An author adds to it in
the `lexicon` of a world.
"""

from __future__ import annotations

_VERBS = """
abide abided; arise arose arisen; awake awoke awoken; be was been; bear bore borne;
beat beat beaten; become became become; befall befell befallen; beget begot begotten;
begin began begun; behold beheld; bend bent; bereave bereaved; beseech besought; beset beset;
bestride bestrode bestridden; bet bet; betake betook betaken; bid bid; bide bided; bind bound;
bite bit bitten; bleed bled; blow blew blown; break broke broken; breed bred; bring brought;
broadcast broadcast; browbeat browbeat browbeaten; build built; burn burned; burst burst;
bust busted; buy bought; cast cast; catch caught; chide chid; choose chose chosen;
cleave cleft; cling clung; come came come; cost cost; creep crept; cut cut; deal dealt;
dig dug; dive dived; do did done; draw drew drawn; dream dreamed; drink drank drunk;
drive drove driven; dwell dwelt; eat ate eaten; fall fell fallen; feed fed; feel felt;
fight fought; find found; flee fled; fling flung; floodlight floodlit; fly flew flown;
forbear forbore forborne; forbid forbade forbidden; forecast forecast;
forego forewent foregone; foresee foresaw foreseen; foretell foretold;
forget forgot forgotten; forgive forgave forgiven; forgo forwent forgone;
forsake forsook forsaken; forswear forswore forsworn; freeze froze frozen; get got;
give gave given; go went gone; grind ground; grow grew grown; hamstring hamstrung; hang hung;
have had; hear heard; heave heaved; hew hewed hewn; hide hid hidden; hit hit; hold held;
hurt hurt; inlay inlaid; input input; keep kept;  kneel knelt; knit knitted;
know knew known; lade laded laden; lay laid; lead led; lean leaned; leap leapt;
learn learned; leave left; lend lent; let let; lie lay lain; light lit; lose lost; make made;
mean meant; meet met; melt melted; mow mowed mown; partake partook partaken; pay paid;
plead pleaded; prove proved; put put; quit quit; read read; rend rent; rid rid;
ride rode ridden; ring rang rung; rise rose risen; rive rived riven; run ran run;
saw sawed sawn; say said; see saw seen; seek sought; sell sold; send sent; set set;
sew sewed sewn; shake shook shaken; shave shaved; shear sheared shorn; shed shed;
shine shone; shit shat; shoe shod; shoot shot; show showed shown; shred shredded;
shrink shrank shrunk; shrive shrove shriven; shut shut; sing sang sung; sink sank sunk;
sit sat; slay slew slain; sleep slept; slide slid; sling slung; slink slunk; slit slit;
smell smelled; smite smote smitten; sow sowed sown; speak spoke spoken; speed sped;
spell spelled; spend spent; spill spilled; spin spun; spit spat; split split; spoil spoiled;
spread spread; spring sprang sprung; stand stood; stave staved; steal stole stolen;
stick stuck; sting stung; stink stank stunk; strew strewed strewn; stride strode stridden;
strike struck; string strung; strive strove striven; swear swore sworn; sweat sweated;
sweep swept; swell swelled swollen; swim swam swum; swing swung; take took taken;
teach taught; tear tore torn; tell told; think thought; thrive thrived; throw threw thrown;
thrust thrust; tread trod trodden; understand understood; upset upset; wake woke woken;
waylay waylaid; wear wore worn; weave wove woven; wed wed; weep wept; wet wet; win won;
wind wound; withdraw withdrew withdrawn; withhold withheld; withstand withstood;
wring wrung; write wrote written
"""

_PREFIXED = """
backslide bespeak bestrew betake forerun gainsay hoodwink intercut interweave misbecome misdeal
misgive mishear mislay mislead misread misspeak misspend mistake misunderstand outbid outdo outeat
outfight outgrow outride outrun outsell outshine outshoot outspend outswim outthink outwear
overbear overcast overcome overdo overdraw overeat overfeed overfly overhang overhear overlay
overlie overpay override overrun oversee oversell overshoot oversleep overtake overthrow
overwrite partake proofread rebind rebuild recast redo redraw regrow rehang remake rend repay
reread rerun resell resend reset retake retell rethink rewind rewrite sublet unbend unbind undercut
undergo underlie underpay undersell undertake underwrite undo unmake unsay unwind uphold
"""

_NOUNS = """
addendum addenda; alumna alumnae; alumnus alumni; analysis analyses; antenna antennae;
antithesis antitheses; automaton automata; axis axes; bacterium bacteria; basis bases;
beau beaux; brother brothers; bureau bureaux; cactus cacti; calf calves; cargo cargoes;
chateau chateaux; cherub cherubim; child children; colloquium colloquia; corpus corpora;
crisis crises; criterion criteria; curriculum curricula; datum data; diagnosis diagnoses;
die dice; domino dominoes; dormouse dormice; dwarf dwarves; echo echoes; elf elves;
ellipsis ellipses; embargo embargoes; emphasis emphases; erratum errata; fireman firemen;
foot feet; formula formulae; fungus fungi; gateau gateaux; genus genera; goose geese;
grandchild grandchildren; half halves; hero heroes; hoof hooves; hypothesis hypotheses;
knife knives; larva larvae; leaf leaves; life lives; loaf loaves; locus loci; louse lice;
man men; mango mangoes; matrix matrices; medium media; memorandum memoranda;
metamorphosis metamorphoses; midwife midwives; millennium millennia; mosquito mosquitoes;
motto mottoes; mouse mice; nebula nebulae; neurosis neuroses; no noes;
nucleus nuclei; oasis oases; opus opera; ovum ova; ox oxen; parenthesis parentheses;
passer-by passers-by; penny pence; penknife penknives; person people; phenomenon phenomena;
plateau plateaux; potato potatoes; prognosis prognoses; quantum quanta; quiz quizzes;
radius radii; runner-up runners-up; scarf scarves; self selves; seraph seraphim;
sheaf sheaves; shelf shelves; spectrum spectra; staff staffs; stimulus stimuli;
stratum strata; syllabus syllabuses; synopsis synopses; synthesis syntheses;
tableau tableaux; thesis theses; thief thieves; tomato tomatoes; tooth teeth;
tornado tornadoes; torpedo torpedoes; trousseau trousseaux; vertebra vertebrae;
vertex vertices; veto vetoes; volcano volcanoes; vortex vortices; wharf wharves; wife wives;
wolf wolves; woman women; yourself yourselves; hanger-on hangers-on; lay-by lay-bys;
hotel hotels; axe axes; bus buses; gas gases; lens lenses; iris irises; bias biases
"""

_SAME = """
aircraft barracks bison cannon cattle chassis cod corps counsel craft crossroads deer dice elk
fish gallows grouse haddock headquarters herring jeans mackerel means moose offspring pliers plaice
police pyjamas quail rendezvous salmon scissors series sheep shrimp species spectacles squid swine
trousers trout tuna waterfowl whereabouts works clothes people folk
"""

_COUNTLESS = """
advice air anger blood bread butter coal courage dirt dust evidence fear flour fun furniture gold
grass grief hair happiness help ice information ink iron kindness knowledge love luck luggage
meat milk money mud music news oil patience peace rain rice salt sand silver smoke snow
steam sugar thunder time tobacco traffic varnish water weather wheat wine wood wool work
"""

_ADJECTIVES = """
bad worse worst; far further furthest; good better best; ill worse worst; little less least;
many more most; much more most; well better best; wry wryer wryest; shy shyer shyest; sly slyer
slyest; dry drier driest; fun more_fun most_fun; like more_like most_like;
real more_real most_real; right more_right most_right; wrong more_wrong most_wrong;
"""


_PREFIXES = "back be fore gain inter mis out over proof par re sub under un up".split()


def _rows(table: str) -> list[list[str]]:
    return [words for entry in table.split(";") if (words := entry.replace("\n", " ").split())]


VERBS: dict[str, tuple[str, str]] = {row[0]: (row[1], row[-1]) for row in _rows(_VERBS)}
LIE_TO = "lie to"
"""To say what is not so; `lie` alone is what one does on a bed."""
"""Base form: past and past participle."""


def _prefixed(verb: str) -> tuple[str, str] | None:
    """The forms of a verb that has those of its end: `retell`, as `tell`."""
    prefix = next((p for p in _PREFIXES if verb.startswith(p) and verb[len(p) :] in VERBS), None)
    if prefix is None:
        return None
    at = len(prefix)
    past, participle = VERBS[verb[at:]]
    return verb[:at] + past, verb[:at] + participle


for _verb in _PREFIXED.split():
    _forms = _prefixed(_verb)
    if _forms is not None:
        VERBS.setdefault(_verb, _forms)

NOUNS: dict[str, str] = {row[0]: row[1] for row in _rows(_NOUNS)} | {
    noun: noun for noun in (_SAME + _COUNTLESS).split()
}
"""Singular: plural."""

PLURALS = frozenset(NOUNS.values()) - set(_COUNTLESS.split())
"""Irregular plural forms (and nouns that have one form for both)."""

ADJECTIVES: dict[str, tuple[str, str]] = {
    row[0]: (row[1].replace("_", " "), row[2].replace("_", " ")) for row in _rows(_ADJECTIVES)
}
"""Adjective: comparative and superlative."""

PARTICIPLES = frozenset(participle for _, participle in VERBS.values())
"""Irregular past participles."""


def is_participle(word: str) -> bool:
    """Whether a word can follow `have`: `been`, `gone`, `waited`; not `red`."""
    return word in PARTICIPLES or (word.endswith("ed") and len(word) > 3)
