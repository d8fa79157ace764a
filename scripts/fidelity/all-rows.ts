import { deviations, ownWords } from './deviations.js';
import { refusals } from './refusals.js';
import { subjects } from './subjects/index.js';
import type { HeldRow } from './witnesses.js';

/** Every row of the page that a test must hold. */
export const allRows: readonly HeldRow[] = [
  ...deviations.flatMap(({ lab, witness, mayBeSkipped }) =>
    witness ? [{ name: `deviation "${lab}"`, witnesses: [witness], mayBeSkipped }] : [],
  ),
  ...ownWords.map(({ what, witness }) => ({ name: `own words "${what}"`, witnesses: [witness] })),
  ...refusals.map(({ name, witnesses }) => ({ name: `refusal ${name}`, witnesses, takesTriggers: true })),
  ...subjects
    .flatMap(({ rows }) => rows)
    .map(({ id, witness, mayBeSkipped }) => ({ name: id, witnesses: [witness].flat(), mayBeSkipped })),
];
