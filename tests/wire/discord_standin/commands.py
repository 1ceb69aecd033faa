"""The application commands that the bot has registered, for everybody or for one server."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from .answers import JSON, answer, nothing, other_application, unknown_command
from .command_bodies import check_command, check_commands
from .ids import snowflake
from .recording import body_of, title_of
from .rules import Findings, Judge
from .world import APPLICATION_ID

Handler = Callable[[web.Request], Awaitable[web.Response]]
_LOCALISATIONS = ("name_localizations", "description_localizations")


class Commands:
    """What Discord keeps of each command; `None` as a server means everywhere."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._kept: dict[str | None, dict[str, JSON]] = {}

    def routes(self) -> list[web.RouteDef]:
        """The addresses of all commands and of one, everywhere and in one server."""
        routes = []
        for scope in ("", "/guilds/{guild}"):
            all_of_them = f"/applications/{{application}}{scope}/commands"
            one = f"{all_of_them}/{{command}}"
            routes += [
                web.get(all_of_them, self._list),
                web.put(all_of_them, self._overwrite),
                web.post(all_of_them, self._upsert),
                web.get(one, self._get),
                web.patch(one, self._edit),
                web.delete(one, self._delete),
            ]
        return routes

    def all(self, guild: str | None = None) -> list[JSON]:
        """The commands with their localisations, oldest first."""
        return list(self._kept.get(guild, {}).values())

    def find(self, name: str, kind: int, guild: str | None = None) -> JSON:
        """The command with this name; raises LookupError, naming those that there are."""
        there = [c for c in [*self.all(guild), *self.all()] if c["type"] == kind]
        for command in there:
            if command["name"] == name:
                return command
        raise LookupError(f"no command {name!r} was synced; there are {[c['name'] for c in there]}")

    def _scope(self, request: web.Request) -> dict[str, JSON]:
        if request.match_info["application"] != str(APPLICATION_ID):
            raise other_application()
        return self._kept.setdefault(request.match_info.get("guild"), {})

    def _one(self, request: web.Request) -> JSON:
        command = self._scope(request).get(request.match_info["command"])
        if command is None:
            raise unknown_command()
        return command

    async def _list(self, request: web.Request) -> web.Response:
        commands = list(self._scope(request).values())
        if request.query.get("with_localizations") in ("true", "1"):
            return answer(commands)
        return answer([_without_localisations(command) for command in commands])

    async def _overwrite(self, request: web.Request) -> web.Response:
        scope, body = self._scope(request), body_of(request)
        found = Findings(title_of(request))
        check_commands(body, found)
        self._judge.hear(found)
        kept = [self._merge(scope, given) for given in body]
        scope.clear()
        scope.update({command["id"]: command for command in kept})
        return answer(kept)

    async def _upsert(self, request: web.Request) -> web.Response:
        scope, body = self._scope(request), body_of(request)
        self._check(request, body)
        command = self._merge(scope, body)
        new = command["id"] not in scope
        scope[command["id"]] = command
        return answer(command, 201 if new else 200)

    async def _get(self, request: web.Request) -> web.Response:
        return answer(self._one(request))

    async def _edit(self, request: web.Request) -> web.Response:
        command = self._one(request)
        changed = {**command, **body_of(request)}
        self._check(request, changed)
        fresh = _normal(changed, command["id"])
        self._scope(request)[command["id"]] = _versioned(fresh, command)
        return answer(self._one(request))

    async def _delete(self, request: web.Request) -> web.Response:
        del self._scope(request)[self._one(request)["id"]]
        return nothing()

    def _check(self, request: web.Request, command: JSON) -> None:
        found = Findings(title_of(request))
        check_command(command, found)
        self._judge.hear(found)

    def _merge(self, scope: dict[str, JSON], given: JSON) -> JSON:
        """`given` as Discord keeps it, with the id of the one that it replaces."""
        fresh = _normal(given, snowflake())
        for old in scope.values():
            if (old["type"], old["name"]) == (fresh["type"], fresh["name"]):
                return _versioned({**fresh, "id": old["id"]}, old)
        return _versioned(fresh, None)


def _versioned(fresh: JSON, old: JSON | None) -> JSON:
    """`fresh` with a version, which is new only if the command changed."""
    if old is not None and {**old, "version": None} == {**fresh, "version": None}:
        return old
    return {**fresh, "version": snowflake()}


def _normal(given: JSON, own_id: str) -> JSON:
    """A command as Discord gives it back: with what was left out, without what says nothing."""
    permissions = given.get("default_member_permissions")
    command: JSON = {
        "id": own_id,
        "application_id": str(APPLICATION_ID),
        "version": None,
        "default_member_permissions": None if permissions is None else str(permissions),
        "type": given.get("type") or 1,
        "name": given["name"],
        "name_localizations": given.get("name_localizations") or None,
        "description": given.get("description") or "",
        "description_localizations": given.get("description_localizations") or None,
        "dm_permission": given.get("dm_permission") is not False,
        "contexts": given.get("contexts"),
        "integration_types": given.get("integration_types") or [0, 1],
        "nsfw": bool(given.get("nsfw")),
    }
    if given.get("options"):
        command["options"] = [_normal_option(option) for option in given["options"]]
    return command


def _normal_option(given: JSON) -> JSON:
    option = {key: value for key, value in given.items() if value not in (None, False, [], {})}
    for key in _LOCALISATIONS:
        option[key] = given.get(key) or None
    for key, shape in (("options", _normal_option), ("choices", _normal_choice)):
        if given.get(key):
            option[key] = [shape(child) for child in given[key]]
    return option


def _normal_choice(given: JSON) -> JSON:
    return {**given, "name_localizations": given.get("name_localizations") or None}


def _without_localisations(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_localisations(child) for child in node]
    if isinstance(node, dict):
        return {k: _without_localisations(v) for k, v in node.items() if k not in _LOCALISATIONS}
    return node
