import {
  Appointment,
  AttendeeInfo,
  AvailabilityData,
  BasePropertySet,
  BodyType,
  CalendarView,
  ConflictResolutionMode,
  DateTime,
  DeleteMode,
  EmailMessage,
  Folder,
  FolderView,
  Item,
  ItemView,
  MessageBody,
  PropertySet,
  ResolveNameSearchLocation,
  SendInvitationsMode,
  TimeWindow,
  WellKnownFolderName,
} from 'ews-javascript-api';
import t from 'tap';
import type { Lab } from '../src/index.js';
import { failureOf, managedApi } from './acceptance/clients/ews-javascript-api.js';
import { TestLabs } from './acceptance/labs.js';

// ews-javascript-api, a port of Microsoft's EWS Managed API, does its work.

const labs = new TestLabs('ews-javascript-api');
t.teardown(() => labs.close());

const user = 'user2@msxfaq.de';
const tokenFor = (lab: Lab, mailbox = user) => lab.tokens.issue({ kind: 'actAsUser', mailbox }).token;

t.test('folders and items', async (t) => {
  const lab = await labs.start('items');
  const service = managedApi(lab, tokenFor(lab));
  const inbox = await Folder.Bind(service, WellKnownFolderName.Inbox);
  t.equal(inbox.DisplayName, 'Inbox');
  t.ok(inbox.TotalCount > 0);
  const { Folders } = await service.FindFolders(WellKnownFolderName.MsgFolderRoot, new FolderView(100));
  t.ok(Folders.map(({ DisplayName }) => DisplayName).includes('Calendar'));
  const found = await service.FindItems(WellKnownFolderName.Inbox, new ItemView(10));
  t.equal(found.TotalCount, inbox.TotalCount);
  const [first] = found.Items;
  const item = await Item.Bind(service, first?.Id ?? missing(), new PropertySet(BasePropertySet.FirstClassProperties));
  t.equal(item.Subject, first?.Subject);
  t.ok(item.Body.Text.length > 0);
});

t.test('a message is made, changed, sent, answered and deleted', async (t) => {
  const lab = await labs.start('message');
  const service = managedApi(lab, tokenFor(lab));
  const draft = new EmailMessage(service);
  draft.Subject = 'Quarterly figures – Ünicode';
  draft.Body = new MessageBody(BodyType.Text, 'first');
  draft.ToRecipients.Add('admin@msxfaq.de');
  await draft.Save(WellKnownFolderName.Drafts);
  draft.Body = new MessageBody(BodyType.Text, 'second');
  await draft.Update(ConflictResolutionMode.AutoResolve);
  const read = await EmailMessage.Bind(service, draft.Id);
  t.match([read.Subject, read.Body.Text.trim()], ['Quarterly figures – Ünicode', 'second']);
  read.Attachments.AddFileAttachment('figures.csv', Buffer.from('1,2').toString('base64'));
  await read.Update(ConflictResolutionMode.AlwaysOverwrite);
  await read.SendAndSaveCopy();
  t.equal((await service.FindItems(WellKnownFolderName.Drafts, new ItemView(10))).TotalCount, 0);

  const admin = managedApi(lab, tokenFor(lab, 'admin@msxfaq.de'));
  const arrived = (await admin.FindItems(WellKnownFolderName.Inbox, new ItemView(50))).Items.find(
    ({ Subject }) => Subject === draft.Subject,
  );
  const message = await EmailMessage.Bind(admin, arrived?.Id ?? missing());
  t.equal(message.From.Address, user);
  t.equal(message.IsRead, false);
  const attachment = message.Attachments._getItem(0);
  t.equal(attachment.Name, 'figures.csv');
  await message.Reply(new MessageBody(BodyType.Text, 'thank you'), false);
  await message.Delete(DeleteMode.HardDelete);
  t.match(await failureOf(EmailMessage.Bind(admin, message.Id)), /The specified object was not found in the store/);

  const back = managedApi(lab, tokenFor(lab));
  const inbox = await back.FindItems(WellKnownFolderName.Inbox, new ItemView(50));
  t.ok(inbox.Items.some(({ Subject }) => Subject === 'RE: Quarterly figures – Ünicode'));
});

t.test('calendar and free/busy', async (t) => {
  const lab = await labs.start('calendar');
  const service = managedApi(lab, tokenFor(lab));
  const start = DateTime.Now.AddDays(1).Date.AddHours(10);
  const appointment = new Appointment(service);
  appointment.Subject = 'by the managed API';
  appointment.Start = start;
  appointment.End = start.AddHours(1);
  await appointment.Save(SendInvitationsMode.SendToNone);
  const view = new CalendarView(start.AddDays(-1), start.AddDays(2));
  const seen = (await service.FindAppointments(WellKnownFolderName.Calendar, view)).Items.filter(
    ({ Subject }) => Subject === appointment.Subject,
  );
  t.equal(seen.length, 1);
  t.equal(seen[0]?.Start.TotalMilliSeconds, start.TotalMilliSeconds);

  const attendees = [new AttendeeInfo(user), new AttendeeInfo('admin@msxfaq.de'), new AttendeeInfo('nobody@msxfaq.de')];
  const { AttendeesAvailability } = await service.GetUserAvailability(
    attendees,
    new TimeWindow(start.Date, start.Date.AddDays(2)),
    AvailabilityData.FreeBusyAndSuggestions,
  );
  const [own, other, nobody] = AttendeesAvailability.Responses;
  t.ok((own?.CalendarEvents.length ?? 0) > 0);
  t.ok(own?.MergedFreeBusyStatus !== undefined);
  t.equal(other?.ErrorMessage ?? '', '');
  t.match(nobody?.ErrorMessage, /Unable to resolve e-mail address nobody@msxfaq\.de/);
});

t.test('names', async (t) => {
  const lab = await labs.start('names');
  const service = managedApi(lab, tokenFor(lab));
  const found = await service.ResolveName('user', ResolveNameSearchLocation.DirectoryOnly, true);
  t.ok(found._getItem(0).Mailbox.Address.endsWith('@msxfaq.de'));
});

t.test('what a user of the client sees when the door stays shut', async (t) => {
  const lab = await labs.start('refused');
  const inbox = (token: string, url?: string) =>
    failureOf(Folder.Bind(managedApi(lab, token, url), WellKnownFolderName.Inbox));
  const expired = lab.tokens.issue({ kind: 'actAsUser', mailbox: user, claims: { nbf: 1, exp: 2 } }).token;
  t.match(await inbox(expired), /The token has expired/);
  t.match(
    await inbox(tokenFor(lab), 'https://autodiscover.msxfaq.de/EWS/Exchange.asmx'),
    /The hostname component of the audience claim value/,
  );
});

t.test('no defects', async (t) => {
  t.strictSame(labs.defects, []);
});

function missing(): never {
  throw new Error('There is no item.');
}
