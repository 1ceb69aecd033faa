"""The words for the jobs behind the camera."""

from __future__ import annotations

from bot.texts import Say, say


def job_name(job: str) -> Say:
    """The word for a job, as it stands before a name or in a list."""
    return _JOBS[job]


_JOBS = {
    "creator": say("creator"),
    "showrunner": say("showrunner"),
    "executive-producer": say("executive producer"),
    "producer": say("producer"),
    "company": say("production company"),
    "director": say("director"),
    "writer": say("writer"),
    "composer": say("composer"),
}
