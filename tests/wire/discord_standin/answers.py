"""Responses as Discord words them: JSON with a bare content type, and errors with a code."""

from typing import Any

import orjson
from aiohttp import web

JSON = dict[str, Any]


class DiscordError(Exception):
    """A refusal: an HTTP status with Discord's own code and message."""

    def __init__(self, status: int, code: int, message: str, *, errors: JSON | None = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.body: JSON = {"message": message, "code": code}
        if errors is not None:
            self.body["errors"] = errors


def answer(data: object, status: int = 200) -> web.Response:
    """`data` as JSON. discord.py reads it only where the type is exactly `application/json`."""
    return web.Response(body=orjson.dumps(data), status=status, content_type="application/json")


def nothing() -> web.Response:
    """204 No Content."""
    return web.Response(status=204)


def unauthorized() -> DiscordError:
    """The token is missing or wrong."""
    return DiscordError(401, 0, "401: Unauthorized")


def unknown_route() -> DiscordError:
    """There is no such address, or this stand-in lacks it."""
    return DiscordError(404, 0, "404: Not Found")


def unknown_interaction() -> DiscordError:
    """The interaction never was, or its three seconds are over."""
    return DiscordError(404, 10062, "Unknown interaction")


def already_acknowledged() -> DiscordError:
    """The interaction has its callback."""
    return DiscordError(400, 40060, "Interaction has already been acknowledged.")


def unknown_webhook() -> DiscordError:
    """No interaction has this token, or it has no callback yet."""
    return DiscordError(404, 10015, "Unknown Webhook")


def expired_webhook() -> DiscordError:
    """The interaction's fifteen minutes are over."""
    return DiscordError(401, 50027, "Invalid Webhook Token")


def too_many_followups() -> DiscordError:
    """A user-installed application has used up its five follow-ups."""
    return DiscordError(400, 40094, "This interaction has reached the maximum number of follow-up messages")


def unknown_message() -> DiscordError:
    """There is no such message."""
    return DiscordError(404, 10008, "Unknown Message")


def unknown_channel() -> DiscordError:
    """There is no such channel, or the bot can't see it."""
    return DiscordError(404, 10003, "Unknown Channel")


def unknown_user() -> DiscordError:
    """There is no such user."""
    return DiscordError(404, 10013, "Unknown User")


def unknown_command() -> DiscordError:
    """There is no such application command."""
    return DiscordError(404, 10063, "Unknown application command")


def other_application() -> DiscordError:
    """The address names an application that isn't the bot's."""
    return DiscordError(403, 20012, "You are not authorized to perform this action on this application")
