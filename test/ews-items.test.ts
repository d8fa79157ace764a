import t from 'tap';
import { withFolderPermissions } from '../src/directory/folder-permissions.js';
import { deleteItemRequest, deleteItemResponse } from '../src/ews-schema/operations/delete-item.js';
import { findItemRequest, findItemResponse } from '../src/ews-schema/operations/find-item.js';
import { getItemRequest, getItemResponse } from '../src/ews-schema/operations/get-item.js';
import { updateItemRequest, updateItemResponse } from '../src/ews-schema/operations/update-item.js';
import type { Mailbox } from '../src/mailbox/mailbox.js';
import { type ObjectId, readId, writeId } from '../src/mailbox/object-id.js';
import type { ValueOf } from '../src/xsd/model.js';
import { labWith, put } from './acceptance/ews-mailboxes.js';
import { EwsSession, onlyMessage } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { closeAgents } from './acceptance/wire.js';

// Items one by one: got, changed, removed.

type Shape = ValueOf<typeof getItemRequest.type>['ItemShape'];
type Ids = ValueOf<typeof getItemRequest.type>['ItemIds'];
type Update = ValueOf<typeof updateItemRequest.type>;
type Change = Update['ItemChanges']['ItemChange'][number]['Updates'][number];

interface Id {
  readonly Id: string;
  readonly ChangeKey?: string;
}
type Properties = Readonly<Record<string, unknown>> & { readonly ItemId: Id };

const ids: Record<string, string> = {};

function keep(name: string, mailbox: Mailbox, { number }: { number: number }): void {
  ids[name] = writeId({ kind: 'item', mailbox, number });
}

const labs = new TestLabs('ews-items');
const lab = await labWith(
  labs,
  'lab',
  {
    user2: (mailbox) => {
      const message = (name: string, more: object = {}) =>
        keep(
          name,
          mailbox,
          put(mailbox, 'inbox', 'Message', {
            Subject: name,
            Body: { text: '<p>Hello &amp; welcome</p>', BodyType: 'HTML' },
            ToRecipients: { Mailbox: [{ Name: 'One', EmailAddress: 'one@lab.test', RoutingType: 'SMTP' }] },
            ...more,
          }),
        );
      for (const name of ['read', 'changed', 'appended', 'conflict', 'hard', 'soft', 'moved']) message(name);
      message('categorised', { Categories: { String: ['Red'] } });
      keep(
        'contact',
        mailbox,
        put(mailbox, 'contacts', 'Contact', {
          DisplayName: 'Anton',
          EmailAddresses: { Entry: [{ Key: 'EmailAddress1', text: 'anton@lab.test' }] },
          PhysicalAddresses: { Entry: [{ Key: 'Business', Street: 'Main 1', City: 'Bern' }] },
        }),
      );
      keep(
        'series',
        mailbox,
        put(mailbox, 'calendar', 'CalendarItem', {
          Subject: 'Daily',
          Start: '2026-11-30T09:00:00Z',
          End: '2026-11-30T09:30:00Z',
          Recurrence: {
            DailyRecurrence: { Interval: 1 },
            NumberedRecurrence: { StartDate: '2026-11-30', NumberOfOccurrences: 3 },
          },
        }),
      );
    },
    admin: (mailbox) => {
      keep('readable', mailbox, put(mailbox, 'inbox', 'Message', { Subject: 'readable' }));
      keep('editable', mailbox, put(mailbox, 'drafts', 'Message', { Subject: 'editable' }));
      keep('closed', mailbox, put(mailbox, 'sentitems', 'Message', { Subject: 'closed' }));
    },
  },
  (healthy) => ({
    ...healthy,
    recipients: healthy.recipients.map((one) =>
      one.alias === 'admin'
        ? withFolderPermissions(
            withFolderPermissions(one, 'Inbox', [{ user: 'user2', accessRights: ['Reviewer'] }]),
            'Drafts',
            [{ user: 'user2', accessRights: ['Editor'] }],
          )
        : one,
    ),
  }),
);
const session = new EwsSession(lab, 'user2@msxfaq.de');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

