"""A bot that does every kind of thing once, so that the stand-in can be shown each of them."""

import discord
from discord import app_commands, ui
from discord.ext import commands


class Card(ui.LayoutView):
    """A text, a button that changes it, and a menu."""

    def __init__(self, words: str) -> None:
        super().__init__(timeout=None)
        container: ui.Container[Card] = ui.Container(ui.TextDisplay(words))
        self.add_item(container)
        self.add_item(Again())
        self.add_item(Menu())


class Again(ui.ActionRow[Card]):
    """A button that updates its own message."""

    @ui.button(label="Again", custom_id="again")
    async def again(self, interaction: discord.Interaction, _: ui.Button[Card]) -> None:
        """Show the same card with other words."""
        await interaction.response.edit_message(view=Card(f"again for {interaction.user.name}"))


class Menu(ui.ActionRow[Card]):
    """A menu that opens a modal."""

    @ui.select(
        custom_id="menu",
        placeholder="How far are you?",
        options=[discord.SelectOption(label=f"Episode {n}", value=str(n)) for n in (1, 2, 3)],
    )
    async def menu(self, interaction: discord.Interaction, select: ui.Select[Card]) -> None:
        """Ask for a name."""
        await interaction.response.send_modal(Form(select.values[0]))


class Form(ui.Modal, title="A form"):
    """Asks for a name."""

    name: ui.Label[ui.Modal] = ui.Label(
        text="Your name", component=ui.TextInput(custom_id="name", max_length=20)
    )

    def __init__(self, episode: str) -> None:
        super().__init__(custom_id="form")
        self.episode = episode

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Repeat everything, for the fan alone."""
        field = self.name.component
        assert isinstance(field, ui.TextInput)
        words = f"{field.value} has seen {self.episode}"
        await interaction.response.send_message(words, ephemeral=True)


class Settings(app_commands.Group):
    """A group, for moderators in servers."""

    @app_commands.command(description="Set a channel")
    async def channel(
        self, interaction: discord.Interaction, where: app_commands.AppCommandChannel, seen: int
    ) -> None:
        """Repeat the options as discord.py understood them."""
        await interaction.response.send_message(f"{where.id} {where.name} {seen}")


@app_commands.command(description="Who plays whom")
async def cast(interaction: discord.Interaction, who: str) -> None:
    """Answer with a card that tells where discord.py thinks that it is."""
    owners = [interaction.is_guild_integration(), interaction.is_user_integration()]
    kind = type(interaction.channel).__name__
    await interaction.response.send_message(
        view=Card(f"{who} {interaction.locale} {interaction.guild_locale} {kind} {owners}")
    )


@cast.autocomplete("who")
async def suggest(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer what was typed."""
    return [app_commands.Choice(name=typed.title(), value=typed)]


@app_commands.command(description="Think, answer, and go on")
async def ponder(interaction: discord.Interaction) -> None:
    """Defer, answer, follow up."""
    await interaction.response.defer(ephemeral=True)
    await interaction.edit_original_response(view=Card("thought"))
    await interaction.followup.send("and more", ephemeral=True)


@app_commands.context_menu(name="Answer this")
async def answer_this(interaction: discord.Interaction, message: discord.Message) -> None:
    """Repeat the message."""
    await interaction.response.send_message(f"{message.author.name}: {message.content}")


class Specimen(commands.AutoShardedBot):
    """Syncs its commands on starting, and answers mentions and direct messages."""

    def __init__(self) -> None:
        super().__init__(
            commands.when_mentioned,
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            help_command=None,
            guild_ready_timeout=0.05,
        )

    async def setup_hook(self) -> None:
        """Sync everything."""
        moderators = discord.Permissions(manage_guild=True)
        settings = Settings(name="settings", guild_only=True, default_permissions=moderators)
        settings.description = "For moderators"
        self.tree.add_command(cast)
        self.tree.add_command(ponder)
        self.tree.add_command(answer_this)
        self.tree.add_command(settings)
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify anew at once, not after the five seconds that more shards would need."""

    async def on_message(self, message: discord.Message, /) -> None:
        """React, then reply, to those who speak to the bot."""
        assert self.user is not None
        if message.author.bot:
            return
        if self.user in message.mentions or isinstance(message.channel, discord.DMChannel):
            await message.add_reaction("👀")
            await message.reply(f"you said {message.content!r}", mention_author=False)
