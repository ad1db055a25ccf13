"""The words and marks that plain-text news is recognised by: tables by role and language, nothing else.

A language is its ISO 639-1 code.  Words are lower case; readers compare without regard to case.  A language or a word is
added here, and nowhere else.
"""

from __future__ import annotations

#: Names of the months, January first, separated by bars; the forms of one month are separated by spaces.
MONTHS: dict[str, str] = {
    "en": (
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|"
        "november nov|december dec"
    ),
    "de": (
        "januar jänner jan jän|februar feber feb|märz mär mrz maerz|april apr|mai|juni jun|juli jul|august aug|"
        "september sept sep|oktober okt|november nov|dezember dez"
    ),
    "fr": (
        "janvier janv|février fevrier févr fév|mars|avril avr|mai|juin|juillet juil|août aout|septembre sept|"
        "octobre oct|novembre nov|décembre decembre déc"
    ),
    "es": (
        "enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago|septiembre setiembre sept sep|"
        "octubre oct|noviembre nov|diciembre dic"
    ),
    "it": (
        "gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug|agosto ago|settembre sett set|"
        "ottobre ott|novembre nov|dicembre dic"
    ),
    "pt": (
        "janeiro jan|fevereiro fev|março marco mar|abril abr|maio mai|junho jun|julho jul|agosto ago|setembro set|"
        "outubro out|novembro nov|dezembro dez"
    ),
    "nl": (
        "januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug|september sep|oktober okt|"
        "november nov|december dec"
    ),
    "sv": (
        "januari jan|februari feb|mars mar|april apr|maj|juni jun|juli jul|augusti aug|september sep|oktober okt|"
        "november nov|december dec"
    ),
    "no": (
        "januar jan|februar feb|mars mar|april apr|mai|juni jun|juli jul|august aug|september sep|oktober okt|"
        "november nov|desember des"
    ),
    "da": (
        "januar jan|februar feb|marts mar|april apr|maj|juni jun|juli jul|august aug|september sep|oktober okt|"
        "november nov|december dec"
    ),
    "fi": (
        "tammikuuta tammikuu|helmikuuta helmikuu|maaliskuuta maaliskuu|huhtikuuta huhtikuu|toukokuuta toukokuu|"
        "kesäkuuta kesäkuu|heinäkuuta heinäkuu|elokuuta elokuu|syyskuuta syyskuu|lokakuuta lokakuu|"
        "marraskuuta marraskuu|joulukuuta joulukuu"
    ),
    "pl": (
        "stycznia styczeń sty|lutego luty lut|marca marzec mar|kwietnia kwiecień kwi|maja maj|czerwca czerwiec cze|"
        "lipca lipiec lip|sierpnia sierpień sie|września wrzesień wrz|października październik paź|"
        "listopada listopad lis|grudnia grudzień gru"
    ),
    "cs": (
        "ledna leden led|února únor úno|března březen bře|dubna duben dub|května květen kvě|června červen čvn|"
        "července červenec čvc|srpna srpen srp|září zář|října říjen říj|listopadu listopad lis|"
        "prosince prosinec pro"
    ),
    "sk": (
        "januára január|februára február|marca marec|apríla apríl|mája máj|júna jún|júla júl|augusta august|"
        "septembra september|októbra október|novembra november|decembra december"
    ),
    "tr": (
        "ocak oca|şubat şub|mart mar|nisan nis|mayıs may|haziran haz|temmuz tem|ağustos ağu|eylül eyl|ekim eki|"
        "kasım kas|aralık ara"
    ),
    "is": (
        "janúar jan|febrúar feb|mars mar|apríl apr|maí|júní jún|júlí júl|ágúst ágú|september sep|október okt|"
        "nóvember nóv|desember des"
    ),
    "hu": (
        "január jan|február febr|március márc|április ápr|május máj|június jún|július júl|augusztus aug|szeptember szept|"
        "október okt|november nov|december dec"
    ),
    "el": (
        "ιανουαρίου ιανουαριου ιαν|φεβρουαρίου φεβρουαριου φεβ|μαρτίου μαρτιου μαρ|απριλίου απριλιου απρ|μαϊου μαιου|"
        "ιουνίου ιουνιου ιουν|ιουλίου ιουλιου ιουλ|αυγούστου αυγουστου αυγ|σεπτεμβρίου σεπτεμβριου σεπ σεπτ|"
        "οκτωβρίου οκτωβριου οκτ|νοεμβρίου νοεμβριου νοε νοεμ|δεκεμβρίου δεκεμβριου δεκ"
    ),
    "bg": "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември",
    # Of the east, of the Gulf and Egypt, of Tunisia and Algeria, and of Morocco.
    "ar": (
        "يناير جانفي|فبراير فيفري شباط|مارس آذار اذار|أبريل ابريل إبريل أفريل افريل نيسان|مايو ماي أيار ايار|"
        "يونيو يونيه جوان حزيران|يوليو يوليه جويلية يوليوز تموز|أغسطس اغسطس أوت غشت|سبتمبر شتنبر أيلول ايلول|"
        "أكتوبر اكتوبر|نوفمبر نونبر|ديسمبر دجنبر"
    ),
    "ro": (
        "ianuarie ian|februarie|martie|aprilie|mai|iunie iun|iulie iul|august|septembrie|octombrie|noiembrie|decembrie"
    ),
    "ca": "gener|febrer|març|abril|maig|juny|juliol|agost|setembre|octubre|novembre|desembre",
    "id": "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember",
    "ru": (
        "января январь янв|февраля февраль фев февр|марта март мар|апреля апрель апр|мая май|июня июнь июн|"
        "июля июль июл|августа август авг|сентября сентябрь сен сент|октября октябрь окт|ноября ноябрь ноя нояб|"
        "декабря декабрь дек"
    ),
    "uk": (
        "січня січень|лютого лютий|березня березень|квітня квітень|травня травень|червня червень|липня липень|"
        "серпня серпень|вересня вересень|жовтня жовтень|листопада листопад|грудня грудень"
    ),
}

