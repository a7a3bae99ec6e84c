/**
 * Ordinary words that begin sentences or stand capitalised in titles, and names that are ordinary words as well,
 * folded. A name from here counts only when something else speaks for it.
 */
export const commonWords = `a about above account according across act action active actual add added address after
  again against age ago agree ahead air alice all allow almost alone along already also although always am amber
  amendment america among an ancient and angel animal annual another answer any anyone anything appear application
  apply april arcade archive are area aren arm army around art article as asia ask asked association asti at atlantic
  attention august aunt aurora author autumn available away baby back bad bag ball band bar base basic battery be bean
  beat beautiful became because become bed been before began begin being believe bell below berry best better between
  big bill bird birth bishop bit black blank block blood bloom blue blunt board boat body bond bonnet book border born
  both box boy branch brand bread break bright bring broad brother brought brown buck build building bull bus bush
  business but buy by cake call came camp can cannot cap capital car care carol carp case cash castle cat cause center
  central century certain chad chair chance change chapter charge chase check chelsea child children choice choose
  christian christmas church circle city civil class clean clear client cliff close cloud club coach coal code cold
  college colon color come coming committee common company complete computer concert consider constitution contact
  contain continue control cook cool copy coral corn corner corral cost could council country county course court cover
  crane create credit cross crystal culture cup current customer cut dad daily dale dance dark data date dawn day days
  dead deal dean dear death december decide deep defense degree delete delivery democratic den department describe
  design desk destiny detail develop diamond did die different digital dime dinner direct director disc discipline
  discover display do dock doctor document does dog dollar don done door double dove down draw dream dress drink drive
  driver drop dry duke during duty each earl early earnest earth east easy eat economic edge education effect egg eight
  either electric eleven else email employee empty end energy engine english enter environment equal error euro europe
  even evening event ever every everyone everything evidence exactly example excellent except excuse experience
  explain express eye face fact fair faith fall false family far farm fashion fast father favor fax feature february
  federal feel feline fern few field fields fifty fifth figure file fill film final finally find fine finger fire firm
  first fish fisher five flag flash flat flight floor florence flow flower flowers fly follow following food foot for
  force ford foreign forest forever form former forth forty forward found foundation four fourth fox frank free fresh
  friday friend from front frost fruit full fun function further future gad gain game gap garden gas gate gave gene
  general genesis gentle get gift ginger girl give given glad glass glen global go goal god gold golden gone good got
  grace grand grant grass gray great green grey ground group grow guard guess guide gun gust guy had hair half hall hand
  happen happy harbor hard hardy has hate have having hawk he head health hear heart heat heath heaven heavy held hello
  help hence her here hero herself hi high hill hills him himself his history hit hold hole holiday holland holy home
  honest hope horn horse hot hotel hour house how however hundred hunter husband ice idea if image important in include
  income index indeed india industry information innocent input inside instead interest internal international
  internet into invite ireland iris iron is island israel issue it item its itself ivy jade january jazz jersey jet job
  join joint jordan journal joy judge july jump june junior just justice keep key kick kid kill kind king kings kiss
  kitchen knew knight know lace lack lady lake lamb land lane language large last late later laugh lava law laws lead
  league lean learn least leave led left leg legal less let letter level liberty library lie life light like lily line
  link lion list listen literature little live lo local lock logic lone long look lord lose lost lot love low luck lunch
  machine made magazine mail main major make making mall man manager many map march mark market marks marsh marten mason
  mass master match matter max may maybe me mean meaning meanwhile measure meat media medical meet member memory men
  mercy merry message metal method middle might mile miles military milk mill mind mine ministry minor minute miss model
  modern mom monday money month moon moody more moreover morning most mother mountain mouth move movement movie mrs much
  museum music must my myself name named national natural nature navy near nearly neck need neither network never new
  news next nice nick night nine no nobody none noon nor norm normal north northern not note nothing notice november now
  number object ocean octave october odd of off offer office officer often oh oil ok okay old olive on once one only
  open operation opinion opposite option or orange order original other our out outside over own pace page pain paint
  palm papa paper parent park part parties partner party pass past pat path patient pave pay peace peak pearl penny
  people pepper per perfect perhaps period person phone photo picture piece pine pink pip place plan plant play please
  plus point police policy pop pope poppy port porter position possible post potter power practice precious prepare
  present president press pretty prevent price pride prime prince princess print prior private probably problem process
  produce product program project promise prompt proper protect provide public pure purple purpose push put queen
  question questions quick quiet quite quote race radio rain raise random range rapid rate rather raw ray reach read
  reader ready real really reason recent record red redwood reed reference region regular related remember remote
  remove repeat reply report republic request require research respect response rest result return review rex rice rich
  ride right rim ring rise river road rob robin rock rod role roll room root rose round route row royal ruby rule run
  rush rusty safe said saint salary sale salt same sandy santa santos saturday savage save saw say scene school science
  score sea search season seat second secret section security see seek seem self sell send senior sense sentence
  separate september series serious service session set settle seven several shall shape share sharp she shepherd shift
  ship shoe shop short should shoulder show shut sick side sierra sign signal silver similar simple simply sin since sing
  single sir sister sit site six size skill skin sky sleep slow small smart smile smooth snow so social society soft
  software soil solar soldier some someone something sometimes son song songs soon sorry sort soul sound source south
  southern space spanish speak special species speech speed spend sport spring square stage stale stand standard star
  stark start state statement states station stay steel step  still stock stone stop store storm story straight
  strange strategy stream street strength strong student study style subject success such sudden sugar suggest suite
  summary summer summers sun sunday sunny support sure surface swan sweet swift system table take talk tall target tax
  tea teach team technology tell ten tender term test text than thank thanks that the their them themselves then theory
  there therefore these they thing think third this those though thought thousand three through throughout thursday
  thus ticket till time tiny title to today together tokyo told tomorrow ton tonight too took tool top topic total touch
  toward tower town track trade trail train training translate travel treasure treat tree trinity trip true trust truth
  try tuba tuesday turn turner tv twelve twenty two type under understand union unique unit united universe university
  unless until up upon urban us use used user usual valentine valley value van various very via victoria victory video
  view village violet virginia visit voice vote wait walk walker wall want war warm warning was wash watch water way we
  weak wear weather wednesday week weight weiss welcome well wells went were west western what whatever when whenever
  where whether which while white who whoever whole whose why wide wife wild will willow win wind window winter wisdom
  wise wish with within without wolf woman women wonder wood woods word work worker world worry worse worst worth would
  write writer written wrong yard yeah year yellow yes yesterday yet you young your yours yourself youth zero zoo
  ein eine der die das ist und oder nicht mit von zu auf bei aus nach wie was wer wenn dann aber auch noch nur schon
  bauer koch konig kaiser vogel berg stein wald schwarz weis weiss gross klein jung alt lang kurz neu gut schneider
  fischer weber schmied jager richter meister bach winter sommer herbst sonntag montag freitag held herz engel krieg
  le la les un une et ou est sont dans pour avec sans petit grand blanc noir roi lion el los las uno una con por para
  que rey rojo blanco negro il lo gli con per bianco rossi conti costa monte rio santa sal mar sol luna leon cruz
  mann haben habe hat sind wird werden kann soll muss ich du er sie es wir ihr sein buch dies diese dieser dieses
  schuler lander arbeit zeit jahr menschen frauen kinder mein dein unser recht frage antwort ignoriere vergiss
  moss ferry fen heather holly hazel basil laurel myrtle olive sterling marble granite slate flint
  lage
  mitre mode human humans hack sage corona romans gregorian dan user admin root bot jail agent model token key server
  client host proxy gateway cluster node pod service route bash shell script kernel cookie session cloud azure oracle
  ignore system prompt instructions assistant agent python java javascript linux windows google apple amazon microsoft
  data json http https api sql html css php ruby rust swift perl docker kubernetes redis postgres android chrome
  firefox github figure appendix chapter section reynolds prandtl mach navier`;
