/**
 * The words of content rules by what they mean, in several languages, `|` between them. A `*` stands for any ending. Of
 * two that begin at one place the longer counts, so that `bath bomb` is no bomb.
 */
export const topics = {
  EXPLOSIVE: `bomb|bombs|pipe bomb|pipe bombs|pipebomb|nail bomb|car bomb|fertilizer bomb|pressure cooker bomb|explosive|explosives|
    explosive device|ied|molotov*|tnt|semtex|tatp|nitroglycerin*|napalm|c4|hand grenade|grenades|sprengstoff*|sprengsatz|bombe|bomben|
    rohrbombe*|brandsatz|bomba|bombas|explosivo|explosivos|explosif|explosifs|sprengladning*|бомб*|взрывчатк*|炸弹|炸药`,
  MASS_WEAPON: `sarin|vx gas|vx nerve agent|nerve agent|nerve agents|nerve gas|mustard gas|anthrax|ricin|botulinum toxin|dirty bomb|
    smallpox|biological weapon*|chemical weapon*|bioweapon*|novichok|tabun|phosgene|nuclear bomb|nuclear weapon*|atom bomb|
    nervengas|giftgas|senfgas|gaz sarin|gaz moutarde|gas sarin|gas mostaza|zarin|зарин*|сибирск* язв*|沙林|神经毒剂|炭疽`,
  DRUG: `methamphetamine|meth|crystal meth|heroin|fentanyl|lsd|mdma|ghb|crack cocaine|cocaine|dmt|pcp|krokodil|methamphetamin|crystal|
    heroine|metanfetamina|heroina|cocaina|kokain|amfetamin|amphetamine|amphetamin|метамфетамин*|героин*|мефедрон*|冰毒|海洛因`,
  MALWARE: `malware|ransomware|keylogger|keyloggers|rootkit|trojan|trojans|remote access trojan|computer virus|computer worm|botnet|
    spyware|infostealer|password stealer|cryptolocker|wiper|schadsoftware|erpressungstrojaner|computervirus|rancongiciel|
    logiciel malveillant|maliciel|virus informatico|programa malicioso|skadevare|вредонос*|шифровальщик*|вымогател*|勒索软件|木马|恶意软件`,
  SELF_KILL: `kill myself|killing myself|hang myself|end my life|ending my life|take my own life|commit suicide|end it all|cut myself|
    mich umbringen|mich toten|mich erhangen|selbstmord begehen|me tuer|me suicider|mettre fin a mes jours|matarme|suicidarme|
    quitarme la vida|ta livet mitt|ta mitt eget liv|begå selvmord|покончить с собой|убить себя|自杀|结束自己的生命`,
  SUICIDE: `suicide|suicides|die|overdose|selbstmord|suizid|sterben|mourir|suicidio|morir|selvmord|самоубийств*`,
  CHILD_PORN: `child porn|child pornography|kiddie porn|childporn|kinderporno*|kinderpornographie|pornographie infantile|pedopornograph*|
    pornografia infantil|barneporno*|детск* порн*|儿童色情|幼女色情`,
  MINOR: `child|children|minor|minors|underage|preteen|preteens|toddler|toddlers|loli|lolicon|shota|little girl|little girls|little boy|
    year old girl|year old boy|schoolgirl|schoolgirls|kind|kinder|enfant|enfants|fillette|nino|ninos|nina|ninas|menores|
    barn|ребенк*|детей|девочк*|儿童|幼女|未成年`,
  THREAT: `i will kill you|ill kill you|i'll kill you|im going to kill you|i'm going to kill you|i am going to kill you|im gonna kill you|
    i'm gonna kill you|we will kill you|i will find you|i will murder you|
    i will burn your house down|shoot up the school|shoot up a school|shoot up my school|ich bringe dich um|ich werde dich toten|
    ich stech dich ab|je vais te tuer|te voy a matar|voy a matarte|jeg skal drepe deg|я тебя убью|я убью тебя|我要杀了你`,
  PEOPLE: `jews|the jews|muslims|christians|blacks|black people|white people|gays|gay people|homosexuals|lesbians|trans people|immigrants|
    migrants|refugees|foreigners|mexicans|arabs|asians|gypsies|roma people|disabled people|juden|muslime|moslems|auslander|schwule|
    fluchtlinge|juifs|musulmans|arabes|immigres|etrangers|judios|musulmanes|inmigrantes|negros|joder|muslimer|innvandrere|
    евреев|мусульман|мигрантов|犹太人|穆斯林`,
} as const;

const ways = `how to|how do i|how can i|how could i|how would i|how should i|ways to|way to|method to|methods to|instructions to|wie kann ich|
  wie man|comment|como puedo|como|hvordan kan jeg|hvordan|как|如何|怎么|怎样`;

