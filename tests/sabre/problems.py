"""Random small problems in Sabre's language: two or three people, two rooms, a coin, a count."""

from __future__ import annotations

import random

from hypothesis import strategies as st

HEAD = """
type place; type item;
{people}
entity Hall : place; entity Attic : place; entity Coin : item;
property at(c : character) : place;
property has(i : item) : character;
property lit(p : place) : boolean;
property glad(c : character) : boolean;
property pips() : number;
"""
PEOPLE = ("Ann", "Bob", "Cat")

ATOMS = (
    "at({a}) == {p}",
    "at({a}) != {p}",
    "at({a}) == at({b})",
    "has(Coin) == {a}",
    "has(Coin) != {a}",
    "has(Coin) == ?",
    "lit({p})",
    "!lit({p})",
    "glad({a})",
    "pips() > 1",
    "pips() <= 2",
    "believes({a}, has(Coin) == {b})",
    "believes({a}, lit({p}))",
    "believes({a}, at({b}) == {p})",
)
EFFECTS = (
    "at({a}) = {p}",
    "has(Coin) = {a}",
    "has(Coin) = ?",
    "lit({p})",
    "!lit({p})",
    "glad({a})",
    "!glad({a})",
    "pips() = pips() + 1",
    "pips() = pips() - 1",
    "believes({a}, lit({p}))",
    "believes({a}, has(Coin) = {b})",
    "believes({a}, believes({b}, glad({a})))",
)
WISHES = (
    "glad({a})",
    "lit(Attic)",
    "has(Coin) == {a}",
    "at({a}) == Attic",
    "pips() > 1",
    "pips() < 1",
    "believes({a}, lit(Attic))",
)
"""What is not so at the start, as a rule."""


def problem(seed: int) -> str:
    """The text of a problem that may or may not have a solution."""
    chance = random.Random(seed)
    people = PEOPLE[: chance.choice((2, 2, 3))]

    def filled(patterns: tuple[str, ...]) -> str:
        a, b = chance.sample(people, 2)
        return chance.choice(patterns).format(a=a, b=b, p=chance.choice(("Hall", "Attic")))

    def condition(most: int) -> str:
        atoms = [f"({filled(ATOMS)})" for _ in range(chance.randint(0, most))]
        return chance.choice((" & ", " | ")).join(atoms) or "True"

    def effect() -> str:
        found = [filled(EFFECTS) for _ in range(chance.choice((1, 1, 2)))]
        if chance.random() < 0.3:
            found[0] = f"if({condition(1)}) {found[0]}"
        return " & ".join(f"({x})" for x in found)

    def action(number: int) -> str:
        lines = [f"  precondition: {condition(1)};", f"  effect: {effect()};"]
        if agreed := chance.sample(people, chance.choice((0, 1, 1, 1, 2))):
            lines.append(f"  consenting: {', '.join(agreed)};")
        if chance.random() < 0.3:
            lines.append(f"  observing(o : character): {filled(('at(o) == {p}',))};")
        return "\n".join([f"action act{number}() {{", *lines, "};"])

    def trigger(number: int) -> str:
        return f"trigger turn{number}() {{ precondition: {condition(2)}; effect: {effect()}; }};"

    def utility(who: str) -> str:
        wishes = [filled(WISHES) for _ in range(chance.randint(1, 3))]
        return f"utility({who}): {' + '.join(f'(if({wish}) 1 else 0)' for wish in wishes)};"

    return "\n".join(
        [
            HEAD.format(people=" ".join(f"entity {who} : character;" for who in people)),
            *(f"at({who}) = Hall;" for who in people),
            "has(Coin) = Bob; lit(Hall); pips() = 1;",
            *chance.sample(MISTAKES, chance.randint(0, 2)),
            *map(action, range(chance.randint(4, 7))),
            *map(trigger, range(chance.choice((0, 0, 1, 2)))),
            *map(utility, ("", *people)),
        ]
    )


MISTAKES = (
    "believes(Ann, has(Coin) = Ann);",
    "believes(Bob, !lit(Hall));",
    "believes(Ann, at(Bob) = Attic);",
    "believes(Bob, believes(Ann, lit(Attic)));",
)

problems = st.integers(0, 2**32).map(problem)
