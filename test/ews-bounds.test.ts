import t from 'tap';
import { findFolderRequest, findFolderResponse } from '../src/ews-schema/operations/find-folder.js';
import { findItemRequest, findItemResponse } from '../src/ews-schema/operations/find-item.js';
import { getAttachmentRequest } from '../src/ews-schema/operations/get-attachment.js';
import { getItemRequest } from '../src/ews-schema/operations/get-item.js';
import {
  getUserAvailabilityRequest,
  getUserAvailabilityResponse,
} from '../src/ews-schema/operations/get-user-availability.js';
import { writeId } from '../src/mailbox/object-id.js';
import { labWith, put } from './acceptance/ews-mailboxes.js';
import { EwsSession } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { closeAgents } from './acceptance/wire.js';

// No request makes an answer that takes the lab's memory.

const labs = new TestLabs('ews-bounds');
let [text, file] = ['', ''];
const lab = await labWith(labs, 'lab', {
  user2: (mailbox) => {
    const attachments = [
      { part: 1, kind: 'FileAttachment', properties: { Name: 'x', Content: 'AAAA'.repeat(3_495_000) } },
    ] as const;
    const Body = { text: '<p>x'.repeat(250_000), BodyType: 'HTML' };
    const { number } = put(mailbox, 'inbox', 'Message', { Subject: 'large', Body }, { attachments });
    text = writeId({ kind: 'item', mailbox, number });
    file = writeId({ kind: 'attachment', mailbox, number, part: 1 });
    for (let index = 0; index < 600; index += 1) put(mailbox, 'drafts', 'Message', { Subject: `${index}` });
    const [Start, End] = ['2026-11-30T10:00:00Z', '2026-11-30T11:00:00Z'];
    for (let index = 0; index < 1001; index += 1) put(mailbox, 'calendar', 'CalendarItem', { Start, End });
  },
});
t.teardown(async () => {
  closeAgents();
  await labs.close();
});
const session = new EwsSession(lab, 'user2@msxfaq.de');

const IdOnly = { BaseShape: 'IdOnly' } as const;

t.test('an answer is no longer than 32 MB', async (t) => {
  const AttachmentId = Array.from({ length: 4000 }, () => ({ Id: file }));
  const fault = await session.fault(getAttachmentRequest, { AttachmentIds: { AttachmentId } });
  t.match(fault, /\[lab\] It would be answered with more than 33554432 characters; ask for less at once\./);
  const ItemIds = Array.from({ length: 4000 }, () => ({ ItemId: { Id: text } }));
  for (const more of [{}, { BodyType: 'Text' }, { IncludeMimeContent: true }] as const) {
    const answer = await session.fault(getItemRequest, { ItemShape: { BaseShape: 'AllProperties', ...more }, ItemIds });
    t.match(answer, /\[lab\] It would be answered with more than/);
  }
});

t.test('a request asks for 5000 things at most', async (t) => {
  const ids = (length: number) => Array.from({ length }, () => ({ ItemId: { Id: text } }));
  const fault = await session.fault(getItemRequest, { ItemShape: IdOnly, ItemIds: ids(5001) });
  t.match(fault, /\[lab\] It asks for 5001 things; at most 5000 are allowed\./);
});

t.test('all folders together show 1000 items or folders', async (t) => {
  const drafts = { DistinguishedFolderId: { Id: 'drafts' } } as const;
  const { ResponseMessages } = await session.ask(
    { request: findItemRequest, response: findItemResponse },
    { Traversal: 'Shallow', ItemShape: IdOnly, ParentFolderIds: Array.from({ length: 1000 }, () => drafts) },
  );
  const [first, second, third] = ResponseMessages.map(({ FindItemResponseMessage: one }) => one);
  t.equal(first?.RootFolder?.Items?.length, 600);
  t.equal(second?.RootFolder?.Items?.length, 400);
  t.equal(second?.RootFolder?.IncludesLastItemInRange, false);
  t.equal(third?.ResponseCode, 'ErrorExceededFindCountLimit');
  const root = { DistinguishedFolderId: { Id: 'msgfolderroot' } } as const;
  const folders = await session.ask(
    { request: findFolderRequest, response: findFolderResponse },
    { Traversal: 'Deep', FolderShape: IdOnly, ParentFolderIds: Array.from({ length: 1000 }, () => root) },
  );
  const shown = folders.ResponseMessages.map(({ FindFolderResponseMessage: one }) => one);
  t.equal(
    shown.reduce((sum, one) => sum + (one?.RootFolder?.Folders?.length ?? 0), 0),
    1000,
  );
  t.equal(shown.at(-1)?.ResponseCode, 'ErrorExceededFindCountLimit');
});

t.test('free/busy shows 1000 appointments at most', async (t) => {
  const { FreeBusyResponseArray } = await session.ask(
    { request: getUserAvailabilityRequest, response: getUserAvailabilityResponse },
    {
      MailboxDataArray: {
        MailboxData: [{ Email: { Address: 'user2@msxfaq.de' }, AttendeeType: 'Required', ExcludeConflicts: false }],
      },
      FreeBusyViewOptions: {
        TimeWindow: { StartTime: '2026-11-30T00:00:00', EndTime: '2026-12-01T00:00:00' },
        RequestedView: ['Detailed'],
      },
    },
  );
  const [only] = FreeBusyResponseArray?.FreeBusyResponse ?? [];
  t.equal(only?.ResponseMessage?.ResponseCode, 'ErrorResultSetTooBig');
  t.match(only?.ResponseMessage?.MessageText, /The allowed size = 1000; the actual size = 1001/);
});

t.test('every answer is valid, and nothing was a mistake of the lab', async (t) => {
  await session.hold(t);
  t.strictSame(labs.defects, []);
});
