"""The sets of questions in tests/questions: how many are answered right, and that nothing leaks."""

from __future__ import annotations
