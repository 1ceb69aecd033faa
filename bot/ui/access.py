"""Who may use a command in a server, asked again at each press."""

from __future__ import annotations

import discord


async def may_use(interaction: discord.Interaction, command_name: str) -> bool:
    """Whether the presser may use a command of Manage Server there now.

    That is whoever may manage the server, and whomever the server's Integrations settings allow the command.
    Where Discord can't be asked, only the former.
    """
    if interaction.permissions.manage_guild:
        return True
    guild, member = interaction.guild, interaction.user
    if guild is None or not isinstance(member, discord.Member):
        return False
    try:
        commands = await interaction.client.tree.fetch_commands()  # type: ignore[attr-defined]
        command = next(one for one in commands if one.name == command_name)
        allowed = (await command.fetch_permissions(guild)).permissions
    except (discord.HTTPException, StopIteration):
        return False
    by_target = {one.id: one.permission for one in allowed}
    if member.id in by_target:
        return bool(by_target[member.id])
    roles = [by_target[role.id] for role in member.roles if role.id in by_target]
    return any(roles)
