"""Gives Discord the names and descriptions of commands in the languages that the bot speaks."""

from __future__ import annotations

import datetime as dt

import discord
from discord import app_commands

from bot.texts import DEFAULT_LANGUAGE, PLAIN, Say, Voice, language_for


class CommandTranslator(app_commands.Translator):
    """Looks up `locale_str` messages in the gettext catalogues."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """The message in that language; None where there is none, so that Discord shows the English one."""
        language = language_for(locale.value)
        if language == DEFAULT_LANGUAGE:
            return None
        translated = Voice(language, PLAIN, dt.datetime.now(dt.UTC))(Say(string.message))
        return None if translated == string.message else translated
