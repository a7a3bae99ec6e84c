import { type Dimension, type Unit, units } from './units.ts';

/** The dimension, the name and the spellings of units that are written as several words or with a raised figure. */
const lines = `
points|percentage point|percentage points,percent points,per cent points,pp
share|percent|per cent
temperature|celsius|degree celsius,degrees celsius,degrees c
temperature|fahrenheit|degree fahrenheit,degrees fahrenheit,degrees f
length|nautical mile|nautical miles
area|square metre|square metres,square meter,square meters,sq m,m²,m2
area|square kilometre|square kilometres,square kilometer,square kilometers,sq km,km²,km2
area|square mile|square miles,sq mi
area|square foot|square feet,sq ft
volume|cubic metre|cubic metres,cubic meter,cubic meters,m³,m3
speed|kmh|kilometres per hour,kilometers per hour,kilometres an hour,kilometers an hour
speed|mph|miles per hour,miles an hour
speed|mps|metres per second,meters per second,metres a second
energy|kilowatthour|kilowatt hour,kilowatt hours,kilowatt-hours
energy|megawatthour|megawatt hour,megawatt hours,megawatt-hours
energy|gigawatthour|gigawatt hour,gigawatt hours,gigawatt-hours
energy|terawatthour|terawatt hour,terawatt hours,terawatt-hours
`;

/** Every spelling of a unit in lower case, those of several words included. */
export const allUnits: ReadonlyMap<string, Unit> = new Map([
  ...units,
  ...lines
    .trim()
    .split('\n')
    .flatMap((line): [string, Unit][] => {
      const [dimension = '', name = '', spellings = ''] = line.split('|');
      const unit = { name, dimension: dimension as Dimension };
      return [name, ...spellings.split(',')].map((spelling) => [spelling, unit]);
    }),
]);
