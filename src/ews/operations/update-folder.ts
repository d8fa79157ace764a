import { updateFolderRequest, updateFolderResponse } from '../../ews-schema/operations/update-folder.js';
import type { StoredFolder } from '../../mailbox/stored.js';
import type { ValueOf } from '../../xsd/model.js';
import { EwsError } from '../errors.js';
import { extendedFrom, keyOf } from '../extended-properties.js';
import { requireFolder } from '../folder-access.js';
import { withFolderField } from '../folder-content.js';
import { isDistinguished, refusePlace } from '../folder-placement.js';
import { showFolderId } from '../folder-view.js';
import { messageForEach } from '../messages.js';
import { operation } from '../operation.js';

type FolderChange = ValueOf<typeof updateFolderRequest.type>['FolderChanges']['FolderChange'][number];
type Description = FolderChange['Updates'][number];

/** UpdateFolder (MS-OXWSFOLD). */
export const updateFolder = operation({
  request: updateFolderRequest,
  response: updateFolderResponse,
  answer({ FolderChanges }, call) {
    const update = (change: FolderChange) => {
      const { mailbox, folder } = requireFolder(change, call, 'own');
      const after = change.Updates.reduce(withUpdate, folder);
      if (after.displayName !== folder.displayName) {
        if (isDistinguished(folder)) throw bornNames();
        refusePlace(mailbox, folder.parent, after.displayName, folder);
      }
      return { Folders: [showFolderId(mailbox, mailbox.updateFolder(after))] };
    };
    return messageForEach('UpdateFolder', FolderChanges.FolderChange, update, { Folders: [] });
  },
});

/** `{ SetFolderField: { FieldURI: …, Folder: { DisplayName: … } } }` */
function withUpdate(folder: StoredFolder, description: Description): StoredFolder {
  const [[kind, content]] = Object.entries(description) as [[keyof Description, object]];
  if (kind === ('AppendToFolderField' as string)) throw notAppendable();
  const { FieldURI, IndexedFieldURI, ExtendedFieldURI, ...kinds } = content as Readonly<Record<string, never>>;
  const [value] = Object.values(kinds) as (Readonly<Record<string, unknown>> | undefined)[];
  if (ExtendedFieldURI) {
    const others = (folder.extended ?? []).filter(({ uri }) => keyOf(uri) !== keyOf(ExtendedFieldURI));
    return { ...folder, extended: [...others, ...(extendedFrom(value?.ExtendedProperty) ?? [])] };
  }
  const path = String((FieldURI as { FieldURI: string } | undefined)?.FieldURI ?? IndexedFieldURI);
  const name = path.replace(/^folder:/, '');
  return withFolderField(folder, value ? { name, value } : { name });
}

/** Folders have no property that can be appended to (learn.microsoft.com, AppendToFolderField: "not implemented"). */
const notAppendable = () =>
  new EwsError('ErrorInvalidPropertyAppend', 'The append action is not supported for this property.');

const bornNames = () =>
  new EwsError('ErrorFolderSaveFailed', '[lab] The folders that every mailbox is born with keep their names here.');
