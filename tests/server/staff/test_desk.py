"""Staff and shoppers on real visits: who sees what, who may do what, and what is written down."""

import asyncio

import pytest

from server.errors import HelpTaken
from server.logs_cli import opened
from server.staff.presence import GONE_S
from sessions.errors import VisitUnknown
from sessions.log import read
from sessions.messages.common import Act, Slot
from sessions.messages.frames import Helped, Said
from sessions.messages.shopper import Bye, Consent, Do, Gesture, Gestures, Say, Seen
from sessions.replay.rebuild import rebuild
from sessions.replay.verify import verify

SECRET = "my aunt's coat is at gate seven"
ADVICE = "Mine is 13812345678, ring me."


def texts(floor, visit, name="Mei"):
    return [(line.who, line.text) for line in floor.desk.insight(visit.name, name).lines]


def test_a_visit_from_call_to_hand_back(on_the_floor):
    async def story(floor):
        floor.desk.tickets("Mei")
        visit = await floor.enter()
        visit.receive(Gestures(1, 0, (Gesture("grab", "p1", hand="left"),)))
        visit.receive(Say(2, 0, "a person please", scene=(Seen("p2", (0.0, 1.0, -2.0)),)))
        (ticket,) = floor.desk.tickets("Mei")
        assert (ticket.stage, ticket.by, ticket.here, ticket.visit) == (
            "waiting",
            "",
            True,
            visit.name,
        )
        floor.now_ms += 30_000
        floor.desk.take(visit.name, "Mei")
        visit.receive(Say(3, 0, "my mail is ada@shop.example"))
        floor.desk.say(visit.name, "Mei", ADVICE)
        seen = floor.desk.insight(visit.name, "Mei")
        assert (seen.held, seen.view, seen.ticket.by) == (["p1"], ["p2"], "Mei")
        assert [(deed.kind, deed.product, deed.ago_s) for deed in seen.deeds] == [
            ("grab", "p1", 30)
        ]
        assert texts(floor, visit) == [
            ("guide", "<human_waiting>"),
            ("guide", "<human_came>"),
            ("shopper", "my mail is [email]"),
            ("staff", ADVICE),
        ]
        assert [line.text for line in floor.desk.insight(visit.name, "Mei", 3).lines] == [ADVICE]
        said = [frame for frame in floor.frames(visit) if isinstance(frame, Said) and frame.by]
        assert [(frame.by, frame.text) for frame in said] == [("Mei", ADVICE)]
        floor.desk.back(visit.name, "Mei")
        assert floor.desk.tickets("Mei") == []
        assert visit.talk.after(0) == [], "nobody is to read it any more"
        stages = [frame.stage for frame in floor.frames(visit) if isinstance(frame, Helped)]
        assert stages == ["none"]

    on_the_floor(story)


def test_words_from_before_are_shown_only_where_they_may_be_kept(on_the_floor):
    async def story(floor):
        floor.desk.tickets("Mei")
        for grants, shown in (((), []), (("qa_replay",), [SECRET])):
            visit = await floor.enter()
            visit.receive(Consent(1, 0, grants))
            visit.receive(Say(2, 0, SECRET))
            heard = [text for who, text in texts(floor, visit) if who == "shopper"]
            assert heard == shown

    on_the_floor(story)


def test_consent_withdrawn_is_talk_forgotten(on_the_floor):
    async def story(floor):
        visit = await floor.enter()  # nobody is there: nothing ends the talk
        visit.receive(Consent(1, 0, ("qa_replay",)))
        visit.receive(Say(2, 0, SECRET))
        assert visit.talk.after(0)
        visit.receive(Consent(3, 0, ()))
        assert visit.talk.after(0) == []

    on_the_floor(story)


