import { PlantedWorld } from '@octollm/judging';
import { Dice } from '../dice.ts';
import { biography } from './biography.ts';
import { eventLog } from './event-log.ts';
import { lease } from './lease.ts';
import { race } from './race.ts';
import { recipe } from './recipe.ts';
import { settings } from './settings.ts';

/** Texts of other shapes than all that the rules of the judge were made with. */
const templates: readonly ((dice: Dice) => unknown)[] = [recipe, eventLog, lease, race, settings, biography];

/**
 * Answers that no rule was made for, right ones and ones with an error, the same for the same seed. They stay unseen as
 * long as nobody mends a rule for what is missed of them: then write other templates, and take another seed.
 */
export const unseenWorlds = (ofEach: number, seed: number): readonly PlantedWorld[] => {
  const dice = new Dice(seed);
  const made = Array.from({ length: ofEach }, () => templates.map((template) => template(dice)));
  return PlantedWorld.array().parse(made.flat());
};
