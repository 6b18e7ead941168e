from ingest.plan import Entry, plan


def entry(path: str, sha: str = "1", audience: str = "everyone", failure: str | None = None) -> Entry:
    return Entry(path, sha, "strategy", "strategy", audience, failure)


def by_path(*entries: Entry) -> dict[str, Entry]:
    return {one.path: one for one in entries}


def test_a_night_is_the_difference_of_two_listings() -> None:
    before = by_path(entry("same"), entry("edited"), entry("gone"))
    now = by_path(entry("same"), entry("edited", "2"), entry("new"))
    done = plan(before, now)
    assert (done.added, done.changed, done.removed, done.unchanged) == (("new",), ("edited",), ("gone",), ("same",))


def test_a_new_audience_is_a_change() -> None:
    assert plan(by_path(entry("a")), by_path(entry("a", audience="board"))).changed == ("a",)


def test_a_failure_is_no_change() -> None:
    assert plan(by_path(entry("a", failure="broken")), by_path(entry("a"))).unchanged == ("a",)
