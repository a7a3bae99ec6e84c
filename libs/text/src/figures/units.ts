/** What a unit measures. */
export type Dimension =
  | 'length'
  | 'duration'
  | 'mass'
  | 'money'
  | 'data'
  | 'share'
  | 'points'
  | 'temperature'
  | 'speed'
  | 'area'
  | 'volume'
  | 'power'
  | 'energy';

export interface Unit {
  /** The one name that all spellings of the unit share. */
  readonly name: string;
  readonly dimension: Dimension;
}

const table: Readonly<Record<Dimension, string>> = {
  length:
    'metre:metres,meter,meters,m kilometre:kilometres,kilometer,kilometers,km centimetre:centimetres,centimeter,centimeters,cm millimetre:millimetres,millimeter,millimeters,mm mile:miles nautical: foot:feet,ft inch:inches yard:yards',
  duration:
    'nanosecond:nanoseconds,ns microsecond:microseconds,μs,us millisecond:milliseconds,ms second:seconds,sec,secs,s minute:minutes,min,mins hour:hours,hr,hrs,h day:days,d week:weeks month:months quarter:quarters year:years,yr,yrs decade:decades century:centuries',
  mass: 'gram:grams,gramme,grammes,g kilogram:kilograms,kilogramme,kilogrammes,kg tonne:tonnes,ton,tons milligram:milligrams,mg pound:pounds,lb,lbs ounce:ounces,oz',
  money:
    'dollar:dollars,usd,$ euro:euros,eur,€ sterling:gbp,£ krone:kroner,kronor,krona,kr,nok,sek,dkk yen:jpy,¥ rupee:rupees,inr,₹ cent:cents franc:francs,chf',
  data: 'bit:bits byte:bytes kilobyte:kilobytes,kb kibibyte:kibibytes,kib,ki megabyte:megabytes,mb mebibyte:mebibytes,mib,mi gigabyte:gigabytes,gb gibibyte:gibibytes,gib,gi terabyte:terabytes,tb tebibyte:tebibytes,tib,ti',
  share: 'percent:%,pct percentage:percentages',
  points: '',
  temperature: 'celsius:°c,degc fahrenheit:°f,degf kelvin:kelvins degree:degrees,°',
  speed: 'knot:knots kmh:km/h,kph mph: mps:m/s',
  area: 'hectare:hectares,ha acre:acres',
  volume: 'litre:litres,liter,liters,l millilitre:millilitres,milliliter,milliliters,ml gallon:gallons',
  power: 'watt:watts,w kilowatt:kilowatts,kw megawatt:megawatts,mw gigawatt:gigawatts,gw',
  energy: 'kilowatthour:kwh megawatthour:mwh gigawatthour:gwh terawatthour:twh',
};

/** Every spelling of a unit that is one word, in lower case. */
export const units: ReadonlyMap<string, Unit> = new Map(
  (Object.keys(table) as Dimension[]).flatMap((dimension) =>
    table[dimension]
      .split(' ')
      .filter((entry) => entry !== '')
      .flatMap((entry) => {
        const [name = '', spellings = ''] = entry.split(':');
        return [name, ...spellings.split(',').filter((spelling) => spelling !== '')].map(
          (spelling): [string, Unit] => [spelling, { name, dimension }],
        );
      }),
  ),
);