#: Names of months that are no single word of letters: the months separated by bars, the forms of one by commas.
SPELT: dict[str, str] = {
    "ar": "كانون الثاني|||||||آب||تشرين الأول,تشرين الاول|تشرين الثاني|كانون الأول,كانون الاول",
    # The fifth month has a letter that small letters are not one of.
    "el": "||||μαΐου,μαΐ|||||||",
    "hi": ("जनवरी|फरवरी,फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर,सितम्बर|अक्टूबर,अक्तूबर|नवंबर,नवम्बर|दिसंबर,दिसम्बर"),
    "th": (
        "มกราคม,ม.ค.|กุมภาพันธ์,ก.พ.|มีนาคม,มี.ค.|เมษายน,เม.ย.|พฤษภาคม,พ.ค.|มิถุนายน,มิ.ย.|กรกฎาคม,ก.ค.|สิงหาคม,ส.ค.|"
        "กันยายน,ก.ย.|ตุลาคม,ต.ค.|พฤศจิกายน,พ.ย.|ธันวาคม,ธ.ค."
    ),
}

#: Eras that years are counted in: the year before the first, its first day and its last (the dates of the calendar office).
ERAS: dict[str, tuple[int, str, str]] = {
    "令和": (2018, "2019-05-01", "2199-12-31"),
    "平成": (1988, "1989-01-08", "2019-04-30"),
    "昭和": (1925, "1926-12-25", "1989-01-07"),
    "民國": (1911, "1912-01-01", "2199-12-31"),
}

#: Names of the days of the week, in any order; those that may stand beside a date.
WEEKDAYS: dict[str, str] = {
    "en": "monday mon tuesday tues tue wednesday wed thursday thurs thur thu friday fri saturday sat sunday sun",
    "de": "montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sonnabend sa sonntag so",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "pt": "segunda terça quarta quinta sexta feira sábado domingo",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "no": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "fi": "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
    "pl": "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "cs": "pondělí úterý středa čtvrtek pátek sobota neděle",
    "tr": "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "is": "mánudagur þriðjudagur miðvikudagur fimmtudagur föstudagur laugardagur sunnudagur",
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
    "uk": "понеділок вівторок середа четвер субота неділя",
    "hu": "hétfő kedd szerda csütörtök péntek szombat vasárnap",
    "el": "δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή",
    "ar": "الأحد الاحد الاثنين الإثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت",
    "ro": "luni marți miercuri joi vineri sâmbătă duminică",
    "id": "senin selasa rabu kamis jumat sabtu minggu",
}

