"""Acts: who agrees, who sees, what is against what, how long it takes; bonds; the outline."""

from __future__ import annotations

import pytest

from tests.lang.author import act, cond, effects, findings, term, watches, world
from vervain.lang.fading import Fading, Wears
from vervain.lang.world import Minutes, Until

THERE = "(place(seer) == place(who) & place(seer) != unknown)"


def quench(*lines: str, word: str = "action", roles: str = "(who: person)") -> str:
    body = "".join(f"\n  {line}" for line in lines)
    return f"{word} {roles} quenches the lamp\n  then the lamp is not lit{body}\n"


def test_roles_of_the_heading_differ_where_they_could_be_the_same() -> None:
    made = act("""
        action (one: person) gives (what: thing) to (two: skipper) at (there: place)
          when one is at (here: place)
          then two has what
    """)
    assert cond(made.condition) == "(place(one) == here & one != two)"
    assert [p.name for p in made.params] == ["one", "what", "two", "there", "here"]
    assert effects(made.effects) == "place(what) := two"


def test_who_agrees() -> None:
    assert [term(t) for t in act(quench()).agreed] == ["who"]
    assert [term(t) for t in act(quench("agreed by Bess, who")).agreed] == ["<Bess>", "who"]
    assert [term(t) for t in act(quench("agreed by Bess and who")).agreed] == ["<Bess>", "who"]
    assert act(quench(word="happening")).agreed == ()


def test_whose_act_it_is_must_be_plain() -> None:
    (found,) = findings(quench("agreed by the quencher"))
    assert found.code == "V427"


def test_who_sees_by_default() -> None:
    assert watches(act(quench()).seen) == [f"[seer: person] ({THERE} | seer == who)"]
    assert watches(act(quench("agreed by Bess")).seen) == [
        "[seer: person] ((place(seer) == place(<Bess>) & place(seer) != unknown) | seer == <Bess>)"
    ]
    assert watches(act(quench(word="happening")).seen) == [f"[seer: person] {THERE}"]
    assert watches(act(quench(word="happening", roles="(p: place)")).seen) == [
        "[seer: person] place(seer) == p"
    ]
    assert act(quench(word="happening", roles="nobody")).seen == ()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("nobody", []),
        ("who", ["[seer: person] seer == who"]),
        ("who, Bess", ["[seer: person] seer == who", "[seer: person] seer == <Bess>"]),
        ("who and Bess", ["[seer: person] seer == who", "[seer: person] seer == <Bess>"]),
        ("everyone", ["[seer: person] always"]),
        ("everyone there", [f"[seer: person] {THERE}"]),
        ("everyone at the lamp room", ["[seer: person] place(seer) == <the lamp room>"]),
        (
            "everyone but who and Bess",
            ["[seer: person] (seer != who & seer != <Bess>)"],
        ),
        (
            "everyone there but who, Tom",
            [f"[seer: person] {THERE[:-1]} & seer != who)", "[seer: person] seer == <Tom>"],
        ),
        (
            "everyone (s: skipper) where s is asleep and s is not who",
            ["[s: skipper] (asleep(s) == yes & s != who)"],
        ),
        ("everyone (s: skipper)", ["[s: skipper] always"]),
        (
            "everyone (s: skipper) where s loves who but Tom",
            ["[s: skipper] (loves(s, who) == yes & s != <Tom>)"],
        ),
    ],
)
def test_who_sees(said: str, meant: list[str]) -> None:
    assert watches(act(quench(f"seen by {said}")).seen) == meant


def test_in_a_world_without_places_everyone_is_there() -> None:
    made = act(
        """
        world Nowhere
        person Ida
        fact the lamp is lit: yes or no
        """
        + "\n"
        + quench().replace("\n", "\n        ").join(["        ", ""]),
        base="",
    )
    assert watches(made.seen) == ["[seer: person] (always | seer == who)"]


