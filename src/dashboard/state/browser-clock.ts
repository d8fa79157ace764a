import type { Clock } from '../../clock.js';

/** The clock of the reader's computer; the lab's own is in lab.ts. */
export const browserClock: Clock = { now: () => Date.now() };
