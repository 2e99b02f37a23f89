"""A digest tells Jobs apart."""

from sessions.messages.common import Slot
from sessions.messages.jobs import Interaction, Rank, Search
from sessions.session.digest import digest


def test_the_same_job_has_the_same_digest_and_others_do_not():
    jobs = [
        Rank(3),
        Rank(4),
        Rank(3, seed=1),
        Rank(3, (Interaction(1, 10, "grab", "p1"),)),
        Rank(3, (Interaction(1, 11, "grab", "p1"),)),
        Search(3),
        Search(3, constraints=(Slot("color", "red"),)),
        Search(3, constraints=(Slot("color", "red", wanted=False),)),
    ]
    digests = [digest(job) for job in jobs]
    assert len(set(map(repr, digests))) == len(jobs)
    assert digest(Rank(3)) == digests[0]
    assert (digests[0].kind, digests[0].for_seq) == ("rank", 3)