const idOf = (name: string): Id => ({ Id: ids[name] ?? '' });
const field = (FieldURI: string) => ({ FieldURI: { FieldURI } }) as never;

const getItem = { request: getItemRequest, response: getItemResponse };

async function got(ItemIds: Ids, shape: Shape = { BaseShape: 'AllProperties' }): Promise<readonly Properties[]> {
  const { ResponseMessages } = await session.ask(getItem, { ItemShape: shape, ItemIds });
  return ResponseMessages.map((one) => {
    const { ResponseCode, Items = [] } = Object.values(one)[0] as unknown as { ResponseCode: string; Items: object[] };
    return ResponseCode === 'NoError' ? Object.values(Items[0] ?? {})[0] : { ResponseCode };
  });
}

async function item(name: string, shape?: Shape): Promise<Properties> {
  const [one] = await got([{ ItemId: idOf(name) }], shape);
  return one ?? { ItemId: { Id: '' } };
}

async function update(
  ItemId: Id,
  Updates: readonly unknown[],
  resolution: Update['ConflictResolution'] = 'AlwaysOverwrite',
  more: object = {},
) {
  const ItemChanges = { ItemChange: [{ ItemId, Updates: Updates as readonly Change[] }] };
  const how = { MessageDisposition: 'SaveOnly', SendMeetingInvitationsOrCancellations: 'SendToNone' };
  const request = { ConflictResolution: resolution, ...how, ...more, ItemChanges } as Update;
  return onlyMessage(await session.ask({ request: updateItemRequest, response: updateItemResponse }, request));
}

const set = (path: object, value: object) => ({ SetItemField: { ...path, ...value } });
const append = (path: object, value: object) => ({ AppendToItemField: { ...path, ...value } });
const remove = (path: object) => ({ DeleteItemField: path });

t.test('an item shows what its shape asks for', async (t) => {
  const only = await item('read', { BaseShape: 'IdOnly' });
  t.strictSame(Object.keys(only), ['ItemId']);
  const all = await item('read');
  t.match(all, {
    Subject: 'read',
    Body: { text: '<p>Hello &amp; welcome</p>', BodyType: 'HTML' },
    ItemClass: 'IPM.Note',
    IsRead: true,
    HasAttachments: false,
    DisplayTo: 'One',
  });
  t.equal(all.MimeContent, undefined, 'only on demand');
  t.equal(all.ItemId.ChangeKey, only.ItemId.ChangeKey);
  t.match(await item('read', { BaseShape: 'IdOnly', BodyType: 'Text', AdditionalProperties: [field('item:Body')] }), {
    Body: { text: 'Hello & welcome', BodyType: 'Text' },
  });
  const asText = await item('read', { BaseShape: 'IdOnly', AdditionalProperties: [field('item:TextBody')] });
  t.match(asText, { TextBody: { text: 'Hello & welcome', BodyType: 'Text' } });
});

t.test('what cannot be got has its error beside what can', async (t) => {
  const known = idOf('read');
  const { mailbox, number } = readId(known.Id) as ObjectId;
  const nowhere = { guid: '00000000-0000-0000-0000-000000000001', resets: 0 };
  const gone = { Id: writeId({ kind: 'item', mailbox: nowhere, number: 1 }) };
  const fromBefore = { Id: writeId({ kind: 'item', mailbox: { ...mailbox, resets: 1 }, number }) };
  const attachment = { Id: writeId({ kind: 'attachment', mailbox, number: 16, part: 1 }) };
  const all = await got(
    [known, { Id: 'nonsense' }, { Id: '' }, gone, fromBefore, attachment, idOf('closed'), idOf('readable')].map(
      (ItemId) => ({
        ItemId,
      }),
    ),
    { BaseShape: 'IdOnly' },
  );
  t.match(all, [
    { ItemId: known },
    { ResponseCode: 'ErrorInvalidIdMalformed' },
    { ResponseCode: 'ErrorInvalidIdEmpty' },
    { ResponseCode: 'ErrorItemNotFound' },
    { ResponseCode: 'ErrorItemNotFound' },
    { ResponseCode: 'ErrorItemNotFound' },
    { ResponseCode: 'ErrorAccessDenied' },
    { ItemId: idOf('readable') },
  ]);
});