#: Words that may stand between a date and its time, or around them, and say nothing of their own.
TIME_WORDS: dict[str, str] = {
    "en": "at on the hrs hours",
    "de": "um uhr den",
    "fr": "à le h",
    "es": "a las la los el de del h horas",
    "it": "alle ore il",
    "pt": "às as em de",
    "nl": "om uur op",
    "sv": "kl klockan den",
    "no": "kl klokken den",
    "da": "kl klokken den",
    "fi": "klo kello",
    "pl": "o godz godzina g r roku",
    "cs": "v hod",
    "tr": "saat",
    "is": "kl",
    "ru": "в г года",
    "uk": "о р року",
    "vi": "lúc ngày",
}

#: Words before the time of first publication.
PUBLISHED: dict[str, str] = {
    "en": "published posted date",
    "de": "veröffentlicht publiziert erschienen erstellt stand datum am",
    "fr": "publié publiée date",
    "es": "publicado publicada fecha",
    "it": "pubblicato pubblicata data",
    "pt": "publicado publicada data",
    "nl": "gepubliceerd datum",
    "sv": "publicerad publicerat",
    "no": "publisert",
    "da": "offentliggjort publiceret",
    "fi": "julkaistu",
    "pl": "opublikowano publikacja data",
    "cs": "publikováno",
    "tr": "giriş yayınlanma",
    "is": "birt",
    "hu": "megjelent közzétéve",
    "ru": "опубликовано",
    "uk": "опубліковано",
    "el": "δημοσίευση",
}

#: Nouns that a number of page views is counted in; the singular and the plural forms.
VIEWS: dict[str, str] = {
    "en": "views view pageviews pageview reads",
    "de": "aufrufe aufruf ansichten",
    "fr": "vues vue",
    "es": "visualizaciones visualización vistas vista visitas",
    "it": "visualizzazioni visualizzazione",
    "pt": "visualizações visualização",
    "nl": "weergaven weergave",
    "sv": "visningar visning",
    "no": "visninger visning",
    "da": "visninger visning",
    "fi": "katselukertaa katselukerta",
    "pl": "wyświetleń wyświetlenia wyświetlenie odsłon",
    "cs": "zobrazení zhlédnutí",
    "tr": "görüntülenme görüntüleme",
    "is": "skoðanir",
    "ru": "просмотров просмотра просмотр",
}

#: Words that a byline begins with.
BYLINE: dict[str, str] = {
    "en": "by",
    "de": "von",
    "fr": "par",
    "es": "por",
    "it": "di",
    "pt": "por",
    "nl": "door",
    "sv": "av",
    "no": "av",
    "da": "af",
    "fi": "teksti",
    "pl": "autor",
    "cs": "autor",
    "tr": "yazan",
    "ca": "per",
}

#: Words between the names of people.
AND: dict[str, str] = {
    "en": "and with",
    "de": "und sowie",
    "fr": "et avec",
    "es": "y e",
    "it": "e",
    "pt": "e",
    "nl": "en",
    "sv": "och",
    "no": "og",
    "fi": "ja",
    "pl": "i oraz",
    "cs": "a",
    "tr": "ve",
    "ru": "и",
}

