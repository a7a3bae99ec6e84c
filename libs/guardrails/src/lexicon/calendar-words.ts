/** Months by name and short form in the languages of Western Europe, folded. */
export const monthWords = `january jan february feb march mar april apr may june jun july jul august aug september sept
  sep october oct november nov december dec januar februar marz mai juni juli oktober dezember janvier fevrier mars
  avril juin juillet aout septembre octobre novembre decembre enero febrero marzo abril mayo junio julio agosto
  septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre maart
  mei augustus`;

/** Days of the week in English, folded. The others are ordinary words more often than of use. */
export const weekdayWords = 'monday tuesday wednesday thursday friday saturday sunday';
