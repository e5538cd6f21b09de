/** Sentences for replies, by language: no commas, no words in capitals, and between them words of many kinds. */
export const sentencesOf: Readonly<Record<string, readonly string[]>> = {
  en: [
    'The kettle sang while the lamp was still lit.',
    'Small boats drift past the stone bridge at dawn.',
    'Her uncle mends old clocks in a narrow shop.',
    'Most of the path runs along the river.',
    'Birds sing.',
    'Children often find shells under the wooden pier.',
    'Bread tastes best on a cold morning.',
    'Nobody knew who had painted the fence yellow.',
    'It rained for a week and the garden grew wild.',
    'We planted six apple trees behind the barn.',
    'Go slow.',
    'Two cups of tea stood on the table by the window.',
    'His map shows a trail that no one uses now.',
    'Cats nap where the sun is warm.',
    'All is calm.',
    'Dogs run.',
    'Fish swim.',
  ],
  ar: [
    'يستيقظ الصياد كل صباح قبل شروق الشمس ويذهب إلى البحر بقاربه الصغير.',
    'سنلتقي غدا في المكتبة القديمة لنقرأ معا القصة التي كتبتها أختي.',
    'كانت الرياح قوية فأغلقنا النوافذ وجلسنا حول المائدة نشرب الشاي.',
  ],
  bg: [
    'Старият часовникар отваря магазина си всяка сутрин точно в осем часа.',
    'Утре ще отидем заедно в планината ако времето е хубаво.',
    'Децата намериха малко коте под моста и го отнесоха вкъщи.',
  ],
  bn: [
    'প্রতিদিন সকালে বৃদ্ধ মাঝি তার ছোট নৌকা নিয়ে নদীতে যায়।',
    'আগামীকাল আমরা সবাই মিলে গ্রামের মেলায় বেড়াতে যাব।',
    'মেয়েটি জানালার পাশে বসে বৃষ্টির শব্দ শুনছিল।',
  ],
  de: [
    'Der alte Uhrmacher öffnet seinen Laden jeden Morgen pünktlich um acht Uhr.',
    'Morgen fahren wir gemeinsam an den See und nehmen ein Mittagessen mit.',
    'Die Kinder fanden unter der Brücke ein Kätzchen und trugen es nach Hause.',
  ],
  el: [
    'Ο γέρος ψαράς ξυπνάει κάθε πρωί πριν ανατείλει ο ήλιος.',
    'Αύριο θα πάμε όλοι μαζί στην αγορά για να πάρουμε φρέσκα λαχανικά.',
    'Το κορίτσι καθόταν δίπλα στο παράθυρο και άκουγε τη βροχή.',
  ],
  es: [
    'El viejo relojero abre su tienda todas las mañanas a las ocho en punto.',
    'Mañana iremos juntos al mercado y compraremos fruta para toda la semana.',
    'La niña encontró una llave oxidada debajo de la alfombra del comedor.',
  ],
  fa: [
    'پیرمرد ماهیگیر هر روز صبح پیش از طلوع آفتاب با قایق کوچکش به دریا می‌رود.',
    'فردا همه با هم به بازار می‌رویم و برای تمام هفته میوه می‌خریم.',
    'دختر کنار پنجره نشسته بود و به صدای باران گوش می‌داد.',
  ],
  fi: [
    'Vanha kelloseppä avaa liikkeensä joka aamu tasan kello kahdeksan.',
    'Huomenna menemme yhdessä torille ja ostamme hedelmiä koko viikoksi.',
    'Lapset löysivät sillan alta pienen kissanpennun ja veivät sen kotiin.',
  ],
  fr: [
    'Le vieil horloger ouvre sa boutique tous les matins à huit heures précises.',
    'Demain nous irons ensemble au marché et nous achèterons des fruits pour la semaine.',
    'La petite fille a trouvé une clé rouillée sous le tapis de la salle à manger.',
  ],
  gu: [
    'વૃદ્ધ માછીમાર દરરોજ સવારે સૂર્યોદય પહેલાં પોતાની નાની હોડી લઈને દરિયામાં જાય છે.',
    'આવતીકાલે આપણે બધા સાથે બજારમાં જઈશું અને તાજાં શાકભાજી ખરીદીશું.',
    'છોકરી બારી પાસે બેસીને વરસાદનો અવાજ સાંભળતી હતી.',
  ],
  he: [
    'הדייג הזקן קם כל בוקר לפני הזריחה ויוצא לים בסירה הקטנה שלו.',
    'מחר נלך כולנו לשוק ונקנה פירות טריים לכל השבוע.',
    'הילדה ישבה ליד החלון והקשיבה לקול הגשם.',
  ],
  hi: [
    'बूढ़ा मछुआरा हर सुबह सूरज निकलने से पहले अपनी छोटी नाव लेकर नदी पर जाता है।',
    'कल हम सब मिलकर बाज़ार जाएँगे और पूरे हफ़्ते के लिए फल खरीदेंगे।',
    'लड़की खिड़की के पास बैठकर बारिश की आवाज़ सुन रही थी।',
  ],
  id: [
    'Tukang jam tua itu membuka tokonya setiap pagi tepat pukul delapan.',
    'Besok kita akan pergi bersama ke pasar dan membeli buah untuk seminggu.',
    'Anak perempuan itu menemukan kunci berkarat di bawah karpet ruang makan.',
  ],
  it: [
    'Il vecchio orologiaio apre la sua bottega ogni mattina alle otto in punto.',
    'Domani andremo insieme al mercato e compreremo frutta per tutta la settimana.',
    'La bambina trovò una chiave arrugginita sotto il tappeto della sala da pranzo.',
  ],
  ja: [
    '年老いた時計職人は毎朝八時ちょうどに店を開けます。',
    '明日はみんなで市場へ行って一週間分の果物を買いましょう。',
    '女の子は窓のそばに座って雨の音を聞いていました。',
  ],
  kn: [
    'ಮುದುಕ ಮೀನುಗಾರನು ಪ್ರತಿದಿನ ಬೆಳಿಗ್ಗೆ ಸೂರ್ಯೋದಯಕ್ಕೆ ಮುಂಚೆ ತನ್ನ ಚಿಕ್ಕ ದೋಣಿಯೊಂದಿಗೆ ಹೊರಡುತ್ತಾನೆ.',
    'ನಾಳೆ ನಾವೆಲ್ಲರೂ ಒಟ್ಟಿಗೆ ಮಾರುಕಟ್ಟೆಗೆ ಹೋಗಿ ತಾಜಾ ತರಕಾರಿಗಳನ್ನು ಖರೀದಿಸುತ್ತೇವೆ.',
    'ಹುಡುಗಿ ಕಿಟಕಿಯ ಬಳಿ ಕುಳಿತು ಮಳೆಯ ಶಬ್ದವನ್ನು ಕೇಳುತ್ತಿದ್ದಳು.',
  ],
  ko: [
    '늙은 시계공은 매일 아침 여덟 시 정각에 가게 문을 엽니다.',
    '내일 우리는 함께 시장에 가서 일주일 동안 먹을 과일을 살 것입니다.',
    '소녀는 창가에 앉아 빗소리를 듣고 있었습니다.',
  ],
  ml: [
    'വൃദ്ധനായ മീൻപിടിത്തക്കാരൻ എല്ലാ ദിവസവും രാവിലെ തന്റെ ചെറിയ വള്ളവുമായി കടലിൽ പോകുന്നു.',
    'നാളെ നമ്മൾ എല്ലാവരും ഒരുമിച്ച് ചന്തയിൽ പോയി പച്ചക്കറികൾ വാങ്ങും.',
    'പെൺകുട്ടി ജനാലയ്ക്കരികിൽ ഇരുന്ന് മഴയുടെ ശബ്ദം കേൾക്കുകയായിരുന്നു.',
  ],
  mr: [
    'म्हातारा कोळी रोज सकाळी सूर्य उगवण्यापूर्वी आपली छोटी होडी घेऊन नदीवर जातो.',
    'उद्या आपण सगळे मिळून बाजारात जाऊ आणि आठवड्यासाठी फळे विकत घेऊ.',
    'मुलगी खिडकीजवळ बसून पावसाचा आवाज ऐकत होती.',
  ],
  ne: [
    'बूढो माझी हरेक बिहान घाम झुल्कनुअघि आफ्नो सानो डुङ्गा लिएर नदीमा जान्छ।',
    'भोलि हामी सबै मिलेर बजार जानेछौं र हप्ताभरिका लागि फलफूल किन्नेछौं।',
    'केटी झ्यालको छेउमा बसेर पानी परेको आवाज सुनिरहेकी थिई।',
  ],
  nl: [
    'De oude klokkenmaker opent zijn winkel elke ochtend precies om acht uur.',
    'Morgen gaan we samen naar de markt en kopen we fruit voor de hele week.',
    'De kinderen vonden een klein katje onder de brug en namen het mee naar huis.',
  ],
  pa: [
    'ਬੁੱਢਾ ਮਛੇਰਾ ਹਰ ਸਵੇਰ ਸੂਰਜ ਚੜ੍ਹਨ ਤੋਂ ਪਹਿਲਾਂ ਆਪਣੀ ਛੋਟੀ ਕਿਸ਼ਤੀ ਲੈ ਕੇ ਦਰਿਆ ਵੱਲ ਜਾਂਦਾ ਹੈ।',
    'ਕੱਲ੍ਹ ਅਸੀਂ ਸਾਰੇ ਮਿਲ ਕੇ ਬਾਜ਼ਾਰ ਜਾਵਾਂਗੇ ਅਤੇ ਤਾਜ਼ੀਆਂ ਸਬਜ਼ੀਆਂ ਖਰੀਦਾਂਗੇ।',
    'ਕੁੜੀ ਖਿੜਕੀ ਕੋਲ ਬੈਠ ਕੇ ਮੀਂਹ ਦੀ ਆਵਾਜ਼ ਸੁਣ ਰਹੀ ਸੀ।',
  ],
  pl: [
    'Stary zegarmistrz otwiera swój sklep każdego ranka punktualnie o ósmej.',
    'Jutro pójdziemy razem na targ i kupimy owoce na cały tydzień.',
    'Dzieci znalazły pod mostem małego kotka i zabrały go do domu.',
  ],
  pt: [
    'O velho relojoeiro abre a sua loja todas as manhãs às oito em ponto.',
    'Amanhã vamos juntos ao mercado e compraremos fruta para a semana inteira.',
    'A menina encontrou uma chave enferrujada debaixo do tapete da sala de jantar.',
  ],
  ru: [
    'Старый часовщик открывает свою лавку каждое утро ровно в восемь часов.',
    'Завтра мы все вместе пойдём на рынок и купим фруктов на всю неделю.',
    'Дети нашли под мостом маленького котёнка и отнесли его домой.',
  ],
  sw: [
    'Mvuvi mzee huamka kila asubuhi kabla ya jua kuchomoza na kwenda baharini na mashua yake ndogo.',
    'Kesho tutakwenda pamoja sokoni na kununua matunda ya wiki nzima.',
    'Msichana alikuwa ameketi karibu na dirisha akisikiliza sauti ya mvua.',
  ],
  ta: [
    'வயதான மீனவர் ஒவ்வொரு நாளும் காலையில் தன் சிறிய படகுடன் கடலுக்குச் செல்கிறார்.',
    'நாளை நாம் அனைவரும் சேர்ந்து சந்தைக்குச் சென்று காய்கறிகள் வாங்குவோம்.',
    'சிறுமி ஜன்னல் அருகே அமர்ந்து மழையின் ஓசையைக் கேட்டுக் கொண்டிருந்தாள்.',
  ],
  te: [
    'ముసలి జాలరి ప్రతి రోజు ఉదయం సూర్యోదయానికి ముందే తన చిన్న పడవతో నదికి వెళ్తాడు.',
    'రేపు మనమందరం కలిసి బజారుకు వెళ్లి తాజా కూరగాయలు కొందాం.',
    'అమ్మాయి కిటికీ దగ్గర కూర్చుని వాన శబ్దం వింటోంది.',
  ],
  th: ['ช่างซ่อมนาฬิกาชราเปิดร้านของเขาทุกเช้าเวลาแปดโมงตรง', 'พรุ่งนี้เราจะไปตลาดด้วยกันและซื้อผลไม้สำหรับทั้งสัปดาห์', 'เด็กหญิงนั่งอยู่ข้างหน้าต่างและฟังเสียงฝนตก'],
  tr: [
    'Yaşlı saatçi dükkânını her sabah tam saat sekizde açar.',
    'Yarın hep birlikte pazara gidip bütün hafta için meyve alacağız.',
    'Çocuklar köprünün altında küçük bir kedi yavrusu bulup eve götürdüler.',
  ],
  uk: [
    'Старий годинникар відчиняє свою крамницю щоранку рівно о восьмій годині.',
    'Завтра ми всі разом підемо на ринок і купимо фруктів на весь тиждень.',
    'Діти знайшли під мостом маленьке кошеня й віднесли його додому.',
  ],
  ur: [
    'بوڑھا مچھیرا ہر صبح سورج نکلنے سے پہلے اپنی چھوٹی کشتی لے کر دریا پر جاتا ہے۔',
    'کل ہم سب مل کر بازار جائیں گے اور پورے ہفتے کے لیے پھل خریدیں گے۔',
    'لڑکی کھڑکی کے پاس بیٹھ کر بارش کی آواز سن رہی تھی۔',
  ],
  vi: [
    'Người thợ đồng hồ già mở cửa hàng của ông mỗi sáng đúng tám giờ.',
    'Ngày mai chúng ta sẽ cùng nhau đi chợ và mua trái cây cho cả tuần.',
    'Cô bé ngồi bên cửa sổ và lắng nghe tiếng mưa rơi.',
  ],
  'zh-cn': ['老钟表匠每天早上八点准时打开他的店门。', '明天我们一起去市场买够一个星期吃的水果。', '小女孩坐在窗边静静地听着雨声。'],
}
