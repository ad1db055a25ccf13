"""What pages print around an article, by role and language: tables of words and phrases, nothing else.

A phrase is one to three words, lower case, and phrases are separated by bars.  A phrase in a line is evidence of its
role, never a decision: :mod:`~newsdoc.formats.text.features` counts it, and the weights say what it is worth.
"""

from __future__ import annotations

import unicodedata

#: role → language → phrases.
PHRASES: dict[str, dict[str, str]] = {
    "share": {
        "*": (
            "facebook|twitter|whatsapp|linkedin|pinterest|reddit|flipboard|telegram|instagram|messenger|tumblr|xing|"
            "threads|bluesky|mastodon|tiktok|snapchat|youtube|pocket|viber|vkontakte|line|e-mail|email|mail|x|rss"
        ),
        "en": (
            "share|shares|share on|share this|share article|share via|sharing|tweet|tweet this|copy link|link copied|"
            "save|bookmark|print|post|send|gift|gift article|email article|share options|share with|short url"
        ),
        "de": (
            "teilen|jetzt teilen|artikel teilen|twittern|flippen|drucken|merken|merkliste|link kopieren|kopieren|"
            "versenden|pinnen|weiterleiten|artikel merken|per mail|artikel drucken|beitrag teilen|vorlesen|verschenken|"
            "artikel verschenken|senden|speichern"
        ),
        "fr": "partager|partagez|imprimer|copier|copier le|envoyer|enregistrer|sauvegarder|partages|partager sur|offrir",
        "es": (
            "compartir|comparte|compártelo|copiar|copiar enlace|imprimir|enviar|guardar|enviar por|compartir en|tuitear"
        ),
        "it": "condividi|condividere|stampa|copia|copia link|invia|salva|condivisioni|condividi su|regala",
        "pt": "compartilhar|compartilhe|partilhar|partilhe|imprimir|copiar|copiar link|enviar|salvar|guardar|partilhas",
        "nl": "delen|deel|deel dit|deel via|kopieer|kopieer link|printen|print|bewaren|bewaar|doorsturen|cadeau",
        "sv": "dela|dela artikel|kopiera|kopiera länk|skriv ut|spara|tipsa|dela på",
        "no": "del|del artikkel|del på|kopier|kopier lenke|skriv ut|lagre|del saken|tips",
        "da": "del|del artikel|del på|kopiér|kopier link|print|gem|del artiklen|kopier",
        "fi": "jaa|jaa artikkeli|kopioi|kopioi linkki|tulosta|tallenna",
        "pl": "udostępnij|kopiuj|kopiuj link|drukuj|wyślij|zapisz|podziel się|skopiuj link",
        "cs": "sdílet|sdílej|zkopírovat|kopírovat odkaz|tisk|vytisknout|uložit|poslat|sdílet na",
        "tr": "paylaş|paylaşın|kopyala|bağlantıyı kopyala|yazdır|kaydet|gönder|abone ol",
        "ru": "поделиться|распечатать|копировать|скопировать ссылку|сохранить|отправить|вконтакте|одноклассники",
        "ja": "シェア|ツイート|印刷|保存|共有|ブックマーク|コピー",
        "ko": "공유|인쇄|복사|스크랩|페이스북|카카오톡|트위터",
        "is": "deila|prenta",
        "zh": "分享|转发|打印|收藏|微信|微博|复制链接|字号",
        "ar": "شارك|مشاركة|طباعة|نسخ الرابط|واتساب|فيسبوك|تويتر",
        "hi": "शेयर|शेयर करें|फेसबुक|ट्विटर|व्हाट्सएप",
        "th": "แชร์|พิมพ์|คัดลอกลิงก์",
        "uk": "поділитися|поширити|друк|копіювати|надрукувати",
    },
    "advert": {
        "en": (
            "advertisement|advertisements|advertising|advertise|sponsored|sponsored content|promoted|story continues|"
            "article continues|continues below|paid content|ad|ads|partner content|affiliate|scroll to continue|"
            "this ad|your article continues|deal|deals|shop|buy now|coupon|promo|promotion"
        ),
        "de": (
            "anzeige|anzeigen|werbung|gesponsert|sponsored|promotion|advertorial|artikel wird nach|nach der werbung|"
            "weiter nach der|affiliate|gutscheine|angebote|bezahlte anzeige|verlagsangebot|partnerangebot"
        ),
        "fr": "publicité|pub|annonce|annonces|sponsorisé|contenu sponsorisé|la suite après|partenaire|partenaires|promo",
        "es": "publicidad|anuncio|anuncios|patrocinado|contenido patrocinado|continúa tras|promoción|ofertas|descuento",
        "it": "pubblicità|annuncio|sponsorizzato|contenuto sponsorizzato|la pubblicità|offerta|offerte|promozione",
        "pt": "publicidade|anúncio|anúncios|patrocinado|conteúdo patrocinado|continua após|continua depois|promoção|pub",
        "nl": "advertentie|advertenties|reclame|gesponsord|partnerbijdrage|lees verder|tekst gaat verder|artikel gaat verder",
        "sv": "annons|annonser|annonsen|reklam|sponsrat|artikeln fortsätter|annonsinnehåll",
        "no": "annonse|annonser|annonsørinnhold|reklame|sponset|artikkelen fortsetter|saken fortsetter",
        "da": "annonce|annoncer|annoncen|reklame|sponsoreret|artiklen fortsætter|sponsoreret indhold",
        "fi": "mainos|mainokset|kaupallinen yhteistyö|juttu jatkuu",
        "pl": "reklama|reklamy|materiał sponsorowany|artykuł sponsorowany|dalszy ciąg|ciąg dalszy",
        "cs": "reklama|inzerce|reklamní sdělení|článek pokračuje|komerční sdělení",
        "tr": "reklam|reklamlar|ilan|sponsorlu",
        "ru": "реклама|партнерский материал|на правах рекламы",
        "ja": "広告|pr|スポンサー",
        "ko": "광고",
    },
    "signup": {
        "en": (
            "subscribe|subscribe to|subscriber|subscribers|subscription|newsletter|newsletters|sign up|sign in|log in|"
            "login|signup|register|registered|your inbox|email address|create account|create an|free account|"
            "already a|premium|unlock|membership|become a|member|members|donate|support us|free trial|terms of|"
            "privacy policy|privacy notice|enter your|get the|delivered|alerts|notifications|push|app|download|"
            "gift subscription|trial|daily briefing|our newsletter|unsubscribe|opt out|cookie|cookies|consent|recaptcha|"
            "not a subscriber|account|my account|password|username|logout|log out"
        ),
        "de": (
            "abo|abonnieren|abonnement|abonnenten|newsletter|anmelden|anmeldung|registrieren|registrierung|einloggen|"
            "login|jetzt testen|testen|probemonat|kostenlos|konto|plus|premium|weiterlesen mit|datenschutz|"
            "datenschutzerklärung|nutzungsbedingungen|agb|einwilligung|cookies|bereits abonnent|e-mail-adresse|"
            "externer inhalt|externe inhalte|empfohlener redaktioneller|redaktioneller inhalt|personenbezogene daten|"
            "jetzt abonnieren|abo abschließen|zum newsletter|freischalten|angemeldet|passwort|abmelden|benachrichtigungen|"
            "push-nachrichten|app|inhalte anzeigen|impressum|digitalabo|mein konto|drittplattformen|zustimmen"
        ),
        "fr": (
            "abonné|abonnés|abonnez-vous|s'abonner|s’abonner|abonnement|newsletter|newsletters|inscription|inscrivez-vous|"
            "se connecter|connexion|connectez-vous|compte|mon compte|réservé aux|votre email|adresse email|cookies|"
            "je m’abonne|je m'abonne|essai|confidentialité|données personnelles|recevez|recevoir|déjà abonné|premium"
        ),
        "es": (
            "suscríbete|suscribirse|suscriptor|suscriptores|suscripción|suscríbase|newsletter|boletín|boletines|"
            "iniciar sesión|inicia sesión|regístrate|registrarse|registro|registrados|cuenta|correo electrónico|"
            "tu correo|cookies|privacidad|política de|recibe|premium|para suscriptores|sólo para|solo para|alertas"
        ),
        "it": (
            "abbonati|abbonato|abbonamento|abbonamenti|newsletter|iscriviti|iscrizione|accedi|registrati|login|account|"
            "la tua|email|cookie|privacy|ricevi|premium|per abbonati|sei già|contenuto riservato|notifiche"
        ),
        "pt": (
            "assine|assinar|assinante|assinantes|assinatura|newsletter|newsletters|inscreva-se|cadastre-se|cadastro|"
            "entrar|login|conta|seu e-mail|receba|subscrever|subscreva|iniciar sessão|cookies|privacidade|exclusivo para"
        ),
        "nl": (
            "abonneer|abonnee|abonnees|abonnement|nieuwsbrief|nieuwsbrieven|inloggen|log in|aanmelden|meld je|registreer|"
            "account|gratis|cookies|privacy|premium|word lid|ontvang|maak een"
        ),
        "sv": "prenumerera|prenumerant|nyhetsbrev|logga in|registrera|konto|premium|cookies|bli medlem|gratis|notiser",
        "no": "abonner|abonnement|abonnent|nyhetsbrev|logg inn|registrer|konto|bli abonnent|for abonnenter|cookies|varsler",
        "da": "abonnér|abonner|abonnement|abonnent|nyhedsbrev|log ind|opret|opret konto|bliv medlem|cookies|tilmeld",
        "fi": "tilaa|tilaaja|tilaajille|uutiskirje|kirjaudu|rekisteröidy|evästeet",
        "pl": "subskrybuj|subskrypcja|prenumerata|newsletter|zaloguj|zaloguj się|zarejestruj|konto|zapisz się|cookies|premium",
        "cs": "předplatné|předplatit|newsletter|přihlásit|přihlaste se|přihlášení|registrace|odebírat|cookies|premium|účet",
        "tr": "abone|abone olun|bülten|giriş yap|üye ol|kayıt ol|çerez|bildirimler|üye girişi",
        "ru": "подписаться|подпишитесь|подписывайтесь|подписка|рассылка|войти|регистрация|зарегистрироваться",
        "ja": "会員|有料会員|会員登録|ログイン|無料|購読|登録|メルマガ|有料記事|会員限定",
        "ko": "구독|로그인|회원가입|뉴스레터",
        "is": "áskrift|innskráning|fréttabréf",
    },
    "comments": {
        "en": (
            "comment|comments|comments are|leave a|leave comment|view comments|post a|reply|replies|join the|"
            "conversation|show comments|add comment|0 comments|no comments|commenting|like|likes|react|reactions|report|"
            "feedback|vote|poll|rating|rate"
        ),
        "de": (
            "kommentar|kommentare|kommentieren|zu den kommentaren|diskutieren|leserbrief|leserkommentare|postings|"
            "kommentar schreiben|antworten|feedback|bewerten|melden|forum|mitdiskutieren|diskussion|meinung sagen|fehler"
        ),
        "fr": "commentaire|commentaires|commenter|réagir|réactions|répondre|j'aime|signaler|voir les|votez",
        "es": "comentario|comentarios|comentar|comenta|ver comentarios|responder|me gusta|reportar|normas|opina",
        "it": "commento|commenti|commenta|rispondi|mi piace|leggi i|segnala|reazioni|lascia un",
        "pt": "comentário|comentários|comentar|comente|responder|curtir|curtidas|deixe um|reportar|deixe seu",
        "nl": "reactie|reacties|reageer|reageren|plaats|stem|discussie|bekijk reacties",
        "sv": "kommentar|kommentarer|kommentera|läs kommentarer|diskutera|gilla|rösta",
        "no": "kommentar|kommentarer|kommenter|debatt|vis kommentarer|svar|stem",
        "da": "kommentar|kommentarer|kommentér|skriv kommentar|debat|svar|stem",
        "fi": "kommentti|kommentit|kommentoi|keskustelu",
        "pl": "komentarz|komentarze|komentarzy|skomentuj|dodaj komentarz|odpowiedz|lubię to|oceń|zgłoś",
        "cs": "komentář|komentáře|diskuse|diskuze|přidat komentář|vstoupit do|hlasovat|hodnocení",
        "tr": "yorum|yorumlar|yorum yap|yorum yaz|beğen|yanıtla",
        "ru": "комментарий|комментарии|комментировать|обсудить|нравится|ответить",
        "ja": "コメント|いいね",
        "ko": "댓글|좋아요|추천",
        "is": "athugasemdir|ummæli",
        "zh": "评论|我要评论|网友评论|点赞",
        "ar": "تعليق|تعليقات|أضف تعليق",
        "uk": "коментар|коментарі|коментувати|обговорити",
    },
    "related": {
        "en": (
            "read more|read also|read next|also read|see also|related|related articles|related article|related stories|"
            "related topics|related content|more from|more on|more stories|most read|most popular|trending|recommended|"
            "recommended for|latest|latest news|popular|you may|you might|up next|next article|next post|previous post|"
            "previous article|don't miss|don’t miss|watch|watch:|must read|editor's picks|editors' picks|top stories|"
            "keep reading|continue reading|full story|learn more|show more|load more|view more|see more|more news|"
            "explore more|in case you|what to read|here’s what|click here|newer|older|find out|discover more|more in|"
            "more:|read:|photos:|video:|in pictures|in photos|gallery|view gallery|slideshow"
        ),
        "de": (
            "lesen sie|lesen sie auch|mehr lesen|weiterlesen|mehr zum|mehr zu|mehr aus|zum thema|mehr dazu|auch interessant|"
            "das könnte|verwandte|verwandte artikel|verwandte themen|meistgelesen|meistgelesene|neueste|empfehlungen|"
            "empfohlen|aktuelles|aktuelle|schlagzeilen|mehr news|mehr artikel|weitere artikel|weitere themen|weitere|"
            "passend dazu|siehe auch|hier geht|zur startseite|zurück|nächster artikel|vorheriger artikel|beliebt|top-themen|"
            "mehr anzeigen|alle anzeigen|mehr erfahren|jetzt lesen|hintergrund|lesetipp|lesetipps|lies auch|"
            "lesen sie hier|lesen sie mehr|zum artikel|bildergalerie|galerie|fotostrecke|im video|video:|interview:|dossier|"
            "mehr von|mehr laden|redaktionsempfehlung"
        ),
        "fr": (
            "lire aussi|à lire|a lire|à lire aussi|lire la|lire plus|voir aussi|voir plus|sur le|en savoir|pour aller|"
            "articles liés|à découvrir|les plus|plus lus|dans la|notre dossier|recommandé|à voir|l'actu|nos articles|"
            "article suivant|article précédent|la rédaction|en images|diaporama|suivant|précédent|afficher plus"
        ),
        "es": (
            "lee también|leer más|lea también|te puede|le puede|noticias relacionadas|noticia relacionada|relacionado|"
            "relacionados|más noticias|más información|ver más|también te|lo más|más leídas|más leído|más sobre|"
            "te recomendamos|recomendados|últimas noticias|artículos relacionados|sigue leyendo|mira también|archivado en|"
            "galería|fotos:|video:|vídeo:|siguiente|anterior"
        ),
        "it": (
            "leggi anche|leggi di|leggi tutto|potrebbe interessarti|articoli correlati|articolo precedente|"
            "articolo successivo|correlati|più letti|i più|ultime notizie|guarda anche|vedi anche|approfondisci|"
            "altre notizie|notizie correlate|ti potrebbe|continua a|scopri|foto:|video:|gallery|altri articoli"
        ),
        "pt": (
            "leia mais|leia também|ler mais|veja também|saiba mais|veja mais|notícias relacionadas|relacionados|"
            "artigos relacionados|mais lidas|mais lidos|últimas notícias|continue lendo|recomendados|recomendado|"
            "recomendadas|mais notícias|confira|assista|a ler|próximo|anterior"
        ),
        "nl": (
            "lees ook|lees meer|lees verder|meer over|gerelateerd|gerelateerde|bekijk ook|bekijk|meest gelezen|aanbevolen|"
            "meer nieuws|laatste nieuws|zie ook|populair|net binnen|luister ook|meer van|volgende|vorige"
        ),
        "sv": "läs också|läs mer|läs även|mer om|relaterat|mest läst|mest lästa|se också|senaste nytt|fler artiklar|missa inte",
        "no": "les også|les mer|mer om|relatert|mest lest|se også|siste nytt|flere saker|anbefalt|neste",
        "da": "læs også|læs mere|mere om|relateret|mest læste|se også|seneste nyt|flere artikler|anbefalet",
        "fi": "lue myös|lue lisää|lisää aiheesta|luetuimmat|katso myös|uusimmat",
        "pl": (
            "czytaj także|czytaj też|czytaj więcej|zobacz także|zobacz też|zobacz również|przeczytaj także|przeczytaj|"
            "polecamy|najczęściej czytane|powiązane|więcej na|więcej|podobne artykuły|zobacz więcej|czytaj dalej|polecane"
        ),
        "cs": "čtěte také|přečtěte si|čtěte|související|mohlo by|nejčtenější|více o|další články|doporučujeme|témata|viz také",
        "tr": "ayrıca okuyun|ilgili haberler|ilgili haber|devamını oku|daha fazla|en çok|son dakika|önerilen|son haberler",
        "ru": "читайте также|читать далее|по теме|подробнее|смотрите также|похожие|самое читаемое|новости партнеров|еще",
        "ja": "関連記事|関連|あわせて読みたい|おすすめ|続きを読む|ランキング|最新|人気記事|もっと見る|特集",
        "ko": "관련기사|관련 기사|더보기|많이 본|추천 기사|최신",
        "is": "lesa meira|tengdar fréttir|meira um|mest lesið",
        "zh": "相关新闻|相关阅读|延伸阅读|阅读下一篇|推荐阅读|更多|热点|排行|责任编辑|责编|编辑|纠错|返回首页",
        "ar": "اقرأ أيضا|اقرأ أيضاً|إقرأ أيضا|المزيد|مواضيع ذات صلة|الأكثر قراءة|ذات صلة",
        "hi": "यह भी पढ़ें|ये भी पढ़ें|और पढ़ें|संबंधित खबरें",
        "th": "เรื่องที่เกี่ยวข้อง|ข่าวที่เกี่ยวข้อง|อ่านเพิ่มเติม|อ่านต่อ",
        "uk": "читайте також|читайте|за темою|докладніше|більше новин|останні новини|новини партнерів",
    },
    "topics": {
        "en": "topics|tags|tagged|tag|filed under|categories|category|keywords|posted in|in this|sections|topic|section",
        "de": "themen|schlagwörter|schlagworte|stichworte|stichwörter|kategorie|kategorien|tags|mehr lesen über|ressort",
        "fr": "thèmes|mots-clés|mots clés|tags|sujets|rubrique|catégories|catégorie|thématiques|étiquettes",
        "es": "temas|etiquetas|más temas|tags|categorías|categoría|archivado|etiquetado|sección",
        "it": "argomenti|tag|tags|temi|categorie|categoria|etichette|in evidenza|sezione",
        "pt": "temas|tags|tópicos|etiquetas|palavras-chave|categorias|categoria|assuntos|mais sobre",
        "nl": "onderwerpen|tags|thema's|trefwoorden|categorie|categorieën",
        "sv": "ämnen|taggar|kategorier|ämne|mer om|i artikeln",
        "no": "emner|stikkord|kategorier|tema|temaer|publisert i",
        "da": "emner|tags|kategorier|emne|tema",
        "fi": "aiheet|avainsanat|kategoriat",
        "pl": "tagi|tematy|kategorie|słowa kluczowe|kategoria",
        "cs": "témata|štítky|tagy|kategorie|rubriky|klíčová slova",
        "tr": "etiketler|konular|kategoriler|kategori",
        "ru": "теги|темы|рубрики|метки|тема",
        "ja": "タグ|キーワード|カテゴリ|トピックス",
        "ko": "태그|키워드",
        "zh": "标签|关键词|专题",
        "ar": "الكلمات المفتاحية|وسوم|كلمات دلالية",
        "uk": "теги|теми|рубрики|мітки",
        "th": "แท็ก|ป้ายกำกับ",
    },
    "readtime": {
        "en": "min read|minute read|minutes read|mins read|reading time|read time|min. read|minutes to|min to|minute to",
        "de": "lesezeit|lesedauer|min lesezeit|minuten lesezeit|min.|min|minuten|lesezeit:|lesedauer:|minute",
        "fr": "min de|temps de|minutes de|lecture|min.",
        "es": "min de|tiempo de|minutos de|lectura|min.",
        "it": "tempo di|minuti di|min di|lettura|minuti",
        "pt": "tempo de|minutos de|min de|leitura|minuto",
        "nl": "leestijd|min leestijd|minuten leestijd|minuten",
        "sv": "lästid|min|min läsning",
        "no": "lesetid|min|min lesetid",
        "da": "læsetid|min|min læsetid",
        "pl": "czas czytania|min czytania|ten tekst przeczytasz",
        "cs": "doba čtení|min čtení|minut čtení",
        "tr": "okuma süresi|dk okuma|dakika",
        "ru": "время чтения|мин. чтения|минут чтения",
        "ja": "読了時間|文字",
    },
    "listen": {
        "en": (
            "listen|listen to|play|audio|podcast|watch live|video|videos|play video|duration|now playing|hear this|"
            "loading|volume|your browser|javascript|media player|live|breaking|subtitles|transcript|fullscreen|mute"
        ),
        "de": "anhören|artikel anhören|hören|audio|podcast|video|abspielen|vorlesen lassen|player|laden|wird geladen|live|ticker",
        "fr": "écouter|écoutez|audio|podcast|vidéo|lecture audio|en direct|direct|chargement",
        "es": "escuchar|escucha|audio|podcast|vídeo|video|reproducir|en directo|en vivo|cargando|directo",
        "it": "ascolta|audio|podcast|video|riproduci|diretta|caricamento",
        "pt": "ouvir|ouça|áudio|podcast|vídeo|reproduzir|ao vivo|carregando",
        "nl": "luister|beluister|audio|podcast|video|afspelen|live",
        "sv": "lyssna|ljud|podd|video|spela|spela upp|direkt",
        "no": "lytt|hør|lyd|podkast|video|spill av|direkte",
        "da": "lyt|hør|lyd|podcast|video|afspil|direkte",
        "pl": "posłuchaj|słuchaj|podcast|wideo|odtwórz|na żywo",
        "cs": "poslechněte|poslech|podcast|video|přehrát|živě",
        "tr": "dinle|sesli|podcast|video|canlı",
        "ja": "音声|再生|動画|聴く",
    },
    "credit": {
        "*": (
            "©|getty|getty images|shutterstock|imago|picture alliance|afp|reuters|ap|dpa|epa|istock|unsplash|apa|keystone|"
            "wikimedia|wikimedia commons|flickr|adobe stock|alamy|bloomberg|xinhua|anp|ansa|efe|tt|ntb|ritzau|belga|pixabay|"
            "afp/getty|cc|creative commons|scanpix|zuma"
        ),
        "en": (
            "photo|photo:|photos|photograph|photographer|image|images|image:|credit|credit:|picture|picture:|courtesy|"
            "courtesy of|photo by|photo credit|illustration|illustration:|screenshot|screengrab|file photo|supplied|source:|"
            "image credit|handout|photo courtesy|composite|image source|video:|graphic|graphic:"
        ),
        "de": (
            "foto|foto:|fotos|fotos:|bild|bild:|bilder|quelle|quelle:|symbolbild|symbolfoto|archivbild|archiv|grafik|"
            "grafik:|illustration|illustration:|bildquelle|screenshot|collage|montage|archivfoto|fotograf|copyright:"
        ),
        "fr": "photo|photo:|crédit|crédits|illustration|image|image:|source|archives|capture|infographie|photos",
        "es": "foto|foto:|fotografía|imagen|imagen:|crédito|archivo|fuente|fotos|gráfico|captura|cedida",
        "it": "foto|foto:|immagine|fonte|fotografia|archivio|ph.|credits|crediti|fotogramma|ansa",
        "pt": "foto|foto:|imagem|crédito|créditos|reprodução|divulgação|fonte|arquivo|fotos|ilustração|legenda",
        "nl": "foto|foto:|beeld|beeld:|bron|bron:|archieffoto|illustratie",
        "sv": "foto|foto:|bild|bild:|bilden|källa|arkivbild|grafik|illustration",
        "no": "foto|foto:|bilde|kilde|illustrasjonsfoto|arkivfoto|grafikk|illustrasjon",
        "da": "foto|foto:|billede|kilde|arkivfoto|grafik|illustration",
        "fi": "kuva|kuva:|lähde|kuvituskuva",
        "pl": "fot.|fot|zdjęcie|foto|foto:|źródło|źródło:|autor|grafika|ilustracja",
        "cs": "foto|foto:|zdroj|zdroj:|ilustrační|ilustrační foto|autor|autor:|snímek",
        "tr": "fotoğraf|foto|kaynak|görsel",
        "ru": "фото|фото:|источник|изображение|иллюстрация",
        "ja": "写真|提供|撮影|画像|出典",
        "ko": "사진|제공|출처",
        "is": "ljósmynd|mynd",
    },
    "copyright": {
        "*": "©|®|copyright|(c)|all rights|all rights reserved|rights reserved",
        "en": "may not|may be|be reproduced|without permission|republish|reprinted|licence|license|trademark|contributed to",
        "de": "alle rechte|rechte vorbehalten|nachdruck|urheberrechtlich|vervielfältigung|nutzungsrechte",
        "fr": "tous droits|droits réservés|reproduction",
        "es": "todos los|derechos reservados|reservados|reproducción",
        "it": "riproduzione riservata|tutti i|diritti riservati|riservata",
        "pt": "todos os|direitos reservados|reservados",
        "nl": "alle rechten|rechten voorbehouden",
    },
    "nav": {
        "en": (
            "home|homepage|menu|search|contact|contact us|about|about us|news|sports|sport|opinion|business|world|"
            "politics|entertainment|lifestyle|skip|skip to|back to|back|top|go to|close|open|toggle|next|previous|"
            "navigation|main content|site|faq|help|careers|jobs|press|blog|events|terms|site map|sitemap|weather|"
            "edition|editions|sections|all|view all|see all|archive|archives|browse|follow|follow us|follow on|"
            "make us|preferred source|google news|e-edition|e-paper|obituaries|classifieds"
        ),
        "de": (
            "startseite|menü|suche|kontakt|über uns|impressum|zurück|zum inhalt|nach oben|inhalt|seitennavigation|"
            "navigation|schließen|öffnen|weiter|news|politik|wirtschaft|sport|kultur|panorama|wetter|archiv|hilfe|"
            "service|e-paper|epaper|folgen|folgen sie|übersicht|ressorts|regionen|alle|rubrik|home|ausgabe"
        ),
        "fr": "accueil|menu|recherche|rechercher|contact|mentions légales|retour|haut|aller au|fermer|ouvrir|suivez|à propos|plan du",
        "es": "inicio|menú|buscar|contacto|portada|volver|ir al|cerrar|abrir|síguenos|sobre|aviso legal|secciones|hemeroteca",
        "it": "home|menu|cerca|contatti|chi siamo|torna|vai al|chiudi|apri|seguici|segui|note legali|redazione|sezioni",
        "pt": "início|menu|buscar|busca|contato|contacto|voltar|ir para|fechar|abrir|siga|siga-nos|sobre|quem somos|pesquisar",
        "nl": "home|menu|zoeken|contact|over ons|terug|naar boven|sluiten|volg|volg ons|colofon|voorpagina",
        "sv": "hem|meny|sök|kontakt|om oss|tillbaka|stäng|till toppen|följ|startsida",
        "no": "hjem|meny|søk|kontakt|om oss|tilbake|lukk|til toppen|følg|forside",
        "da": "hjem|menu|søg|kontakt|om os|tilbage|luk|til toppen|følg|forside",
        "fi": "etusivu|valikko|haku|yhteystiedot|sulje|takaisin",
        "pl": "strona główna|menu|szukaj|kontakt|o nas|wróć|zamknij|obserwuj|regulamin",
        "cs": "domů|menu|hledat|kontakt|o nás|zpět|zavřít|sledujte|hlavní stránka",
        "tr": "anasayfa|ana sayfa|menü|ara|iletişim|hakkımızda|geri|kapat|takip et|gündem",
        "ru": "главная|меню|поиск|контакты|о нас|назад|закрыть|наверх",
        "ja": "ホーム|メニュー|検索|お問い合わせ|トップ|閉じる|一覧",
        "ko": "홈|메뉴|검색|닫기|목록",
    },
    "author": {
        "en": (
            "follow|follow on|author|about the|about author|reporter|correspondent|editor|writer|staff|staff writer|"
            "columnist|contributor|journalist|producer|freelance|senior|chief|news editor|is a|covers|reach|written by|"
            "reported by|edited by|posts by|view all|all posts|articles by|his work|her work|biography|bio|profile|"
            "opinion contributor|managing editor|fellow|professor|director|desk|newsroom|bureau"
        ),
        "de": (
            "autor|autorin|autoren|redakteur|redakteurin|korrespondent|korrespondentin|redaktion|reporter|reporterin|"
            "über den|über die autorin|zur person|zum autor|zur autorin|alle artikel|journalist|journalistin|volontär|"
            "kolumnist|kolumnistin|chefredakteur|freier|freie|ressortleiter|folgen"
        ),
        "fr": "auteur|journaliste|rédacteur|rédactrice|correspondant|correspondante|rédaction|envoyé spécial|envoyée spéciale|chroniqueur|chef",
        "es": "autor|autora|periodista|redactor|redactora|redacción|corresponsal|editor|editora|colaborador|enviado especial|enviada especial",
        "it": "autore|giornalista|redazione|corrispondente|inviato|inviata|direttore|a cura|collaboratore",
        "pt": "autor|autora|jornalista|redação|redator|correspondente|editor|editora|repórter|colunista|da redação",
        "nl": "auteur|journalist|redacteur|redactie|correspondent|verslaggever|columnist|hoofdredacteur",
        "sv": "författare|journalist|redaktör|reporter|korrespondent|krönikör|redaktionen|skribent",
        "no": "journalist|redaktør|forfatter|korrespondent|reporter|kommentator",
        "da": "journalist|redaktør|forfatter|korrespondent|reporter|klummeskribent",
        "fi": "toimittaja|kirjoittaja|päätoimittaja",
        "pl": "autor|dziennikarz|redaktor|redakcja|korespondent|dziennikarka|redaktorka",
        "cs": "autor|redaktor|redaktorka|redakce|novinář|zpravodaj|komentátor",
        "tr": "yazar|muhabir|editör|gazeteci|haber merkezi|editörü",
        "ru": "автор|корреспондент|редактор|журналист|обозреватель",
        "ja": "記者|編集|編集部|筆者|著者|執筆",
        "ko": "기자|특파원|편집|논설위원",
        "is": "blaðamaður|ritstjóri",
    },
    "update": {
        "en": "updated|last updated|update|published|posted|modified|last modified|first published|created|edited|date|ago|hours ago|days ago|uploaded",
        "de": "aktualisiert|stand|zuletzt aktualisiert|veröffentlicht|publiziert|erschienen|erstellt|geändert|uhr|update",
        "fr": "publié|mis à|modifié|mis en|actualisé|le|publié le|mise à",
        "es": "actualizado|publicado|actualizada|creado|modificado|fecha",
        "it": "aggiornato|pubblicato|ultimo aggiornamento|modificato|aggiornamento|alle",
        "pt": "atualizado|publicado|atualizada|postado|modificado|última atualização",
        "nl": "bijgewerkt|gepubliceerd|geplaatst|gewijzigd|geüpdatet|laatste update|om",
        "sv": "uppdaterad|publicerad|publicerat|senast uppdaterad|uppdaterat|kl",
        "no": "oppdatert|publisert|sist oppdatert|kl",
        "da": "opdateret|offentliggjort|publiceret|sidst opdateret|kl",
        "fi": "julkaistu|päivitetty|klo",
        "pl": "aktualizacja|opublikowano|publikacja|zaktualizowano|dodano|data",
        "cs": "aktualizováno|publikováno|vydáno|aktualizace",
        "tr": "güncelleme|yayınlanma|giriş|güncellendi|son güncelleme",
        "ru": "обновлено|опубликовано",
        "ja": "公開日|更新日|更新|公開|配信|掲載",
        "ko": "입력|수정|등록|발행일",
        "is": "birt|uppfært",
    },
    "end": {
        "en": (
            "media contact|press contact|contact:|media contacts|for more|for further|for media|investor relations|"
            "about the|source|forward-looking|forward looking|safe harbor|media inquiries|press office|notes to|"
            "editing by|reporting by|additional reporting|contributed to|this article|this story|originally published|"
            "appeared first|editor's note|editor’s note|correction|disclaimer|disclosure|clarification|ends|reuter"
        ),
        "de": (
            "pressekontakt|kontakt|medienkontakt|ansprechpartner|original-content von|rückfragen|weitere informationen|"
            "korrektur|hinweis|anmerkung|dieser artikel|dieser text|dieser beitrag|hinweis der|transparenzhinweis"
        ),
        "fr": "contact presse|contact|avec afp|note de|correction|cet article|source",
        "es": "contacto|contacto de|fe de|con información|este artículo|fuente",
        "it": "contatti stampa|ufficio stampa|fonte|questo articolo",
        "pt": "contato|assessoria|com informações|este artigo|fonte|errata",
        "nl": "perscontact|noot voor|correctie|dit artikel|bron",
    },
}

