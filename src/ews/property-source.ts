import type { Path } from './extended-properties.js';

/** Where the value of a property comes from: an item, or a folder. */
export type PropertySource = (path: Path) => unknown;
