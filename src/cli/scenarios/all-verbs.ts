import { activate } from './activate.js';
import { answer } from './answer.js';
import { causes } from './causes.js';
import { explain } from './explain.js';
import { hint } from './hint.js';
import { list } from './list.js';
import { mend } from './mend.js';
import { mystery } from './mystery.js';
import { report } from './report.js';
import { reset } from './reset.js';
import { run } from './run.js';
import { show } from './show.js';
import type { ScenarioVerb } from './verb.js';
import { verify } from './verify.js';

/** In the order in which one comes to need them. */
export const verbs: readonly ScenarioVerb[] = [
  ...[list, show, activate, hint, explain, mend, verify, run],
  ...[mystery, causes, answer, report],
  reset,
];
