"""What the shelf answers, and when."""

from sessions.messages.common import Act, Slot
from sessions.messages.frames import Said, Show, SlateFrame
from sessions.messages.jobs import (
    Found,
    JobFailed,
    JobTimedOut,
    Look,
    Looked,
    Rank,
    RankedAnswer,
    Reply,
    Search,
    Understood,
)
from sessions.messages.shopper import Picture


def test_gestures_that_come_while_an_order_is_made_share_the_next_one(road):
    first = road.gesture("grab", "p5")
    assert [type(job) for job in first.jobs] == [Rank]
    for _ in range(3):
        assert road.gesture("point", "p6").jobs == []
    road.answer()
    slates = [frame for frame in road.frames if isinstance(frame, SlateFrame)][-2:]
    assert [slate.upto for slate in slates] == [1, 4]


def test_an_unchanged_shelf_keeps_its_version_and_sends_no_items(road):
    road.gesture("grab", "p5")
    road.answer()
    version = road.last(SlateFrame).version
    road.gesture("grab", "p5")
    road.answer()
    slate = road.last(SlateFrame)
    assert (slate.version, slate.changed, slate.items, slate.upto) == (version, False, (), 2)


def test_a_late_order_is_ignored(road):
    road.gesture("grab", "p5")
    (job,) = road.jobs
    road.event(JobTimedOut(for_seq=job.for_seq, job="rank"))
    assert road.last(SlateFrame).upto == 1
    assert road.event(RankedAnswer(for_seq=job.for_seq)).frames == []


def test_words_search_then_narrow(road):
    road.say("red")
    road.answer()
    request = road.session.state.request
    assert request.constraints == (Slot("color", "red"),)
    assert request.found == ("p2", "p3", "p4")
    assert road.last(SlateFrame).context == "search"
    road.do("refine", material="cotton")
    (search,) = [job for job in road.jobs if isinstance(job, Search)]
    assert search.constraints == (Slot("color", "red"), Slot("material", "cotton"))
    road.do("refine", color="blue")
    newest = [job for job in road.jobs if isinstance(job, Search)][-1]
    assert newest.constraints == (Slot("material", "cotton"), Slot("color", "blue"))


def test_an_answer_to_an_older_request_is_ignored(road):
    road.say("red")
    road.answer(1)
    (old,) = [job for job in road.jobs if isinstance(job, Search)]
    road.do("search", color="green")
    road.event(Found(for_seq=old.for_seq, products=("p7",)))
    assert road.session.state.request.found == ()


def test_nothing_found_says_so(road):
    road.do("search", color="plaid")
    job = road.jobs.pop()
    road.event(Found(for_seq=job.for_seq))
    road.answer()
    assert road.last(Said).key == "none_found"


def test_relaxations_are_told(road):
    road.do("search", color="plaid")
    job = road.jobs.pop()
    road.event(Found(for_seq=job.for_seq, products=("p1",), matched=1, relaxed=("color",)))
    assert not [job for job in road.jobs if isinstance(job, Reply)]
    road.answer(1)
    (reply,) = [job for job in road.jobs if isinstance(job, Reply)]
    assert reply.key == "found_relaxed"
    assert Slot("relaxed", "color") in reply.slots


def test_what_was_found_is_told_in_the_order_of_the_shelf(road):
    road.gesture("grab", "p4")
    road.say("red")
    road.answer()
    found = road.session.state.request.found
    shown = [item.product for item in road.session.state.shelf.items if item.product in found]
    assert list(road.last(Said).products) == shown[:3]
    assert shown[0] == "p4"


def test_like_this_needs_something_to_be_like(road):
    road.session.state.focus = ()
    road.do("rec.similar")
    road.answer()
    assert road.last(Said).key == "nothing_meant"
    road.do("rec.similar", "p6", color="red")
    (search,) = road.jobs
    assert (search.near, search.context, search.constraints) == (
        "p6",
        "similar",
        (Slot("color", "red"),),
    )


def test_walking_to_a_section_shows_it_and_its_products(road):
    road.do("nav.go", section="shoes")
    road.answer()
    assert road.last(Show).what == "section"
    assert road.session.state.section == "shoes"
    assert road.last(SlateFrame).context == "section"
    road.do("rec.personal")
    road.answer()
    assert road.last(SlateFrame).context == "for_you"
    assert road.session.state.request.found == ()


def test_of_two_requests_in_one_utterance_the_last_holds(road):
    road.say("like this but cheaper")
    acts = (Act("rec.similar", ("p5",)), Act("rec.cheaper", ("p5",)))
    step = road.event(Understood(for_seq=road.seq, acts=acts))
    assert [job.context for job in step.jobs if isinstance(job, Search)] == ["cheaper"]
    assert road.session.state.request.context == "cheaper"


def test_what_was_dismissed_is_not_counted(road):
    road.gesture("discard", "p2")
    road.answer()
    road.do("search", color="red")
    job = road.jobs.pop()
    road.event(Found(for_seq=job.for_seq, products=("p2", "p3", "p4"), matched=3))
    road.answer(1)
    (reply,) = [job for job in road.jobs if isinstance(job, Reply)]
    assert Slot("count", "2") in reply.slots


def show(road):
    """Show a picture; the Job it asks for."""
    road.number += 1
    road.event(Picture(road.number))
    job = road.jobs.pop()
    assert isinstance(job, Look)
    return job


def test_what_looks_like_a_picture_stands_on_the_shelf_and_is_told(road):
    job = show(road)
    road.event(Looked(for_seq=job.for_seq, products=("p4", "p2")))
    road.answer(1)
    assert road.last(SlateFrame).context == "picture"
    (reply,) = [job for job in road.jobs if isinstance(job, Reply)]
    assert reply.key == "found_alike"
    road.do("refine", color="blue")
    newest = [job for job in road.jobs if isinstance(job, Search)][-1]
    assert (newest.context, newest.near) == ("similar", "p4")


def test_a_picture_is_overtaken_by_newer_words(road):
    job = show(road)
    road.do("search", color="green")
    road.event(Looked(for_seq=job.for_seq, products=("p4",)))
    assert road.session.state.request.context == "search"


def test_a_picture_that_cannot_be_read_changes_nothing(road):
    road.say("red")
    road.answer()
    before = road.session.state.request
    job = show(road)
    frames = road.event(
        JobFailed(for_seq=job.for_seq, job="look", code="picture_unreadable")
    ).frames
    assert [frame.code for frame in frames] == ["picture_unreadable"]
    assert road.session.state.request == before
