/**
 * The words of rules by what they mean, in English, German, French, Spanish, Norwegian, Russian and Chinese; those
 * with which instructions are dropped also in other languages. A `*` stands for any ending. Whole English words come first where they are also to be found in `ignoreallrules`.
 */
export const concepts = {
  IGNORE: `ignore ignoring ignores ignor* disregard disregarding forget forgetting neglect dismiss discard override overrule
    skip omit vergiss vergessen vergesst missacht* oublie oubliez oublier olvida olvide olviden olvidar descarta glem ignorer
    игнорир* проигнорир* забудь* забыть отбрось* dimentica* negeer* vergeet esquece* desconsider* glom zignoruj* zapomnij pomin ігнор* проігнор*
    zapomen abaikan lupakan تجاهل* انس התעלם αγνοησε 忽略 无视 無視 忘记 忘掉 忽視 不要理会`,
  // Where the verb comes last.
  IGNORE_LAST: `ignorieren vergessen missachten negeren yok unut* gormezden अनदेखा नज़रअंदाज़ भूल`,
  PREVIOUS: `previous previously prior preceding above earlier foregoing aforementioned former initial original existing before
    vorherig* vorig* bisherig* obig* davor zuvor vorher vorangegangen* vorangehend* oben ursprunglich* fruher*
    precedent* precedemment anterior* previa* previo* dessus avant antes tidligere forrige ovenstaende ovenfor foregaende
    предыдущ* прежн* вышеуказанн* выше прошл* предшествующ* ранее 之前 以前 先前 上述 以上 前面 此前 上面 原来
    vorige eerdere voorgaande bovenstaande tidigare ovanstaende poprzedni* wczesniejsz* powyzsz* предшеств* попередн* predchozi*
    sebelumnya onceki yukaridaki السابقة السابق السابقين أعلاه पिछले पिछली पूर्व ऊपर הקודמות προηγουμεν*`,
  ALL: `all every any entire whole each alle aller allen samtliche toutes tous toute todas todos cualquier samtlige все всех любые 所有 全部 任何
    tutte tutti wszystkie wszystkich усі всі vsechny semua tum butun جميع كل सभी सारे מכל ολες`,
  EVERYTHING: `everything anything alles tout todo alt всё все 一切`,
  AFTER_EVERYTHING: `above before previously earlier prior said told wrote know learned learnt given gave davor zuvor vorher bisher
    gesagt weisst gelernt oben dessus avant dit savez sais anterior antes dije sabes for sa сказал* раньше знаешь до выше 之前 以上 前面`,
  INSTRUCTION: `instruction instructions directive directives prompt prompts rule rules guideline guidelines command commands
    constraint constraints restriction restrictions programming directions guidance policy policies
    anweisung* instruktion* befehl* vorgabe* regeln aufforderung* auftrage systemprompt
    consigne* instruccion* reglas indicacion* directiv* regles directrices ordenes instruks* instruksjon* regler ordrer retningslinje*
    инструкц* указани* правил* команд* приказ* промпт* 指令 指示 说明 规则 命令 提示 提示词 指引 规定
    istruzion* regole instrucoes regras diretrizes instructies aanwijzingen regels instrukcj* polecen* zasad* інструкц* вказівк* pokyny instrukce
    instruksi perintah aturan talimat* komut* التعليمات تعليمات الأوامر القواعد निर्देश निर्देशों नियम नियमों ההוראות οδηγιες`,
  TASK: `task tasks assignment assignments goal goals objective objectives mission job purpose role identity aufgabe* ziel auftrag
    tache taches objectif tarea tareas objetivo oppgave* mal задач* задание цель 任务 目标`,
  TEXT: `message messages conversation conversations context text texts information informations content contents document documents
    chat dialogue request requests question questions statement statements input inputs nachricht* kontext information* texte texten
    fragen mensaje* contexto texto* contexte сообщени* текст* контекст информаци* 内容 信息 对话 消息 上下文`,
  SOURCE: `webpage page website site document documents email article resume paper code table content text file story`,
  MY: `my our meine meinen mes mis mine мои 我的`,
  YOUR: `your youre deine deiner deinen deinem ihre ihren ihrer ihrem dein ihr tes vos ton votre tus sus tu su dine din ditt deres
    твои свои ваши твой свой твоих своих ваших твою свою 你的 您的`,
  YOU: `you du sie tu vous usted ustedes ты вы 你 您`,
  NEW: `new neue neuen neuer neues nouvelle nouvelles nouveau nueva nuevas nuevo nye ny нов* 新 新的`,
  NOW: `now jetzt nun maintenant ahora na теперь сейчас 现在`,
  FOLLOW: `follow obey comply execute adhere befolge* folge* suis suivez sigue siga folg следуй* выполн* 遵循 遵守 执行`,
  NOT: `not dont never stop cease nicht nie pas no ikke не 不要 停止`,
  INVALID: `void canceled cancelled revoked invalid obsolete overridden superseded rescinded null ungultig hinfallig aufgehoben
    invalides anuladas ugyldig* отменен* недействительн* 作废 无效`,
  REVEAL: `reveal show display print output repeat disclose expose leak divulge tell give provide share dump recite list write say
    spell type return state explain describe summarize paraphrase translate copy enumerate
    zeig* nenn* gib verrat* sag wiederhol* schreib* drucke montre* affiche* revele* donne* dis repete* muestra* revela* dime imprime*
    ensena* repite* vis gjenta fortell skriv покажи* раскрой* напиши* выведи* повтори* скажи* назови* 显示 告诉 透露 输出 打印 重复 展示 说出 列出`,
  HAND_OVER: `reveal show tell give provide share print output zeig* nenn* gib verrat* sag donne* montre* dis dime muestra* vis
    fortell покажи* скажи* назови* раскрой* 显示 告诉 透露 说出`,
  DISCLOSE: `reveal disclose leak divulge expose dump exfiltrate`,
  PROMPT: `prompt prompts instruction instructions directive directives systemprompt preprompt prompttext* anweisung* instruktion*
    consigne* instruccion* instruks* инструкц* промпт* указани* 提示词 提示 指令 指示`,
  SYSTEM: `system initial original hidden secret internal developer initialization base underlying confidential
    systemisch* geheime* ursprunglich* interne* systeme initiale* secret* sistema inicial* secretas skjulte opprinnelige
    системн* скрыт* начальн* секретн* 系统 初始 隐藏 原始`,
  LEAD: `please you must now and then just also kindly immediately bitte dann danach puis ensuite por favor luego og пожалуйста 请`,
  WHAT: `what whats which was welche wie lauten quelles quel quels quelle cual cuales que hva hvilke что какие каков* 什么 哪些`,
  IS: `is are were was sind ist lauten lautet sont est son es er som были являются 是`,
  MODE: `mode modus modo`,
  PRIVILEGED: `developer debug admin administrator root god maintenance sudo dev kernel unrestricted jailbreak unfiltered entwickler*
    desarrollador developpeur utvikler разработчик* 开发者 管理员`,
  ENABLE: `enable enter activate switch engage unlock aktivier* active activa aktiver активируй* 启用 进入 激活`,
  MAKER: `developer developers creator creators owner programmer master administrator maker entwickler schopfer createur creador skaper
    создатель разработчик 开发者 创造者 主人`,
  DISABLE: `disable bypass override ignore remove deactivate circumvent drop break violate evade disregard deaktivier* umgeh* umgehe
    desactive* contourne* desactiva* omite deaktiver отключи* обойди* 禁用 绕过 关闭 解除`,
  LIMIT: `restriction restrictions limitation limitations filter filters safeguard safeguards guardrail guardrails safety censorship
    guidelines ethics constraint constraints moderation protocols policies beschrankung* sicherheits* filtre* restrict* limites
    restriccion* filtros begrensning* ограничени* фильтр* 限制 过滤 审查 安全`,
  MORAL: `ethical moral ethics morals legal safety content censorship`,
  UNBOUND: `unrestricted unfiltered uncensored amoral jailbroken rogue evil unethical immoral limitless`,
  AI: `ai assistant model chatbot bot llm gpt chatgpt claude version system ki ia`,
  ROLEPLAY: `roleplay roleplaying role-play`,
  ACT: `act acting behave pretend impersonate simulate emulate roleplay play portray agiere agieren fungiere fungieren handle handeln`,
  SAY: `say state print output write respond reply answer tell sag* schreib* dis ecris di escribe si skriv скажи* напиши* 说 输出 回答`,
  SPEAK_OUT: `say state print output declare`,
  SEND: `send forward email mail transmit post upload exfiltrate leak submit transfer sende* schick* envoie* envia* отправь* 发送`,
  SECRETS: `passwords credentials secrets conversation history cookies confidential private transcript passworter zugangsdaten
    contrasenas пароли пароль 密码 机密`,
  SECRET: `password passwords passphrase credentials passwort contrasena passord пароль 密码`,
  KEY: `key keys token tokens`,
  HOLDER: `user users admin administrator administrators customer customers client clients root owner pilot nutzers benutzers пользовател* 用户`,
  DESTINATION: `http https www webhook url endpoint server @ adresse 网址`,
  CARRIER: `url link image img query parameter markdown href src`,
  DECODE: `decode decipher decrypt unscramble deobfuscate dekodiere entschlussele decodifica decode* расшифруй* декодируй* 解码 解密`,
  ENCODING: `base64 base32 rot13 hex hexadecimal morse binary cipher caesar leetspeak ascii85 encoded emoji emojis latin`,
  DO: `execute follow run obey perform comply act carry`,
  RECITE: `repeat recite echo regurgitate print output reproduce copy quote wiederhol* repete* repite* gjenta повтори* 重复 复述`,
  OTHERS: `other another previous last different prior anderen autres otros andre других другого 其他`,
  PERSON: `user users person people customer customers client clients nutzer* utilisateur* usuario* brukere пользовател* 用户`,
  TALK: `conversation conversations chat chats session sessions message messages question questions prompt prompts data ask asked said say`,
  MEMORY: `memory memories context state cache buffer weights history`,
  CHANGE: `dump reveal clear reset erase wipe update modify overwrite access show print display read`,
  RESPONSE: `response responses answer answers reply replies output summary message translation completion text`,
  WORK: `code solution implementation program script algorithm output response answer codebase`,
  SNIPPET: `snippet snippets section segment excerpt block fragment lines piece chunk portion`,
  PUT: `add include append insert embed incorporate integrate place put mention write translate respond reply answer modify change
    convert reverse encode encrypt apply use format provide ensure make blend employ weave present express craft give deliver state
    print output conclude end begin start render recommend promote advertise list offer repeat replace remove omit swap invert
    introduce inject adopt deploy attach supply feature utilize utilise implement enrich enhance augment equip slip work`,
  THIS: `following below this these provided subsequent given next`,
  LANGUAGE: `english german french spanish italian portuguese russian chinese mandarin japanese korean arabic hindi turkish polish dutch
    swedish norwegian danish finnish greek latin hebrew thai vietnamese klingon esperanto bengali`,
  // In no rule: a text without spaces is taken apart only when all of its words are known.
  FILLER: `the a an of to and that me do in on it is are have been with from please`,
} as const satisfies Readonly<Record<string, string>>;

/**
 * The words by which a sentence tells who does something, and how. They say nothing about a text by themselves, so that
 * the classifier does not learn from them.
 */
export const grammar = {
  VERBATIM: `verbatim exactly literally word codeblock starting beginning including`,
  IGNORED: `ignored disregarded forgotten discarded overridden dismissed`,
  ARTICLE: `a an ein eine einen un une una`,
  DETERMINER: `the a an this that el la le un una une der die das o`,
  AUXILIARY: `will would shall should may might must can could does did wird werden soll sollen muss kann darf`,
  INFLECTED: `ignores ignored`,
  REPORTING: `told asked ordered advised instructed reminded warned urged directed tells asks orders advises dit demande ordonne dijo pidio`,
  TO: `to d de que`,
  SUBJECT: `i we ich wir je yo`,
  QUESTION: `how why what when who which where does did can could should is are wie warum wann wer pourquoi comment como cuando`,
  MACHINE: `ai assistant model chatbot bot llm gpt chatgpt claude ki ia`,
} as const satisfies Readonly<Record<string, string>>;
