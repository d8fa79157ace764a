import { updateFolderRequest, updateFolderResponse } from '../../ews-schema/operations/update-folder.js';
import type { StoredFolder } from '../../mailbox/stored.js';
import type { ValueOf } from '../../xsd/model.js';
import { EwsError } from '../errors.js';
import { extendedFrom, keyOf } from '../extended-properties.js';
import { requireFolder } from '../folder-access.js';
import { withFolderField } from '../folder-content.js';
import { isDistinguished, refusePlace } from '../folder-placement.js';
import { wantedPermissions } from '../folder-sharing.js';
import { showFolderId } from '../folder-view.js';
import { messageForEachInTurn } from '../messages.js';
import { operation } from '../operation.js';

type FolderChange = ValueOf<typeof updateFolderRequest.type>['FolderChanges']['FolderChange'][number];
type Description = FolderChange['Updates'][number];

/** UpdateFolder (MS-OXWSFOLD). */
export const updateFolder = operation({
  request: updateFolderRequest,
  response: updateFolderResponse,
  answer({ FolderChanges }, call) {
    const update = async (change: FolderChange) => {
      const found = requireFolder(change, call, 'own');
      const { mailbox, folder } = found;
      const sharing = change.Updates.map(permissionsIn).findLast((set) => set !== undefined);
      const permissions = sharing && wantedPermissions(sharing, found, call);
      const others = change.Updates.filter((update) => permissionsIn(update) === undefined);
      const after = others.reduce(withUpdate, folder);
      if (after.displayName !== folder.displayName) {
        if (isDistinguished(folder)) throw bornNames();
        refusePlace(mailbox, folder.parent, after.displayName, folder);
      }
      const updated = mailbox.updateFolder(after);
      if (permissions) await call.organization.setFolderPermissions(found.owner, after.displayName, permissions);
      return { Folders: [showFolderId(mailbox, updated)] };
    };
    return messageForEachInTurn('UpdateFolder', FolderChanges.FolderChange, update, { Folders: [] });
  },
});

/** The permissions that are to be set; undefined for what is about something else. */
function permissionsIn(description: Description): object | undefined {
  const [content] = Object.values(description) as Readonly<Record<string, { readonly PermissionSet?: object }>>[];
  const { FieldURI, ...kinds } = content ?? {};
  if ((FieldURI as { FieldURI?: string } | undefined)?.FieldURI !== 'folder:PermissionSet') return undefined;
  return Object.values(kinds)[0]?.PermissionSet;
}

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