#: Words that a byline may begin with, beyond those above: phrases, which a colon or a space may follow.
BYLINE_PHRASES: dict[str, str] = {
    "en": "written by|reported by|analysis by|words by|story by|posted by|opinion by|text by|published by|review by|author|authors|edited by|compiled by|commentary by|submitted by|article by|report by|contributed by",
    "de": "text von|ein kommentar von|kommentar von|kolumne von|eine kolumne von|ein gastbeitrag von|gastbeitrag von|eine analyse von|analyse von|aus|ein interview von|interview von|autor|autorin|autoren|geschrieben von|text|verfasst von|veröffentlicht von|erstellt von|protokoll von|bericht von|ein essay von|ein artikel von",
    "fr": "écrit par|propos recueillis par|publié par|rédigé par|texte de|auteur|une chronique de|avec",
    "es": "escrito por|publicado por|texto|autor|autora|redactado por|texto de",
    "it": "a cura di|scritto da|testo di|autore|pubblicato da|articolo di|intervista di|da",
    "pt": "escrito por|publicado por|texto|texto de|autor|autora|da redação",
    "nl": "geschreven door|tekst|auteur|door onze|column van",
    "sv": "text|skriven av|författare|publicerad av",
    "no": "tekst|skrevet av|publisert av|frétt af",
    "da": "tekst|skrevet af",
    "is": "frétt af",
    "pl": "tekst|napisał|napisała|autorka|opracowanie",
    "cs": "text|napsal|napsala|autorka|autoři",
    "tr": "yazar|haber|haber merkezi",
    "ru": "автор|текст|авторы",
    "ja": "文|著者|執筆|取材・文",
}

#: News agencies and wires as they sign; what is not among them is one where it stands in a dateline's brackets.
AGENCIES: tuple[str, ...] = (
    "Associated Press", "The Associated Press", "AP", "Reuters", "Thomson Reuters", "AFP", "Agence France-Presse", "dpa",
    "DPA", "Deutsche Presse-Agentur", "EFE", "ANSA", "APA", "Keystone-SDA", "SDA", "sda", "ATS", "ats", "Belga", "ANP", "TT", "NTB",
    "Ritzau", "STT", "PAP", "ČTK", "CTK", "Lusa", "UPI", "PA", "PA Media", "Press Association", "PTI", "IANS", "ANI",
    "Xinhua", "Kyodo", "Kyodo News", "Yonhap", "Bernama", "Antara", "Anadolu", "Anadolu Agency", "AA", "TASS", "Interfax",
    "RIA Novosti", "Canadian Press", "The Canadian Press", "CP", "AAP", "CNN", "CNN Wire", "Bloomberg", "Bloomberg News",
    "Europa Press", "Agência Brasil", "Agencia Estado", "KNA", "epd", "SID", "sid", "AFX", "dpa-AFX", "MTI", "Agerpres",
    "Tanjug", "Hina", "BTA", "ITAR-TASS", "PR Newswire", "PRNewswire", "Business Wire", "BUSINESS WIRE", "GlobeNewswire",
    "GLOBE NEWSWIRE", "Newsfile Corp.", "ACCESSWIRE", "EIN Presswire", "News Direct", "Media OutReach Newswire",
    "MT Newswires", "Cision", "States Newsroom", "KFF Health News", "AP News", "ANI News", "JTA", "RNS", "CNS", "MNA",
    "Notimex", "Télam", "Andina", "NNA", "SPA", "WAM", "MENA", "NAN", "SAnews", "GNA", "IRNA", "Agencia EFE", "IPS",
    "ots", "OTS", "TASR", "DHA", "İHA", "UNIAN", "Ukrinform", "ТАСС", "Интерфакс", "РИА Новости", "РИА",
    "Укрінформ", "Укринформ", "УНІАН", "УНИАН", "БелТА", "БЕЛТА", "БТА", "Бета", "Танјуг", "ΑΠΕ-ΜΠΕ", "ΑΠΕ",
    "رويترز", "فرانس برس", "أ ف ب", "أ.ف.ب", "ا ف ب", "د ب أ", "د.ب.أ", "أ ب", "أسوشيتد برس", "شينخوا", "الأناضول",
    "سبوتنيك", "سانا", "واس", "وام", "بترا", "قنا", "وفا", "ایرنا", "ایسنا", "רויטרס", "एएनआई", "भाषा", "पीटीआई", "वार्ता", "आईएएनएस",
    "연합뉴스", "뉴시스", "뉴스1", "共同", "時事", "新华社", "新華社", "中新社", "中央社",
)  # fmt: skip

#: Those that send the releases of others: their name beside a place is a dateline, with nothing else.
RELEASERS = frozenset(["ots", "OTS", "PRNewswire", "PR Newswire", "Business Wire", "BUSINESS WIRE", "GLOBE NEWSWIRE", "GlobeNewswire", "ACCESSWIRE"])  # fmt: skip

