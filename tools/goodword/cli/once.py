"""Options that take one value are given once."""

from __future__ import annotations

from collections import Counter

import click


class Command(click.Command):
    """A command that refuses what click does in silence: to keep the last of several values."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What was given; an option that takes one value is given once."""
        if not ctx.resilient_parsing:
            _, _, given = self.make_parser(ctx).parse_args(args=[*args])
            for each, count in Counter(given).items():
                if count > 1 and isinstance(each, click.Option) and not _repeats(each):
                    flag = max(each.opts, key=len)
                    raise click.UsageError(
                        f"{flag} is given {count} times, and takes one value; leave the others out",
                        ctx,
                    )
        return super().parse_args(ctx, args)


def _repeats(option: click.Option) -> bool:
    """Whether it loses nothing when it is given more than once."""
    return option.multiple or option.is_flag or option.count
