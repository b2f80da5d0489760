"""Janus as we run it: what listens, what stands on the disk, what happens when it dies; its recordings, read twice."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
from pathlib import Path

import av
import pytest

from prasan.meetings.media.engine import EngineDown, EngineError, Event
from prasan.meetings.media.janus import mjr
from prasan.meetings.media.janus.description import offered, without_candidates
from prasan.meetings.media.recording.manifest import Manifest
from tests.meetings.media.camera import Filming
from tests.meetings.media.network import inside
from tests.meetings.media.synthetic import Meeting, until


def of_janus(machine) -> int:
    """The process id of the Janus that the steering process runs."""
    for stat_file in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, rest = stat_file.read_text().rsplit(")", 1)
        except (FileNotFoundError, ProcessLookupError):
            continue
        if name.endswith("(janus") and int(rest.split()[1]) == machine.sidecar.pid:
            return int(stat_file.parent.name)
    return 0


def test_only_media_listens_to_others_and_nothing_is_readable(janus_machine):
    janus_machine.sidecar.start()
    listening = subprocess.run(
        [*inside(janus_machine.namespace), "ss", "-Hltn"], capture_output=True, text=True, check=True
    ).stdout
    assert {line.split()[3].rsplit(":", 1)[0] for line in listening.splitlines()} == {"127.0.0.1"}
    folder = janus_machine.folder
    files = {one.name: one for one in folder.iterdir()}
    assert {"janus.jcfg", "janus.transport.http.jcfg", "janus.plugin.videoroom.jcfg", "log"} <= files.keys()
    assert all(stat.S_IMODE(one.stat().st_mode) & 0o077 == 0 for one in files.values())
    written = files["janus.jcfg"].read_text()
    assert "janusoverlord" not in written  # Debian's known secret
    assert len(written.split('admin_secret = "')[1].split('"')[0]) >= 40


def test_when_janus_dies_it_is_told_and_both_come_again(janus_machine):
    process, engine = janus_machine.sidecar, janus_machine.engine
    process.start()
    events = engine.events(60.0)
    before = of_janus(janus_machine)
    os.kill(before, signal.SIGKILL)
    assert list(events)[-1] == Event("engine", about="lost")
    until(lambda: not process.alive(), "the steering process ends with it")
    with pytest.raises(EngineDown):
        engine.rooms()
    process.start()
    assert of_janus(janus_machine) not in {0, before}
    assert engine.rooms() == []


def test_janus_ends_with_the_one_who_steers_it(janus_machine):
    process = janus_machine.sidecar
    process.start()
    pid = of_janus(janus_machine)
    os.kill(process.pid, signal.SIGKILL)
    until(lambda: not Path(f"/proc/{pid}").exists(), "the end of Janus")
    janus_machine.engine.hang_up()
    process.start()


def test_our_parts_hold_what_januss_own_reader_finds(janus_machine, tmp_path):
    process, engine = janus_machine.sidecar, janus_machine.engine
    process.start()
    folder = janus_machine.recordings / "twice"
    with Meeting(engine, "twice", janus_machine) as meeting:
        engine.record("twice", "start")
        sender = meeting.sender("trang", "mic", "main", kind=Filming)
        until(lambda: sender.tracks["main"].pictures > 60, "pictures")
        os.kill(process.pid, signal.SIGKILL)
        until(lambda: not process.alive(), "its end")
    engine.hang_up()
    process.start()
    raw = sorted(one for one in (folder / "raw").glob("*.mjr") if one.stat().st_size)  # the blank source's are empty
    assert [mjr.head(one)["d"] for one in raw] == ["trang/mic", "trang/main"]
    for path, ending in zip(raw, ("opus", "webm"), strict=True):
        theirs = tmp_path / f"theirs.{ending}"
        subprocess.run(["janus-pp-rec", str(path), str(theirs)], check=True, capture_output=True)
        manifest = Manifest(tmp_path / ending, "twice", "janus")
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        mjr.convert(copy, "lost", manifest)
        assert not copy.exists()
        (ours,) = (tmp_path / ending).glob("*.webm")
        counts = []
        for file in (ours, theirs):
            with av.open(str(file)) as found:
                counts.append(sum(1 for packet in found.demux(found.streams[0]) if packet.size))
        # ours begins with a key frame and ends with a whole picture
        assert counts[0] > 20
        assert 0 <= counts[1] - counts[0] <= 5


def test_a_recording_cut_off_anywhere_is_read_to_its_last_whole_packet(tmp_path):
    path = tmp_path / "a.mjr"
    packet = bytes(12) + b"sound"
    text = b'{"t":"a","c":"opus","d":"trang/mic","u":1700000000000000}'
    whole = b"MJR00002" + len(text).to_bytes(2, "big") + text
    for ms in (0, 20, 40):
        whole += b"MEET" + ms.to_bytes(4, "big") + len(packet).to_bytes(2, "big") + packet
    for length, count in ((len(whole), 3), (len(whole) - 1, 2), (len(whole) - 28, 1), (len(text) + 10, 0)):
        path.write_bytes(whole[:length])
        assert len(list(mjr.frames(path))) == count
    for data in (b"", whole[:9], b"MJR00001" + whole[8:], whole[:30]):
        path.write_bytes(data)
        with pytest.raises(mjr.NotMjr):
            mjr.head(path)


OFFER = """v=0
a=ice-ufrag:u
a=ice-pwd:p
a=fingerprint:sha-256 00
m=audio 9 UDP/TLS/RTP/SAVPF 111
a=mid:0
a=rtcp-mux
a=rtpmap:111 opus/48000/2
a=candidate:1 1 udp 1 198.51.100.1 9 typ host
m=video 9 UDP/TLS/RTP/SAVPF 96
a=mid:x
a=rtcp-mux
a=rtpmap:96 VP8/90000
a=end-of-candidates
"""


def test_offers_are_read_and_what_promises_something_else_is_refused():
    assert [(one.kind, one.mid) for one in offered(OFFER, ["audio", "video"])] == [("audio", "0"), ("video", "x")]
    assert "198.51.100.1" not in without_candidates(OFFER)
    assert "end-of" not in without_candidates(OFFER)
    for wrong in (OFFER.replace("VP8", "H264"), OFFER.replace("a=mid:x\n", ""), OFFER.replace("ice-pwd", "ice-no")):
        with pytest.raises(EngineError, match="bad_sdp"):
            offered(wrong, ["audio", "video"])
    with pytest.raises(EngineError, match="bad_sdp"):
        offered(OFFER, ["video", "audio"])
