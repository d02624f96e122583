"""Files that newsrooms write: DOCX, ODT, RTF, PDF. The article's text is taken out of them, and their bytes are kept."""
