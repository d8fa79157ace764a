import { required, type Step } from '../judgement.js';
import { checkLifetime } from './lifetime.js';

/** Times of the user context. */
export const outerLifetime: Step = {
  name: 'user context: lifetime',
  place: 'module',
  varies: true,
  check: ({ now }, found) => checkLifetime(required(found.outerToken, 'outer token'), now),
};