#: Agencies that stand beside a place without a sign or a space between.
EASTERN_AGENCIES: tuple[str, ...] = (
    "共同", "時事", "ロイター", "AFP時事", "ロイター時事", "新华社", "新華社", "中新社", "中新网", "中通社", "中央社", "法新社", "路透社", "美联社",
    "連合ニュース", "聯合", "연합뉴스", "뉴시스", "뉴스1", "AP", "AFP", "CNN",
)  # fmt: skip

#: Words in capitals that begin a text and are no places: what kind of text follows, what to do, whom it is for.
LABELS: dict[str, str] = {
    "en": (
        "note notes editor editor's editors correction corrections update updated exclusive breaking watch video videos photo photos "
        "gallery live opinion analysis review comment commentary column dear interview read listen background methods "
        "method results result conclusion conclusions introduction objective objectives abstract summary warning spoiler question "
        "answer wanted attention more related also see click subscribe contact contacts source sources story by from for the "
        "what who why how when where fact facts tip tips news alert disclaimer disclosure about developing "
        "covid nato fifa uefa unesco recap preview podcast poll quiz factbox explainer timeline advisory urgent"
    ),
    "de": (
        "hinweis anmerkung achtung update exklusiv eilmeldung video foto fotos bild bilder kommentar analyse interview "
        "korrektur quelle quellen hintergrund info infos service liveticker frage antwort fazit lesen"
    ),
    "fr": "note exclusif vidéo photo photos analyse entretien correction source sources lire voir écouter question réponse alerte",
    "es": "nota exclusiva exclusivo vídeo video foto fotos análisis entrevista opinión fuente fuentes pregunta respuesta alerta",
    "it": "nota esclusivo esclusiva video foto analisi intervista opinione fonte fonti domanda risposta attenzione",
    "pt": "nota exclusivo vídeo foto fotos análise entrevista opinião fonte fontes pergunta resposta atenção",
    "nl": "let noot video foto analyse opinie bron vraag antwoord update",
    "sv": "video foto analys intervju källa fråga svar rättelse",
    "no": "video foto analyse intervju kilde spørsmål svar",
    "pl": "uwaga wideo zdjęcia analiza wywiad źródło pytanie odpowiedź",
    "tr": "not video foto analiz kaynak soru cevap",
    "ru": "видео фото внимание эксклюзив источник вопрос ответ",
}

#: What a page says a person is, besides the words of furniture: a name ends before it.
ROLES: tuple[str, ...] = (
    "reporter", "correspondent", "editor", "writer", "columnist", "journalist", "staff", "contributor", "producer",
    "photographer", "critic", "analyst", "bureau", "chief", "senior", "political", "business", "sports", "health",
    "science", "special", "news", "opinion", "guest", "freelance", "deputy", "managing", "associate", "assistant",
    "contributing", "investigative", "environment", "education", "technology", "national", "international", "foreign",
    "redakteur", "redakteurin", "redaktion", "korrespondent", "korrespondentin", "autor", "autorin", "volontär",
    "volontärin", "chefredakteur", "chefredakteurin", "reporterin", "kolumnist", "kolumnistin", "ressortleiter",
    "ressortleiterin", "journalistin", "freier", "freie", "stellvertretende", "stellvertretender", "leitender", "politik",
    "journaliste", "rédacteur", "rédactrice", "envoyé", "envoyée", "correspondant", "correspondante", "chroniqueur",
    "periodista", "redactor", "redactora", "corresponsal", "editora", "colaborador", "colaboradora", "enviado", "enviada",
    "giornalista", "corrispondente", "inviato", "inviata", "direttore", "redattore", "redattrice", "jornalista",
    "redator", "repórter", "colunista", "correspondente", "redacteur", "verslaggever", "journaliste", "redaktör",
    "reporter", "redaktør", "journalist", "dziennikarz", "dziennikarka", "redaktor", "redaktorka", "novinář", "muhabir",
    "editör", "editörü", "blaðamaður", "toimittaja", "redaktorin", "moderator",
    "moderatorin", "presenter", "meteorologist", "blogger", "professor", "of", "follow", "folgen", "für", "for", "at", "in", "is", "covers",
)  # fmt: skip

