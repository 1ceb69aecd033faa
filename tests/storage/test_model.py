"""Whatever is done in whatever order, the store says what a plain dictionary would say."""

from __future__ import annotations

import asyncio
import datetime as dt
import tempfile
from collections.abc import Coroutine
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.storage.store import Store
from bot.storage.values import NOTHING_SET, Place, ServerSettings
from tests.storage.postgres import Postgres
from tests.storage.test_values import ceilings, episodes

T = TypeVar("T")

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
GRACE = dt.timedelta(days=30)
members = guilds = st.integers(1, 3)
shows = st.sampled_from(["one", "two"])
scopes = st.integers(0, 2)
places = st.one_of(st.just(Place()), st.builds(Place, episodes), st.builds(Place, episodes, st.just(True)))


class Machine(RuleBasedStateMachine):
    """A store and its model."""

    new_url: ClassVar[Any]

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.url = self.new_url()
        self.store = Store(self.url)
        self.run(self.store.open())
        self.places: dict[tuple[int, str], Place] = {}
        self.settings: dict[int, ServerSettings] = {}
        self.removed: dict[int, dt.datetime] = {}
        self.now = START

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do it now."""
        return self.runner.run(work)

    def teardown(self) -> None:
        """Let go of the database."""
        self.run(self.store.close())
        self.runner.close()

    @rule(member=members, show=shows, place=places)
    def set_place(self, member: int, show: str, place: Place) -> None:
        """A member says where they are."""
        self.run(self.store.set_place(member, show, place))
        self.places[member, show] = place

    @rule(member=members, show=shows)
    def clear_place(self, member: int, show: str) -> None:
        """A member takes it back."""
        self.run(self.store.clear_place(member, show))
        self.places.pop((member, show), None)

    @rule(member=members)
    def delete_user(self, member: int) -> None:
        """A member has everything deleted."""
        self.run(self.store.delete_user(member))
        self.places = {key: place for key, place in self.places.items() if key[0] != member}

    @rule(member=members)
    def export_user(self, member: int) -> None:
        """A member asks what is stored about them."""
        exported = self.run(self.store.export_user(member))["progress"]
        mine = {show for id, show in self.places if id == member}
        assert [one["show"] for one in exported] == sorted(mine)

    def _set(self, guild: int, **changes: Any) -> None:
        self.settings[guild] = replace(self.settings.get(guild, NOTHING_SET), **changes)
        self.removed.pop(guild, None)

    @rule(guild=guilds, chosen=st.lists(shows, unique=True))
    def set_shows(self, guild: int, chosen: list[str]) -> None:
        """A moderator sets the shows."""
        self._set(guild, shows=tuple(chosen))
        assert self.run(self.store.set_shows(guild, chosen)) == self.settings[guild]

    @rule(guild=guilds, show=st.none() | shows)
    def set_default_show(self, guild: int, show: str | None) -> None:
        """A moderator sets the default show."""
        self._set(guild, default_show=show)
        assert self.run(self.store.set_default_show(guild, show)) == self.settings[guild]

    @rule(guild=guilds, language=st.sampled_from([None, "de"]))
    def set_language(self, guild: int, language: str | None) -> None:
        """A moderator sets the language."""
        self._set(guild, language=language)
        assert self.run(self.store.set_language(guild, language)) == self.settings[guild]

    @rule(guild=guilds, scope=scopes, show=st.just("") | shows, ceiling=ceilings)
    def set_ceiling(self, guild: int, scope: int, show: str, ceiling: Any) -> None:
        """A moderator sets a ceiling."""
        there = self.settings.get(guild, NOTHING_SET).ceilings
        self._set(guild, ceilings={**there, (scope, show): ceiling})
        assert self.run(self.store.set_ceiling(guild, scope, show, ceiling)) == self.settings[guild]

    @rule(guild=guilds, scope=scopes, show=st.just("") | shows)
    def clear_ceiling(self, guild: int, scope: int, show: str) -> None:
        """A moderator takes a ceiling away."""
        before = self.settings.get(guild, NOTHING_SET)
        left = {key: one for key, one in before.ceilings.items() if key != (scope, show)}
        after = replace(before, ceilings=MappingProxyType(left))
        if guild in self.settings:
            self.settings[guild] = after
        assert self.run(self.store.clear_ceiling(guild, scope, show)) == after

    @rule(guild=guilds, channel=scopes, quiet=st.booleans())
    def set_quiet(self, guild: int, channel: int, quiet: bool) -> None:
        """A moderator opts a channel out, or in again."""
        before = self.settings.get(guild, NOTHING_SET).quiet
        self._set(guild, quiet=before | {channel} if quiet else before - {channel})
        assert self.run(self.store.set_quiet(guild, channel, quiet=quiet)) == self.settings[guild]

    @rule(guild=guilds, keeps=st.booleans())
    def set_keeps_questions(self, guild: int, keeps: bool) -> None:
        """A moderator has questions kept, or no longer."""
        self._set(guild, keeps_questions=keeps)
        assert self.run(self.store.set_keeps_questions(guild, keeps)) == self.settings[guild]

    @rule(guild=guilds)
    def guild_removed(self, guild: int) -> None:
        """A server removes the bot."""
        self.run(self.store.guild_removed(guild, self.now))
        if guild in self.settings:
            self.removed[guild] = self.now

    @rule(guild=guilds)
    def guild_present(self, guild: int) -> None:
        """A server adds the bot."""
        self.run(self.store.guild_present(guild))
        self.removed.pop(guild, None)

    @rule(present=st.sets(guilds))
    def reconcile(self, present: set[int]) -> None:
        """The bot starts, and sees which servers have it."""
        self.run(self.store.reconcile(present, self.now))
        for guild in self.settings:
            if guild in present:
                self.removed.pop(guild, None)
            else:
                self.removed.setdefault(guild, self.now)

    @rule(days=st.integers(0, 20))
    def purge(self, days: int) -> None:
        """Time goes by, and the daily round comes."""
        self.now += dt.timedelta(days=days)
        gone = [guild for guild, at in self.removed.items() if at <= self.now - GRACE]
        assert self.run(self.store.purge(self.now, GRACE)) == len(gone)
        for guild in gone:
            del self.settings[guild], self.removed[guild]

    @rule()
    def restart(self) -> None:
        """The bot is started anew."""
        self.run(self.store.close())
        self.store = Store(self.url)
        self.run(self.store.open())

    @rule(ids=st.lists(st.integers(1, 10_000), max_size=4))
    def others_ask(self, ids: list[int]) -> None:
        """Others ask, about whom nothing is known."""
        for id in ids:
            assert self.run(self.store.place(10 + id, "one")) is None
            assert self.run(self.store.settings(10 + id)) == NOTHING_SET

    @invariant()
    def says_the_same(self) -> None:
        """All that can be asked is as in the model."""
        for id in (1, 2, 3):
            for show in ("one", "two"):
                assert self.run(self.store.place(id, show)) == self.places.get((id, show))
            assert self.run(self.store.settings(id)) == self.settings.get(id, NOTHING_SET)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_like_a_dictionary(kind: str, request: pytest.FixtureRequest) -> None:
    """Whatever is done in whatever order, the store says what a plain dictionary would say."""
    with tempfile.TemporaryDirectory() as folder:
        server: Postgres | None = request.getfixturevalue("postgres") if kind == "postgresql" else None
        numbers = iter(range(10**6))

        class Here(Machine):
            @staticmethod
            def new_url() -> str:
                if server is not None:
                    return server.new_database()
                return f"sqlite:///{Path(folder)}/{next(numbers)}.db"

        run_state_machine_as_test(
            Here, settings=settings(max_examples=10, stateful_step_count=25, deadline=None)
        )