@pytest.mark.parametrize("grants", [("log",), ("log", "qa_replay")])
def test_what_is_said_is_written_only_as_far_as_consent_goes(on_the_floor, grants):
    async def story(floor):
        floor.desk.tickets("Mei")
        visit = await floor.enter()
        visit.receive(Consent(1, 0, grants))
        visit.receive(Do(2, 0, Act("human")))
        floor.desk.take(visit.name, "Mei")
        visit.receive(Say(3, 0, SECRET))
        floor.desk.say(visit.name, "Mei", ADVICE)
        floor.desk.back(visit.name, "Mei")
        await floor.visits._flush()
        await floor.store.flush()
        await asyncio.sleep(0.01)
        kept, cipher = await floor.store.reopen_visit(visit.name, "s", floor.now_ms)
        log = opened(kept, cipher)
        assert b"13812345678" not in log
        assert (
            (SECRET.encode() in log) == (b"Mine is [phone], ring me." in log) == (len(grants) > 1)
        )
        assert verify(log).identical
        again = rebuild(read(log)[1])
        assert again.session.state.help == visit.session.state.help
        assert again.session.state.said == visit.session.state.said

    on_the_floor(story)


def test_only_one_is_with_a_shopper(on_the_floor):
    async def story(floor):
        floor.desk.tickets("Mei")
        visit = await floor.enter()
        with pytest.raises(VisitUnknown):
            floor.desk.take(visit.name, "Mei")
        visit.receive(Do(1, 0, Act("human")))
        with pytest.raises(HelpTaken):
            floor.desk.say(visit.name, "Mei", "too early")
        floor.desk.take(visit.name, "Mei")
        floor.desk.take(visit.name, "Mei")  # pressed twice
        for deed in (floor.desk.take, floor.desk.insight, floor.desk.back):
            with pytest.raises(HelpTaken):
                deed(visit.name, "Bo")
        with pytest.raises(HelpTaken):
            floor.desk.say(visit.name, "Bo", "x")
        assert visit.session.state.help.by == "Mei"
        assert [frame.stage for frame in floor.frames(visit) if isinstance(frame, Helped)] == [
            "waiting",
            "with",
        ]

    on_the_floor(story)


def test_those_who_wait_longest_come_first(on_the_floor):
    async def story(floor):
        floor.desk.tickets("Mei")
        visits = [await floor.enter() for _ in range(3)]
        for visit in visits:
            visit.receive(Do(1, 0, Act("human")))
            floor.now_ms += 5000
        floor.desk.take(visits[0].name, "Mei")
        order = [ticket.visit for ticket in floor.desk.tickets("Mei")]
        assert order == [visits[1].name, visits[2].name, visits[0].name]

    on_the_floor(story)


def test_a_visit_that_ends_is_not_waited_for(on_the_floor):
    async def story(floor):
        floor.desk.tickets("Mei")
        ended, called_off = [await floor.enter() for _ in range(2)]
        for visit in (ended, called_off):
            visit.receive(Do(1, 0, Act("human")))
        ended.receive(Bye(2, 0))
        called_off.receive(Do(2, 0, Act("human", slots=(Slot("kind", "end"),))))
        assert floor.desk.tickets("Mei") == []
        with pytest.raises(VisitUnknown):
            floor.desk.take(called_off.name, "Mei")

    on_the_floor(story)


def test_one_who_vanishes_leaves_nobody_waiting(on_the_floor):
    async def story(floor):
        floor.desk.tickets("Mei")
        visit = await floor.enter()
        visit.receive(Do(1, 0, Act("human")))
        floor.desk.take(visit.name, "Mei")
        floor.now_ms += int(1000 * GONE_S) - 1
        floor.desk.tidy()
        assert visit.session.state.help.stage == "with"
        floor.now_ms += 1
        floor.desk.tidy()
        assert visit.session.state.help.stage == "none"
        assert [frame.key for frame in floor.frames(visit) if isinstance(frame, Said)][
            -1
        ] == "human_back"

    on_the_floor(story)


def test_closing_the_page_hands_back_at_once(on_the_floor):
    async def story(floor):
        floor.desk.tickets("Mei")
        visit = await floor.enter()
        visit.receive(Do(1, 0, Act("human")))
        floor.desk.take(visit.name, "Mei")
        floor.desk.away("Mei")
        floor.desk.tidy()
        assert visit.session.state.help.stage == "none"
        visit.receive(Do(2, 0, Act("human")))
        assert visit.session.state.help.stage == "none", "nobody is there any more"

    on_the_floor(story)
