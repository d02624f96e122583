"""Documents with bytes cut out, doubled and overwritten: articles and failure rows, twice the same, and nothing else."""

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ingest.newsroom_files import docx_file, odt_file, rtf_file
from tests.ingest.test_fuzz_readers import damaged, outcome

SAID = "The bridge over the Senn is shut, said Ada Morrow on Monday. “It is not safe,” she told the Post."
CHEAP = settings(max_examples=10, deadline=None, derandomize=True, database=None)
WORD = docx_file(SAID, SAID)
OPEN = odt_file(
    f"<text:p>{SAID}</text:p><text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>"
)


@CHEAP
@given(damaged(WORD), damaged(rtf_file(SAID)[5:]), damaged(OPEN))
def test_files_of_any_bytes(word: bytes, rtf: bytes, opened: bytes) -> None:
    for data in (word, b"{\\rtf" + rtf, opened):
        if data:
            outcome(data)


@CHEAP
@given(st.data())
def test_the_text_of_a_package_may_be_anything(data: st.DataObject) -> None:
    """The package itself is whole, so that what is damaged is its XML."""
    for package, member in ((WORD, "word/document.xml"), (OPEN, "content.xml")):
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                whole = old.read(name)
                new.writestr(name, data.draw(damaged(whole)) if name == member else whole)
        outcome(out.getvalue())
