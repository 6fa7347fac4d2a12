"""Every construct of the problem language: one line each, read, set ground and started."""

from __future__ import annotations

import pytest

from tests.sabre.test_language import BASE, findings
from vervain.lang.sabre import read_sabre
from vervain.model.ground_world import ground
from vervain.native.kernel import Kernel

TAKEN = """
property level(3) : number; action a() { precondition: level(3) >= 0; effect: level(3) = 2; };
property on(True) : boolean; action a() { effect: on(True); };
property on(b : boolean) : boolean; on(True); action a(b : boolean) { effect: on(b)=b; };
action a() { precondition: n() * 2 > 3; effect: n() = n() * 2; };
action a() { precondition: n() / 2 >= 0; effect: n() = n() / 2; };
action a() { precondition: n() > m() + k(); effect: m() = 1; };
action a() { precondition: sum(c : character) (if(at(c) == Hall) 1 else 0) >= 1; effect: p(); };
action a() { precondition: sum(c : character) if(at(c) == Hall) 1 else 0 == 0; effect: p(); };
action a() { precondition: n() > if(p()) 1 else 2; effect: p(); };
action a() { precondition: if(p()) q() else r(); effect: p(); };
action a() { precondition: if(p()) q(); effect: p(); };
action a() { effect: n() = if(p()) 1 else 2; };
action a() { effect: at(Ann) = if(p()) Hall else Attic; };
action a() { effect: at(Ann) = at(Bob); };
action a() { effect: at(Ann) == at(Bob); };
action a() { effect: p() != True; };
action a() { effect: p() = n() > 1; };
action a() { effect: p() = !q(); };
action a() { effect: p() = (q() & r()); };
action a() { effect: p() = believes(Ann, q()); };
action a() { effect: believes(Ann, n()) = n(); };
action a() { effect: believes(Ann, n() = n()); };
action a() { effect: believes(Ann, believes(Bob, at(Ann))) = at(Ann); };
action a() { effect: believes(Ann, believes(Bob, at(Ann) = Hall) & p()); };
action a() { effect: believes(Ann, forall(c : character) at(c) = Hall); };
action a() { effect: believes(Ann, if(p()) q() else r()); };
action a(){ effect:forall(c:character) if(at(c) == Hall) (p() & at(c) = Attic) else at(c) = Hall};
action a() { effect: n() = sum(c : character) if(at(c) == Hall) 1 else 0; };
action a() { precondition: at(Ann) : place; effect: p(); };
action a(x : entity) { precondition: x : place; effect: lit(Hall); };
action a(x : entity) { precondition: !x : character; effect: p(); };
action a() { precondition: !(at(Ann) : place); effect: at(Ann) = Hall; };
action a() { precondition: believes(Ann, at(Bob)) : place; effect: believes(Ann, at(Bob) = Hall); };
action a() { precondition: at(Ann) == ?; effect: at(Ann) = Hall; };
action a() { precondition: n() == ? | n() != 3; effect: n() = ?; };
action a() { precondition: ? == ?; effect: p(); };
action a() { precondition: p() == q() & q() != r(); effect: p(); };
action a() { precondition: p() == (q() | r()); effect: p(); };
action a() { precondition: (p() == q()) == r(); effect: p(); };
action a() { precondition: p() != True; effect: p() = True; };
action a() { precondition: True == p(); effect: p(); };
action a() { precondition: Hall == at(Ann); effect: p(); };
action a() { precondition: 0 < n(); effect: n() = -1; };
action a() { precondition: -1 <= n(); effect: n() = n() + -1; };
action a() { precondition: n() >= ?; effect: n() = 0.5; };
action a() { effect: n() = 1/3; };
action a() { effect: n() = 0.1 + n(); };
action a() { effect: n() = m() - k() - 1; };
action a() { effect: n() = n() * m(); };
action a() { precondition: forall(c : character) exists(p : place) at(c) == p; effect: p(); };
action a() { precondition: !forall(c : character) believes(c, p()); effect: q(); };
action a() { precondition: exists(c : character) (c != Ann & !believes(c, !p())); effect: p(); };
action a() { effect: p(); consenting: ((Ann, Bob)); };
action a() { effect: p(); consenting: Ann, Ann; };
action a() { effect: p(); consenting: ; observing(c : character) : False; };
action a() { };
action a() { precondition: True; };
action a(Ann, x : place) { effect: at(Ann) = x; consenting: Ann; };
action a(c : character, c : character) { effect: at(c) = Hall; };
action a() { effect: p(); effect: q(); };
action a() { effect: p(); observing(Ann : character) : at(Ann) == Hall; };
type ghost : character; entity Boo : ghost; action a(){effect: p(); observing(g : ghost) : True; };
type a : b; type b : c; entity Z : a; property holds(x : c) : a; holds(Z) = Z;
entity Multi : place, thing; at(Multi) = Multi;
entity T : newtype; property f(x : newtype) : newtype; f(T) = T;
utility(): p(); utility(Ann): n() > 1; utility(Bob): n();
utility(): if(n() == ?) 1 else 0 + if(p()) 2 else 0 + -1;
utility(): (if(p()) 1 else 0) * 2 - n() / 2;
utility(): product(c : character) if(at(c) == Hall) 2 else 1;
utility(): sum(a : character) sum(b : character) if(at(a) == at(b)) 1 else 0;
utility(): 3; utility(): p();
utility(): ?;
utility(Ann): believes(Ann, n()) + believes(Bob, n());
utility(): if(believes(Ann, p())) 1 elseif(believes(Bob, believes(Ann, q()))) 2 else 0;
utility(): at(Ann) == Hall;
utility(): exists(c : character) at(c) == Attic;
utility(): believes(Ann, p());
forall(c : character) at(c) = Hall & p();
forall(c : character) (at(c) = Hall & believes(c, p()));
if(p()) q() else r();
believes(Ann, at(Bob) = Hall & p() & !q());
believes(Ann, at(Bob)) = ?; believes(Ann, n()) = 3; believes(Ann, !p());
believes(Ann, believes(Bob, believes(Ann, p())));
p() == True; !q(); r() != True; n() == 2; at(Ann) == Hall;
n() = 1; m() = n() + 1; k() = m() * 3;
n() = sum(c : character) 1;
p() & q() & ;
trigger t() { precondition: p() & !q(); effect: q(); };
trigger t(c : character) { precondition: believes(c, p()) & at(c) == ?; effect: at(c) = Hall; };
trigger t(x : thing) { precondition: False }; trigger t(x : place) { precondition: False };
property type() : boolean; type(); action a() { precondition: type(); effect: !type(); };
property utility() : number; utility() = 3; utility(): utility();
property believes2(c:character) : boolean; action a(){ precondition: believes2(Ann); effect: p(); };
property if2() : boolean; if2();
property entity(x : entity) : boolean; forall(x : entity) entity(x);
property action() : boolean; action();
/* c */ // d
action a() { precondition: (p()) & ((q() | r())); effect: ((p())); };
action a() { precondition: p() | q() | ; effect: p(); };
action a() { precondition: p() == True | at(Ann) == Hall & n() > 1 | r(); effect: p(); };
action a(p : place, q : place) { precondition: p != q & at(Ann) == p; effect: at(Ann) = q; };
action a(x : place) { precondition: x == Hall | x == Attic; effect: lit(x); };
action a(x : place) { precondition: !(x == Hall) & x != ?; effect: lit(x); };
action a(b : boolean) { precondition: b; effect: p() = b; };
action a(b : boolean) { precondition: !b; effect: if(b) p() else q(); };
action a'b_c.d() { effect: p(); };
action a() { effect: n() = 5.; };
action a() { precondition: n() >= 1 & n() <= 1 & n() != 2 & !(n() > 3); effect: n() = n() + m(); };
action a() { precondition: n() - m() > 0 | m() - n() > 0; effect: n() = m(); };
action a() { precondition: believes(Ann, n()) != n(); effect: believes(Ann, n()) = n(); };
action a() { precondition: believes(Ann, n() > m()); effect: n() = m() + 1; };
action a() { precondition: believes(Ann, believes(Bob, n()) == n()); effect: n() = 1; };
action a() { precondition: 2 > 1; effect: n() = 2 + 3; };
entity Ann2 : character; entity Ann2b : character, place; at(Ann2b) = Ann2b;
"""