#: What stands, with a colon behind it, before who wrote a text, beyond the words that bylines begin with.
SIGNED: dict[str, str] = {
    "en": "words|interview|reporting|reporter|story|writer",
    "de": "interview|bericht|protokoll",
    "fr": "texte|propos recueillis|entretien",
    "es": "entrevista|redacta",
    "it": "testo|testi|intervista",
    "pt": "reportagem|entrevista",
    "fi": "teksti",
    "hu": "írta|szerző|szöveg",
    "id": "oleh|penulis|reporter",
    "el": "του|της|κείμενο|συντάκτης",
    "ru": "корреспондент",
    "uk": "автор|текст",
    "ar": "كتب|كتبت|بقلم",
    "ja": "記者|筆者",
    "zh": "文|作者|记者|記者|撰文",
    "ko": "글|기자",
}
#: Those of them that titles and subheads begin with too.
SIGNED_LIKE = "words|interview|reporting|story|bericht|protokoll|entretien|entrevista|intervista|reportagem|text[eo]s?"
#: What stands so without a colon, before a name.
SIGNED_BY = (
    "reporting by|interview by|oprac.|opracował|opracowała|rozmawiał|rozmawiała|kirjoittaja|بقلم|记者|記者|文/|文／"
)

#: How the words begin for those who write elsewhere for us.
SENT = "correspon|korrespon|reporter|repórter|redakt|redact|redat|inviat|enviad|envoyé|editor|verslaggev|mitarbeiter|journalist"

