"""The world that `vervain new` begins with: small, complete, and a story already."""

from __future__ import annotations

_TEXT = """\
world {title}
include seeing, travel

# Who and where. Everybody starts out believing what is so.
place the shop
place the square, next to the shop
person Ada, she, "the baker", at the shop
person Ben, he, "the postman", at the square

# What can be so. Whoever is where the letter is sees whether it is open.
thing the letter, held by Ben
fact the letter is open: yes or no

# What people can do, if they have a reason of their own.
action (one: person) gives the letter to (two: person)
  when one is with two
   and one has the letter
  then two has the letter
  agreed by one
  say {{one}} {{hand}} {{two}} the letter

action (one: person) opens the letter
  when one has the letter
   and the letter is not open
  then the letter is open
  agreed by one
  say {{one}} {{tear}} the letter open before the door {{have as it}} shut

wants of Ada
  worth 5 when the letter is open
    so that she knows what is in it

wants of Ben
  worth 2 when Ada has the letter
    so that his round is done

outline
  the letter: until the letter is open and Ada has the letter

telling {title}
  from Ada, third person, past tense
"""


def text(stem: str) -> str:
    """The text of a new world, titled after its file (`gull_point` → `Gull Point`)."""
    words = [w for w in "".join(c if c.isalnum() else " " for c in stem).split() if w]
    return _TEXT.format(title=" ".join(w.capitalize() for w in words) or "New World")