#: What stands above a digest of the text.
DIGESTS: dict[str, str] = {
    "en": "key points|key takeaways|key facts|key findings|at a glance|tl;dr|the gist|in brief|in short|takeaways",
    "de": "in kürze|das wichtigste in kürze|das wichtigste|auf einen blick|kurz zusammengefasst|darum geht’s|darum geht's",
    "fr": "l’essentiel|l'essentiel|en bref|en résumé|points clés",
    "es": "lo esencial|las claves|claves|en resumen|puntos clave|en breve",
    "it": "in sintesi|in breve|punti chiave|i punti chiave",
    "pt": "em resumo|em síntese|pontos-chave|pontos principais",
    "nl": "in het kort|kort samengevat|samengevat",
    "sv": "i korthet|kort om|sammanfattning",
    "no": "kort fortalt|kortversjonen|kort oppsummert|oppsummert",
    "da": "kort fortalt|det korte af det lange",
    "fi": "lyhyesti|tiivistelmä",
    "pl": "w skrócie|najważniejsze informacje",
    "cs": "ve zkratce|stručně|shrnutí",
    "tr": "özet|kısaca",
}

#: Towns of two words and more, which stand behind names as names do.
TOWNS = (
    "new york|new york city|los angeles|san francisco|san diego|las vegas|washington dc|washington d.c|st louis|st. louis|"
    "new orleans|salt lake city|new delhi|hong kong|tel aviv|kuala lumpur|cape town|são paulo|sao paulo|rio de janeiro|"
    "buenos aires|mexico city|ciudad de méxico|san salvador|san juan|san josé|santo domingo|panama city|la paz|el paso|"
    "abu dhabi|saudi arabia|south africa|south korea|new zealand|sri lanka|phnom penh|ho chi minh city|addis ababa|"
    "dar es salaam|port-au-prince|united states|united kingdom|bad homburg|den haag|the hague|las palmas|a coruña|"
    "st. gallen|st. petersburg|frankfurt am main|baden-baden|belo horizonte|porto alegre"
)
#: What the names of those end with who sign together.
OFFICES: dict[str, str] = {
    "en": "staff bureau desk newsroom team editors reporters writers correspondents board contributors",
    "de": "redaktion team nachrichtenredaktion onlineredaktion",
    "fr": "rédaction équipe",
    "es": "redacción equipo",
    "it": "redazione",
    "pt": "redação redacção equipe",
    "nl": "redactie",
    "sv": "redaktionen",
    "no": "redaksjonen",
    "da": "redaktionen",
    "fi": "toimitus",
    "pl": "redakcja",
    "cs": "redakce",
}

#: Family names of Japan that many people bear: names that are written without a space begin with one.
FAMILIES = (
    "佐藤 鈴木 高橋 髙橋 田中 伊藤 渡辺 渡邊 渡邉 渡部 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 斎藤 斉藤 齋藤 齊藤 清水 "
    "山崎 阿部 池田 橋本 山下 石川 中島 前田 藤田 小川 後藤 岡田 長谷川 村上 近藤 石井 坂本 遠藤 青木 藤井 西村 福田 太田 三浦 藤原 "
    "岡本 松田 中川 中野 原田 小野 田村 竹内 金子 和田 中山 石田 上田 森田 柴田 酒井 工藤 横山 宮崎 宮本 内田 高木 安藤 谷口 大野 丸山 "
    "今井 高田 藤本 武田 村田 上野 杉山 増田 平野 大塚 千葉 久保 松井 小島 岩崎 桜井 野口 松尾 野村 木下 菊地 菊池 佐野 大西 杉本 新井 "
    "浜田 古川 市川 水野 小松 島田 小山 松岡 吉川 山内 西田 北村 川口 五十嵐 安田 中田 川村 平田 土屋 本田 久保田 関口 岩田 川崎 松村 "
    "飯田 服部 東 樋口 辻 秋山 石原 大久保 望月 永井 熊谷 荒木 大島 矢野 小池 内藤 松浦 大川 吉村 大橋 馬場 福島 永田 西川 奥村 星野 "
    "片山 田口 児玉 川上 荒井 早川 大谷 堀 岡崎 須藤 黒田 河野 栗原 小田 白石 広瀬 大石 宮田 萩原 山中 今村 堤 藤川 高野 神田 篠原 松下 "
    "富田 中西 松原 天野 成田 広田 本間 関 桑原 尾崎 岡 三宅 高山 西山 吉岡 横田 小沢 小澤 尾形 江口 石橋 森本 牧野 川島 八木 根本"
)