#: Words of the names of newspapers and stations, which stand behind a name and a sign.
OUTLETS: dict[str, str] = {
    "en": (
        "press news times post herald tribune gazette journal courier chronicle daily telegraph guardian observer examiner "
        "inquirer bulletin dispatch sentinel register standard advertiser argus echo express mirror republic record weekly "
        "magazine media network radio tv television online independent mail"
    ),
    "de": "zeitung tagblatt tageblatt anzeiger kurier rundschau nachrichten presse allgemeine bote morgenpost abendblatt rundfunk",
    "fr": "presse dépêche figaro télégramme parisien",
    "es": "diario periódico noticias prensa gaceta correo",
    "it": "corriere gazzetta giornale notizia notizie messaggero",
    "pt": "jornal folha correio notícias gazeta agência",
    "nl": "krant dagblad courant nieuws",
    "sv": "tidning tidningen posten bladet nyheter",
    "no": "avis avisen",
    "fi": "lehti sanomat",
    "pl": "gazeta dziennik kurier",
    "cs": "noviny deník",
    "tr": "gazetesi haber",
}

#: Words that sentences are made of and names, menus and lists are not.
COMMON: dict[str, str] = {
    "en": (
        "the of to and in that was for on with he she it his her they their has had have been were is are be as at by "
        "from but not which who said would will this after when if more than we our you your i what all about into its "
        "there so out up no one can could also just because"
    ),
    "de": (
        "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat "
        "dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis "
        "mehr durch man sein wurde sei habe ich wir ihr uns seine ihre kann"
    ),
    "fr": (
        "le la les de des du et en un une est dans que qui pour sur au aux par il elle ne pas plus se ce cette avec son "
        "sa ses été ont sont nous vous ils mais comme être fait leur leurs a d'un d'une c'est qu'il"
    ),
    "es": (
        "el la los las de del y en un una que por con para se su sus al es no lo más como ha han fue este esta pero "
        "sobre entre también cuando desde hasta ser son le les muy ya o si yo"
    ),
    "it": (
        "il lo la i gli le di del della dei delle e in un una che per con non si è al alla da dal nel nella sono ha "
        "come anche più ma suo sua questo questa stato o hanno dopo quando essere su sul"
    ),
    "pt": (
        "o a os as de do da dos das e em no na um uma que para por com não se ao é mais como foi seu sua ele ela são "
        "também mas pelo pela ou quando ser tem está após já"
    ),
    "nl": (
        "de het een en van in op te dat is voor met die aan niet zijn er om ook als bij door naar uit over maar nog "
        "hij zij heeft worden wordt was dan hebben werd kan meer wat geen tot deze"
    ),
    "sv": "och i att det som en på är av för med den till inte har de ett om var sig men så från vi kan när han hon efter vid",
    "no": "og i det som en på er av for med den til ikke har de et om var seg men så fra vi kan når han hun etter ved å at",
    "da": "og i det som en på er af for med den til ikke har de et om var sig men så fra vi kan når han hun efter ved at",
    "fi": "ja on ei se että oli hän joka mutta kun myös ovat kuin niin jos",
    "pl": "i w na z do że się nie jest to o za po jak od dla przez ale który która są był było tym tego jego oraz może",
    "cs": "a v na se je že to z do o s pro i by za ale jako po od si tak jsou byl bylo které který když jeho už také",
    "tr": "ve bir bu da de için ile olarak olan daha çok gibi ne kadar sonra en o ancak değil var olduğunu",
    "ru": "и в на не что с по как из к за от для его это он она они был было но а о у же так все мы вы",
    "is": "og í að er á sem til það með um hann hún við en ekki var fyrir af",
    "id": "dan yang di dari untuk dengan ini itu pada adalah dalam tidak akan juga telah oleh",
}

