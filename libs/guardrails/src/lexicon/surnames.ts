/**
 * Surnames of 50 countries, without those that their ending gives away, in the folded form of `fold`, some of them in two scripts.
 * From the locales of Faker 10 (https://fakerjs.dev), MIT licence, copyright 2022-2025 Faker: see LICENSE-faker.txt.
 */
export const surnames = `
aalbers aalerud aaltonen aas aasen ababii abaci abadan abadzic abadzija abate abbate abbott abbrescia abdi abegglen
aberg abernathy abeyta abicht abimanyu abiputra abodunrin abolina abolins aboltina aboltins abova abrego abreu
abshire abt abu accardi accardo accurso aceto acevedo achari acharya acheampong achilles acic acikalin acikgoz acin
ackerman aclan acosta acquadro acquaviva acquistapace acuna adadevoh adal adamec adamek adami adamiak adamiec adamus
adanir adaobi adcock addari addis adebayo adebisi adegbite adegboye adelakun adelusi ademayowa ademiluyi ademola
adeniyan adeogun adeoluwa aderibigbe aderinsola aderogba aderonke adesina adesiyan adewale adewunmi adewura adeyemo
adhikari adhitama adic adiga adisa adivar adomah adomako adongo adorno adragna adriansyah adu adusei adutwum aebi
aebischer aeby affinito afifah afirifa afoakwa afolabi afolayan afonja afunku aga agarwal agboola aggelidoy
aggelopoylos aggelopoyloy agirbas agnello agostini agosto agresta aguayo aguilar aguilera aguirre aguridic agustian
agyapong agyare agyei agyemang ahic ahlke ahluwalia ahmetspahic ahonen ahortor ahrenberg ahrens ahuja aidara aiello
aigare aigars aigbiniode aigner aigroz airlangga ajakaiye ajao ajayi ajewole ajose akal akalin akan akar akay
akaydin akbaba akbulut akcal akcali akcan akcay akdag akel akerele akgoz akgul akgun akinrinola akintade akisik
akkan akkas akkaya akkoc akkor akkoyun akkoyunlu akman akoto akowua akpinar akridas aksakal aksam aksentic aksic
aksin aksit aksoy aktas aktay akyeamfuɔ akyeampong akyel akyena akyereko akyerεko akyildiz akyurek akyuz alabi
aladic aladzic alafoyzos alaimo alamsyah alaniz alarcon alargic alavanja alavanos alavantic albanese alberti
albertyn albu albuquerque alcala alcamo alcantar alcaraz aldea aleksic aleman aleo alessandrini alessi alev
alevizopoylos alevizos alexandroy alexioy alexopoylos alfano alfaro alfieri alicea alici alicic alidi aligbe alih
alija alivernini alivizatos alizadeh aljancic alkaya alkhamis alksne alksnis allgeyer almanza almaraz almasac
almeida almonte alniacik aloba aloi alonso alparac alpman alpugan altamirano altenwerth altieri altinay altinbas
altinel altinisik altinok altintas altiok altun altuntas aluga alvarado alves alyanak amado amador amadori amaechi
aman amann amanta amaral amberg ambrosini ambrosino ambrosio amendola amerio amici amla ammoscato amo amoa amoako
amoasi amorim amoroso amoruso ampadu ampofo amponsah amrein anagnostoy anandya anaya ancona andelic andersone
andersons andesilic andic anding andini andorful andov andrade andreadis andreassen andrejic andrejin andreoli
andreoy andresen andriani andries andrisani andrle andronic angeli angelini angelis angeloni anggraini anggreny
anggriawan angster anguiano angulo anjani anjos ankra ankunding anokye ansa anselmi antezza antoci antonacci antonic
antonini antonopoylos antonopoyloy antos anttila antunes antwi anucin anusic anzalone aparicio apicella apitz
apodaca aponte apostoloy appiah aprile aqila aquino aragon araja arajs aramini arana aranda arap araujo arcangeli
arce archuleta ardana ardelean ardianto ardiyanti aregger arellano aremu arena arenas arendt arens arevalo argenio
argento argiolas arguello arhanic arias arican arifin arig arikan armas armendariz armenta armijo armstrong arnaut
arndt arnesen arora arpasi arredondo arreola arriaga arroyo arsenic arsic arsov arteaga artioli arvanitis aryal
aryani aryanti aryee asadanin asamoa asamoah asanin asante asare asaro asceric aschenbroich asci ascione asenso
asiama asiedu asik asimi askraba askrabic aslan asonja aspasios aspere aspers assmus assuncao astafei astolfi astuti
aswandi atakol atalik atan atanda atasever atay atencio ates athanasioy atici atik atkov atsev atzeni atzori aubert
aucamp auer aufderhar augustyniak auzina auzins avallone avalos avci avila aviles avino avola avsec awodiran awolowo
awuah axiotis ayala ayandokun ayaydin aybar aycan aygerinos ayisat aykac ayobami ayoola aytek ayverdi azara azdajic
azevedo azic azinic azizah azzahra baa baafi baah baarck baawia babac babali babalj babalola babarogic babatunde
babatz babel babic babin babini babka babou babtunde babukh baburic baca bacalo bacci bachei bacher baciu backer
badane badea bademci badenhorst bader badiane badillo badji badjuk badu baez baeza baganz bagaskara baggio bagnoud
bahena bahl bahna bahno bahringer bahun baiocco bajare bajars bajc bajcetic bajcic bajer bak bakal bakan bakaran
bakare bakarec bakhoum bakirci bakke bakken bakker bakos balabukh balabukha balajic balakun balan balat balaz
balboni balcer balcerzak balci balck baldacci balde balderas baldi baldini balestra baleta baletic balincic
balistreri balitskii baljak balkow balla ballarin ballesteros balli ballouhey balmer balnuweit balode balodis balog
balogh balogsandor balogun baloun baloyi balsamo baltag baltin balzano balzer bambula bamidele bamiloye bamisebi
banach banas banasiak banasik banda bandera bandic bandicstimac bandini bandl bandopadhyay banerjee bang bani banic
banica banicjokic banja banjac banjak banjalic banjari banov banse banuelos baptista bar barajas baral baraldi
baranjec baranka baranovskii barbagallo barbaricsehic barbarossa barbarulo barbato barbera barberi barberis barbero
barbier barbieri barbiero barbosa bardek barela bares baretta bari barile barilla barinic barisic barletta barna
barnard barone baroni barons barosevcic barr barra barragan barras barraza barre barreca barrera barresi barreto
barretta barrientos barrios barros barrows barsotti barta bartak bartell bartels barth bartkowiak bartnik bartoli
bartolini bartolomei bartos bartosek bartosik bartulin bartunek barylla barzani basara basaran basaric baseda baser
bashirian bashuk basmaci basnet bassani bassi basso basta bastac bastajic bastola basynat batinicsantic batista
batnozic bato battaglia battig battisti battistini battke batz bauch bauer bauermeister baumbach baumeister
baumgartner baur bauschinger bauschke bavaud bayeni bayer baykam bayraktar bayraktutan baysoy bazant beahan beatty
beavogui becerra bech bechtelar beck becka beckel becker becvar bedan bedewitz bedini bednar bednarek bednarik
bednarz beek beele beer beerli beggerow beh behr behrenbruch beier bejan bejenari bejenaru bekavac bekcic bekdik
bekker beko bekonja bekovac bekvalac belavske belavskis belcar belec belenzada belic belichanets belivuk belli
bellini bello bellomo bellotti belmonte belohlavek belopoljac belosevac belotti belov beltrame beltrami beltran
belvisi belz benatti benavides benda bender benecke benes benigni benini bennardo benner benninger beno bentivoglio
benvenuti benz benzing berak beran beranek berardi berdnik berends beretta berg bergamasco bergamini berge berger
berggren berglund bergman bergmane bergmanis bergnaum beribak berka berky bernabei bernal bernardi bernardini
bernasconi berner berney bernier berning bernolak berrios berset bertaccini bertani bertenbreiter berthoud bertini
berto bertolini bertolussi berxwedan berzina berzins berzite berzits beserler besikci beso besok best bester
betancourt bethke betschart betti betz beushausen beutelspacher bevilacqua bevk beye beyeler beyer bezdek bezjak
bezuidenhout bhadresha bhana bhandari bhat bhattacharya bhattarai bhattathiri bhembe bhengani bhengu bhuyeni biagi
biagini bialas bialek bianc biancheri bianchi bianchini bianco biasci biase biba bicakci bicanin biccari bicer
bichler bickel bidaud bideau bielak bieler bielert bielik bienasch bienias bieniek bieri biernat biesenbach bigdeli
biggi biglebauer bijl bila bildik bilek bilen bilgen bilich biljan bilogravic bily bindi bini bins bionaz biondi
birca bircanin birina birinci birins birkemeyer birlik biro birzina birzins birzniece birznieks bisconti biseniece
bisenieks bisgaard bisio biskicmerkas bisset bitca biteye bittner bivol biyela bizetic bizjak bizumic bizzarri
bjeletic bjelic bjelica bjelicic bjelinic bjelivuk bjelja bjeljac bjelkic bjelobaba bjelobrk bjeloglav bjelogrlic
bjerke bjerregaard bjork bjorklund bjornstad blacanin blaha blaho blanc blanchard blanckenberg blanco blanda blank
blaschek blaser blasi blasko blassneck blatancic blatter blaua blaus blazek blazer blecha blekte blick bloch
blochwitz block blockhaus blokhin blokhina blom blum blume boadi boadu boahen boakye boaten boateng bobek bober
bobeta bobinac boboc bocchi boccia bocek bochenek bocic bock bockai bockovac bocokic boda bode bodea bodian bodini
bodiroga bodnar bodrug boehm boer boffa bogan bogdashin bogenrieder bogisich bognar bogosavac bogusz bohac bohacek
bohge bohm boi boico bojadzhi boje bolat bolatli bolf bolkovac bolle bolliger bolm bologna bolot bolta boltic
bolukbas bomestar bona bonanni bonanno bonato bonazzi bondare bondarenco bondars bonde bondra bondzic bongiorno
bongiovanni bongo boni bonifazi bonilla bonini bonis bonisch bonnet bono bonomi bonomo bonsra bonsu boratav borbely
borcanin bordian bordoni borer boretskii borge borgeaud borgeling borges borghi borgia borgschulze bork borner
bornscheuer borochko boros borovac borovskii borowiec borrego bors borsch borta bortolin bortoluzzi bortot bos bosak
bosanac bosancic boscaino bosch boschi bosco boscolo boshoff bosi bosiljcic bosiljkic boska bosler bosman bossard
bosshard bossy bostan bota botello botezatu botha botnari botnaru botsford botta bottner boucek boucher bouda
bourcard bourgeois bourrouag bouschen bove bovolenta boxhammer boyaci boyde boye boyer boyes boyle boz bozalo
bozanic bozdok bozek bozic bozicanin bozicic bozkir bozsik bozzi bozzo brabec brabenec brada bradac bradtke bradvic
braga bragin bragina brahaj braia brakus brambilla branca branco brand brandenburg brandis brandli bratina
bratonozic bratu brauer braun brautigam bravo brazda brazdil brdanin brecko bredenkamp brehmer breitenberg
breitenstein brejcha brekke bremer bremser brenke brenkis brenner bresciani bressan breton brettschneider breu
breuer brezancic brezina breznik brezo brezovac briano briede briedis briesenick brigandi brignone brinjak brink
brinza briones briseno brisuda brito brits britskii brix briza brizzi brkic brniclevada broda broek broening brogi
brogli bromfield bromme brosch brouwer broz brozek bruder bruen brugger bruhns bruijn brumat brun brunet bruni
brunkevica brunkevics brunner bruns bruschi bruun bruyn bruzzone brychta buac buaca bubalo bubenik bucakli bucalo
bucanin buccheri bucci bucek buch buchele bucher buchholz buchrucker buchta buckridge buczek buda budai buder
budichalas budiman budimcic budiyanto budreiko bueno buga buhl buhler buile builis bujak bujor buker bulaja bulat
buljat buljin buljubasic buljugic bulovan bundgaard bunea bunev bungener bunjes bunoza bunusevac buongiorno buonomo
burani burazer burazor burckhardt burda burdak burduja bures burger burghagen burgic burgio burgos burian burianek
burkhard burkhardt burklein burlacu burmeister burmilo burov burri buruiana buruk busa busak busari busch buschbaum
buscher busetincan buslaver buss busse bustamante bustos busuioc butera buthelezi butko butnaru butt buttner buuren
buzev buzzi bykov byrd byrtus cabaj caballero caban cabras cabrera cabro caccamo caccavo cacciamani cacciapuoti
cacciatore cace cada cadena cadoni caforio caggiano cagiran caha caiazza caiazzo caillat cailler cajka cajko cajner
cajzler cakir calabrese calabria calabro calafiore calame calandro caldera calderon caleta califano calite calitis
callegari calligaris calo calvillo camacho camagic camara camarillo camdali camdzic camilli cammarata cammisa
campagna campana campanella campanile campanini campbell campisi campo campoli campos campus canaki canale canales
cancar cancelliere cancellieri candan candela candelaria candrlic canepa cangiano canino canjko cankar cannas
cannata cannella cannone cano cantagallo cantoni cantu canu cap capannolo capasso capatina capecchi capek capitani
capizzi capoccia capocotta capogna capone caporaso cappai cappello cappiello capponi capraro capriotti caprnjic
capuano caputo caraballo caracciolo caradonna caraman carapic carapina caraus caravesa carbajal carbon carbone
carboni cardella cardenas cardia cardinale cardinali cardini cardona cardone cardoso care careddu carella caric
caricari carini carlini carlino carloni carlotti carlowitz carlsohn carminati carmona carneiro carnevale carnic
carnovale carolis carollo caron carosi carp carpentier carranza carrara carraro carrasco carrasquillo carre carreon
carrera carrero carrieri carriero carrillo carrion carrozza carrozzo carrus carstens carta cartl cartwright caruso
carvajal carvalho casadei casadio casagrande casale casali casano casares casas casavecchia cascio cascone casella
caserta casillas casini casolaro caspari caspers cassano cassim cassin castagna castaldi castaldo castaneda
castellana castellani castellano castellanos castelyn castens castiello castiglioni castillo castro casu casula
catalano catalbas cataldi catalinac catana catania catanzaro catarsi catellani caterino catic cattaneo cattani cauna
caune cavalic cavaliere cavalieri cavaljuga cavallari cavallaro cavalli cavallini cavallo cavazos cavic cavlina
cavriani cazac cazacu cazares ceballos ceban cebanu cebekhulu cebotari cebula cecan ceccarini cecchi cecchini cecere
cech cedillo cehmajster ceja cejka celano celar cele celebija celentano celi celli cellini celma celmina celmins
celms cenan cengija cenni centeno centofanti cepeda cerar cerda cerkasin cermak cerna cerne cernei cernik cernoch
cerny cerrani cerrato cerri cerullo cerutti cervantes cervena cervenak cervenka cerveny cervinka cevik chacon chakar
chaloupka chalupa chalupka champlin chan chang chapa chappuis chapron chapuis chapuisat charpentier charvat chashule
chassot chattopadhyay chaturvedi chavarria chen cheng cherchi cherubini chervonii chessa chessari chettri chetty
cheuk cheung chevalier chiacchio chianese chiaravalle chiavacci chibike chibuike chicu chidinma chidozie chihai
chila chiliza chimenti chiodi chipan chiriac chirico chirila chirita chis chiu chivu chladek chlup chmelar chmelik
chmiel chmura cho choi cholewa chollet chong chopard chopra choquart chovanec chow choy christen chroma chromy chu
chudik chudoba chudzik chui chuit chung chupona chvatal chvojka chytil ciaccio ciacio ciampa cianci ciani ciavarella
cibotari cibula cibulka cicala cicatiello cicco ciccone cichon cichy cicmak cierna cierny ciesla cieslak cieslik
ciger cigoj cihak cihlar cikota cilikan cilli cilliers cimerman cimesa cimmino cincurak cingolani cini cintron
cioban ciobanu ciocan ciocco cioffi cioni ciorba ciornii ciotola ciotti cipanj cipolla cipollaro cipolletta cipriani
cirule cirulis cisar cisneros ciss cisse cissokho citro cittadino ciubotaru ciuffreda ciulla ciumac ciwan cizek
cizmar claasen claeys clarius clarke clausen cleem clerc cloete cloos clottu cobrda coccia cocco coelho coinchon
cojocari cojocaru cojuhari cokan cokov col cola colak colangelo colanic colantuono colaric colella colesnic coletta
colina collado collazo collet collier collins colon colonna colunga coly coman comito como concas conceicao condrea
conforti congiu coniglio conka conn connell connelly conroy considine consiglio cont conte conti contini contreras
contu cook coppola corak corazza corboz cordero cordes cordioli corekci corkery cormier cornea cornejo cornelissen
corona coronado corradi corradini corral corrales corrao correa correale correia corridori cors corsi corsini corso
corsten corte cortes cortese cortesi corti cortinovis corwin cosentino cossu costa costantin costantini costea
cotorobai cotruta cotthardt cottier cotto cottone coufal coulibaly coulon courten cousin covaci covalciuc covalenco
covali covarrubias coviello cox cozma cozzani cozzi cozzolino craciun crea creciun cremin cremona cremonesi crepaldi
crescenzi cresnik crespi crespo cretu crevatin crews crimi crippa crisafulli crisan criscenti crisci criscione crist
cristofaro crnogaj croce croitor croitoru crona cronin cronjager cronnje crooks crosskofp cruciani cruciata crudu
cruickshank csapo csonka csordas cucchiara cucciniello cuche cucos cucu cudara cudars cudina cuellar cujba cukalac
cukic cukteras culibrk cullinan cummerata cummings cunha cuomo curci curcio curda curiel curreli cusimano cusnir
cusumano cuzzocrea cvagic cvetljanin cvijetic cvijic cvjeticanin cygan cyprich czaja czajka czapla czech czekaj
czerniak czyz daako dabek dabic dabija dabnjak dabo dach dachert dadic dafunic dagdas dagklis dahl dahlberg dahm
dahmen daidone daimer dajic dajlic dakickozic dal dalgaard dalkiran dalleaste dallenbach dalmasso dam damanik
damaske damaskinos damiani damico damm danciu danek danenhauer daniels danielsone danielsons danilishin danilishina
danilko danis danneberg danner dano danso darazac dare darmawan darojat darteh dartey dascalu dasic daskalopoylos
daskalopoyloy dattilo daub daubner daudrich dauer daugherty daum dauth dautzenberg davidovicamic davies davila
davoli deak deane debeljak debenjak debnar dec decker deckert deckow declerck declercq decock decoster dedejic dedek
dedijer deerberg degano dege degis degrassi dehmel deiana dej dekany dekic dekker dekys delacruz delafuente
delagarza delalic delao delapaz delarosa delatorre delazy deleon delgadillo delgado deli delic delkapic delle delmas
delogu delonge delrio delvalle dembele demchishin demchishina deme demir demirbas demirel demkiv demontis demurtas
demut denaro denesik dengler denic denkel denner denti denzinger denzler dera deric derisilo deriu derr desai
deschamps deshpande desmet desogus despotopoylos destro dethloff deuschle devald devar devcickatic devedzic deventer
devetak devkota devos devrnja dewilde dhakal dhawan dhlamini dhlomo dia diaby diack diaconu diagne diakhate diallo
diamanka diamanti diamantopoylos diao diatta diattara diaw diawara diaz dibbert dickens dicki dickinson didaskaloy
didukh diedhiou diedrich dieme diene dienel dieng dietrich dietsche dietz dietzsch dieye diezel dijk dijkstra dilev
dilla dima dimaras dimcic dimic dimitric dimitrioy dimkic dimov dimsic dinca dinev dingarac dingelstedt dingiswayo
dini dio diome diongue dionisi diop diouf dioum dippenaar dippl dirgantara dirike dirikis dirjan distefano dittmar
dittmer dittrich divald dix dixon dizdar djak djetka djitte djokoto djurasek dlamini dlouha dlouhy dlugosz
dmitrishin dmitrishina dmitruk dobaj dobbrunz dobel dobes dobias dobler dobosz dobre dobrovolna dobrovolny docekal
dockal dodaro dodon dogaru doherty dohnal dohring dokonal dokoupil dokoza dolacek dolce dolch dolci dold dolecek
dolejs dolejsi dolezal dolezel dolinar dolnicar domagala domazet dombrovskis domingues dominiak dominici domisevac
domjan domljan donati doncic donda dondur dongen dongol donica donie donkor donnelly dooley doorn dopsa dopuda doria
doric doring dorner dornik doro doronin doronina dorontic doronzo dorre doskocil dostal doubek dousa dovgalevskii
dower doxaras doympiotis doyrentis doza drabek drabik drac dracic draghici dragic dragin dragoi dragone dragoni
dragoviczafred dragoymis dragu drakcic drakos drakul drame dramlic drca drcelic drechsler drees dreher dreier
dreimane dreimanis dreissigacker dressler drews driessen drinic drinjak drljaca drljan drmanac drmoncic droppa droz
drozd drozdz drvenica duah dubashi dube dubiel dubochet dubois dubravec dubuis dubuque duca ducci duchon duck
ducommun ducret duda dudas dudek dudziak dudzik duenas dufek dufour dugac dugaja dukelic dukovac dula dulla duma
dumanjic dumas dumija duminy dumitrache dumitrascu dumitriu dumnic dumont dunda dunka dupan dupont dupuis dupuy
durak duran durand durdinets durgan duris durmaz dusek dusenkalkar dusik duta dutoit dutta dutto duval duvnjakculjak
duygulu dvizac dvokic dvonc dvoracek dvorak dvoranac dvorchanets dwamena dwivedi dyer dyett dylus dyovoyniotis
dzakmic dzakula dzal dzanija dzene dzenis dzenopoljac dzepina dzhambaz dziedzic dzikic dzinic dzirkale dzirkalis
dziuba dzokoto dzurjanin dzyub dzyuba eberhard eberhardt ebert ebubechukwu echevarria ecker eckhardt ecoffey edorh
edun edwards effertz effler egbochukwu egeli egelja egeljic egeric eggenmueller egger egic egli eglite eglitis
ehigiator ehm ehrig eich eichenberger eide eifert einert eisenlauer ekici eklund ekpo eksteen ekwueme elbe elciboga
elebiyo eleyth eleytherioy elicin eligibile elizondo els elss elworthy emard embranthiri emert emig emmerich enache
enachi endzina endzins ene engel engelen eni epifani eplinius erasmus erbay erben erbulak ercetin ercoli erdman
erdogan erez erginsoy erhardt erkekli erlei erm ermini erni ernser eronat errante errera errichiello errico
ertepinar ertl erturk erwes esanu escalante escamilla escobar escobedo esenwein esparza espinal espino espinosa
espinoza esposito esquibel esquivel esser esteves estrada etzebeth eugster evangelista evangelisti evers everts
evola eytaxias ezhov fabbri fabbricatore fabbro fabiani fabjan fabre fabris fabrizi faculjak fadda fadel fadipe
fagunwa fahey fahham fahner faisz fajardo fajdetic fajdiga fajimi fajnor faktor falabi falbo falcao falchi falcioni
falco falcone faleti fall faller faloye falter falzone fan fanara fancello fankhauser fantini fantozzi faraci farago
faraone farber farcas farcic farella faresta faria farias farin farina farkas farra farrell farris fasano fasasi
fasayo fasoli fassbender fathina faty fauche faulhaber faure fava favara favaro favero favre fazekas febian
febrianti federici fedorishin fedorishina feeney feest feher fehr fehrig feil fejfar fekete fekonja felber feld
felder feleppa felici feliziani felke feller femina fencl fenner fenske feo ferat ferilli ferjan ferko ferluga
fernandes ferracuti ferraiuolo ferrando ferrante ferranti ferrara ferrari ferrarini ferrario ferraris ferraro
ferrarotti ferreira ferrer ferreri ferrero ferri ferrigno ferrini ferro ferroni ferry festa festuccia feuerbach
fiala fichardt fichera fico fidelis fiedler fierro fietz figl figueiredo figueroa figura filc filice filipan filipek
filipiak filippi filippini filippis filipponi filsinger fincke fini fink finka finke finocchiaro finotti finstad
fior fioravanti fiorentini fiorentino fiori fiorillo fiorini firgantoro firmansyah fisbah fischer fiser fish fisher
fister fitschen fjeld flacco flacer flak flaman flanjak flatley fleischer fleury flis floder florek flores florio
fluckiger focsa fodor fofana fofie foged fogele fogelis foglia fois fojtik fok fokin fokina foltyn fomin fomina
fonda fonseca fontaine fontana fonti forconi foretay forgione forkel forlani forman formanek formica fornara
forsberg forst forster fort forte fortugno foschi fossum fosu fotev foti fourie fournier fousek frackowiak fraczek
fraga frahmeke frami franceschi franceschini francesconi francese francezi franchi franchini franek franey franic
franjicabramic franjiczelic franke franta frantz franze franzis franzoni frasca fratello fratila fratti frau frauen
frauendorf frazi frei freigang freimane freimanis freimuth freisen freitas frenzel freriks frey freymond frezza
frias frick fricke fried friedek friedenberg friedli friesen friess frigan frigerio frigo frisch fritsch frohn
frosch frunza frunze frydrych ftorek fucci fuchs fucik fuentes fuga fuhlbrugge fujiati fuksa fuller fulop fumagalli
fumarola fundak fung funk fuoco furdi furgala furlan furno furrer furtado furtuna fusaro fusco fusenig fust fuze
gaba gabhezi gabius gabler gabrovsek gabud gacic gacina gaddini gade gadiaga gadschiew gadzic gages gagic gagliano
gagliardi gagricic gagro gahwiler gaiduk gaile gailis gailite gailitis gaillard gaina gaiovii gaitan gajda gajdos
gajec gajgicmatic gakstadter galander galani galanis galante galarza galasso galatei galati galatsion galazka
galeazzi galic galinac galindo galjak galjen galjer galka galkin galkina gall gallardo gallegos galli gallo galluzzo
galvan gama gamba gamberini gambino gamboa gamez gamlin gamper gamula gandhi ganea gangan gangemi gangnus ganich
ganzzuparic gaona gapo garai garatva garau garavaglia garay garcia garden gargiulo garibay garica garifo garofalo
garonja garrido garun garza gasior gasjune gasjuns gaspari gasparini gaspic gassama gasser gast gastel gastelum
gatta gatti gatto gatzka gauder gaudiano gaudio gavric gavrilita gavriliuc gawel gawlik gawron gaytan gazdic
gazibara gazivoda gazo gazzola gbadamosi gbogboade gebhardt geese gehre gehrig gehring gehrke geiger geisendorf
geisler geissler gelev gelling genchi genjega genna gennadios genoud genov genovese gens gentili georgioy gerace
geraci gerbennow gerber gerdel gerhardt gerhold gerlach germani germanos germanoy gerov gerschler gervasi gerwig
gesell geyer gfeller ghale gheorghiu ghilardi ghirmai ghosh giacalone giaccio giachi giagkos giampaoli giampaolo
giannakopoylos giannaris giannini giannone giannopoylos giannotti gianotti giansante giardina giardini gibala gibbs
gibson giehl gielen gierisch giesa giesche gigaba giger gigli giglio gigliotti gigov gilca gilde gill gillieron
ginneken gioacchini giordani giorgi giovannini giovinazzo girard girardet girardi giraud giraudo girbu giron girone
gisca gislason giudice giuffrida giugliano giuliani giunta giurgiu giusti giustra gkofas glab gladkivskii gladukh
glatting glavac glavak glavash glavati gleason gleda gledic gleichner glinskii glintic gloor glosli glover glumac
glumpak glykys gnatishin gnatishina gning gningue gobbi gobel gockeritz gocnik godanj godec godoy goebel goedicke
gohler goiko golab golban goldbeck goldfuss goldkamp goldkuhle goldner golec golicsamarzija goller golling gollnow
gollum golob golovets gombai gombay gombert gomes gomez gomis goncalves goncear gonta gonultas gonzales goodwin
goonam goosen goossens gora goral gorbach gorczany gordhan gorea gori goricanec gorisek gorka gorlich gormer gorniak
gorny gorodotskii gorovii gotthardt gottlieb gottschalk gottwald gotz goudiaby govender govoni gowda goy goyette
goynaris goysios graaf graber grabic grabovac grabul gracia gradisar gradistanac gradzki graf grams gran grana
granado granados granat granata granato grande grandi grandjean grange grasse grassi grasso gratzky grau graudina
graudins graur gravina graziani grbesa greb grebenarzarmen grechko greco grecu greenfelder greenholt greger gregorc
gregori gregus greithanner greppi greschner grezia grgic gribuste gribusts grieco griego griem griesbacher griese
griffiths grigoras grigorishin grigorishina grijalva gril grilli grillo grimaldi grimes grimm grinberga grinbergs
grinevetskii grinevskii grishin grishina grishko grkavac grkinic grm grob grobelaar groduma grodums groebli groen
gromiko gromisch groot groothuizen gros grosjean gross grosser grossheim grossi grosskopf grosso grosu grothaus
grothkopp grotke grotzinger groza gruba grube gruber grubesicbarbir grubnic grudzien grun grundza gruner gruning
grupche gruppuso gruszka grygar grzelak grzesiak grzesik grzeskowiak grznar grzyb grzywacz guajardo gualtieri
guardado guarino guarneri guarnieri guastella guastone gucanin guerra guerreiro guerrero guerrieri guerriero
guerrini guevara gueye guglielmi guha guida guidi guidotti guillen guillot guinand guisse gulam guldemeister gulino
guliwe gulli gulyas gumede gummelt gumuspala gunarto gunawan gunday guneta gunjaca gunkel gunther gunz gupta gurbig
gurev gurmen gurrieri gurule gurung gusan gusavac gusev gusevac gushchin gushchina gusic gusmeroli gut gutal gutjahr
gutrovac gutschank gutu guzik guzina guzman guzun gwacela gwala gwozdz gwozdzik gyamfi gyasi gyawali haack haaf haag
haan haas habeeb habel haber habibi hablak habsuda hache hack hackbusch hackelbusch hackett hada hadfield hadwich
haferkamp hafliger hafner hagenes hahn haikal hajdinjak hajdu hajduk hajek hajna hajnc hajny hakala hala halak halas
halasz hald halda halimah hall halvorson hamal hamill hamilton hammes hampl hanacek hanak hand handayani handoko
handzic hane hanekom hanenberger hango hanifat hanizar hanko hannecker hanni hannich hanniske hanousek hanzal hanzl
hanzlik hara harac haramija harber hardiansyah hargasser harini hariyah harms harnapp haro harris hartati harter
harting hartlieb hartman hartwig hartz haryanti haryanto has hasanah hasanica hascak haschke hasek hasler hassanah
hasse hassfeld hastuti hathorn hattingh hauck haug haugaard haugen haukelidsater haupt hauser havelka haverney
havlicek havlik havojic havranek hayes hayworth hazes heaney hearne heathcote heberstreit hechler hecht heck hecko
heczko hedegaard hediger hedlund heefer heerden hegedus heger hehl heidenreich heidler heijden heikkila heinig
heinke heinonen heinze heiser heist hejda hejduk hejl hejna heleta heller helm helmke helpling hendriks hendrych
hengmith henkel hennezel henriques hense hensel hentel hentschel hentschke hepperle herberger herbrand heredia
heretik hering herjavec herlambang hermanek hermans hermawan hermecke hermiston herms hernandes herold herrera
hertel hertzog herweg herwig herzenberg herzog hess hesse hessek hessel hessler hettinger hetzler heuck heunis
heuvel heydemuller heyden hickle hidalgo hidayanto hidayat hidosanin hiebl hildebrand hildenbrand hilgendorf hill
hiller hilll hills hilpert hiltunen hincu hinek hingsen hingst hinojosa hinrichs hintz hirnstajn hirsch hirschberg
hirt hirthe hirvonen hitchinson hjort hjorth hladik hladka hladky hlapec hlasni hlatshwayo hlavac hlavacek hlavata
hlavati hlavaty hlavka hlinka hlongwa hlongwane hlousek hocevar hochstrasser hocke hodanovac hodea hodel hodovanj
hoeger hofer hoff hoffman hofman hofstetter hoft hohenberger hohl hohn hohne hohnheiser hohosbabic hola holan holas
hold holdt holec holecek holguin holik holl hollard holm holmberg holmgren holoubek holtfreter holub holuby holy
holz holzdeppe holzner homa homenick hommel homola homolka honegger hong honig honz hooss hopland hoppe hora horacek
horak hordt horejsi horky horn horna hornak horne hornicek hornik hornung hort horvat horvath hosek hossa hottinguer
hotz houdek hougaard hovanjek hovorka howe hoza hrabal hradecky hradil hrasko hrbacek hrbek hrda hrdina hrdy
hresicdubaic hribar hric hrmo hrncir hrnjak hroch hromadka hron hrovat hruba hrubes hruby hruza hrvatin huang huba
hubacek hubenbecker huber hubl hubner huckestein hudak hudec hudecek huebel huel huels huerta huet hug hugel hughes
huguenin huhn hui huisman huixtlacatl hujo huke hulka huls human humbert huml huneke hunziker hurtado husak huseby
husek hutagalung hutapea hutasoit huth huttcher hutter huwiler huzanic hyatt hybl iacolare iacono iacovino iacovone
iandolo iannaccone iannello ianni iannone iaria iatco iazzetta ibarra ibe ibikunle ibric icelic ichim ierardi iersel
iezzi iglesias iglicar igov igric ihasz ihly ihnacak ilancic ilc ilic ilicali ilicin iliev ilin ilina ilincic
iliopoylos ilisic illes illing ilori ilupeju imhof immelman impellizzeri improta inca indelicato ingrassia ingrosso
innocenti inzerillo ioannoy iodice ionita iordache iorga iotti iovino iovu ippoliti irawan irfandi irimia irizarry
isaev isekenmeier isler isokun ispas istrate istrati isvan iswahyudi iten itsev itt iuliano ivancan ivancic
ivanishin ivanishina ivanisic ivaniv ivankovicbon ivanovs ivantsiv ivas ivascu ivic ivkovac iyalla iyanda iyengar
iyer izzi izzo jaarsveld jacobi jacobs jacobsen jacobson jacquet jager jaggi jagiello jagodic jagusch jagusic jahn
jahnke jahoda jailani jaimes jain jaiyeola jakab jakes jakl jakobcin jakobek jakobs jakobsen jakolic jakopic
jakoubek jakubec jakubiak jakusmejarec jaman jambor jamiu jamnik jamrozy janacek janak janas janata janca jancek
jancik janda jander janecek janecic jangid janiak janicek janich janik janke jankovicbeslic jankovitch jankovskis
jankowiak janku janosevicfranz janosik janota janousek jansa jansone jansons janssen janssens jantjies janu januar
janus janusko jaramillo jarc jardan jares jarets jarnec jaros jarosz jarzabek jasek jasso jast jauk javurek
jazbinsek jazvinsak jeanneret jech jeftic jekabsone jekabsons jelacic jelasic jelen jelinek jelisavac jellinghaus
jendek jenicek jenkac jenkins jenko jenni jeorga jeppesen jerab jerabek jeram jerde jereb jeremic jergic jerinic
jerinkic jerschabek jesenicnik jeusa jevdenic jevric jevtic jez jezdic jezek jha jilek jimoh jira jirak jiranek
jirasek jirik jirka jirku jirousek jirsa johannessen johar johns johnston jokic jokicic jokin joly jonata jones jong
jonge jonker jordaan josan joshi josic jossa jostiak joubert jovicic jozwiak jozwik jucken juhart juhasz juhl jukuma
jukums jumike jumikis junek jung jungbluth jungton jurado jurasic jurcik jurek jurgens jurica jurik jurina jurisic
jurisicspajic jurisin just justesen juwita kabat kabic kacaniklic kacar kacavenda kacirek kacprzak kaczmarek kaczor
kadar kaderabek kadlec kadnar kadri kaesmacher kafenda kafka kafle kagi kahl kahler kahlert kahles kahlmeyer kahveci
kahyang kaiser kajganic kakkar kalab kalaba kalabic kalach kalajdzic kalajic kalamiza kalamogdartis kalaris kalas
kaleja kalejs kalendic kaleta kalic kalin kalinin kalinina kalisz kalivoda kallabis kallay kallensee kalligas kallio
kallis kalna kalnaja kalnajs kalnina kalnins kalns kalogiannis kalous kalousek kaluza kalyan kalyvas kamara kamat
kambic kamenik kampf kampschulte kan kana kanakaris kanaria kande kandiba kandji kanea kanic kanimal kaniyar kanizaj
kanka kano kante kantor kanzaki kaplan kaplangi kapoor kappe kappler kaproncai kapsa kapsis kapulica kapusta
kapustin kapustina karabocek karabulut karac karacic karadak karadamis karadas karaduman karadzha karaer karajcic
karaman karamanlis karamata karamitsos karapetric karas karasek karatosic karaulac karaulic karavias karavidic
karban kardache kardinal kardos karem karev karhoff karika karikari karki karklina karklins karlak karlic karlik
karlsone karlsons karov karpukh karras karrass karst karsten kartal karul karus kasal kasanin kasavica kaselj kaser
kasidiaris kasik kaskiv kasparek kasperek kasprzak kasprzyk kass kasse kassulke kasten kastner kaszuba katarincek
kather kathrada katic katoi katona katrusa katulic kaul kaulina kaulins kaur kautzer kavcic kavka kawohl kazantzis
kazda kazmarek kebe kececi kedikogloy kedziora keebler keefe keeling keil keiner keita keizare keizars kekic keleka
keleman kelemen keller kelm kemfelja kemmer kemp kempe kemper kempis kempter kenina kenins keniz kepa kerekes kerl
kerluke kern kesina keskin kesselring kesselschlager kessler kette kettenis keung keutel khadka khan khanna khatri
khawula khitrovo khouma khoza khumalo khumalu khuzwayo kicema kicevac kicic kiehn kielbasa kiessling kihas kihn
kilback kilic kilicci kinadeter kindelan kindl kinnunen kinzel kinzy kirac kiraly kirch kirlin kirst kis kisabaka
kisfalubac kisiel kiss kitic kitonjic kivach kizivat kjar klabuhn klacar kladar kladarin klanac klander klapec
klapka klapper klasnja klauder klausen klavina klavins klecina kleeberg kleiber klein kleinert kleininger
kleinsteuber kleiss klemencic klemme klerk kleven klikovac klima klimek klimes klinac kling klinger klinic klink
klisanin kljecanin klocko klopsch klos klose kloss kloucek klouda kluge klusener kluwe kmet kmiec kmiecik knabe knap
knapik knecht kneifel knetsch knez knies knippel knobel knoblich knoetze knoll knorr knorscheidt knotek kobela kobia
kobs kobus koc kocabiyik kocchar koch kochan koci kocian kocis kocjan kock kocman kocourek kocsis kocyigit koczulla
koderisch kodra kodzhoman koehl koehler koelpin koenig koepp koester kofferschlager kofler kofranek kogan kogut koha
kohle kohler kohnle kohout kohoutek kohrbruck kohre kohrt kohs koirala koivisto koj kojcic kok koka kokalj kokar
koks kola kolacek kolade kolak kolar kolarac kolaric kolarik kolasa kolb kolek kolembus kolenc kolesar kolesaric
kolgjeraj koliatsos kollar kolly kolman kolnik kolodziej kolokas kolomiyets kolompar kolonja kolotzei kolundzic
kolundzicradic kolundzija komad komadinic komak koman komar komarcic komarek komarica komaromy komatina komazec
kominek komljen komnenic komninos komoll kompaniyets kon konate koncar konda kondza konecna konecny kong konicek
konieczna konieczny konig koning kononets konopka konow konstantinoy konta konte kontoleon kontostaylos konya koob
koomson kopal kopanec kopas kopec kopecek kopecky kopecna kopecny koper kopernick kopf kopriva koprivec korakas
korbel korda kordic kordin kordulup kordun korec koretskii korhonen korica korinek korkmaz kormukcu kornaros korobar
korol koromilas koronaios korosec korotaj korov korpas korsa korta kortajarena korubin korusac kos kosalec kosanin
kosarac koscalek kose kosenkow kosik kosina kosmopoylos kosnicar kosoko kospic koss kostal koster kostic kostin
kostina kostka kostrec kostrzewa kostunica kosutarac kosutic kot kotaranin kotaras kotarlic kotas kotek kotlar kotov
kotrba kotsare kotso kotsyubinskii kotzias kouba koubaa koubek koudela koudelka koukal kouril koutna koutny kovac
kovacek kovacic kovacik kovacs kovalskii kovar kovarik kovcin kovincic kovinjalo kovjanic kovljenic kovrlija kowal
kowalick kowalik koya koybasi koyndoyros koyntoyriotis koyrmoylis koytalianos koyuncu koyvelis koza kozak kozarac
kozel kozey kozic koziel koziol kozlica kozlina krabbe kraft kragl kragulj kraguljac kraincanic krajci krajcik
krajcir krajco krajicek krajina krajisnik krajnc krakowiak kral kralicek kralik kralj kralja kramaric kramer krance
krancis kranz krasic krastina krastins kratka kratky kratochvil kratofil krauel kraule kraulis kraus krause krauspe
krauze krawiec krcevinac krcmar kreb krebs krecek kregar kreiger kreissig krejci krejcik krejcir kremanac krenek
kreslina kreslins kresoja kresonja kresse krestalica krestenitis kreutz krga kricak krieger kriel krievina krievins
krievs krige krippner krisan kristic krivaja krivanek krivda krivokuca krivosic krivosija kriz krizaj krizan krizek
krizic krkalo krkeljic krkic krkljus krkobabic krle krmelj krnjajic krockert krodinger kroger krogh krohn krol kron
kronberga kronbergs kropacek kroupa krsmanic krsmic krspogacin krstajic krstekanic krstic krsticic krstin krstinic
krstonic krueger krug krugel kruger kruk krull krumina krumins krupa krupka krvavac krysiak krznaric kshlerin
ksiazek kub kuba kubanek kubec kubelka kubena kubera kubes kubheka kubiak kubica kubicek kubik kubin kubis kubli kuc
kuca kucara kucera kuchar kuchta kucinac kucukler kuday kudeljas kudlacek kudrna kufahl kuhar kuhic kuhlee kuhlman
kuhn kuhnel kuhnemund kuhnen kuhnert kuhnke kuijpers kuiper kujavec kujawa kukla kukuljica kukuruznjak kula kulagin
kulagina kulas kulchitskii kulesza kulhanek kulhava kulhavy kulig kulik kulinich kulma kulmane kulmanis kumbernuss
kumi kummle kunc kunde kunene kunes kung kunicbukovac kunstek kunt kunter kunz kunze kupec kupfer kuphal kupka
kupprion kuprion kupusinac kuraica kurcubic kurek kurevija kuridza kurija kurilic kurjacic kurka kurniawan kurnoga
kurobasa kurrat kurschilgen kurtak kurtanjek kurtuma kurucic kurzemniece kurzemnieks kus kusan kuschewitz kusi kusic
kuske kusljic kusmawati kusters kusumo kuswandari kuswoyo kutch kuter kutlay kutlija kutscherauer kuturets kutzner
kuvalis kuypers kuzel kuzelj kuzet kuzmanic kuzmanicsarac kuzmin kuzmina kuzucu kvapil kvarme kvasina kvekic kvrgic
kwaakye kwan kwarteng kwiecien kwok kwong kyei kyncl kypraios kysel kysela laack laakso laaksonen laan labadie
labalo laban labanac labate labotic laboy labuda labus lacanin lace lacerda lach lacina lacis lack lacko lacman
lacnjevac lacroix ladega ladevac ladewig laezza laforza lagana lagoida lagos lailasari laimos laine laitkam laivina
laivins lakatos laketa laketic lakhman lakic lakin lakomy laksmiwati laletin lalic lam lama lamacchia lambelet
lamberti lambic lameras lammert lamos lampropoylos lamula landa landi landmane landmanis lang lange langer
langeveldt langfeld langhirt langosh langr langworth lanig lanovii lanteri lanz lanza lape lapin lapina lapins
lapsina lapsins lari larkin larson lascio lasmane lasmanis lasota latal latan latanii latanskii latifat latini
latkovskis latorre lattanzi latupono lau lauberga laubergs laubscher lauckner lauinger laureano lausecker laux
lavecchia law lawal laws lax lazarac lazari lazendic lazetic lazic lazin lazinica lazirko lazuardi lazzari lazzarini
leahu leal leale leannon lebeda leberer lebron lebsack lecca lecce lech lecic leclerc leclercq lecomte ledda ledesma
ledner leeuw leeuwen lefebvre lefevre leffler leggio legrand legros legzdina legzdins lehner lehto lehtonen leibold
leide leimbach leinonen leipold leist leite leiter leiteritz leitheim leiva leivadas leiwesmeier lejina lejins
lejniece lejnieks lelli lemaic lemaire lemajic lembede lemic lemke lemmens lemoine lemus lenart lenfers lengyel
lenhard lenk lentini lenz lenzen lenzi leonardi leoncini leopardi leov leova lepore leposavic leppanen lepsik
lepthin lerma lero leroux lesch leschnik lesendric lesiak lesina lesjak lesmana lesniak letsoalo letzelter leuba
leuenberger leung leuschke leutenegger leva levadovskii levajac levanic lewke leyckes leye leyva lezzi liakopoylos
liang liapis libal liberati librizzi licata liccardo licciardello lice lichtenfeld lichtenhagen lichtl licis licitra
lidaka lidaks lie liebach liebe liebich liebold lieder lielmane lielmanis lienshoft liepa liepina liepins ligorio
liguori likhno lilic lima limbu limon lin linares lind lindberg linden lindenberg lindenmayer lindgren lindholm
lindik lindner ling linhart linke linnenbaum linsey liotta lipan lipar lipari lipka lipov lippe lippi lippolis
lipske liptak lipus lira lischka lisi lisicky liska lisnic littel litterio little liu liuzzi livaja liverani
ljevnaic ljiljan ljubotina llamas lobachevskii lobinger loboda loca locci lochner lockman locs loddo lodi lodina
lodins loera loffredo lofgren logar logina logins logozar logsch lohre lohse loi loiacono lokar loken lolli lombard
lombardi lombardini lombardo lomeli lomic lomovii lonardi loncar longhi longo longobardi longoria lontos loogen loon
lopes lopez lorentzen lorenzini loreti loreto lorusso losch loser losickrizmanic loska lotito lotter loubser louda
loum loureiro lourinho louw lovato lovric lowa lowe loya loylis loypis lozada lozano lubbers lubina lubke lubowitz
lucar lucarini lucchese lucchesi lucero luchian luchini luchko luciani lucic lucidi luconi ludban ludolf lueilwitz
luettgen luevano lufft lugli lugo lugovii lukac lukacin lukacs lukasek lukasik lukenda lukendic lukes lukic lukin
lukina lukoschek lund lundberg lunde lundgren lundin lung luongo lupasco lupascu lupi lupica lupo luppi luppino
luptak lupu luscher luse lusis lustenberger luthi luthuli lutje lutskii lutskiv luyt luzaic luzar luzi luzzi lykos
lynch lytkin lytkina lytras lyuta lyutii maak mabaso mabhida mabizela mabunda macak macaluso macanic macari macchi
macchia macdonald macedo macek macele macgyver mach macha machac machacek machado machala machalek machtig maciag
macias macko mackowiak macovei macri macura maczey madan madej mader madera madetzky madic madrid madrigal madubuko
maduma madunicflauder madzic maestas maffei maftei magalhaes magana magar magdalenic magdic magera maggi maggiani
magginas maggio maggiore magi magkas maglajic magliocco magnani magnussen magoza magyar mahabeer mahajan maharani
mahardika maharjan mahestri maheswara maheswari mahlangu mahmudi maiboroda maiello maier maillard mainardi maio
maione mair maisch maj majaca majcan majcen majcher majchrzak majer majka majkic majnik mak makela makhanya makhno
makinde makovetskii makri makris makuachukwu malagoli malai malan malaspina malatesta malavasi malave malaxos
malbasik maldonado malec malecek malecic malenica malerba malfa malicanin malinga malinic malisek malivuk malizia
malkus malobabic malojcic maltasic maltese malucha maluleke malvic maly mamaliga mamii mamojka mamula man manak
manastirlic mancini mancino mancuso mandala mandaric mandasari mandic mandrapa mane manea manev manfredi manga
mangane mangano mangione mangunsong manica manicone maniscalco manjak manjencic mann manna mannino manno manns
manolache manolas mansell mante manti mantovani manullang manz manzanares manzella manzi manzo maphisa maracic
maragno marahrens marais marak maran marangi marangon marangoni marani marano marar marbun marcec marcet marchal
marchand marchesan marchese marchesi marchesini marchetto marchewka marchi marchini marcik marciniak marcinko marcon
marconi marcovecchio marcussen mardari mardhiyah marecek marega mares maresca margic marginean margiotta margis
mariani maric marik marincic marini marinich mariotti mariyevskii mariz markelj markham markiv markopoylos markotic
markovicsarac marks marl marmeggi marner maro marone marongiu marotta marpaung marquardt marquart marra marras
marrazzo marrero marrone marroquin marsalek marschek marsella marsenic marsik marsili marszalek martac martel
martens marti martinac martinec martinek martines martini martorana marunica marx marxen maryati marzano marzec
marzi marziali marzocchi masala masaryk mascarenas mascia masciandaro mascolo masek maseko mashinini masi masia
masiero masin maslac maslanka maslo masopust massa massari massaro massimi mastrogiacomo mastroianni mastronardi
mastropietro mata matanic matarazzo mataz matejicek matejka matera mathebula mathes mathies mathisen mathiszik
matiasko matic matijanic matisone matisons matoric matos matousek matranga matschke matta mattei mattern matthes
matthey mattila mattioli matula matusiak matusina matuszak matysiak mau maugeri maulana maurer mauri maurizi mauroff
mautner mautone mauzer mavundla maxa mayasari maybach mayer mayert mayhos mayorga mayowa mayrogenis mazailo mazanek
mazev mazibuko mazilo mazilu mazjane mazjanis mazun mazur mazurek mazza mazzanti mazzarella mazzaro mazzei mazzeo
mazzi mazzini mazzocchi mazzola mazzoleno mazzone mazzoni mazzotta mazzotti mbacke mballo mbatha mbende mbengue
mbodj mboup mbow mbuso mcclure mccullough mcdermott mcglynn mchunu mclaren mclaughlin mclean mcmillan mebold mecca
meciar medeiros medek medeot medhurst medici medne mednis medrano medugno medved meer meeuwis megantara megdanac
megna mehl mehlhorn mehloluhlaza mehlorn mehra mehrotra meichtry meier meiere meiers meijer meili meintjies meireles
meisch meissner meister mejia meksa mekss melandri melcer meldere melderis mele meletopoylos melgar meli melillo
melioi melker mellett melngaile melngailis melo meloni melzer memoli menard menchaca mencl menconi mendes mendoza
mendy menegatti menga mengoni menna menne menon menozzi menrat mensa mensah mensik mensing menu meo meraz mercado
mercier mercuri mereu mereuta merian merino merkel merlak merli merlo mermoud merola merseburg merta mertens mertz
merwe merz mesa mesaric mesarosbelanji meskuna meskune meskuns mesloh mesquita messana messina messinezis meszaros
metaxas mettler metz metzger metzner meulen meunier mewes meyer meylan meza mezei mfeka mfumu mgenge mhlanga mhlongo
miaoylis mican micco miccoli miceli michalak michalec michalek michalik michallek michaloliakos michiels michna
micillo micka micu mielczarek mielke migliaccio miglio migliore mignogna mihaila mihailovs mihal mihalache mihalachi
mihalcea mihalik mihaljec mijic mijota mikac mikelsone mikelsons mikes mikesicmerda mikhailyuk mikicvucak miklas
miklashevskii miklosko miklukho miko mikodanic mikula mikulasek mikulik mikus mikuta milak milani milazzo milchin
milczarek milde milea milella miler militaru militello mills miloslavskii minac minah minar minarik mindru minniti
mintzlaff minyailo miotto mirabella miramontes mirea mireles mirga miscancuk mishin mishina mishra misiak misik
mistretta misztal mitos mitu mitzoy miu mkhatshwa mkhize mladek mlakar mlcoch mlejnek mlikota mlinar mngomezulu
mnisi mocan mocanu moccia mockenhaupt mocks mocnik modica modise moe moede moedl moeller moen moffa mofokeng moga
mogbadunade mogenburg mogilevskii moguenara mohr mohrhard mohsner mojica mok mokra mokros mokry mokwena mol moldner
moldovan moldovanu molefe molenaar molenda molina molinari molinaro molitor moll mollenbeck moller mollica mollinger
molnar moloi molteni molzan monaca monache monaci monaco monahan mondragon monnard monni monod monroy montag
montagna montagner montalbano montalto montalvo montanari montanaro montano montefusco monteiro monteleone
montemayor montemurro montenegro montero monteros monterosso montes montesano monti montoya moonsamy moore moors
moosa mora morabito moraes morais morales morandi morar morari moraru moras moravcik moravec moravek morawo morax
moraz mordenti mordhorst moreau moreira morel morello moretto morgante morgenstern morhelfer mori moriconi morin
morini morissette morkel moro moroni moroz morozovs morra morreale morri morrison morrone morsch mosca moscato
moseley moser moshin moskal moskalyuk moslavac moss mostert mosti mota motalo motaung motchebon motisi motl motloung
motta mottet mottola motyka motzenbbacker moudra moudry moulin moura moya mphahlele mpletsas mpotsaris
mpoykoyvalaioi mqwebu mracek mraz mrazek mroczek mroz mrozek mrugalla msibi mthembu mthethwa mtolo mtshali mucalj
mucavac muceniece mucenieks mucha muckenthaler mudau mueller mues muhar muhleis muinat muizniece muiznieks muk
mukaram mukhin mukhina mukhopadhyay mulas mulder mule muller mulrain mulyani munaro munch munda munguia muniz munk
munkas munoz munsamy muntean mura muradbasic murati muratore murazik muresan murgia murillo muro murolo murru murtas
musat muschg musella musi musial musil musso mustachki musteata mustonen musumeci musy mutiat muzenjak muzik myburg
myburgh mydlo myhrer myska nababan nabein nabow naca nader naf nagel naglav nagode nagy nagypalfi naik nainggolan
nair najduk najera najman najmudin nakov namaga nambeesan namboothiri namike namikis nanaic nanez nannen nanni
napierala napitupulu napoletano napoli napolitano nappi naranjo narcisi nardo narpati nascimento nashiruddin nastas
nastase nastvogel nasyiah nasyidah natali natera nathania natsir nau naubert naude nauer nava navarra navarrete
navarro navratil nawrot nayar ncusi ndaba ndandali ndao ndaw ndebele ndiaye ndione ndir ndlovu ndong ndour ndoye
ndukwu neacsu neagoe neagu neamtu necas nechita necula nedbal nedelcu nedoma nedved negara negoda negoita negrea
negrete negri negron negru negruta nehru neill neimke nejedla nejedly nel nemec nemecek nemes nemet nemeth nerius
nesladek nespor nesti nesvadba neto neubauer neubert neuendorf neumair neuman neupert neurohr neuschwander neves ney
nezaj ngai ngcobo ngcolosi ngema ngom ngozi ngubane nguer nguyen ngwazi ngwenya nhlapo nhleko niane niang niass
niasse nica nicastro niccolai nicolay nicolini nicolosi nicosia nicotra niculae nieddu niedermeier niedra niedziela
niekerk nieklauson niemi niemiec nienow nieto nieves niggeler nigro nijland nijs nikitin nikitina nikolakos nikolaus
nikolickovacic ninalowo ningrum ninov niroula nissen nistor nita nitra nitu nitzsche nkansa nkansah nkomo nkosi
nkrumah noack nobile nobili nobre nocentini nocera nocerino nodler noga nogachevskii nogueira noh nojeem nolte
nomvethe nondlela nonyana norberg nordby nordin nordskaug noriega northoff nosek nosov nota notaro noto novac
novacek novello novitasari novosad novotna novotny novy nowak nowosadek nozulu nsele nsia ntanzi nti ntiamoa ntim
ntombela ntuli nucci nucera nugroho nunes nunez nuraini nurdiyanti nurlaela nussbeck nuzzo nwachukwu nwogu nwuzor
nxumalo nyaako nyame nyanda nyantakyi nyberg nygaard nygard nytra nzimande oancea obeng oberbrunner oberem oberg
obergfoll oberlin obermaier oberman obiageli obianuju oblak obrezanac obsut ocalan ocampo ocasio occhipinti ochoa
ochs ochse odegard odehnal odetola odobasic odunsi oeser ofori ofosu oggiano ogindan oginni ogulana ogunbamigbe
ogunbanwo ogunbiyi ogunbo ogunde ogunwande ogunwobi ogunyeye oikonomoy ojala ojeda ojo ojua oklobdzija okonkwo
okpattah oktaviani oktovian okumus okunola okur okyere olabode oladeji oladipupo olah olaiya olari olariu olaru
olasunkanmi olasupo olawale olbina olbrich oleinic olejnik oliphant olivares olivas oliveira oliveri olivi olivieri
olivo olla olmos olowokeere oloyede olsen olson olstad oltean olubode olubukola olubunmi olufeyikemi olugbayila
olujimi olukotun olukunga olusanya olutola oluwagbemi oluwanisola oluwashina olvera omani omidina omobolaji omojola
omosanya omotoso omowale ondra ondracek ondrasek ondrus onic onnen onohinosen onose ontiveros onyinyechukwu
oosterhuis oosthuizen opacic oparinde ophey opoku oppenheimer oppliger oppong oprea opric opris opsenica opuic opuku
opuvacic oquendo orak oraovcic orasanin oravec orban orbanic orbay orefice orellana orge orgulan orlandi orlov orn
ornelas oro orosco orosz orovchanets orozco orru orsag orsanic orsini orsos orta ortega ortenzi orth ortiz ortolani
osadko oschkenat ose osei osenberg oshin osis osmak osmanli osmanlic osorio ostby ostendarp ostervald ostli
ostringer ostrovskis ostuni ostwald osuagwu osuntokun otahal otartic otcenas otero oti otiwa ott ottaviani otte
ottonello otuo ovcina owais owczarek owokoniran owolabi owoyemi owusu oyadiran oyaifo oyebola oyelude oyeniyi
oyetoro oyeyemi oyinkansola oyinlola oymen ozanic ozansoy ozberk ozbey ozbir ozdemir ozdenak ozdogan ozere ozers
ozgorkey ozkara ozkok ozola ozolina ozolins ozols oztonga oztuna ozturk ozuna pabon pacanin pacariz pace pacheco
paci pacifici pacini pacocha padberg paden padilla padmasari padovan padron padula paduraru paesler paez pagac pagan
pagani pagano pagliai pagliuca pagutyak pahanic pahert paimo paiva pajak pajcic pajkuric pajonk pajtl pakalniete
pakalnietis paksut pakula pal pala palacios palacz paladi paladini palano palasti palastri palavestra palazzi
palazzo palazzolo palecek palermo palic paligoric palii palija palikuca palka palla palladino pallentin pallesen
pallotta palm palmeri palmieri palmisani palmisano palombi palombo palomino palomo paltere palters paluch palumbo
pamper pana panaro pandey pandolfi panek panetta panezic pang pani panicker panico panisic panjak panov pantano
pantazis pantoja panza panzeri panzig paolella paoli paolillo paolini paolino paone paonessa pap papa papadopoylos
papafilippoy papageorgioy papagos papaioannoy papak papakostas papaleo papandreoy papanikolaoy papantonioy
papapietro papastefanoy papazogloy papez papini papp pappalardo pappas papradishki paradiso paraschiv paravinja
pardini paredes parente pariggiano parise parisi parisian parizek park parkin parlier parnell parodi parojcic parra
parrinello parrino partida partyka parun parvu pasagic pasalic pasat pasca pascali pascarella pascari pascaru
paschke pascu pasek pasic pasichnik pasini paska pasko pasqua pasquali pasquini passeri passero passuello pastar
pasternak pastore pastorino pasztor pataca patacic patafta pataki patane patarac patek patel paterson patil patila
patino patko patrascu patriarca patrnogic patrone patrun patruno patzwahl pau paucek paukner pauko paulse pauluka
pauluks paun pavan pavani pavcic pavelek pavelic pavelka paver pavesic pavlacic pavlas pavlica pavlicek pavlicic
pavlik pavlishin pavlishina pavliv pavlovskis pavlu pavone pavrlisak pavuk pawelec pawlak pawlik paz pazdera pazmanj
peaquin pecar pece pecek pech pecha pechacek pecina pecka pecora pecoraro pecorella pede pedone pedraza pedrazzini
pedroni pedrotti pedroza peeters peixoto pejov pekar pekarek pekkan pektemek pelayo pelc pelikan pellecchia
pellegrini pellicano pellitteri peluso pena pence pencic pencis pendik penezic penic penna pennestri penzo perales
peralta peran perdana perea perego pereira peres perez perilli perin perina perini perkona perkons perl perlas
permadi permata perna pernica peroni perotti peroutka perra perret perri perrier perrin perrini perrone perrot
perrotta perroy persa pertiwi perugini peruzzi pesaresi pesce pesek peselman peska pesko pesorda pession pesta petcu
peterka peters peterson petersone petersons petik petit petito petlyura petrak petralia petrarca petras petrea
petrella petricek petrijevcanin petrik petrin petrina petrini petrinsak petrisevac petrishin petrishina petriv
petrone petrovac petrovicky petrovskis petzold pezzella pezzi pfannerstill pfeffer pfeiffer pfennig pfersich
pfingsten pfister pflieger pflugner pham philander phillips piacentini piaget piana pianese pianigiani piatek piazza
piazzolla pibiri pica picard picariello picchi piccinini piccione picco piccoli piccolo picha pichardo pichler
pichlmaier pictet piechota pieczek pienaar pieri pierini pierro piesker pieterse pietras pietruszka pietrzak
pietrzyk pietsch piga piguet piha pilat pilato pilch pili pilla pillai pillay pillitteri pimentel pina pinardi
pineda pingpank pinheiro pinho pini pinna pinnock pinon pintea pinter pintilie pinto pintus pinzari pinzaru pipitone
pippig piras pircher piredda pires pirone pirrello pirrone pirvu pisa pisani pisano pischedda pisciotta piscopo
piskorjanac pisu pithey pitinac pitkanen pitschugin pittalis pittard pitzalis piva pivar pivetta pivonka pizarro
pizzi pizzimenti pizzitola pizzo pizzuti pjescic pjesivac placek placento placha plachy placic placinta placko
plahinek plaksii plamadeala plamenac plank plantak plascar plaskur plass platania platzer plauk plautz plazonja
plazonjic plch plejo plekanec plemic plesa plesca pleskonjic plessis pletsch plomb plonka plotzitzka plsek pluhar
pluta pocan poche pocrnja podbarac podgorets podkonicky podnar podniece podnieks podpadac podzimek podzina podzins
poehn poels poeschl pogacic poge poggi poggio pogiba pohl pohland pohle poirier pokorna pokorny polacek polach polak
polancec polanco polasek polat pole polese poli poliak polidori polifka polimeno polis politi polito polivka polizzi
pollich pollina pollmacher pollock polsak polverino pomp pompei pompili pompilio ponce ponitzsch ponjavic ponomariv
pons ponti poon poore pop popa popcic popelka popov popovici poprzan popusoi porcari porcu porgante porgants porivai
porivailo porras porsche porta porth portillo posada poser pospichal pospisil post postic postica postiglione postma
postolachi potenza potgieter pothuvaal potkonjak potnar potocar potocnik pototskii pottel potucek pouros pouye
powell pozarac pozzi pozzo prachar pradana pradhan pradipta prado prah prajapat prakasa prakatur prangart prange
pranowo prasasta prasek prastuti pratama pratesi pratico prato prazak prchal prebil preciado preda predic prediger
predin preez preloscan prempeh prencipe preocanin prepelita prerad preseren pressler presti prete pretkalnina
pretkalnins pretorius preuk preuss prevost prey preziosi pribyl pridane pridans priedite prieditis priemer prieto
prigoda prihoda priimak prikryl principato pringle prinsloo prisacari prisacaru pritula privitera prlichko probst
prochazka procter prodan prokes prosacco prosek prosic proske protic provaznik provenzano prucha prus prusa pryadun
przybyl przybyla przybysz ptacek ptak pticar puacmatesic puca pucci puccio puddu pudjiastuti puente puga puggioni
pugliese pugliesi puglisi puharic puiu pukite pukitis puleo pulido pun pupak purdy purnama purnawarman purnawati
purwanti pury puscas pusch puskarcuk puspasari putincanin putnik putnina putnins putra putzolu puzavac puzigaca
pytel python quaglia quaranta quarta quartenoud quartey queiroz quesada quevedo quezada quigley quinodoz quinones
quinta quintairos quintana quintanilla quintero quinto quiros quiroz quitzon raabe rabenstein rabic rac raca rach
rachmawati racordon racu racz radebe radijevac radin radisavic radivojac radivojsa radl radler radoi radonja
radonjanin radonjic radotic radovac radovanac radovanlija radtke radulic radulj radusic radvanji rael raffa rago
ragone ragusa rahardian rahimah rahn raich railean raimondi rajasa rajata rajh rajs rajsic rajtek rak rakaric rakas
rakinic rakusic rallo ramac ramadan ramadhani rambaldi rambousek ramella ramos rampazzo randazzo raneri ranftl
rangel rangen ranieri raniolo rantanen rantsch ranz rapisarda raposo rapovac rapp rapuano rasanen rascanin rascon
rasetic rasic rasinac raska rasmussen raspudic rata rataj rath ratke ratkovcic ratniece ratnieks ratsin ratti rau
raubuch raucher raukuc rauso raut rautenkranz ravaioli ravet ravn raya rayhan raynor razic razo reale recchia reddy
rees regalado rehacek rehak rehwagen reiber reichardt reichel reichert reichling reif reifenrath reinberg reinelt
reinger reinhardt reinke reitze remes remeta rempel renard renault rencar renda rendon rendra rendulic renen renk
renna renner rennich renovica rensburg renteria rentz renz renzi repac repetto repija reppin resele resnik reso
restivo restle restorff retzke reuber reus reuss reusse revenco reymond reynolds reynoso rezac rezek reznicek rheder
rhoden ribar ribaupierre ribeiro ribicgreganic riccardi ricci ricciardi riccio riccobono rice richards richardson
richter richtr ridolfi riedel riediger rieger riekstina riekstins riepl riermeier riester riethmuller rietman
rietmuller rietscher riggi riggio righi rigoni riha rimai rinaldi rincon riner ringel ringer rink riojas riolo rios
ripken rippin ris ristic ritchie ritosek ritschel ritsma ritter rittgasser rittweg ritz riva rivas rivera rivero
riviere riyanti rizov rizza rizzi rizzo roba robak robel roberti roberts robertson robledo robles robu rocca rocchi
rocha rochaix rochat roche rockmeier rodarte rodehau rodigari rodiger rodrigues roecker roed rogahn rogala roggatz
rogolino rogov rogoz rogulja rohlander rohrer rojas rojek rojo rokossa rold roldan roleder rolfson rolland rollo
roloff rolon romagnoli romaguera romancik romanciuc romani romaniello romanini romanishin romanishina romaniv
romanovskis romei romenets romo romochko rondinone rondoni roob rooyen roque rosado rosales rosandic rosas rosati
rosbach rosca rosenauer rosenbauer rosenbaum rosenthal rosi rosiak roskic rosksch rossberg rosset rossi rossini
rossler rosso rossouw rosu rota rotari roth rothenbacher rother rothlisberger rotolo rotondo rottger rotundo roubal
rougemont roulin rous rousseau roussel roux rovcanin rowe roybal royer royfos rozac rozenbaha rozenbahs rozgic
rozite rozitis rozkalne rozkalns rozputnii rozputnya rozsypal rubene rubenis ruberto rubino rubio rucco ruch
ruckdeschel rucker rudan rudiger rudzite rudzitis rudzki ruecker ruegg ruelas ruggeri ruggieri ruggiero ruiter ruiz
rumenic rumpf runce runcis runte ruotolo rupnik rupprecht rus rusciano rusin rusnac russo russu rusu ruter
rutherford ruud ruzek ryba rybak rybar rybarik rybnicek rydl ryjikh rysava rysavy ryzih rzepka saavedra sabaly
sabatini sabatino sabau sabbatini sabdat sabia sabian sabljak sabolcec sacchet sacchi sacco saccone sachse sack
sadiki sadiklar sadilek sadl sadzak saefullah saenz safar safaric safarik safitri saflanis safranek sagadi sagafe
sagna sagodic sagonas saheed sahner sai saia saile sailer saini saiz sajtos sakho sala salahudin salaj salako salami
salamone salas salatiello salazar salcedo salcido saldana saldivar salek salemi salemme salerno salgado salierno
salinas salis sall salmina salmins salo salonen salow salsabilla salvadori salvati salvatori salvi salzano salzer
samac samanci samaniego samardzija samb sambe sambou samek samel sammartano sammartino sammert samohod samohodaj
samolovac samosir sanabria sanches sanctis sandalci sandalj sandberg sanders sandic sando sandoval sandoz sane sanev
sanfilippo sannino sans santacruz santamaria santana santangelo santarossa santarsia santarsiero santi santillan
santilli santini santis santoni santor santori santoro santoso sanusi sapienza saponaro saporito saptono saputra
saputri sarabia saracino saragih saraiva sarbu sardella sardina sargac saric sarkozi sarnataro sarno sarpong sarr
sarti sartor sartori saruga sarvari sasek sassano sassi sasso sather satner satria satta sattelmaier satterfield
sauceda saucedo sauer sauerland sauliete saulietis saumweber saussure savary savciuc savini savitskii savoca savoia
savu sawayn sayginer sbrana scaglione scala scalia scalise scalzo scano scanu scarano scardino scarpa scarpellini
scc schacht schaden schaefer schafer schaffarzik schaffel schaffer schahbasian schaller schamberger schaning schar
scharer scharf schaub schedler scheer scheidegger schejbal schelk schellenbeck schembera schenk scherbarth scherer
scherini scherrer schersing scherz schettino scheurer scheuring scheytt schiavi schiavo schiavon schiavone schielke
schieskow schifano schildhauer schillaci schiller schilling schima schimmel schimmer schindzielorz schinner schiopu
schipper schirmer schirrmeister schirru schlachter schlangen schlatter schlawitz schlechtweg schley schlicht
schlitzer schmalzle schmeler schmid schmidt schmidtchen schmitt schmitz schmuhl schneider schnelting schnider
schnieder schniedermeier schnurer schnyder schoberg schoch schockel schoeman schoen scholten scholtz scholz
schonball schonbeck schonberg schondelmaier schonebeck schonenberger schonfeld schonherr schonlebe schorderet schorr
schott schotz schouren schowalter schrader schramm schreck schreiber schreiner schreiter schrepfer schroder
schroeder schuff schuhaj schuldt schuler schulist schult schulte schultz schultze schulz schulze schumacher schumm
schupp schuppe schuppel schurch schuri schuster schutz schutzbach schutze schwab schwalm schwanbeck schwandke
schwanitz schwarthoff schwartz schwarz schwarzer schwarzkopf schwarzmeier schwatlo schweisfurth schweitz schweizer
schwennen schwerdtner schwidde schwirkschlies schwizgebel schwuchow sciacca scocco scognamiglio scopece scorza
scotti scripnic scrofani scuderi scurtu scutaru sebastiani sebek sebela sebenji sebesta secchi secci sechi seck
secrieru sedillo sediva sedivy sedlacek sedlak sedlar sedliak seeger seelig segavcic segnane segota segovia
segunmaru segura sehls sehnal seibold seidel seiders seidl seifert seigel seiler seitz sejeja sejejs sekanina
sekularac seme semenochko semerad semeraro semisch semprini sen senatore sene senger senghor senica senk senkel
senko senzangakhona sepe sepetci sepulveda serafini serdyuk seremet serfontein serna serpa serr serra serrano
serrato serzante serzants sessa sesta sestak sestito sethi setiawan setula sevcenco sevcik severi sevi sevilla
sewald seydi sezek sforza shah shakya shamrilo shanahan sharma shcherbak shchukin shchukina sherpa shestak shezi
shields shijak shindarei shiu shiyan shkaraba shongwe shrestha shubin shubina shudrik shukla shukrulloha shum
shumilo shupik sibiya siciliano sidibe sidler sidletskii sidlo sidlyak siebel siebert siegling siegrist siemon
siener sieradzki sietniece sietnieks sievers siewert signorile signorini sigrist sihler sihombing sihotang siino
siketanc sikora sile sileiko silenzi siletskii silhava silhavy silin silina silins silis sillah silva silvestri
silvestrini simacek simak simanek simanjuntak simatic simbolon simcic simcik simecek simek simeoli simeoni simeti
simic simicsebalj simin simljesa simmen simoes simonet simoni simonini simonis simov simsek simula simunek simurdic
sin sinaga sinclair sindelar sindler singh sinha sini sinnhuber sinopoli sip sipek sipes sipos siptar siracusa
siragusa sirait sirante sirants sirbu siregar sirghi siri sirko siroka siroky sirovs sischka sisneros sitaric sitek
sithole sithuli sitompul sitorus situmorang siu sivak siwek siwele siyaya sjoberg sjogren skacel skala skalicky
skeledzija skenderija skiba skiles sklenar sklenka skoczylas skoda skoglund skokan skopal skora skorepa skoropadskii
skorupan skov skowron skowronek skrabal skracic skriniar skrivanek skroban skrzypek skudra skultety skutecky
skuterud slaba slaby sladek sladic sladka sladky sladoje slam slama slamek slanina slankamenac slastan slatinac
slavicek slavik slechta slezak slijepac sliwa sloboda slobodanac slobodjanac slobodnik slobodyan slonja slota slotta
slovacek slovak slowik sluka smaic smajda smedsrud smeets smejkal smekal smerda smet smetana smets smid smieja
smiljan smiljanec smit smite smith smitham smitran smits smogeli smola smolik smoljanec smoljanic smolka smrcak
smrek smrz smuge smugis smutna smutny smyth snajdr snedden snell snooke snyman soare soares sobar sobek sobieraj
soboll sobota sobotka sobowale soccorsi socha sochirca sochor sodano sodar soderberg sojka sokhela sokol
sokolicmihalak solak solano solar solberg solc soldati soldo solev solga solheim solinas solis soliz soljic soller
solli sollner solmaz solorio solorzano solta soltan soltes soltys soltysiak somayaji somma sommer somodvarac somogyi
somrak somssich sondisa sondore sondors sonko sonn sonnabend sonnenfeld soos sorbello sorce sorgic soria sorlie
sormaz soro sorokin sorokina sorrentino sorsa sosa sosare sosars sostarec sostarko sosyura sotelo sothole sotic soto
sotra sottile souare soucek soukup soumare sousa soutter souza sova sow sowa soyinka sozeri spacek spacil spada
spadafora spadaro spadoni spagnolo spagnuolo spahn spaniel spank spanu sparacino sparic spasenic spasic spataro
spataru spelmeyer spernjak spiegelburg spielvogel spies spiga spina spinka spinner spinu spiranec spitzmuller
spizzirri splichal splinter splyukh splyukha spoerri sporer sporrer sporri spotikach spottel sprenger sproge sprogis
sprude sprunger spurna spurny srakic sramek srb sroka stabile stachowiak stachura staden staffieri stahl staicu
stajhofer stakhiv stalder stamm stampf stanciu stanek stang stanger stangl stanicic stanikic stanisa stanzione
stapic stara starek stark starovlah stary stascik stasiak stasni stastna stastny staub stauffer stauss stavila stec
steding steenkamp stefancic stefani stefaniak stefek steffny stefl stehlik stehr steidl steigauf steiger stein
steina steinecke steiner steinert steinkamp steinmetz steins stejskal stelkens stelmach stengel stengl stensrud
stenzel stepanek stepanets stepanic stepien stepniak sterba stern stetskiv stettler steuber steuk stevelic steyn
stibor stief stifel stigailo stigliano stimac stirbu stocker stockert stockli stodola stoian stoica stokes stoklasa
stoll stolla stolle stoltenberg stolz stoppler storchak storl storozhuk storp storti stoutjesdijk stower stracke
straka strand strano stratan stratulat straub strausa strauss strautina strautins strautmane strautmanis strazdina
strazdins streck streese strege streich streit strejcek streller strieder striezel striga strikinac strmota strnad
strnisko stroe strogies strohschank strom stroman stromberg strosin strouhal strukelj strunz strutz strydon stube
stubican stuchlik studena studeny studer stuparic stupka sturmer stutz styger suartini subbotin subbotina subedi
subrt sucameli sucera sucha suchak suchanek suchomel suchy suciu sudiati sudic sudrajat suen suffa sujew suk sukalo
sukara sukute sukuts sulaimon sulc sulhof sulovnjak sun sunaric sundalic sundberg superina supriyanto surace suriano
surka surma surth suryatmi suryono susa susac susak susanti sushko suski sustr sutanovac suter sutermeister suthar
suthe sutschet sutter sutz suvajac suvajdzic suvala suwarno svab svacina svanda svarc svaton svatos svec svehla
svejda svestka svet svetlik svidrigailo svitak svoboda svorcan svozil svrakacic svrbik svrtan swart swiatek swift
swillims syahreza sykora sylla symcox synek syrovy szabo szalai szasz szczepaniak szczepanik szczerba szczesna
szczesniak szczesny szczygiel sze szekely szekeres szelag szendrei szeto szikra szilagyi szoke szostak szucs szulc
szwarc szwed szymkowiak szyszka tabacek tacconi tachl taddei tafelmeier tafoya tagliabue tagliaferri tagore tai
takacs takalic takev takyi talabani talapka talarico talavanic talberga talbergs tall tallarico tallone talpa talwar
tam tamang tamayo tamba tamburini tamez tamindzic tampolja tampubolon tamunoemi tan tanase tancos tandon tang tangen
tanjga tankosic tanrikulu tanurdzic tanzi taormina tapavica tapia tar taran tarantino tarasyuk tarihoran tarquini
tartamella tas tasche tasci taslak tasli tassi tassinari tasso tassone tatar tataranni tatarka tataru taufratshofer
tavani tawia tazegul tcacenco tcaci tedde tedeschi tedesco tegethof teicane teicans teixeira tejada tejeda tekand
telak telebar telenta telesca tella tello tepavac tepic tepla teply tepper tepsa tepsic teran terenzi teresi
terheiden terlizzi terlouw termine terrazas terzi terzic terzija terzin tesar tesi tesla testa teterin teterina
teufel tevdenic thamrin thapa theele theodosioy theotokis theunissen thiam thiao thiaw thieke thiel thimm thiomas
thiongane thioub thioune thomka thommen thompson thomsen thomson thone thoresen thoyana thranhardt thriene thumbeza
thusi thust thyssen tiano tiberti tica ticha tichy tidow tiedtke tietze tijanic tijerina tikas tilgner tillack
tilotta tiltina tiltins timaric timmermans timotic tindarei tinguely tintor tiozzo tirado tirele tirelis tirri
tischler tissot titov tittman tivontschik toader tobben tobler tochko todaro tofan tofani toft toivonen tojic tokgoz
toldo toledo tolu tomala toman tomanek tomasek tomasello tomasevicrigo tomasi tomassoni tomcic tomecek tomei tomek
tomes tomka tomko tommasi tomys tonat toncic tong tonini tonkovac tonn top topal topfer topic topolovac toraman
torchia torchio tormas tornatore toro torok torp torphy torre torres torresi torri torriani torrisi tortora
tortorici toscano tosi totaro toth toti totman toto toure tovar towne tozija tracz traini tralli trampeli tramposch
tran trandafir trantow traore trapani trauth travaglini travan traverso travica travnicek trcek trcka treff trejo
tremblay tremmel treskavica tress tretinjak tretola tretyak treutel trevino trevisan triboi tribuljak trif trifan
trikic trikosanin triolo tripodi trivedi trnka troisi trojachanets trojan trombetta tromp trovato troyan trtica
truben trublayevskii truhlar trujillo truter tryasilo tryasun trzeciak tsabalala tsamonikian tsang tschiers tschirch
tschudi tse tshabalala tsimbalistii tsoi tsotetsi tsui tsushko tuca tucci tuccillo tucek tuch tucholke tuckett tucs
tudorache tudose tudow tufano tufo tuglu tugluk tulla tuma tumbarello tumino tunaboylu tunceri turajlic turcan
turcanu turchi turco turcok turcotte turcu turecek turek turk turkdogan turkyilmaz turnadzic turov turunen turza
tuschmo tustonja tutu tutuncu tuzun tvrda tvrdik tvrdy tweneboa twumasi ubavic ubavin ubavkic uberacker ubiparip
ubner uca uchechi udovcic udovicic udre udris udvardi ugarak ugljesic ugolini ugrcic ugricic uher uhlig uhlir uhrig
uibel ukraden ulemek ulibarri uliczka ulloa ullrich uluhan umanets umbach umlauft umminger umolac unger unich
unterpaintner untila ural uram urbanec urbanek urbaniak urbina urblik urdin urena urhig urias uribe urrutia ursachi
urso ursu usada usai usamah usich utami uwais uyainah uys uzelac uzun vaca vacarciuc vacca vaccari vaccaro vacek
vacha vaciete vacietis vaclavek vaclavik vaculik vadlja vaduva vagner vahala vahlensieck vailati vaip vaisanen
vaivade vaivads vajcik vajda vajzenbach val valach valasek valdes valdivia valek valencia valencicbrkic valent
valenta valenti valentini valenza valenzuela vales valic valkai valladares valle vallejo valles vallet valletta
valli vallone valsecchi valtere valters valverde vamvakas vamvas vana vanaga vanags vancura vandamme vandenberghe
vandenbroeck vandervort vandevelde vanecek vanegas vanek vangermain vanicek vanni vannini varadi varela varenina
varga vargas varicak varinac varma varman varmuza varnakiotis varnica varoyxis varriale varrier varsava vartic
varzic varzicbiuklia varzicbiuklija vasadi vasak vascotto vasek vasicek vasileioy vasilikos vasilin vasilishin
vasilishina vasiliu vasilj vasilkivskii vasilopoylos vasils vass vassallo vasseur vater vavra vavrik vaz vecchi
vecchio vecera vecumniece vecumnieks vedvik veen veenstra vegar vegge veiga veinberga veinbergs veisa veiss vejvoda
vekic velaja velanac velasco velde velden veldsman velez veliz ven venegas venezia venghaus venizelos venter
ventimiglia venturi venturini verbeek vercesi verde verdes verdugo verduzco veredun veres vergara vergas vergun
verhaeghe verhoeven verma verme vermeulen verniest veronese versfeld verstraete verzi vesel veselicic vesely vesic
vesin vestergaard veum veverka vey vezi vezmar vezzoli viale vianello vicari vicen vicha vichi vicinanza vicini
vicol vidacek viderscak vidmar vieira viellehner vierin vieru vieweg vigil viklund vila vilaetis vilakazi vilimek
viljoen vilka vilks villa villalobos villalpando villani villareal villari villarreal villasenor villegas villiers
vilsone vilsons viluma vilums vincenzi vinci vincze vink vinketa vins vintere vinters vinther vintila violi virlan
virtanen visagie visan visani visco visconti visek visekruna visentin visintin visser vitalis vitasek vitek viti
vitiello vitina vitins vitman vitola vitolina vitolins vitols vitryak vittori vituma vitums viviani viviers vizitiu
vizziello vlach vlachopoylos vlah vlasak vlasic vlastos vlavianos vlcek vliet voboril vodak vodrazka voelkel vogel
vogelgsang vogronicopacic vogt voigt voinea vojacek vojta vojtek vojtisek vokoun vokuhl volek volf volk volker
volkman volle vollis volna volny volpe volpi vona vondra vondracek vondrak vonortas vonrueden vontein voracek vorel
vorisek vorlicek voros vos vosloo votava votruba voylgaris voyrdoympas vrabec vrabie vracar vrana vranjic vrba
vrbanac vrbas vrbaslija vries vrugic vrzal vuceta vucetic vucevac vuckovac vuco vuillermoz vukadin vukasinac vukelic
vukelja vukeljic vukobrat vuksa vuksanicpuljek vuksic vuleta vuletas vuletin vulic vulisic vunak vunjak vybiral
vydarena vydareny vydra vymazal vyskocil vyslouzil vyzantios waal wacana wachenbrunner wachtel waelchi wagenaar
wagner wahyudin wahyuni waibel wakan wal walder walkowiak wallin wallner wallstab walsh walther walz wan wane wang
wanner warchol wardana wartenberg waschbusch wasiak wasik wasita wasiu waskita wasser wassilew wassiluk wastuti
waters watsica wawrzyniak wdowiak weber wegrzyn wehner wehrle wehrli weibel weidlich weidner weigel weight weiler
weimer weinand weis weiss weissnat welch weller welsch welti welz welzel wenger weniger wenk wentzel werle wertag
wessels wessinghage west westhuyzen wet wettstein weyel wezel white wiacek wiafe wibisono wibowo wicaksono wickert
widiastuti widmer widodo wiebe wiecek wieczorek wiegand wierig wiese wieser wijaya wijayanti wijk wilcox wilczek
wilderman wilk wilkinson wilky willane willems willemsen williams williamson willms willoughby willwacher wilts
wimmer winarno winarsih windler winkler winter wintheiser winther wirth wirz wischek wischer wisoky wisozk wissing
wit witek wittich witting wittl wiza wnuk wojcik wojtas wojtasik wojtkowiak wolak wold wolfarth wolff wollenberg
wolmerans wolny wolpert wolters wong wood wos woschler wosiyane wouters wozniak wright wrobel wrona wuckert wuhn
wujak wunsch wunsche wurm wuthrich wyludda wypych wyss xaba xacon xairo xana xelil xiana xicoy yaamoa yade yalovii
yalyuk yami yan yanes yanez yang yanuar yanyuk yaqub yarmak yatsishin yatsishina yatskiv yavorivskii yawson yazici
ybarra yeboa yeboah yebra yemets yengwa yermak yesilkaya yetkiner yeung yevpak yilmazer yim yin yip yirenkyi yiu
yong yorulmaz yost young yudhistira yudin yudina yue yuen yukhno yulianti yulianto yuliarti yundt yung yuniar yunta
yurchishin yurchishina yushchik yussuf zabaleta zabila zabrdac zaccaro zacek zach zacharioy zachos zadnik zadravec
zadric zafeiropoylos zagarac zagaria zago zagorscak zagorsek zahn zahradka zahradnik zahrah zaimis zaituc zajac
zajic zajicek zak zalako zalar zalesak zalite zalitis zamarreno zamarripa zambon zamboni zambrana zambrano zambuto
zamecnik zamora zampieri zamudio zanatta zandt zanella zanetta zani zanner zanon zanos zanotti zapalac zapata
zapletal zaporojan zappacosta zappala zappas zappia zaragoza zarate zareba zaremba zarins zarkos zaruba zatloukal
zauber zavadil zavala zavrel zawada zawadzki zayas zbinden zbodulja zboncak zboril zdelar zdencan zdrazil zdunek
zebic zec zedda zednik zehnder zeidler zeidmane zeidmanis zejak zekan zekl zelena zelenka zeleny zelinka zeltina
zeltins zeman zemanek zemlak zender zeni zennaro zepeda zerajic zeravica zervas zervos zeuch zeyen zeyhle zezula
zgela zgrabljic zhang zhao zheng zhou zhu zibere zibers zidek zieba ziegler zielonka zieme ziemele ziemelis zietek
zijan zijlstra zika zima zimanyi zimin zimina zimka zimmer zimmerman zimonja zimonjic zinaic zinajic zingg zinser
zintl zipac zipancic zipp zipse zito zivak zivanac ziviccojbasic zizka zlamal zmegac zmuda zografos zografoy
zollinger zollo zondi zondo zordan zorica zotti zoubek zouhar zrna zrno zschunke zubak zubane zuber zubrik zucca
zuev zueva zuiderveld zuk zulaika zulauf zuliani zulkarnain zullo zulu zuma zumbo zumsande zunda zungu zuniga zunino
zurcher zurek zvaigzne zvanic zvarich zvejniece zvejnieks zverina zviedre zviedrs zvinele zvinelis zvonar zwane
zwiener zych zygomalas zykov zyl zyla αβραμιδης αγγελιδης αγγελιδου αγγελοπουλος αγγελοπουλου αθανασιαδης αθανασιου
ακριδας αλαβανος αλαφουζος αλεβιζοπουλος αλεβιζος αλεξακης αλεξανδριδης αλεξανδρου αλεξιαδης αλεξιου αλεξοπουλος
αλιβιζατος αναγνωστακης αναγνωστου αναστασιαδης ανδρεαδης ανδρεου αντωνιαδης αντωνοπουλος αντωνοπουλου αξιωτης
αποστολιδης αποστολου αρβανιτης αργυριαδης ασπασιος αυγερινος βαμβακας βαμβας βαρνακιωτης βαρουξης βασιλειαδης
βασιλειου βασιλικος βασιλοπουλος βενιζελος βεργας βικελιδης βιλαετης βιταλη βιταλης βλαβιανος βλαστος βλαχοπουλος
βονορτας βουγιουκλακης βουλγαρης βουρδουμπας βυζαντιος γαλανη γαλανης γενναδιος γερμανος γερμανου γεωργιαδης
γεωργιου γιαγκος γιαννακοπουλος γιανναρης γιαννοπουλος γκοφας γλυκυς γουναρης γουσιος δαβης δαγκλης δαμασκηνος
δασκαλοπουλος δασκαλοπουλου δελη δεσποτοπουλος δημαρας δημητριου διαμαντοπουλος διδασκαλου δοξαρας δουμπιωτης
δουρεντης δραγουμης δρακος δυοβουνιωτης ελευθεριαδης ελευθεριου ελευθεροπουλος ευταξιας ζαιμης ζανος ζαππας ζαρκος
ζαφειροπουλος ζαχαριου ζαχος ζερβας ζερβος ζυγομαλας ζωγραφος ζωγραφου ηλιοπουλος θεοδοσιου θεοδωριδης θεοτοκης
ιωαννιδης ιωαννου καζαντζης κακριδης καλαμογδαρτης καλαρης καλλιγας καλογιαννης καλυβας κανακαρης καραβιας
καραμανλης καραμητσος καρρας κασιδιαρης καψης κεδικογλου κολιατσος κομνηνος κοντολεων κοντοσταυλος κορακας κορναρος
κορομηλας κορωναιος κοσμοπουλος κοτζιας κουβελης κουνδουρος κουντουριωτης κουρμουλης κουταλιανος κρεστενιτης
κυπραιος κωνσταντινου λαγος λαιμος λαμερας λαμπροπουλος λειβαδας λιακοπουλος λιαπης λοντος λουλης λουπης λυκος
λυτρας μαγγινας μαγκας μακρη μακρης μαλαξος μανιακης μανωλας μαρης μαρκοπουλος μαυριδης μαυρογενης μελετοπουλος
μελιοι μεσσηνεζης μεταξας μητζου μητσοτακης μιαουλης μιχαηλιδης μιχαλολιακος μοσχοβακης μπλετσας μποτσαρης
μπουκουβαλαιοι νικολαιδης νικολακος οικονομου ουζουνιδης πανταζης παπαγεωργιου παπαγος παπαδακης παπαδοπουλος
παπαζογλου παπαιωαννου παπακωστας παπανδρεου παπανικολαου παπαντωνιου παπαστεφανου παπαφιλιππου παππας ρουφος абова
андов андрухович арсов атков ацев ацева бабух балабан балабух балабуха балакун балицька балицькии бамбула бандера
барановська барановськии бачеи башук беличанец белов бердник блохин блохина борецька борецькии боровська боровськии
борочко бојаџи брагин брагина брицька брицькии бузев бунев бурмило буров бутько быков білич василин василишин
василишина васильківська васильківськии вергун вередун верещук витребенько волощук вітряк гаидук гаиовии галатеи
галаціон галаєнко галкин галкина гаман гамула ганич гапо гараи гарун гелев генов геров гигов главаш гладківська
гладківськии гладух глинська глинськии гнатишин гнатишина гоико головець горбач горовии городоцька городоцькии
грабул гречко григоришин григоришина гриневецька гриневецькии гриневська гриневськии гришин гришина гришко громико
групче гусев гучев гущин гущина данилишин данилишина данилко дворчанец демків демчишин демчишина дзюб дзюба дилев
димов динев дирјан дмитришин дмитришина дмитрук довгалевська довгалевськии доронин доронина дракул дурдинець дідух
ежов ежова ершов жеков жуков забіла зварич зимин зимина зуев зуева зыков зінкевич илиев ильин ильина исаев ицев
ицева калач калинин калинина кандиба капустин капустина карадак караман караџа карев каров карпух каськів кивач
ковальська ковальськии кодра коломієць коман компанієць кононець кордун корецька корецькии коробар коров корубин
костин костина котов коцаре коцо коцюбинська коцюбинськии коџоман крле кузьмин кузьмина кулагин кулагина кулинич
кульчицька кульчицькии кутурец лагоида лазірко лановии лапе лапин лапина латан латании латанська латанськии лахман
левадовська левадовськии леов леова ликович линдик липов лобачевська лобачевськии ломовии луговии лукин лукина
луцька луцькии луцьків лучко лыткин лыткина люта лютии лящук ліхно магера мазаило мазев мазило мазун маиборода
маковецька маковецькии малкович маміи манев маринич марків марієвська марієвськии масин махно миклашевська
миклашевськии миклухо милославська милославськии милчин михаилюк мицев мицов мишин мишина могилевська могилевськии
москаль москалюк мотрієнко мошин мустачки мухин мухина міняило наков начев негода никитин никитина нинов ногачевська
ногачевськии носов опенько орлов оровчанец осадко османли павлишин павлишина павлів пагутяк паліи панов папрадишки
паращук пасічник пендик петик петлюра петрин петрина петришин петришина петрів пејов плаксіи погиба подгорец поліщук
пономарів попов пориваи пориваило потебенько потоцька потоцькии пригода приимак притула прличко прядун рацин ризов
рогов розпутня розпутніи романишин романишина романів ромеи роменець ромочко рябов савин савина савицька савицькии
санев саєнко свидригаило семеночко семещук сердюк силецька силецькии силин силина симов скиба скоропадська
скоропадськии слободян солев сорокин сорокина сосюра сплюх сплюха спотикач стахів степанець стецьків стигаило
сторожук сторчак субботин субботина сучак сушко сідлецька сідлецькии сідляк сірко такев тарасюк тетерин тетерина
тиндареи титов тозија точко тошев третяк троян тројачанец трублаєвська трублаєвськии трясило трясун туров уманець
унич урдин усич федоришин федоришина фокин фокина фомин фомина фотев хитрово цанев цеков ценев цимбалістии цушко
чакар чашуле червоніи чипан чупона шамрило шаров шестак шилов шиндареи шиян шијак шкараба шопов шубин шубина шудрик
шумило шупик шухевич щербак щукин щукина юдин юдина юрчишин юрчишина юхно ющик ющук яворівська яворівськии ялова
яловии ялюк янюк ярмак яцишин яцишина яцьків ящук євпак ємець єрмак іванишин іванишина іванців іванів јачев џамбаз
џаџев џеков џунов
`;