/** What makes a topic a request or a deed. */
export const aspects = {
  HOW: `${ways}|how to|how do i|how do you|how can i|how can you|how could i|how would i|how should i|how might one|how does one|how one can|
    way to|ways to|steps to|steps for|step by step|step-by-step|instructions|instruction for|guide|tutorial|recipe|blueprint|formula for|procedure for|teach me|
    show me|walk me through|explain how|tell me how|give me|i need to|i want to|help me|synthesis route|wie kann ich|wie baue ich|wie baut man|
    wie mache ich|wie stelle ich|wie man|anleitung*|rezept|bauplan|schritt fur schritt|comment|recette|mode d'emploi|explique*|como puedo|
    como|receta|instrucciones|pasos para|ensename|hvordan|oppskrift*|bruksanvisning|как|инструкц*|рецепт*|расскажи|如何|怎么|怎样|步骤|配方|教我`,
  WAY: ways,
  MAKE: `make|making|build|building|create|creating|construct|constructing|assemble|assembling|cook|cooking|synthesize|synthesizing|
    synthesise|synthesising|synthesis|manufacture|manufacturing|produce|producing|brew|prepare|homemade|home-made|weaponize|weaponise|culture|cultivate|rig|plant|
    wie baue ich|wie baut man|wie mache ich|wie stelle ich|
    bauen|baue|baut|herstellen|stelle|mischen|basteln|bastle|kochen|fabriquer|fabrication|construire|synthetiser|preparer|hacer|
    fabricar|construir|preparar|sintetizar|cocinar|lage|bygge|fremstille|сделать|изготовить|собрать|приготовить|сварить|синтез*|создать|
    制作|制造|做|合成|自制`,
  CODE: `write|code|create|develop|program|build|make|generate|implement|give me|schreib*|programmier*|entwickl*|ecris|cree|developpe|
    escribe|crea|programa|skriv|lag|напиши|создай|编写|写一个|写`,
  EVADE: `undetectable|undetected|undetectably|fud|fully undetectable|bypasses antivirus|bypass antivirus|evades antivirus|evade antivirus|
    evade detection|evades detection|avoid detection|avoids detection|victim|victims|victim's|infect|infects|infecting|steal passwords|steals passwords|
    steal credentials|steals credentials|spread itself|spreads itself|spread automatically|demand ransom|demands ransom|demands a ransom|without the user knowing|
    without their knowledge|without being detected|without them knowing|unentdeckt|opfer|indetectable|victimes|victima*|offer|offeret|
    жертв*|незаметн*|免杀|受害者`,
  PAINLESS: `painless|painlessly|least painful|without pain|most effective way|easiest way|quickest way|fastest way|lethal dose|
    schmerzlos*|sans douleur|indolore|sin dolor|smertefritt|безболезненн*|无痛`,
  OBTAIN: `show me|send me|give me|download|watch|buy|trade|where can i find|where can i get|where can i buy|where to find|links to|
    link to|generate|make me|zeig mir|schick mir|herunterladen|montre moi|telecharger|donne moi|muestrame|enviame|descargar|
    vis meg|send meg|покажи|скачать|где найти|下载|给我`,
  DEPICT: `write|generate|draw|create|describe|show me|send me|give me|story|picture|pictures|image|images|video|videos|photos|roleplay|
    fanfic|schreib*|zeichne|erzahl*|ecris|dessine|escribe|dibuja|skriv|tegn|напиши|нарисуй|写|画|生成`,
  SEXUAL: `porn|porno*|erotic|erotica|erotik*|sexually explicit|explicit sex|sex scene|sex scenes|having sex|nudes|hentai|nsfw|smut|xxx|lewd|erotique*|erotico*|
    erotica|sexszene*|порно*|эротическ*|色情|性爱`,
  CLOSE: `i know where you live|we know where you live|your family|your kids|your children|where you live|watch your back|tonight|tomorrow|with a gun|with a knife|my gun|with my rifle|
    you are dead|you're dead|rifle|deine familie|ta famille|tu familia|familien din|твою семью|全家`,
  KILL: `kill|killed|murder|murdered|exterminate|exterminated|gas|gassed|lynch|lynched|slaughter|slaughtered|eradicate|eradicated|
    wipe out|wiped out|shoot|shot|massacre|burn|ausrotten|ausgerottet|vergasen|vergast|umbringen|tuer|exterminer|matar|exterminar|
    drepe|drepes|utrydde|utryddes|убить|убивать|истребить|уничтожить|杀光|杀死|消灭`,
  OUGHT: `we should|we must|we need to|we have to|we ought to|let us|lets|let's|should be|should all be|must be|must all be|need to be|deserve to|
    have to be|ought to be|it is time to|its time to|wir sollten|wir mussen|mussen|sollten|gehoren|on devrait|il faut|deberiamos|debemos|hay que|
    vi burde|vi ma|bor|надо|нужно|должны|应该|必须`,
} as const;

/** Longer words that hold one of a topic and mean something else. */
export const harmless = `bath bomb|bath bombs|seed bomb|seed bombs|photo bomb|cherry bomb|cherry bombs|glitter bomb|zip bomb|zip bombs|
  fork bomb|fork bombs|logic bomb|logic bombs|stink bomb|bomb cyclone|bomb disposal|bomb shelter|bomb squad|bomb threat|bombe glacee|
  cocoa bomb|cocoa bombs|hot chocolate bomb|hot chocolate bombs|spice bomb|calorie bomb|sex bomb|explosive growth|explosive diarrhea|
  crystal clear|crystal ball|crystal lake|die cast|die casting|tool and die|bomb calorimeter|drug overdose|window wiper|screen wiper|
  kill myself less|kill myself more|kill myself in game|kill myself in the game|killing myself in game|killing myself in the game|
  hang myself a|hang myself some|cut myself shaving|cut myself while|cut myself a`;

export type Topic = keyof typeof topics;
export type Aspect = keyof typeof aspects;
export type Concept = Topic | Aspect;
