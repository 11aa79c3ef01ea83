/// Words whose change makes another statement: negations, number words, days and months.
///
/// Small closed classes in 20 languages, folded when they are first used. They guard near copies: a passage whose copy says *not*, or
/// *nine* for *eight*, is no near copy. A word of one language that means something else in another makes Hapax keep a
/// passage, never lose one.
enum Lexicon {
  enum Kind { case negation, figure }

  /// What a token's comparison form is, if it is one of these words.
  static func kind(_ form: [UInt8]) -> Kind? {
    if let kind = words[form] { return kind }
    // Korean joins its negations to the word: 않, 못, 없, 아니. Persian puts one before the verb: نمی.
    for stem in koreanStems where contains(form, stem) { return .negation }
    return form.starts(with: persianPrefix) ? .negation : nil
  }

  /// What a word of a text is: the same as `kind(_:)` of its form, most often without making that.
  static func kind(of number: UInt32, in vocabulary: borrowing Vocabulary) -> Kind? {
    let word = vocabulary.words[Int(number)]
    guard word.count <= 16, !mayHoldStem(word.low), !mayHoldStem(word.high) else {
      return kind(vocabulary.form(number))
    }
    return table.kind(low: word.low, high: word.high, count: word.count)
  }

  /// Whether one of eight bytes is 0xD8 or more, as the first byte of each stem and of the prefix is.
  private static func mayHoldStem(_ bytes: UInt64) -> Bool {
    bytes & (bytes << 1) & (bytes << 2 | (bytes << 3 & bytes << 4)) & 0x8080_8080_8080_8080 != 0
  }

  private static let table = LexiconTable(words)

  /// Whether a run of an unsegmented script holds a negation of several characters.
  static func holdsNegation(_ run: [UInt8]) -> Bool { holdsNegation(run, across: 0..<run.count) }

  /// Whether a run of an unsegmented script holds a negation of several characters that overlaps a range of its bytes.
  static func holdsNegation(_ run: [UInt8], across range: Range<Int>) -> Bool {
    unsegmentedNegations.contains { negation in
      guard run.count >= negation.count else { return false }
      return (0...run.count - negation.count).contains { start in
        range.overlaps(start..<start + negation.count)
          && run[start..<start + negation.count].elementsEqual(negation)
      }
    }
  }

  static let words: [[UInt8]: Kind] = {
    var words: [[UInt8]: Kind] = [:]
    let fold = ICUNormalizer(.nfkcCasefold)
    func add(_ list: String, as kind: Kind) {
      for word in list.split(whereSeparator: \.isWhitespace) {
        words[fold?.normalized(Array(word.utf8)) ?? Array(word.utf8)] = kind
      }
    }
    add(numbersAndDates, as: .figure)
    add(negations, as: .negation)
    return words
  }()

  private static let koreanStems = ["않", "못", "없", "아니", "안되"].map { Array($0.utf8) }

  private static let persianPrefix = Array("نمی".utf8)

  private static let unsegmentedNegations = ["ない", "なかっ", "ません", "ไม่", "มิได้", "บ่", "មិន", "មិនមែន", "မဟုတ်", "ບໍ່"]
    .map { Array($0.utf8) }