#: Zones by the name printed, with the offset it always means; ``None`` where it means several.
ZONES: dict[str, str | None] = {
    "Z": "Z",
    "UTC": "Z",
    "GMT": "+00:00",
    "WET": "+00:00",
    "WEST": "+01:00",
    "CET": "+01:00",
    "MEZ": "+01:00",
    "CEST": "+02:00",
    "MESZ": "+02:00",
    "EET": "+02:00",
    "EEST": "+03:00",
    "SAST": "+02:00",
    "MSK": "+03:00",
    "PKT": "+05:00",
    "WIB": "+07:00",
    "HKT": "+08:00",
    "MYT": "+08:00",
    "SGT": "+08:00",
    "AWST": "+08:00",
    "JST": "+09:00",
    "KST": "+09:00",
    "AEST": "+10:00",
    "AEDT": "+11:00",
    "NZST": "+12:00",
    "NZDT": "+13:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "CDT": "-05:00",
    "MDT": "-06:00",
    "PDT": "-07:00",
    "AKST": "-09:00",
    "AKDT": "-08:00",
    "HST": "-10:00",
    "NST": None,
    "CST": None,
    "MST": None,
    "PST": None,
    "AST": None,
    "IST": None,
    "BST": None,
    "Greenwich Mean Time": "+00:00",
    "British Summer Time": "+01:00",
    "Central European Time": "+01:00",
    "Central European Summer Time": "+02:00",
    "Eastern Standard Time": "-05:00",
    "Eastern Daylight Time": "-04:00",
    "Central Standard Time": "-06:00",
    "Central Daylight Time": "-05:00",
    "Mountain Standard Time": "-07:00",
    "Mountain Daylight Time": "-06:00",
    "Pacific Standard Time": "-08:00",
    "Pacific Daylight Time": "-07:00",
    "Eastern Time": None,
    "Central Time": None,
    "Mountain Time": None,
    "Pacific Time": None,
    "ET": None,
    "CT": None,
    "MT": None,
    "PT": None,
}

#: Languages that print day before month in numbers; English does so outside the United States.
DAY_FIRST = frozenset(
    [
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "nl",
        "sv",
        "no",
        "nb",
        "nn",
        "da",
        "fi",
        "pl",
        "cs",
        "sk",
        "tr",
        "is",
        "ru",
        "uk",
        "hu",
        "ro",
        "ca",
        "id",
        "el",
        "hr",
        "sl",
        "bg",
        "vi",
        "th",
        "ar",
        "hi",
    ]
)
MONTH_FIRST = frozenset({"en-us"})

#: Quotation marks by the opening one; a closing one each, the usual one first.
MARKS: dict[str, tuple[str, ...]] = {
    '"': ('"',),
    "'": ("'",),
    "“": ("”",),
    "‘": ("’",),
    "„": ("“", "”"),
    "‚": ("‘", "’"),
    "«": ("»",),
    "»": ("«", "»"),
    "‹": ("›",),
    "›": ("‹", "›"),
    "”": ("”",),
    "’": ("’",),
    "「": ("」",),
    "『": ("』",),
    "《": ("》",),
    "〈": ("〉",),
    "``": ("''",),
    "＂": ("＂",),
}

#: Signs that an item of a list begins with.
BULLETS = "-*•·●◦▪"

#: The line that marks a picture's place, and what a line before an address says of it.
FIGURE = "Image"
MEDIA_KINDS: dict[str, str] = {"Image": "image", "Video": "video", "Audio": "audio", "Graphic": "graphic"}


def all_words(*tables: dict[str, str]) -> frozenset[str]:
    """Every word of the tables, whatever its language."""
    return frozenset(word for table in tables for words in table.values() for word in words.split())
