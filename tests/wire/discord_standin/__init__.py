"""A loopback Discord for tests and benchmarks: the gateway, the REST routes a bot uses, and fans.

async with StandIn() as discord:
    async with running("bot", "run", against=discord):
        await discord.ready()
        answer = await discord.slash("release", locale="es-ES")
        assert "2022" in answer.text
"""

from .doing import ImpossibleError
from .faults import Fault
from .interactions import Callback, Interaction, NoAnswerError
from .reading import find_component, text_of
from .scene import Scene
from .standin import MisbehaviourError, StandIn

__all__ = [
    "Callback",
    "Fault",
    "ImpossibleError",
    "Interaction",
    "MisbehaviourError",
    "NoAnswerError",
    "Scene",
    "StandIn",
    "find_component",
    "text_of",
]