t.test('a series and its occurrences lead to each other', async (t) => {
  const series = ids.series ?? '';
  const [second] = await got([{ OccurrenceItemId: { RecurringMasterId: series, InstanceIndex: 2 } }]);
  t.match(second, { CalendarItemType: 'Occurrence', Start: '2026-12-01T09:00:00Z' });
  const [master] = await got([{ RecurringMasterItemId: { OccurrenceId: second?.ItemId.Id ?? '' } }]);
  t.match(master, { CalendarItemType: 'RecurringMaster', ItemId: { Id: series } });
  const [fourth] = await got([{ OccurrenceItemId: { RecurringMasterId: series, InstanceIndex: 4 } }]);
  t.match(fourth, { ResponseCode: 'ErrorItemNotFound' });
});

const extended = {
  ExtendedFieldURI: { DistinguishedPropertySetId: 'PublicStrings', PropertyName: 'Lab', PropertyType: 'String' },
};

t.test('properties are set, appended to and deleted', async (t) => {
  const before = await item('changed');
  const message = await update(idOf('changed'), [
    set(field('item:Subject'), { Message: { Subject: 'New' } }),
    set(field('item:Importance'), { Message: { Importance: 'High' } }),
    set(extended, { Message: { ExtendedProperty: [{ ...extended, Value: 'x' }] } }),
    remove(field('message:ToRecipients')),
  ]);
  t.match(message, { ResponseCode: 'NoError', ConflictResults: { Count: 0 } });
  const after = await item('changed', { BaseShape: 'AllProperties', AdditionalProperties: [extended as never] });
  t.match(after, { Subject: 'New', Importance: 'High', ExtendedProperty: [{ Value: 'x' }] });
  t.equal(after.ToRecipients, undefined);
  t.equal(after.ItemId.Id, before.ItemId.Id, 'it stays the same item');
  t.not(after.ItemId.ChangeKey, before.ItemId.ChangeKey, 'in another state');
  const [shown] = (message as { Items: { Message: Properties }[] }).Items;
  t.strictSame(shown?.Message.ItemId, after.ItemId, 'which the answer tells');
  await update(idOf('changed'), [remove(extended)]);
  const last = await item('changed', { BaseShape: 'IdOnly', AdditionalProperties: [extended as never] });
  t.equal(last.ExtendedProperty, undefined);
});

t.test('bodies and lists of recipients are appended to', async (t) => {
  const more = { Mailbox: [{ EmailAddress: 'two@lab.test', RoutingType: 'SMTP' }] };
  await update(idOf('appended'), [
    append(field('item:Body'), { Message: { Body: { text: '<p>More</p>', BodyType: 'HTML' } } }),
    append(field('message:ToRecipients'), { Message: { ToRecipients: more } }),
    append(field('message:CcRecipients'), { Message: { CcRecipients: more } }),
  ]);
  const after = await item('appended');
  t.match(after.Body, { text: '<p>Hello &amp; welcome</p><p>More</p>' });
  t.match(after.ToRecipients, { Mailbox: [{ EmailAddress: 'one@lab.test' }, { EmailAddress: 'two@lab.test' }] });
  t.match(after.CcRecipients, { Mailbox: [{ EmailAddress: 'two@lab.test' }] });
});

const address = (FieldIndex: string) => ({ IndexedFieldURI: { FieldURI: 'contacts:EmailAddress', FieldIndex } });
const city = { IndexedFieldURI: { FieldURI: 'contacts:PhysicalAddress:City', FieldIndex: 'Business' } };