#: Given names that many people bear, by language: what tells a name from a place or a topic.
GIVEN: dict[str, str] = {
    "en": (
        "aaron adam alan albert alex alexander alexandra alice alison allison amanda amber amy andrea andrew andy angela "
        "ann anna anne annie anthony ashley austin barbara ben benjamin beth bill bob brad bradley brandon brenda brendan "
        "brent brett brian bruce bryan caitlin cameron carl carol caroline catherine chad charles charlie charlotte chelsea "
        "chris christian christina christine christopher claire colin connor corey courtney craig crystal dale dan daniel "
        "danielle darren dave david dean deborah denise dennis derek diana diane donald donna doug douglas drew dylan ed "
        "edward elaine eleanor elizabeth ellen emily emma eric erica erin ethan eugene eva evan faith felicity fiona frank "
        "fred gareth gary gavin gene geoff george gina glenn gordon grace graham grant greg gregory hannah harold harry "
        "heather helen henry holly howard hugh ian isaac isabel jack jackie jacob jade jake james jamie jan jane janet "
        "janice jared jason jay jean jeff jeffrey jen jennifer jenny jeremy jerry jess jesse jessica jill jim jimmy joan "
        "joanna joanne joe joel john johnny jon jonathan jordan joseph josh joshua joyce judith judy julia julian julie "
        "justin karen kate katherine kathleen kathryn kathy katie keith kelly ken kenneth kevin kim kimberly kirsten kyle "
        "larry laura lauren laurie lee leah leo leonard leslie lewis liam linda lindsay lindsey lisa liz logan lori louis "
        "louise lucas lucy luke lynn madeleine madison malcolm marc marcus margaret maria marie marilyn mark martha martin "
        "mary mason matt matthew max megan melanie melissa meredith michael michelle miguel mike mitchell molly monica "
        "morgan nancy naomi natalie natasha nathan neil nicholas nick nicola nicole nigel noah nora norman olivia oliver "
        "oscar owen pam pamela patricia patrick paul paula peggy penny pete peter phil philip phillip rachel ralph randy "
        "ray raymond rebecca reid rhys richard rick rob robert robin rodney roger ron ronald rosie ross roy russell ruth "
        "ryan sally sam samantha samuel sandra sara sarah scott sean seth shane shannon sharon shaun shawn sheila simon "
        "sophia sophie spencer stacy stan stephanie stephen steve steven stuart sue susan suzanne sydney tamara tania tara "
        "taylor ted teresa terry theresa thomas tiffany tim timothy tina todd tom tony tracey tracy travis trevor tyler "
        "valerie vanessa vicky victor victoria vincent virginia walter wayne wendy wesley will william zach zachary zoe"
    ),
    "de": (
        "achim alexander andrea andreas angelika anja anke anna annette antje armin astrid axel barbara bastian beate bernd "
        "bernhard bettina birgit bjorn björn brigitte carina carla carsten christa christian christiane christina christine "
        "christoph claudia clemens cornelia daniel daniela david dennis detlef dieter dirk dominik doris eckhard elena elisabeth "
        "elke ellen erich erik ernst eva fabian felix ferdinand florian frank franz franziska friedrich fritz gabriele georg "
        "gerd gerhard gregor guido günter günther hannah hannes hans harald heike heiko heinrich heinz helga helmut henning "
        "herbert hermann holger horst hubert ingo ingrid isabel jakob jan jana jasmin jens joachim jochen johanna johannes "
        "jonas jörg josef judith julia julian jürgen jutta kai karin karl karsten katharina kathrin katja katrin kerstin "
        "kirsten klaus konrad konstantin kristina lars laura lea lena leon leonie linda lisa lothar lukas lutz maik manfred "
        "manuel manuela marc marcel marco marcus maria marie marina mario marion markus marlene martin martina mathias "
        "matthias max maximilian melanie merle michael michaela miriam monika moritz nadine nadja nico nicole niklas nils "
        "nina norbert oliver olaf otto patrick paul paula peter petra philipp rainer ralf ralph raphael rebecca regina "
        "reinhard renate robert robin roland rolf roman rüdiger sabine sabrina sandra sarah sascha sebastian silke silvia "
        "simon simone sina sonja sophie stefan stefanie steffen stephan susanne sven svenja tanja theresa thomas thorsten "
        "thorben till tim tobias torben torsten udo ulf ulrich ulrike ursula ute uwe vera verena veronika volker walter "
        "werner wilhelm wolf wolfgang yvonne"
    ),
    "fr": (
        "adrien alain alexandre alexis alice amandine amélie andré anne antoine arnaud audrey aurélie baptiste benjamin "
        "benoît bernard bertrand bruno camille caroline catherine cécile céline charles charlotte chloé christian christine "
        "christophe claire claude clément clémence corinne cyril damien daniel david delphine denis didier dominique édouard "
        "élise élodie emmanuel emmanuelle éric étienne fabien fabrice florence florent florian françois françoise frédéric "
        "gabriel gaël gérard gilles grégoire guillaume guy hélène henri hervé hugo isabelle jacques jean jérémie jérôme "
        "joël julien juliette justine laure laurence laurent léa louis luc lucie ludovic manon marc marcel marie marine "
        "marion martine mathieu mathilde matthieu maxime mélanie michel mickaël morgane nathalie nicolas noémie olivier "
        "pascal patrice patrick paul pauline philippe pierre quentin raphaël régis rémi renaud romain samuel sandrine "
        "sébastien serge simon solène sophie stéphane stéphanie sylvain sylvie théo thibault thierry thomas valentin valérie "
        "vincent virginie xavier yann yves"
    ),
    "es": (
        "adriana adrián agustín alba alberto alejandra alejandro alfonso alfredo alicia álvaro ana andrea andrés ángel ángela "
        "antonio arturo beatriz belén blanca carlos carmen carolina catalina cecilia césar clara claudia cristian cristina "
        "cristóbal daniel daniela david diana diego dolores eduardo elena emilio enrique ernesto esperanza esteban esther eva "
        "federico felipe fernanda fernando francisco gabriel gabriela gerardo germán gloria gonzalo guadalupe guillermo "
        "gustavo héctor hernán hugo ignacio inés irene isabel iván jaime javier jesús joaquín jorge josé juan juana julia "
        "julián julio laura leandro leonardo leticia lorena lourdes lucas lucía luis luisa luz manuel manuela marcela marcelo "
        "marcos margarita maría mariana mariano marina mario marisol marta martín mateo matías mauricio mercedes miguel mónica "
        "natalia nicolás noelia norma nuria óscar pablo paloma patricia paula pedro pilar rafael ramón raquel raúl ricardo "
        "roberto rocío rodrigo rosa rubén salvador santiago sara sergio silvia sofía sonia susana teresa tomás valentina "
        "verónica vicente víctor virginia ximena yolanda"
    ),
    "it": (
        "alberto alessandra alessandro alessia alessio alice andrea angela angelo anna antonella antonio barbara beatrice "
        "bruno carla carlo carmine caterina cecilia chiara claudia claudio cristiano cristina daniela daniele dario davide "
        "diego domenico elena eleonora elisa elisabetta emanuele emilio enrico enzo ettore eugenio fabio fabrizio federica "
        "federico filippo flavio francesca francesco franco gabriele gennaro giacomo gian gianluca gianni gianfranco giorgia "
        "giorgio giovanna giovanni giulia giuliano giulio giuseppe grazia guido ilaria ivan laura leonardo lorenzo luca lucia "
        "luciano luigi manuela marcello marco margherita maria mario martina massimo matteo maurizio mauro michela michele "
        "mirko monica nicola niccolò paola paolo pasquale patrizia piero pietro raffaele riccardo rita roberta roberto rosa "
        "sabrina salvatore sara serena sergio silvia simona simone sofia stefania stefano teresa tommaso umberto valentina "
        "valeria valerio vincenzo vittorio"
    ),
    "pt": (
        "adriano afonso aline amanda ana andré andreia antónio antônio beatriz bernardo bianca bruna bruno caio camila carla "
        "carlos carolina catarina cláudia cláudio clarissa cristiano cristina daniel daniela débora diogo eduardo elisa fábio "
        "felipe fernanda fernando filipa filipe flávia flávio francisco gabriel gabriela gilberto giovana guilherme gustavo "
        "helena henrique hugo igor inês isabel isabela joana joão joaquim jorge josé juliana júlia júlio larissa laura leandro "
        "leonardo letícia lígia lucas luciana luciano luís luísa luiz manuel marcela marcelo márcia márcio marcos maria mariana "
        "marina mário marta mateus matheus maurício miguel mónica mônica natália nuno patrícia paula paulo pedro rafael rafaela "
        "raquel renata renato ricardo rita roberto rodrigo rogério rui sandra sara sérgio sílvia sofia sónia susana tatiana "
        "thiago tiago tomás vanessa vera vinícius vítor vitor"
    ),
    "nl": "anouk bart bas bram daan dirk eva femke floor frank geert hans hugo inge jaap jan jasper jeroen joost joris kees koen lars lieke lotte maarten maarten marieke marijn marloes mark martijn niels pieter remco rik robbert roos ruben sander sanne sjoerd sophie stijn teun thijs tom wouter willem",
    "nordic": "anders anne annette arne astrid atli bengt bent bjarne bjørn björn bo børge camilla carl carsten cecilie christer christoffer dag eirik einar elin emil erik erlend eva fredrik frida geir gunnar guðmundur guðrún gustav hanna hanne hans harald heidi helena helga helge henrik ida inga ingrid jakob jan jens jesper joakim johan johannes jon jonas jørgen jörgen jón kari karin karl kasper katrine kirsten kjell knut kristian kristin kristoffer lars lasse leif lena line linn lise magnus maja maren maria marianne marie marit mark markus martin mads mats mathias mette mikael mikkel mona morten niels nils nina oddný ola olav ole oskar ove per peter petter pål rasmus roger rolf rune sanna sara sigurd sigrún siri sofia søren stefan steinar stian stig sven svein terje therese thomas thor tobias tom tone tor tore torbjørn trine trond ulf ulrika ulla unni vegard viktor åsa åse øyvind",
    "slavic": "adam agata agnieszka alena aleksandra aleksandr alexei alexander alina aleksander alexey alicja anatoly andrei andrej andrey andrzej anita anna antonín bartosz beata bogdan boris bożena daria darya denis dmitri dmitry dominik dorota elena ewa filip franciszek galina grzegorz hana ilya ivan iwona jacek jakub jana jan jarosław jaroslav jerzy jiří joanna jozef józef juraj kamil karel karolina katarzyna kateřina konstantin krzysztof lenka leszek lucie łukasz lukáš ludmila maciej maksim marcin marek maria marie marta martin martina mateusz matěj michal michał mikhail milan miroslav monika natalia nikolai oksana oleg olga ondřej patrik pavel paweł petr petra piotr radek rafał robert roman rostislav ryszard sergei sergey stanisław stanislav svetlana szymon tadeusz tatiana tomasz tomáš vaclav václav vasily viktor vladimir vladimír vojtěch wojciech yulia yuri zbigniew zdeněk zofia zuzana алексей александр александра андрей анна антон борис виктор владимир дарья дмитрий евгений екатерина елена иван игорь ирина карина константин максим мария михаил наталья николай олег ольга павел роман сергей татьяна юлия юрий ярослав",
    "tr": "ahmet ali ayşe burak can cem deniz ece elif emine emre engin fatma hakan halil hasan hüseyin ibrahim kemal mehmet merve murat mustafa oğuz osman ömer özgür selin serkan tolga yusuf zeynep",
    "others": (
        "abdul abdullah abubakar ahmad ahmed aisha akira ali amina amir amit anand anil anita anjali arjun arun ashok asif "
        "ayesha chen chidi deepak emeka fatima farah hamza hassan hiroshi hussein ibrahim imran ishaan jamal jin joon kamal "
        "karim kavita kenji khalid kumar kwame lakshmi layla leila li lin mahmoud manish manoj maya min ming mohamed mohammad "
        "mohammed mohan mohit muhammad mustafa nadia nasir neha nikhil nikita nisha noor olu omar pooja priya priyanka rahul "
        "raj rajesh rakesh ramesh ravi rohit sanjay samira samya santosh satoshi shreya siddharth sunil suresh takashi tariq "
        "thabo uzma vijay vikram wei xiao yan yasmin yasmine yuki yusuf zainab sipho nomsa lerato tshepo ngozi chinedu obinna "
        "kofi ama nguyen minh linh huong dewi budi siti agus putri rizky jonisayi ntombizethu sibusiso thandi zanele"
    ),
}


def _plain(name: str) -> str:
    """A name without the signs above and below its letters, as it is often printed."""
    return "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))


#: Every given name, and how it is printed without accents.
GIVEN_WORDS = frozenset(form for row in GIVEN.values() for name in row.split() for form in (name, _plain(name)))
