import type { EwsOperation } from './operation.js';
import { getFolder } from './operations/get-folder.js';

/** Every operation the lab has; adding one is a file and a line here. */
export const operations: readonly EwsOperation[] = [getFolder];
