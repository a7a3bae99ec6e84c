/** What stands before names, folded. */
export const titleWords = `mr mrs ms miss mister madam mx dr doctor prof professor sir dame lady lord rev reverend fr
  father sister brother capt captain sgt sergeant lt lieutenant maj colonel col gen hon judge justice senator sen
  president chancellor minister herr frau fraulein hr fru fröken froken monsieur madame mademoiselle mme mlle signor
  signora signorina sig señor senor senora senorita sra srta sr don dona doña dottor dottoressa pan pani pán paní
  господин госпожа mevrouw meneer dhr mevr uncle aunt auntie grandma grandpa rabbi imam sheikh`;

/** Titles that are also taken as something of their own: the honorifics. */
export const honorific =
  /^(?:mr|mrs|ms|miss|mx|dr|prof|sir|dame|rev|hon|herr|frau|monsieur|madame|mme|mlle|signor|signora|señor|señora|sra|srta)\.?$/i;

/** What stands within names and is not capitalised, folded. */
export const particleWords = `van von de der den del della di da das do dos du d l dei delle degli della dello sur sous aux nad na am im of la le el al bin ibn binti ben bint ter ten
  zu af av y e san st saint mac mc`;

/** What announces that a name follows, folded. */
export const namingWords = `him her them me maiden name names named naming call calls called caller dear hi hello hey regards sincerely cheers
  thanks yours truly best wishes signed im i am this is it its wife husband partner son daughter brother sister mother
  father friend colleague boss manager assistant nurse contact attn attention customer client patient employee user
  author by with to from said says told asked replied whispered shouted met meet spoke speak speaking named heiße heisse namens nombre nom llamo
  appelle chiamo naam navn jmeno under ich bin je me mi jag jeg heter hedder`;

/** What ends the names of organisations, folded. */
export const companyWords = `inc incorporated corp corporation llc llp ltd limited plc gmbh ag kg ohg sa sas sarl spa srl
  bv nv ab as asa oy oyj aps kft zrt doo sro pty co company group holdings holding foundation association institute
  university college bank insurance partners associates solutions technologies industries systems services airlines
  ventures capital labs media`;