t.test('one entry of several is set and deleted', async (t) => {
  const entry = (Key: string, text: string) => ({ Contact: { EmailAddresses: { Entry: [{ Key, text }] } } });
  await update(idOf('contact'), [
    set(address('EmailAddress1'), entry('EmailAddress1', 'new@lab.test')),
    set(address('EmailAddress2'), entry('EmailAddress2', 'second@lab.test')),
    set(city, { Contact: { PhysicalAddresses: { Entry: [{ Key: 'Business', City: 'Basel' }] } } }),
  ]);
  t.match(await item('contact'), {
    EmailAddresses: { Entry: [{ Key: 'EmailAddress1', text: 'new@lab.test' }, { Key: 'EmailAddress2' }] },
    PhysicalAddresses: { Entry: [{ Key: 'Business', Street: 'Main 1', City: 'Basel' }] },
  });
  await update(idOf('contact'), [remove(address('EmailAddress1')), remove(city)]);
  const after = await item('contact');
  t.strictSame((after.EmailAddresses as { Entry: object[] }).Entry.length, 1);
  t.strictSame(after.PhysicalAddresses, { Entry: [{ Key: 'Business', Street: 'Main 1' }] }, 'the street stays');
  await update(idOf('contact'), [remove(address('EmailAddress2'))]);
  t.equal((await item('contact')).EmailAddresses, undefined);
});

t.test('who would overwrite what he does not know hears of it', async (t) => {
  const { ItemId: stale } = await item('conflict');
  const rename = (Subject: string) => [set(field('item:Subject'), { Message: { Subject } })];
  t.match(await update({ Id: stale.Id }, rename('a'), 'NeverOverwrite'), { ResponseCode: 'ErrorChangeKeyRequired' });
  t.match(await update({ Id: stale.Id }, rename('a'), 'AutoResolve'), { ResponseCode: 'ErrorChangeKeyRequired' });
  t.match(await update(stale, rename('first'), 'NeverOverwrite'), { ResponseCode: 'NoError' });
  t.match(await update(stale, rename('second'), 'NeverOverwrite'), { ResponseCode: 'ErrorIrresolvableConflict' });
  t.equal((await item('conflict')).Subject, 'first');
  t.match(await update(stale, rename('third'), 'AlwaysOverwrite'), { ResponseCode: 'NoError' });
});

t.test('changes that cannot be are refused one by one', async (t) => {
  const rename = [set(field('item:Subject'), { Message: { Subject: 'x' } })];
  t.match(await update(idOf('readable'), rename), { ResponseCode: 'ErrorAccessDenied' });
  t.match(await update(idOf('editable'), rename), { ResponseCode: 'NoError' });
  t.match(await update({ Id: 'nonsense' }, rename), { ResponseCode: 'ErrorInvalidIdMalformed' });
  const own = (path: string, value: object) => update(idOf('read'), [set(field(path), { Message: value })]);
  t.match(await own('item:Size', { Size: 1 }), { ResponseCode: 'ErrorInvalidPropertySet' });
  t.match(await own('item:DateTimeCreated', { DateTimeCreated: '2026-01-01T00:00:00Z' }), {
    ResponseCode: 'ErrorInvalidPropertySet',
  });
  t.match(await own('item:Subject', {}), { ResponseCode: 'ErrorUpdatePropertyMismatch' });
  t.match(await own('item:Subject', { Subject: 'x', Importance: 'High' }), {
    ResponseCode: 'ErrorIncorrectUpdatePropertyCount',
  });
  t.match(await update(idOf('read'), [remove(field('item:ItemId'))]), { ResponseCode: 'ErrorInvalidPropertyDelete' });
  t.match(await update(idOf('read'), [append(field('item:Subject'), { Message: { Subject: 'x' } })]), {
    ResponseCode: 'ErrorInvalidPropertyAppend',
  });
  t.equal((await item('read')).Subject, 'read', 'nothing of it was done');
});

t.test('an appointment that would end before it begins is refused', async (t) => {
  const End = '2026-11-30T08:00:00Z';
  t.match(await update(idOf('series'), [set(field('calendar:End'), { CalendarItem: { End } })]), {
    ResponseCode: 'ErrorCalendarEndDateIsEarlierThanStartDate',
  });
});

