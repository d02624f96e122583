"""How many words each article has that another one has too: a matrix, as numbers and as a chart."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.publish.charts.chart import Chart, Json, specification
from sayso.publish.words.phrases import count_words, outlet_words, shorten
from sayso.records import Article, SharedPassage
from sayso.spans import Span, merge
from sayso.words.forms import read_words

MOST_ARTICLES = 16
"""Articles in the matrix, those that share most: more of them, and nobody reads it."""
MOST_NAME = 26
"""Characters of an outlet's name beside its number."""


@dataclass(frozen=True, slots=True)
class SharedMatrix:
    """For each pair (article, other) how many words of the article the other has too; `left` articles are left out."""

    articles: tuple[Article, ...]
    numbers: Mapping[str, int]
    words: Mapping[tuple[str, str], int]
    left: int

    @property
    def ids(self) -> list[str]:
        """The articles by id, in reading order."""
        return [article.id for article in self.articles]

    def json(self) -> Json:
        """The matrix as a value of an answer, pairs without shared text left out."""
        return {
            "articles": self.ids,
            "left_out": self.left,
            "pairs": [
                {
                    "article": one,
                    "other": other,
                    "words": words,
                    "link": f"/compare?article={one}&article={other}",
                }
                for (one, other), words in sorted(self.words.items())
            ],
        }


def shared_matrix(articles: Sequence[Article], passages: Sequence[SharedPassage]) -> SharedMatrix:
    """The matrix of the articles of a story that share most text."""
    weight: Counter[str] = Counter()
    for row in passages:
        weight[row.a_article] += row.words
        weight[row.b_article] += row.words
    order = {article.id: number for number, article in enumerate(articles, start=1)}
    most = sorted((one for one in weight if one in order), key=lambda one: (-weight[one], order[one]))
    kept = set(most[:MOST_ARTICLES])
    spans: dict[tuple[str, str], list[Span]] = {}
    for row in passages:
        if row.a_article in kept and row.b_article in kept:
            spans.setdefault((row.a_article, row.b_article), []).append(Span(row.a_start, row.a_end))
            spans.setdefault((row.b_article, row.a_article), []).append(Span(row.b_start, row.b_end))
    text = {article.id: article.text for article in articles if article.id in kept}
    words = {
        (one, other): sum(len(read_words(text[one][span.start : span.end]).forms) for span in merge(found))
        for (one, other), found in spans.items()
    }
    return SharedMatrix(
        articles=tuple(article for article in articles if article.id in kept),
        numbers=order,
        words=words,
        left=len(most) - len(kept),
    )


def shared_chart(matrix: SharedMatrix) -> list[Json]:
    """The chart as a value of an answer: none where no text is shared."""
    if not matrix.words:
        return []
    names = {article.id: _name(article, matrix.numbers[article.id]) for article in matrix.articles}
    numbers = {article.id: str(matrix.numbers[article.id]) for article in matrix.articles}
    values = [
        {"article": names[one], "also in": numbers[other], "words": words}
        for (one, other), words in sorted(matrix.words.items())
    ]
    (one, other), most = max(matrix.words.items(), key=lambda item: (item[1], item[0]))
    told = (
        f"{count_words(len(matrix.articles), 'article')} share text; most of it in article {numbers[one]}, "
        f"{count_words(most, 'word')} of which are in article {numbers[other]} too."
    )
    left = f" (left out: {count_words(matrix.left, 'article')} that share less)" if matrix.left else ""
    order = [names[article.id] for article in matrix.articles]
    across = [numbers[article.id] for article in matrix.articles]
    y = {"field": "article", "type": "nominal", "sort": order, "title": None, "axis": {"labelLimit": 230}}
    x = {
        "field": "also in",
        "type": "nominal",
        "sort": across,
        "title": "also in article",
        "axis": {"labelAngle": 0, "orient": "top"},
    }
    drawn = {
        "encoding": {
            "x": {**x, "scale": {"domain": across}},
            "y": {**y, "scale": {"domain": order}},
        },
        "layer": [
            {
                "mark": {"type": "rect", "tooltip": True},
                "encoding": {
                    "color": {
                        "field": "words",
                        "type": "quantitative",
                        "title": "words",
                        "scale": {"zero": True},
                        "legend": None,
                    }
                },
            },
            {
                "mark": {"type": "text"},
                "encoding": {
                    "text": {"field": "words", "type": "quantitative", "format": ","},
                },
            },
        ],
    }
    chart = Chart(
        name="shared",
        caption="Words of each article that another one has too" + left,
        words=told,
        columns=(),
        rows=(),
        spec=specification(told, values, drawn, height={"step": 30}),
    )
    return [chart.json()]


def _name(article: Article, number: int) -> str:
    """An article as the chart calls it: an unknown outlet by its headline."""
    name = article.outlet or (f"“{article.title}”" if article.title else outlet_words(article))
    return f"{number}  {shorten(name, most=MOST_NAME)}"
