import { EwsError } from './errors.js';
import type { FieldChange } from './item-changes.js';

/** What the server finds out itself: no client sets or deletes it. */
const serversOwn: ReadonlySet<string> = new Set([
  ...['ItemId', 'ParentFolderId', 'Size', 'DateTimeCreated', 'LastModifiedTime', 'LastModifiedName', 'HasAttachments'],
  ...['Attachments', 'EffectiveRights', 'MimeContent', 'InstanceKey', 'Preview', 'ResponseObjects', 'IsSubmitted'],
  ...['DisplayTo', 'DisplayCc', 'DisplayBcc', 'CalendarItemType', 'FirstOccurrence', 'LastOccurrence'],
  ...['ModifiedOccurrences', 'DeletedOccurrences', 'CompleteName'],
]);

/** What more can be appended to (the public page on AppendToItemField). */
const appendable: ReadonlySet<string> = new Set([
  ...['Body', 'ReplyTo', 'ToRecipients', 'CcRecipients', 'BccRecipients'],
  ...['RequiredAttendees', 'OptionalAttendees', 'Resources'],
]);

const refusals = {
  set: () => new EwsError('ErrorInvalidPropertySet', '[lab] No client sets this property.'),
  append: () => new EwsError('ErrorInvalidPropertyAppend', '[lab] Nothing can be appended to this property.'),
  delete: () => new EwsError('ErrorInvalidPropertyDelete', '[lab] No client deletes this property.'),
} as const;

/** Throws EwsError for a change that can't be, or whose value is not the one of its property. */
export function checkChange({ path, kind, value, inMime }: FieldChange): void {
  if (inMime) return;
  const name = 'FieldURI' in path ? path.FieldURI.FieldURI.replace(/^\w+:/, '') : undefined;
  if (name !== undefined && serversOwn.has(name)) throw refusals[kind]();
  if (kind === 'append' && !(name !== undefined && appendable.has(name))) throw refusals.append();
  if (kind === 'delete') return;
  const said = Object.keys(value);
  if (said.length > 1) {
    throw new EwsError(
      'ErrorIncorrectUpdatePropertyCount',
      '[lab] A change is of one property, and has its value alone.',
    );
  }
  if (said.length === 0 || (name !== undefined && said[0] !== name)) {
    throw new EwsError('ErrorUpdatePropertyMismatch', '[lab] The value of a change is that of the property it names.');
  }
}
