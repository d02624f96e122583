"""Lines that are read alone are those that are read with all of their articles."""

from sayso.publish.collection import Collection
from sayso.publish.views.line_reading import read_lines
from sayso.publish.views.lines import lines_in


def test_each_line_is_the_same_alone_as_among_all(collection: Collection) -> None:
    store, directory = collection.store, collection.directory()
    every = {line.rendering.attribution.id: line for line in lines_in(store, store.articles())}

    for told in directory.told:
        assert [every[told.attribution]] == read_lines(store, directory, [told])
    assert list(every.values())[::-1] == read_lines(
        store, directory, [directory.by_attribution[name] for name in reversed(every)]
    )


def test_a_line_that_went_meanwhile_is_left_out(collection: Collection) -> None:
    directory = collection.directory()
    collection.store.remove(directory.told[0].article, reason="asked to")
    there = {one.attribution for one in collection.directory().told}

    assert there == {
        line.rendering.attribution.id for line in read_lines(collection.store, directory, directory.told)
    }
