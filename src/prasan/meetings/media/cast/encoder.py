"""The words with which ffmpeg makes the stream: what it hears on the loopback address, and what it writes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prasan.meetings.media.cast.playlist import SEGMENT_SECONDS

WIDTH, HEIGHT, RATE = 640, 360, 15
STILL = f"color=c=0x20303f:size={WIDTH}x{HEIGHT}:rate={RATE}"
"""What is shown where there is no picture: the stream always has both, or players would have to begin anew."""
PICTURE_TYPE, SOUND_TYPE = 96, 111
"""Payload types in what we hand to ffmpeg."""
SDP, LISTED = "in.sdp", "pipe:1"
# a program of another, so that it ends with us however we end; pictures that are live go first
BEFORE = ("setpriv", "--pdeathsig", "KILL", "nice", "-n", "5")


def description(picture: int, sounds: Sequence[int]) -> str:
    """Return the SDP of what comes. Parameters: UDP ports on 127.0.0.1, even; `picture`, 0 for none."""
    lines = ["v=0", "o=- 0 0 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0"]
    if picture:
        lines += [f"m=video {picture} RTP/AVP {PICTURE_TYPE}", f"a=rtpmap:{PICTURE_TYPE} VP8/90000"]
    for port in sounds:
        lines += [f"m=audio {port} RTP/AVP {SOUND_TYPE}", f"a=rtpmap:{SOUND_TYPE} opus/48000/2"]
    return "\r\n".join(lines) + "\r\n"


def words(ffmpeg: str, folder: Path, picture: bool, sounds: int, first: int) -> list[str]:
    """Return the command.

    Parameters: `folder`, where the description stands and segments go; `picture`, whether one comes; `sounds`, how
    many; `first`, the number of the first segment. Moments are those of arrival: senders' clocks do not agree, and
    sounds are mixed. It tells on standard output each segment that is finished.
    """
    found = [*BEFORE, ffmpeg, "-hide_banner", "-nostdin", "-loglevel", "error"]
    found += ["-protocol_whitelist", "file,udp,rtp", "-localaddr", "127.0.0.1", "-use_wallclock_as_timestamps", "1"]
    found += ["-analyzeduration", "3000000", "-reorder_queue_size", "200", "-max_delay", "300000"]
    found += ["-thread_queue_size", "1024", "-f", "sdp", "-i", str(folder / SDP)]
    found += [] if picture else ["-re", "-f", "lavfi", "-i", STILL]
    found += ["-filter_complex", _filters(picture, sounds), "-map", "[v]", "-map", "[a]"]
    keys = RATE * SEGMENT_SECONDS
    found += ["-c:v", "libx264", "-preset", "veryfast", "-tune", "zerolatency", "-profile:v", "main", "-threads", "1"]
    found += ["-crf", "26", "-maxrate", "500k", "-bufsize", "1000k", "-pix_fmt", "yuv420p"]
    found += ["-g", str(keys), "-keyint_min", str(keys), "-sc_threshold", "0"]
    found += ["-c:a", "aac", "-b:a", "64k", "-ac", "1", "-ar", "48000", "-muxdelay", "0", "-muxpreload", "0"]
    found += ["-f", "segment", "-segment_format", "mpegts", "-segment_time", str(SEGMENT_SECONDS)]
    found += ["-segment_list", LISTED, "-segment_list_type", "csv", "-segment_list_size", "0"]
    return [*found, "-segment_start_number", str(first), str(folder / "%010d.ts")]


def _filters(picture: bool, sounds: int) -> str:
    """Return the graph: the picture fitted into the frame, the sounds laid along the clock and mixed."""
    fitted = f"scale={WIDTH}:{HEIGHT}:force_original_aspect_ratio=decrease,pad={WIDTH}:{HEIGHT}:-1:-1,setsar=1,"
    graph = [f"[0:v]{fitted}fps={RATE}[v]" if picture else "[1:v]null[v]"]
    places = "".join(f"[m{number}]" for number in range(sounds))
    graph += [f"[0:a:{number}]aresample=48000:async=1:first_pts=0[m{number}]" for number in range(sounds)]
    return ";".join([*graph, f"{places}amix=inputs={sounds}:normalize=0:dropout_transition=0[a]"])


def finished(line: str) -> tuple[str, float] | None:
    """Return name and length in seconds of a segment that ffmpeg tells of; None for what is no such line."""
    name, _comma, rest = line.strip().partition(",")
    try:
        start, end = (float(one) for one in rest.split(","))
    except ValueError:
        return None
    return (name, end - start) if name and end > start else None
