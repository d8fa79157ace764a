import { element } from '../../xsd/types.js';
import { folderInfo } from '../folders.js';
import { m } from '../namespaces.js';
import { responseElement } from '../responses.js';
import { baseMoveCopyFolder } from './move-folder.js';

/** CopyFolder (MS-OXWSFOLD). */
export const copyFolderRequest = element('m', 'CopyFolder', m.extended('CopyFolderType', baseMoveCopyFolder, {}));

export const copyFolderResponse = responseElement('CopyFolder', folderInfo);
