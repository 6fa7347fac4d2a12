"""Commands that are imported when they are called, so that none waits for what another needs."""

from __future__ import annotations

from importlib import import_module

import click

from vervain.ui.output import Exit

FOUND_IN = {
    "believes": "ask.believes_command",
    "bonds": "feel.bonds_command",
    "completion": "files.completion",
    "convert": "planning.convert_problem",
    "draw": "draw.draw_command",
    "feel": "feel.feel_command",
    "format": "files.format_files",
    "frames": "frames.frames_command",
    "life": "life.life_command",
    "many": "many.command.many",
    "new": "files.new",
    "plan": "planning.plan",
    "report": "many.command.report_command",
    "run": "running.run_command",
    "sift": "sift.sift_command",
    "test": "testing.test_command",
    "verify": "planning.verify",
    "what-if": "ask.what_if_command",
    "who": "ask.who_command",
    "why": "ask.why_command",
    "why-not": "ask.why_not_command",
}
"""For each command the module of `ui` and the name under which it is there."""

SECTIONS = {
    "Write a world": {
        "new": "Begin a world: small, and already a story.",
        "check": "What is wrong with it, where, and the way out.",
        "format": "The one canonical layout.",
        "show": "Cast, places, facts, acts, outline, wrong beliefs.",
        "frames": "Acts without words, words that no telling used.",
        "test": "The world's own checks, on many stories.",
    },
    "Find a story, and tell it": {
        "plan": "A story as a list of acts: who, where, when, why.",
        "tell": "A story as prose, from anyone's mind.",
        "draw": "What led to what, as a picture.",
        "sift": "The stories in a story, by patterns.",
        "life": "One person's whole story.",
        "verify": "A plan against the definitions.",
        "convert": "A problem of the Sabre planner as a world.",
    },
    "Ask about a story": {
        "why": "Why an event happened, back to the beginning.",
        "why-not": "Why an act did not happen.",
        "what-if": "The story lived again, with something otherwise.",
        "who": "Who knows a fact, from whom, and who has it wrong.",
        "believes": "What somebody believes, and takes others to believe.",
        "feel": "What somebody feels, toward whom, and why.",
        "bonds": "What lies between people, and which deed moved it.",
    },
    "Let a world live": {
        "run": "Turn by turn, by chance and everybody's own reasons.",
        "many": "Many runs, each with another seed, kept in a file.",
        "report": "What many runs show.",
    },
    "Other": {"completion": "What completes commands and names in your shell."},
}
"""What `vervain --help` says of each command, in one line."""


class Commands(click.Group):
    """The commands that were added, and those of `FOUND_IN`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in order."""
        return sorted({*FOUND_IN, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now; None if there is none."""
        if cmd_name not in FOUND_IN:
            return super().get_command(ctx, cmd_name)
        module, name = FOUND_IN[cmd_name].rsplit(".", 1)
        found: click.Command = getattr(import_module(f"vervain.ui.{module}"), name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by what they are for; none has to be imported for it."""
        for section, commands in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl([(f"{name:10}", about) for name, about in commands.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; Ctrl-C while it is imported has the same exit code as later."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise SystemExit(Exit.INTERRUPTED) from None

    def all(self) -> dict[str, click.Command]:
        """Every command by its name."""
        context = click.Context(self)
        found = ((name, self.get_command(context, name)) for name in self.list_commands(context))
        return {name: command for name, command in found if command is not None}
