"""Words and names by which what is no article is known: labels over links, calls to subscribe, players, advertisements.

In the languages whose pages we wrote. An element's name alone decides nothing about a large part of a page (`clearing`).
"""

import re

NAMES = re.compile(
    r"related|recommend|read-?(?:more|also|next)|see-?also|more-?(?:from|on|stories|articles|news|galleries|videos|links)|"
    r"most-?(?:read|popular|viewed|shared|commented)|popular-?(?:posts|stories|now)|trending|also-?(?:like|read|on)|up-?next|"
    r"you-?(?:may|might)|next-?(?:article|story|up)|newsletter|sign-?up|subscri(?:be|ption)-|inline-?promo|promo|advert|"
    r"sponsor|\bads?\b|ad-(?:slot|unit|box|container)|outbrain|taboola|share-?(?:bar|box|buttons?|links|tools|this)|sharing|sharedaddy|social-?(?:share|links|media|bar)?|"
    r"comments?(?:-|_|\b)|komentari\b|comentarios\b|commenti\b|commentaires\b|yorumlar\b|disqus|discussion|\bbio\b|-bio\b|author-?(?:bio|box|card|info|profile)|about-(?:the-)?author|talkback|respond\b|breadcrumb|pagination|post-navigation|nav-links|tag-?(?:list|links|cloud)|\btags?\b|"
    r"lire-?aussi|a-lire|teaser-?box|mehr-?zum|xgwz|xiangguan|tip-?box|app-?promo|download-?app|skip-?link|"
    r"\brecirc|fly-?out|drop-?down|pull-?down|support-(?:us|pay|box)\b|must-?reads?\b|log-?in|sign-?in|regist(?:er|ration)|inline-?video|featured-video|post[-_]views|\bdonat(?:e|ion)-|-donate\b|video-?player|player-|pay-?wall|reg-?wall|subscribe-?(?:wall|box|prompt)|piano-|tp-modal"
)
WEAK = re.compile(r"widget|sidebar|barrier|\btools\b|toolbar")
"""Names that furniture has and articles have as well ("elementor-widget"): they count where the words do not speak against."""
TOOLS = re.compile(r"\btools?\b|tool-?(?:bar|box)|utility-?bar")
"""Names of rows of buttons: they hold no paragraph with a sentence."""
RISKY = re.compile(
    r"slide|viewport|overlay|expand|options|message|attachment|permission|widget|button|banner|bar\b|embed|viral|premium|nav"
)
"""Names for which trafilatura passes an element over, whatever it holds (its xpaths.py)."""
KEPT = re.compile(
    r"article-?body|story-?body|entry-?content|post-?content|articlebody|main-?content|page-?content|body-?text|live-?blog"
)

