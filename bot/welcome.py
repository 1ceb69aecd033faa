"""What a self-hoster reads once the bot is on Discord: what it offers, and how it gets into a server."""

from __future__ import annotations

import discord

_PORTAL = "https://discord.com/developers/applications"


def welcome(application: discord.AppInfo, *, name: str, commands: int, servers: int) -> str:
    """The lines to print. The links ask for no permission at all.

    Answers to commands and presses come in through their interaction, for which Discord asks no permission
    of the bot. The scope `bot` makes it a member, so that it hears when somebody mentions it.
    """
    lines = [f"{name} is on Discord: {_counted(commands, 'command')}, {_counted(servers, 'server')}."]
    if application.guild_integration_config is not None:
        lines.append(f"Add it to a server: {_link(application.id, 0, 'bot', 'applications.commands')}")
    else:
        lines.append(_not_allowed(application.id, "servers", "Guild Install"))
    if application.user_integration_config is not None:
        lines.append(f"Add it to your own account: {_link(application.id, 1, 'applications.commands')}")
    else:
        lines.append(_not_allowed(application.id, "people's own accounts", "User Install"))
    return "\n".join(lines)


def _link(application_id: int, kind: int, *scopes: str) -> str:
    permissions = discord.Permissions.none() if "bot" in scopes else discord.utils.MISSING
    address = discord.utils.oauth_url(application_id, permissions=permissions, scopes=scopes)
    return f"{address}&integration_type={kind}"


def _not_allowed(application_id: int, where: str, setting: str) -> str:
    return (
        f"The application's settings don't let it be added to {where}. To allow that, tick “{setting}” on "
        f"{_PORTAL}/{application_id}/installation, save, and start the bot again."
    )


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
