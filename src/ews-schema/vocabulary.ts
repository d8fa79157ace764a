import type { ElementDeclaration } from '../xsd/model.js';
import { getFolderRequest, getFolderResponse } from './operations/get-folder.js';

/** What is asked and what is answered, operation by operation. */
export const operationElements: readonly (readonly [request: ElementDeclaration, response: ElementDeclaration])[] = [
  [getFolderRequest, getFolderResponse],
];
