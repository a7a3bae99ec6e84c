import type { Role } from './roles.ts';

/** The words with which announcements begin, folded. The detectors look at what follows them. */
export const announcingWords: Readonly<Partial<Record<Role, string>>> = {
  phone: `telephone telefone telephon telefon telefono tel tlf phone phones mobile mobil mobiltelefon cell cellphone fax
    call calls calling called sms text texting whatsapp signal dial ring reach handy portable movil rufnummer messages
    message desk contact landline hotline answering registered number numbers numero numer cislo nummer viber pager
    телефон тел 电 手`,
  card: 'credit debit bank payment card cards cc kreditkarte kreditkarten tarjeta carte bankkort',
  taxpayer: 'ssn social itin individual',
  routing: 'routing aba rtn transit',
  account: `bank checking savings current deposit account acct a konto kontonummer bankkonto kontonr bankkontonummer
    bankkontonr numero`,
  licence: `driver drivers driving dl dln license licence fuhrerschein permis permiso forerkort`,
  passport: 'passport passports reisepass passeport pasaporte reisepassnummer passnummer',
  medical: 'mrn medical health patient chart patientennummer pasientnummer',
  birth: `d dob born birth birthdate birthday date geboren geb geburtsdatum ne nee nacido nacida fecha fodt fodselsdato
    дата родился родилась`,
  secret: `bearer basic password passphrase passwort kennwort contrasena mot senha pwd ghp gho ghu ghs ghr github sk rk
    whsec octollm xoxa xoxb xoxe xoxp xoxr xoxs xapp glpat gldt glrt glptt npm pypi dckr hf gsk nvapi pplx xai sg doo
    dop dor shpat shpca shppa shpss`,
  postal: 'zip zipcode postcode postal plz postleitzahl codigo cap psc postnummer',
  age: 'year years yr yrs y aged age turned turning old yo jahre jahrige ans anos',
};
