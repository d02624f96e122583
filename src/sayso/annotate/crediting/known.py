"""Names of outlets that nothing in their shape tells: ordinary knowledge of agencies and papers in wide use.

A name here is no credit: it only may be the carrier of one, where a phrase makes it one. Outlets that are not listed
are known by how their mentions were read, by the shape of their names, and by phrases that only outlets stand in.
"""

AGENCIES = (
    "AP", "AFP", "UPI", "DPA", "EFE", "ANSA", "TASS", "Tass", "ITAR-TASS", "Itar-Tass", "KCNA", "IRNA", "ISNA", "Reuters",
    "REUTERS", "Xinhua", "Yonhap", "Kyodo", "Interfax", "Bloomberg", "Anadolu", "Associated Press", "Agence France-Presse",
    "RIA Novosti",
)  # fmt: skip
BROADCASTERS = (
    "BBC", "CNN", "MSNBC", "NBC", "CBS", "PBS", "NPR", "CNBC", "C-SPAN", "CBN", "Al Jazeera", "Al-Jazeera", "Al Arabiya",
    "Al-Arabiya", "Al-Manar", "Telemundo", "Univision", "Deutsche Welle",
)  # fmt: skip
PAPERS = (
    "Axios", "Politico", "POLITICO", "Vox", "Slate", "Salon", "The Hill", "The Atlantic", "The Guardian", "The Independent",
    "The Intercept", "The Economist", "The Nation", "The Week", "National Review", "Mother Jones", "ProPublica", "BuzzFeed",
    "Buzzfeed", "HuffPost", "Huffington Post", "Breitbart", "Daily Beast", "Daily Caller", "Newsmax", "Townhall", "TheBlaze",
    "Vice", "VICE", "Reason", "Business Insider", "Insider", "MarketWatch", "USA TODAY", "USA Today", "Foreign Policy",
    "Foreign Affairs", "Newsweek", "New Yorker", "Vanity Fair", "Rolling Stone", "Haaretz", "Ynet", "Le Monde", "Le Figaro",
    "Libération", "Le Parisien", "Der Spiegel", "Bild", "Die Welt", "Die Zeit", "El País", "La Repubblica",
    "Corriere della Sera", "Kommersant", "Izvestia", "Vedomosti", "Novaya Gazeta", "Hürriyet", "Al-Ahram", "Asharq al-Awsat",
    "Al-Hayat", "Global Times", "People's Daily", "Asahi Shimbun", "Nikkei", "The Hindu", "Wall Street Journal", "TMZ",
    "Forbes", "Fortune", "Roll Call", "Washington Examiner", "Free Beacon", "FiveThirtyEight", "Globe and Mail",
    "Christian Science Monitor",
)  # fmt: skip