async function erase(DeleteType: 'HardDelete' | 'SoftDelete' | 'MoveToDeletedItems', ItemIds: Ids, more: object = {}) {
  const request = { DeleteType, ItemIds, ...more };
  const { ResponseMessages } = await session.ask({ request: deleteItemRequest, response: deleteItemResponse }, request);
  return ResponseMessages.map((one) => Object.values(one)[0]?.ResponseCode);
}

async function subjectsIn(Id: 'deleteditems' | 'recoverableitemsdeletions'): Promise<readonly unknown[]> {
  const answer = await session.ask(
    { request: findItemRequest, response: findItemResponse },
    {
      Traversal: 'Shallow',
      ItemShape: { BaseShape: 'IdOnly', AdditionalProperties: [field('item:Subject')] },
      ParentFolderIds: [{ DistinguishedFolderId: { Id } }],
    },
  );
  const { RootFolder } = onlyMessage(answer) as { RootFolder: { Items: readonly { Message: Properties }[] } };
  return RootFolder.Items.map(({ Message }) => Message.Subject);
}

t.test('what becomes of messages and meetings has to be said', async (t) => {
  const of = (name: string, Updates: readonly unknown[], more: object) =>
    update(idOf(name), Updates, 'AlwaysOverwrite', more);
  const rename = (kind: string) => [set(field('item:Subject'), { [kind]: { Subject: 'x' } })];
  t.match(await of('read', rename('Message'), { MessageDisposition: undefined }), {
    ResponseCode: 'ErrorMessageDispositionRequired',
  });
  t.match(await of('series', rename('CalendarItem'), { SendMeetingInvitationsOrCancellations: undefined }), {
    ResponseCode: 'ErrorSendMeetingInvitationsOrCancellationsRequired',
  });
  const required = ['ErrorSendMeetingCancellationsRequired'];
  t.same(await erase('HardDelete', [{ ItemId: idOf('series') }]), required);
});

t.test('what is deleted is gone for good, can be recovered, or lies in the deleted items', async (t) => {
  t.same(await erase('HardDelete', [{ ItemId: idOf('hard') }]), ['NoError']);
  t.same(await erase('SoftDelete', [{ ItemId: idOf('soft') }]), ['NoError']);
  t.same(await erase('MoveToDeletedItems', [{ ItemId: idOf('moved') }]), ['NoError']);
  for (const name of ['hard', 'soft', 'moved']) t.match(await item(name), { ResponseCode: 'ErrorItemNotFound' }, name);
  t.same(await subjectsIn('recoverableitemsdeletions'), ['soft']);
  t.same(await subjectsIn('deleteditems'), ['moved']);
  t.same(await erase('HardDelete', [{ ItemId: idOf('hard') }, { ItemId: idOf('readable') }, { ItemId: { Id: 'x' } }]), [
    'ErrorItemNotFound',
    'ErrorAccessDenied',
    'ErrorInvalidIdMalformed',
  ]);
});

t.test('one occurrence is deleted alone', async (t) => {
  const second = { OccurrenceItemId: { RecurringMasterId: ids.series ?? '', InstanceIndex: 2 } };
  t.same(await erase('MoveToDeletedItems', [second], { SendMeetingCancellations: 'SendToNone' }), ['NoError']);
  const [gone, third] = await got([
    second,
    { OccurrenceItemId: { RecurringMasterId: ids.series ?? '', InstanceIndex: 3 } },
  ]);
  t.match(gone, { ResponseCode: 'ErrorItemNotFound' });
  t.match(third, { Start: '2026-12-02T09:00:00Z' }, 'the others keep their place');
  t.match(await item('series'), { DeletedOccurrences: { DeletedOccurrence: [{ Start: '2026-12-01T09:00:00Z' }] } });
});

t.test('all that went to and fro is valid, and the lab made no mistakes', async (t) => {
  await session.hold(t);
  t.same(labs.defects, []);
});