REFUSED = """
V616 action a() { effect: p(); observing(e : entity) : p(); };
V616 action a(c : entity) { precondition: c : character; effect: p(); consenting: c; };
V616 action a(c : entity) { precondition: believes(c, p()); effect: p(); };
V617 utility(): if(p()) 1;
V615 utility(): at(Ann);
V609 p() & ;
V609 utility(): if(p()) 1 else if(q()) 2 else 3;
V609 action a() { precondition: lit(at(Ann)); effect: p(); };
V604 action a-b() { effect: p(); };
V609 action a() { effect: n() = .5; };
V609 action a() { effect: n() = n() -1; };
V614 action a() { precondition: alive; effect: p(); };
V618 action a() { precondition: p() = True; effect: q(); };
"""


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


@pytest.mark.parametrize("line", lines(TAKEN))
def test_it_is_taken(line: str) -> None:
    made = ground(read_sabre(BASE + line, "problem.txt"))
    assert Kernel(made.tables).minds is not None


@pytest.mark.parametrize("line", lines(REFUSED))
def test_it_is_refused_and_why(line: str) -> None:
    code, text = line.split(" ", 1)
    found = findings(BASE + text)
    assert [f.code for f in found] == [code]
    assert found[0].hint


def test_an_if_within_an_else_is_told_how_to_be_written() -> None:
    (found,) = findings(BASE + "utility(): if(p()) 1 else if(q()) 2 else 3;")
    assert "elseif" in found.hint
