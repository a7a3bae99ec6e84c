/** Words that are the kind of a street, before or after its name, in the languages of Europe and the Americas, folded. */
export const streetWords = `street st road rd avenue ave av blvd boulevard lane ln drive dr court ct place pl square sq
  terrace ter trail trl way parkway pkwy circle cir highway hwy route rte crescent cres close gardens gate grove mews
  row walk alley plaza loop pass pike ridge run view vista village summit turnpike expressway causeway heights rise
  park parks hill hills green croft wynd parade esplanade quay wharf crossing corner corners cove coves course field
  fields ford forest fork fort garden glen harbor haven hollow island islands junction key knoll lake lakes landing
  manor meadow meadows mill mills mission mount mountain neck orchard path pine pines plains point port prairie ranch
  rapids rest river shoal shore shores spring springs spur squares station stream streets union valley via viaduct
  villages ville wall ways well wells walks brook brooks bridge burg bypass canyon cape cliff cliffs club common
  estate estates extension falls ferry freeway roads drives lights lock locks lodge mall motorway oval overpass
  passage stravenue throughway trace track trafficway tunnel underpass skyway crossroad crossroads
  strasse straße straat weg gasse platz allee ring damm ufer chaussee laan plein gracht kade dijk singel steenweg
  rue chemin allée impasse quai passage cours faubourg boulevard
  calle avenida avda camino carretera paseo plaza ronda travesia glorieta cl
  via viale piazza corso vicolo largo strada piazzale contrada
  rua travessa praça largo estrada alameda rodovia
  ul ulica aleja aleje al osiedle os plac pl
  ulice namesti nam trida nabrezi
  utca u ut utja ter tere korut fasor koz setany rakpart
  gade vej alle plads gate gata gatan vei veien vegen vagen vag torg torget stien bakken
  katu tie kuja polku
  tee tn mnt pst terrasse piazzetta
  cesta trg put ulici ulicu
  cad caddesi cadde sok sokak sokagi bulvari mahallesi mah
  улица ул проспект пр переулок пер площадь пл шоссе набережная
  οδος λεωφορος λεωφ πλατεια leoforos odos`;

/** How words end that are the name of a street by themselves. Each is written on to the name. */
export const streetEnding =
  /\p{L}{2}(?:stra(?:ss|ß)e|str|gasse|weg|platz|allee|damm|ufer|steig|ring|hof|straat|laan|plein|gracht|kade|dijk|dreef|gate|gata|gaten|gatan|gade|vei|veien|vegen|vägen|vag|väg|veg|vej|vænget|stræde|parken|gränd|gränden|backen|bakken|stien|stigen|svingen|kroken|stræti|braut|gerði|katu|tie|kuja|polku|raitti|utca|ulica|torg|torget|plads|allé|alléen|vænge|toften|haven|marken|lia|tunet)$/iu;

/** Parts of buildings and boxes, folded. */
export const unitWords = `suite ste apt apartment apartments flat unit floor room rm building bldg box pobox postbox
  postfach apdo apto appartement appartamento wohnung stan psc cmr usns usnv uss uscgc dept department lot no door etage lejlighed leil lgh
  casilla postboks postbus`;

/** What announces an address, folded. */
export const residingWords = `address addresses adresse direccion indirizzo adres adress endereco lives live living lived
  resides reside residing residence home located based ship shipped deliver delivered delivery send sent mail mailed
  office offices house restaurant located billing shipping wohnt wohne wohnhaft at on to meet return taxi`;

/** What announces a postal code or a place, folded. */
export const placingWords = `in from to at near visit visited visiting leaving leave arrived arrive travelling traveling
  travel moved move born based city town country to lives via back through across around southern northern eastern
  western central`;
