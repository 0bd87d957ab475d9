"""What pages and messages call this paper."""

from __future__ import annotations

from traced.core.voice import Voice

VOICE = Voice(work="the article", label="Article", case="participant")