  private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard text.count >= part.count else { return false }
    return (0...text.count - part.count).contains { text[$0..<$0 + part.count].elementsEqual(part) }
  }

  /// Comparison forms: small letters, marks kept. `t` is what `can't` ends in.
  private static let negations = """
    not no never none nobody nothing neither nor cannot without t isn don doesn didn won wouldn couldn shouldn hasn haven
    hadn aren wasn weren
    nicht kein keine keinen keinem keiner keines nie niemals nichts niemand weder ohne
    ne n pas jamais aucun aucune ni rien personne sans
    no nunca jamás ningún ninguna ninguno nada nadie tampoco sin
    não nunca nem nenhum nenhuma ninguém sem jamais
    non mai nessun nessuno nessuna niente né senza
    niet geen nooit niemand niets zonder
    inte ingen inget inga aldrig ikke intet aldri ei eivät ei emme
    не ни нет никогда ничего никто без нельзя
    ні немає ніколи нічого ніхто жодного жодної
    nie nigdy bez nikt nic ne není nikdy nelze bez
    değil hiç yok hayır
    δεν δε μη μην όχι ποτέ κανείς ούτε χωρίς
    لا لم لن ليس ليست ما غير دون بلا
    לא אין אל בלי מעולם
    नहीं न मत कभी बिना ना
    نه نیست نیستند نبود هرگز بدون
    không chưa chẳng chả đừng
    nem nincs soha sem nuk s'ka asnjë pa jo
    tidak bukan belum tanpa tak
    na ne nîne tune bê
    안 못 아니 않 없다
    不 没 沒 無 无 非 未 别 別 勿 否 ず ぬ
    """

  private static let numbersAndDates = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion
    first second third fourth fifth sixth seventh eighth ninth tenth half twice double dozen
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december
    null ein eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig dreissig vierzig fünfzig
    sechzig siebzig achtzig neunzig hundert tausend million millionen milliarde milliarden
    montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober dezember
    två tre fyra fem sex sju åtta nio tio elva tolv tjugo hundra tusen miljon miljoner
    måndag tisdag onsdag torsdag fredag lördag söndag
    zéro deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante
    soixante cent mille millions milliard milliards
    lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril juin juillet août septembre octobre
    novembre décembre
    cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cuarenta cincuenta sesenta setenta
    ochenta noventa cien ciento mil millón millones
    lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre
    octubre noviembre diciembre
    um dois duas três quatro oito nove dez doze vinte trinta quarenta cinquenta sessenta setenta oitenta cem milhão
    milhões bilhão bilhões segunda terça quarta quinta sexta janeiro fevereiro março maio junho julho setembro outubro
    novembro dezembro
    due tre quattro cinque sette otto dieci undici dodici venti trenta quaranta cinquanta cento milione milioni miliardi
    lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio aprile maggio giugno luglio settembre
    ottobre novembre dicembre
    een twee drie vijf zes zeven negen tien elf twaalf twintig honderd duizend miljoen miljard maandag dinsdag woensdag
    donderdag vrijdag zaterdag zondag
    один одна два две три четыре пять шесть семь восемь девять десять двадцать тридцать сорок пятьдесят сто двести триста
    тысяча тысячи тысяч миллион миллиона миллионов миллиард миллиардов понедельник вторник среда среду четверг пятница
    пятницу суббота субботу воскресенье января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    дві чотири п ять шість сім вісім дев десять двадцять тисяча тисячі тисяч мільйон мільйони мільйонів мільярд понеділок
    вівторок середа четвер п'ятниця субота неділя січня лютого березня квітня травня червня липня серпня вересня жовтня
    листопада грудня
    jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć dwadzieścia sto tysiąc tysięcy milion milionów
    poniedziałek wtorek środa czwartek piątek sobota niedziela
    bir iki üç dört beş altı yedi sekiz dokuz yirmi otuz kırk elli yüz bin milyon milyar pazartesi salı çarşamba perşembe
    cuma cumartesi pazar
    ένα ένας μία δύο τρεις τρία τέσσερις τέσσερα πέντε έξι επτά οκτώ εννέα δέκα είκοσι εκατό χίλια εκατομμύρια
    δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή
    واحد اثنان اثنين ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة عشرين ثلاثين مئة مائة ألف مليون مليار الاثنين الثلاثاء
    الأربعاء الخميس الجمعة السبت الأحد
    אחד אחת שניים שתיים שני שתי שלושה שלוש ארבעה ארבע חמישה חמש שישה שש שבעה שבע שמונה תשעה תשע עשרה עשר מאה אלף מיליון
    एक दो तीन चार पाँच पांच छह सात आठ नौ दस बीस तीस सौ हज़ार हजार लाख करोड़ सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार
    یک دو سه چهار پنج شش هفت هشت نه ده بیست صد هزار میلیون میلیارد شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه
    một hai ba bốn năm sáu bảy tám chín mười trăm nghìn triệu tỷ
    egy kettő két három négy öt hat hét nyolc kilenc tíz húsz száz ezer millió hétfő kedd szerda csütörtök péntek szombat
    vasárnap
    një dy tre katër pesë gjashtë shtatë tetë nëntë dhjetë qind mijë milion
    한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 스물 백 천 만 억 월요일 화요일 수요일 목요일 금요일 토요일 일요일
    satu dua tiga empat lima enam tujuh delapan sembilan sepuluh ratus ribu juta miliar
    〇 一 二 三 四 五 六 七 八 九 十 百 千 万 萬 亿 億 兩 两
    """
}
