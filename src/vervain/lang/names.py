"""Names for people whom nobody names: given names of women and of men, and surnames."""

from __future__ import annotations

_SHE = tuple(
    """
    Anna Ellen Ruth Grace Nora Clara Edith Mabel Ivy Rose Hazel Doris Agnes Martha Lucy Flora
    Joan Peggy Irene Winifred Beryl Daphne Elsie Maud Olive Violet Vera Sylvia Hilda Norah
    Greta Lydia Esther Miriam Judith Paula Karen Diane Donna Sharon Tess Wendy Gail Robin
    Stella Marian Celia Rachel Naomi Phoebe
    """.split()
)
_HE = tuple(
    """
    Arthur Walter Harold Frank Ernest Albert George Henry Ralph Stanley Leonard Cecil Percy
    Hugh Edwin Roland Oscar Martin Philip Simon Peter Nathan Gordon Douglas Keith Brian Dennis
    Roger Colin Neil Grant Travis Wade Dale Curtis Glenn Warren Vernon Lloyd Clifford Elmer
    Otis Chester Floyd Homer Luther Virgil Amos Silas Jesse
    """.split()
)
SURNAMES = tuple(
    """
    Abbott Barlow Beech Birch Blake Boone Bray Burch Cade Calder Carr Chase Coates Cole Crane
    Cross Dane Darrow Dixon Doyle Drake Easton Ellis Farley Finch Flint Ford Frost Gale Garner
    Gibbs Giles Grover Hale Harker Hatch Hayes Heath Hobbs Holt Hyde Ingram Jarvis Jessup Kemp
    Kerr Lang Lark Leland Lorne Lyle Mace Marsh Meade Mercer Miles Moss Nash Nolan Oakes Odell
    Paine Parr Pell Pike Platt Pope Quill Quinn Rand Reece Ridley Rowe Rudd Sayer Shaw Slade
    Sloan Snow Stead Stone Swift Tate Thorne Tripp Tully Vance Wade Ward Webb Wells West
    Whitlock Wilder Winslow Wren Yates York
    """.split()
)

GIVEN = tuple(
    pair for she, he in zip(_SHE, _HE, strict=True) for pair in ((she, "she"), (he, "he"))
)
"""Given names with their pronouns, by turns."""
