"""Findings about problems of the Sabre planner (V6xx). The examples are whole problems."""

from __future__ import annotations

SABRE: dict[str, tuple[str, str, str, str]] = {
    "V601": (
        "A comment without an end",
        "A comment that begins with `/*` ends with `*/`.",
        "/* the cast\nentity Tom : character;",
        "/* the cast */\nentity Tom : character;",
    ),
    "V602": (
        "More than can be read",
        "A problem, a statement or a number is longer than any that means well, or brackets are "
        "nested too deep.",
        "property p() : number;\np() == " + 400 * "9" + ";",
        "property p() : number;\np() == 9;",
    ),
    "V603": (
        "A bracket without a partner",
        "Every bracket is closed by one of its own sort.",
        "property p( : boolean;",
        "property p() : boolean;",
    ),
    "V604": (
        "This is no statement",
        "A statement declares a type, an entity, a property, an action, a trigger or a utility, or "
        "it says what is so at the start.",
        "property p : boolean;",
        "property p() : boolean;",
    ),
    "V605": (
        "This is no name",
        "A name begins with a letter, and is no word of the language.",
        "property p() : 5;",
        "property p() : number;",
    ),
    "V606": (
        "A semicolon is missing",
        "Every statement ends with a semicolon, also one that ends with a bracket.",
        "action a() { precondition: True; effect: True; } entity Tom : character;",
        "action a() { precondition: True; effect: True; }; entity Tom : character;",
    ),
    "V607": (
        "This begins no part of an event",
        "An action has a precondition, an effect, and may say who is consenting and who is "
        "observing; a trigger has the first two only.",
        "action a() { condition: True; };",
        "action a() { precondition: True; };",
    ),
    "V608": (
        "Nothing follows",
        "A part of an event, or a utility, has an expression behind its colon.",
        "action a() { precondition: ; };",
        "action a() { precondition: True; };",
    ),
    "V609": (
        "This is no expression",
        "The words and marks are known, but not in this order.",
        "property p() : number;\np() == + 1;",
        "property p() : number;\np() == 1;",
    ),
    "V610": (
        "There is no such type",
        "A variable or a property has a type that no statement declares; a variable cannot be a "
        "number.",
        "property at(who : character) : place;",
        "type place;\nproperty at(who : character) : place;",
    ),
    "V611": (
        "Defined twice",
        "Two entities, variables or events of one name cannot be told apart.",
        "entity Tom : character;\nentity Tom : character;",
        "entity Tom : character;\nentity Tim : character;",
    ),
    "V612": (
        "A type that cannot be",
        "`boolean` and `number` have no subtypes and no entities, and no type is a type of itself.",
        "type size : number;",
        "type size;",
    ),
    "V613": (
        "There is no such property",
        "No definition has this name, this number of arguments, and types that fit.",
        "entity Tom : character;\nhappy(Tom);",
        "entity Tom : character;\nproperty happy(who : character) : boolean;\nhappy(Tom);",
    ),
    "V614": (
        "There is no such entity or variable",
        "A name stands for an entity that is declared, or for a variable that is bound where it "
        "stands.",
        "property happy(who : character) : boolean;\nhappy(Tom);",
        "entity Tom : character;\nproperty happy(who : character) : boolean;\nhappy(Tom);",
    ),
    "V615": (
        "Values that cannot be compared or added",
        "Only numbers have an order and are added up; only values of one type can be equal.",
        "utility(): True + 1;",
        "utility(): 1 + 1;",
    ),
    "V616": (
        "Only characters have minds",
        "Who believes, observes or has a utility is of the type `character`.",
        "entity Rock : entity;\nutility(Rock): 1;",
        "entity Rock : character;\nutility(Rock): 1;",
    ),
    "V617": (
        "A value without an else",
        "A conditional expression that is used as a value needs one in every case.",
        "utility(): if(True) 1;",
        "utility(): if(True) 1 else 0;",
    ),
    "V618": (
        "This is no condition",
        "A precondition is true or false: a property that is a boolean, a comparison, or several "
        "of these.",
        "action a() { precondition: 5; };",
        "action a() { precondition: True; };",
    ),
    "V619": (
        "This does not say what becomes so",
        "An effect gives properties values, which may be conditional, and for all entities of a "
        "type; it cannot choose between them.",
        "property p() : boolean;\naction a() { effect: p() | p(); };",
        "property p() : boolean;\naction a() { effect: p(); };",
    ),
    "V620": (
        "A value of the wrong type",
        "A property is given only values of its own type.",
        "property p() : number;\naction a() { effect: p() = True; };",
        "property p() : number;\naction a() { effect: p() = 1; };",
    ),
    "V622": (
        "The problem is too large",
        "Events and properties stand for one with each choice of arguments; so many do not fit.",
        "property p(a : character, b : character, c : character, d : character) : boolean;",
        "property p(a : character, b : character) : boolean;",
    ),
    "V623": (
        "A property without a value here",
        "Several definitions share the name, and none is for these arguments.",
        "property at(who : woman) : place;\naction a(who : man) { effect: at(who) = Shop; };",
        "property at(who : character) : place;\naction a(who : man) { effect: at(who) = Shop; };",
    ),
    "V624": (
        "A comparison that cannot be solved",
        "A comparison of numbers is turned so that one property stands alone; a product of two "
        "properties cannot be.",
        "action a() { precondition: p() * p() > 1; };",
        "action a() { precondition: p() * 2 > 1; };",
    ),
    "V625": (
        "Two values at once",
        "An effect gives one property two values.",
        "action a() { effect: p() = 1 & p() = 2; };",
        "action a() { effect: p() = 2; };",
    ),
    "V626": (
        "Triggers that never rest",
        "Triggers happen at the start for as long as their conditions hold. These would never "
        "stop.",
        "trigger t() { precondition: True; effect: p() = p() + 1; };",
        "trigger t() { precondition: p() < 3; effect: p() = p() + 1; };",
    ),
    "V630": (
        "What a world of our language cannot say",
        "`vervain convert` has no words for a variable that is True or False.",
        "action flip(on : boolean) { effect: p(); };",
        "action flip_on() { effect: p(); };\naction flip_off() { effect: !p(); };",
    ),
}