def test_glimpses() -> None:
    made = act(quench("glimpsed by everyone at the quay, Tom: the lamp is not lit"))
    assert [watches((g.watch,))[0] for g in made.glimpsed] == [
        "[seer: person] place(seer) == <the quay>",
        "[seer: person] seer == <Tom>",
    ]
    assert effects(made.glimpsed[0].effects) == "lamp_lit() := no"


def test_a_glimpse_with_colons_on_both_sides() -> None:
    made = act(
        quench(
            "glimpsed by everyone (s: skipper) where for some (p: person): p loves s: "
            "if the lamp is lit: the lamp is not lit"
        )
    )
    assert watches((made.glimpsed[0].watch,)) == ["[s: skipper] some[p: person] loves(p, s) == yes"]
    assert effects(made.glimpsed[0].effects) == "if lamp_lit() == yes {lamp_lit() := no}"


def test_sight_is_a_condition_of_every_watch() -> None:
    sight = "sight of (x: person)\n  when x is not asleep\n"
    made = world(sight + quench("seen by everyone", "glimpsed by Tom: the lamp is not lit"))
    last = made.actions[-1]
    assert watches(last.seen) == ["[seer: person] asleep(seer) == no"]
    assert watches((last.glimpsed[0].watch,)) == [
        "[seer: person] (seer == <Tom> & asleep(seer) == no)"
    ]
    assert made.sight is not None
    assert cond(made.sight.cond) == "asleep(seer) == no"


def test_values_are_counted_where_the_act_happens() -> None:
    made = world(quench("against honesty", "for the common good by Bess"))
    assert effects(made.actions[-1].effects) == (
        "lamp_lit() := no; "
        "breaches_of_honesty(who) := (breaches_of_honesty(who) + 1); "
        "service_of_the_common_good(<Bess>) := (service_of_the_common_good(<Bess>) + 1)"
    )
    hidden = [f.name for f in made.fluents if f.hidden]
    assert hidden == ["breaches_of_honesty", "service_of_the_common_good"]


def test_an_act_against_several_values_is_counted_for_each() -> None:
    made = world(quench("against honesty, the peace"))
    assert effects(made.actions[-1].effects) == (
        "lamp_lit() := no; "
        "breaches_of_honesty(who) := (breaches_of_honesty(who) + 1); "
        "breaches_of_the_peace(who) := (breaches_of_the_peace(who) + 1)"
    )


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("takes 20 minutes", Minutes(20)),
        ("takes 1 minute", Minutes(1)),
        ("takes 2 hours", Minutes(120)),
        ("takes 3 days", Minutes(4320)),
        ("takes 10 years", Minutes(10 * 365 * 1440)),
        ("takes until 05:40", Until(340)),
    ],
)
def test_how_long_it_takes(said: str, meant: Minutes | Until) -> None:
    assert act(quench(said)).duration == meant
    assert act(quench()).duration == Minutes(5)


def test_chance() -> None:
    assert act(quench("by chance 1 in 3", word="happening")).chance == (1, 3)
    assert act(quench()).chance is None


def test_a_reaction() -> None:
    made = world("""
        reaction (one: person) misses (other: person)
          when one believes other is at (here: place)
           and one is at here
           and other is not at here
          then one does not know where other is
          say {one} {wonder} where {other} {be}
    """)
    (reaction,) = made.reactions
    assert reaction.name == "misses"
    assert cond(reaction.condition) == (
        "(one.place(other) == here & place(one) == here & place(other) != here & one != other)"
    )
    assert effects(reaction.effects) == "one.place(other) := unknown"
    assert len(reaction.frames) == 1


def test_acts_whose_short_names_are_alike_have_names_of_their_own() -> None:
    made = world("""
        action (who: person) goes to (there: place)
          then who is at there

        action (who: person) goes from (there: place)
          then who does not know the quencher
    """)
    assert [a.name for a in made.actions] == ["goes", "goes_from"]


# ---------------------------------------------------------------- bonds