SENTENCE = re.compile(r"\w{2}[.!?。](?:[\"'”’»]|$|\s)")
LABEL = re.compile(
    r"(?:related|read (?:more|next|also)|more (?:from|on|in|stories|news|galleries|videos|about)|most (?:read|popular|viewed|shared)|"
    r"trending(?: now| stories)?|popular(?: now| posts)?|recommended|recent (?:posts|stories|articles|news)|top stories|latest(?: news| stories)?|also (?:in|on|read)|see also|"
    r"up next|you (?:may|might) (?:also )?(?:like|be interested)|don['’]t miss|(?:more )?must-?reads?(?: from \w+)?$|editor['’]?s? (?:picks|choice)|what to read next|next (?:article|story)|in case you missed|"
    r"keep reading|more ?:|further reading|around the web|from our partners|share this|follow us|"
    r"(?:à )?lire aussi|sur le même sujet|à lire également|les plus lus|mehr zum thema|lesen sie auch|auch interessant|das könnte sie|meistgelesen|"
    r"le[ae] también|(?:también )?[lt]e puede interesar|más leídas|noticias relacionadas|leggi anche|(?:leia|veja) também|lees ook|l[eæ]s også|läs (?:också|även)|"
    r"(?:czytaj|zobacz|przeczytaj) (?:też|także|również)|ilgili haberler|bunlar da ilginizi çekebilir|our standards\b|"
    r"читайте (?:также|ещ[её])|читайте також|по темі|διαβάστε (?:επίσης|ακόμη|ακόμα)|(?:σχετικά|περισσότερα) (?:άρθρα|από)|pro[cč]itajte (?:jo[sš]|i)|más información$|archivado en|"
    r"по теме|другие новости|новости$|اقرأ أيضا|اقرأ أيضًا|إقرأ أيضا|مواضيع ذات صلة|أخبار ذات صلة|الأكثر قراءة|"
    r"بیشتر بخوانید|اخبار مرتبط|مطالب مرتبط|پربازدید|קראו (?:גם|עוד)|כתבות נוספות|עוד בנושא|הנקראות ביותר|関連記事|あわせて読みたい|おすすめ記事|アクセスランキング|"
    r"相关新闻|相关阅读|相关报道|推荐阅读|延伸阅读|热门新闻|관련 ?기사)",
    re.IGNORECASE,
)
"""How boxes of links to other articles are headed, in the languages whose pages we wrote."""
CALL = re.compile(
    r"sign (?:me )?up\b|subscribe (?:now|to our|today|here)|our (?:free )?(?:daily |weekly |morning )?newsletter|in(?:to)? your inbox|join (?:our|us on|\d[\d,.]* readers)|"
    r"whatsapp (?:group|channel|community)|follow us on|download (?:our|the) app|get our app|click here to (?:join|subscribe|sign)|"
    r"do you have a (?:story|tip)|got a (?:story|tip)\b|have a story for|enjoying this (?:story|article)|support (?:our|local|independent) (?:journalism|reporting)|become a (?:member|supporter)|"
    r"join the (?:conversation|discussion|debate)|considered for publication in our letters|have you (?:seen|been|got) .{0,60}(?:send|tell|e-?mail)|send (?:us )?your (?:pictures|photos|videos|stories|tips)|"
    r"puedes seguir a|síguenos|nuestra newsletter|nos sur (?:facebook|whatsapp|instagram)|folgen sie uns|seguici su|siga-nos|"
    r"newsletter (?:abonnieren|bestellen)|kostenlosen newsletter|abonnez-vous|inscrivez-vous|suscr[ií]b(?:ete|ase)|подписывайтесь|подпишитесь|اشترك في|"
    r"(?:reach|follow|e-?mail|contact) (?:him|her|them|me|the (?:reporter|author|writer)) (?:at|on|by)\b|\bmore about \w+ [\w' -]{2,40}$|"
    r"(?:new\W*)?you can now listen to|kindly share this|(?:this material|all rights reserved\W).{0,120}may not be (?:re)?(?:produced|published)|contact ?: ?\S*(?:@|\[e-?mail)|"
    r"for (?:interviews|(?:all )?(?:media|press) (?:enquiries|inquiries|requests)|(?:more|further) information),? (?:please )?contact|(?:media|press) contacts?:|"
    r"recib[ea] .{0,40}newsletter|apúntate|підпи(?:суйтесь|шіться)|ctrl ?\+ ?enter|ακολουθήστε .{0,60}(?:google|facebook|instagram)|pratite nas|"
    r"الآراء الواردة .{0,30}لا تعبر|(?:この記事は)?(?:有料)?会員限定です|登録すると続き|"
    r"turn on notifications|story alerts|thank you for subscribing",
    re.IGNORECASE,
)
ABOUT_AUTHOR = re.compile(
    r"about the (?:author|writer|reporter)s?|written by \w+ [\w' -]{2,40}|sobre (?:la firma|el autor|la autora|o autor)|über (?:den autor|die autorin)|à propos de l['’]aut(?:eur|rice)|"
    r"l['’]autore|об авторе|про автора|о аутору|o autoru|yazar hakkında",
    re.IGNORECASE,
)
"""How a box about somebody who wrote the article is headed."""
PLAYER = re.compile(
    r"(?:watch|video|listen|play|podcast)(?: now| live)?\s*[:|]\s*\S|play video|loading (?:video|player)|read more\s*:\s*\S",
    re.IGNORECASE,
)
ADVERT = re.compile(
    r"(?:advertisement|advertising|sponsored(?: content)?|anzeige|publicité|publicidade?|pubblicità|advertentie|annons|reklama?|reklame|"
    r"реклама|διαφ[ηή]μιση|oglas|إعلان|اعلان|تبلیغات|פרסומת|広告|广告|廣告|विज्ञापन|ad)\W*",
    re.IGNORECASE,
)
COUNTER = re.compile(
    r"(?:(?:image|photo|picture|slide|foto|bild)\s*)?\d{1,3}\s*(?:/|of|von|de|sur|из|من)\s*\d{1,3}",
    re.IGNORECASE,
)
"""Which of how many pictures one is."""
