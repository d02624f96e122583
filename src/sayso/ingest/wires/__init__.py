"""News as agencies hand it over: IPTC ninjs, NewsML-G2, NewsML 1 and NITF, with what they say of its use."""