LIE = """
action (one: person) lies to (other: skipper) about (what: thing)
  then one is asleep

bond regard of (one: person) in (two: person): -10..10, usually 1
  {line}
"""


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        (
            "falls by 4 when two lies to one about something",
            "regard(other, one) := (regard(other, one) - 4)",
        ),
        (
            "rises by 2 when two lies to Tom about the oil",
            "if (other == <Tom> & what == <the oil>) {every[one': person] "
            "{if one' != one {regard(one', one) := (regard(one', one) + 2)}}}",
        ),
        (
            "rises by regard of two in one when one lies to two about something",
            "regard(one, other) := (regard(one, other) + regard(other, one))",
        ),
    ],
)
def test_bonds_are_moved_by_acts(line: str, meant: str) -> None:
    made = world(LIE.replace("{line}", line))
    assert effects(made.actions[-1].effects) == f"asleep(one) := yes; {meant}"
    (regard,) = (f for f in made.fluents if f.name == "regard")
    assert (regard.low, regard.high, regard.default) == (-10, 10, 1)


@pytest.mark.parametrize(
    ("line", "by", "minutes"),
    [
        ("fades by 1 every 7 days", 1, 7 * 24 * 60),
        ("fades by 0.5 every month", 0.5, 30 * 24 * 60),
        ("fades by 20 every 90 minutes", 20, 90),
    ],
)
def test_bonds_fade_with_time(line: str, by: float, minutes: int) -> None:
    made = world(LIE.replace("{line}", line))
    (regard,) = (f for f in made.fluents if f.name == "regard")
    assert regard.fades == Fading(by, minutes)
    acts = [a for a in made.actions if isinstance(a.by_itself, Wears)]
    steps = [a.by_itself.steps for a in acts if isinstance(a.by_itself, Wears)]
    assert steps == [1 << n for n in range(len(steps))]
    assert sum(steps) * by >= 11, "from -10 to 1, which is usual"
    assert all(not a.agreed and a.duration == Minutes(0) for a in acts)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (": 0..9\n  fades by 1", "does not say how much it fades"),
        (": 0..9\n  fades by nothing every 7 days", "does not say how much it fades"),
        (": 0..9\n  fades by 0 every 7 days", "does not say how much it fades"),
        (": 0..9\n  fades by 1 every 0 days", "does not say how much it fades"),
        (": 0..9\n  fades by 1 every blue moon", "does not say how much it fades"),
        (": 0..9\n  fades by 1 every day\n  fades by 2 every day", "said twice"),
        (": yes or no\n  fades by 1 every day", "only a number fades"),
    ],
)
def test_a_bond_that_does_not_say_how_it_fades(lines: str, why: str) -> None:
    (found,) = findings(f"\nbond regard of (one: person) in (two: person){lines}\n")
    assert found.code == "V445"
    assert why in found.message


# ---------------------------------------------------------------- the outline


def test_stages() -> None:
    made = world(
        quench()
        + """
outline
  the dark: until the lamp is not lit
  the deed: until Bess quenches the lamp
  any deed: until someone quenches the lamp
"""
    )
    assert [(s.name, cond(s.goal)) for s in made.outline] == [
        ("the dark", "lamp_lit() == no"),
        ("the deed", "happened_the_deed() == yes"),
        ("any deed", "happened_any_deed() == yes"),
    ]
    assert effects(made.actions[-1].effects) == (
        "lamp_lit() := no; if who == <Bess> {happened_the_deed() := yes}; "
        "happened_any_deed() := yes"
    )


def test_limits() -> None:
    limits = world("""
        plans
          everyone looks 3 steps ahead
          everyone thinks 1 mind deep
          a stage takes at most 20 steps
    """).limits
    assert (limits.author, limits.character, limits.belief) == (20, 3, 1)


def test_checks() -> None:
    made = world(
        "check in every story nobody acts without a reason\n"
        "check in some story Ida believes the quencher is Bess\n"
    )
    reason, known = made.checks
    assert (reason.every, reason.cond) == (True, None)
    assert not known.every
    assert known.cond is not None
    assert cond(known.cond) == "<Ida>.quencher() == <Bess>"
    assert known.text == "in some story Ida believes the quencher is Bess"


def test_nothing_is_wrong_with_any_of_it() -> None:
    assert findings(quench("agreed by who", "seen by everyone there")) == []
