import { xs } from '../xsd/simple-types.js';
import { t } from './namespaces.js';
import { guid } from './paths.js';

/** The tag of a policy by which a folder or item is kept or archived (MS-OXWSFOLD, MS-OXWSCORE). */
export const retentionTag = t.text('RetentionTagType', guid, { IsExplicit: xs.boolean });
