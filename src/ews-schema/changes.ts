import { enumeration, words } from '../xsd/simple-types.js';
import { choice } from '../xsd/types.js';
import { t } from './namespaces.js';
import { path } from './paths.js';

/** Which property of a folder or item is set, deleted or appended to (MS-OXWSCDATA). */
export const changeDescription = t.complex('ChangeDescriptionType', { isAbstract: true, content: [choice(path)] });

/** What becomes of what is deleted (MS-OXWSCDATA). */
export const disposal = enumeration('t', 'DisposalType', words('HardDelete SoftDelete MoveToDeletedItems'));
