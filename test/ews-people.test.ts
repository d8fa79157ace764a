import { join } from 'node:path';
import t from 'tap';
import type { Organization } from '../src/directory/organization.js';
import { expandDLRequest, expandDLResponse } from '../src/ews-schema/operations/expand-dl.js';
import { resolveNamesRequest, resolveNamesResponse } from '../src/ews-schema/operations/resolve-names.js';
import { ChangeFile } from '../src/mailbox/change-log.js';
import { Mailbox } from '../src/mailbox/mailbox.js';
import { writeId } from '../src/mailbox/object-id.js';
import type { ValueOf } from '../src/xsd/model.js';
import { noSamples, sampleText } from './acceptance/ews-messages.js';
import { EwsSession, onlyMessage } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { closeAgents } from './acceptance/wire.js';

// Names and lists: who is in the directory, and among one's own contacts.

const user2 = 'user2@msxfaq.de';
const user2Guid = 'a92d5e10-7c4b-43f6-8e0d-1f6b3c9d7a52';
const labs = new TestLabs('ews-people');
const lab = await labs.start('lab', {}, withMany);
const ids = fillContacts();

t.teardown(async () => {
  closeAgents();
  await labs.close();
});

/** A directory with more people than an answer names, and a room list. */
function withMany(healthy: Organization): Organization {
  const [model] = healthy.recipients;
  if (!model) throw new Error('A lab has recipients.');
  const more = Array.from({ length: 120 }, (_, index) => {
    const alias = `extra${index}`;
    const address = `${alias}@msxfaq.de`;
    return {
      ...model,
      guid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      name: alias,
      alias,
      displayName: `Zacharias Extra${index}`,
      userPrincipalName: address,
      primarySmtpAddress: address,
      emailAddresses: [`SMTP:${address}`, `smtp:second.${address}`, `sip:${address}`],
    };
  });
  return { ...healthy, recipients: [...healthy.recipients, ...more] };
}

/** user2's mailbox before the lab opens it: a contact and a private distribution list. */
function fillContacts() {
  const file = join(labs.directory, 'lab', 'mailboxes', 'on-premises', `${user2Guid}.changes.jsonl`);
  const mailbox = new Mailbox(user2Guid, { clock: lab.clock, log: new ChangeFile(file) });
  const folder = mailbox.folderNamed('contacts')?.number ?? 0;
  const Mailbox1 = { Name: 'Erika', EmailAddress: 'erika@contoso.example', RoutingType: 'SMTP', MailboxType: 'OneOff' };
  const person = mailbox.createItem({
    folder,
    kind: 'Contact',
    isRead: true,
    properties: {
      DisplayName: 'Erika Muster',
      GivenName: 'Erika',
      Surname: 'Muster',
      EmailAddresses: { Entry: [{ text: 'erika@contoso.example', Key: 'EmailAddress1' }] },
    },
  });
  const list = mailbox.createItem({
    folder,
    kind: 'DistributionList',
    isRead: true,
    properties: {
      DisplayName: 'Muster list',
      Members: { Member: [{ Mailbox: Mailbox1 }, { Mailbox: { Name: 'x' } }] },
    },
  });
  const nobody = mailbox.createItem({ folder, kind: 'Contact', isRead: true, properties: {} });
  mailbox.close();
  const idOf = (number: number) => writeId({ kind: 'item', mailbox, number });
  return { person: idOf(person.number), list: idOf(list.number), nobody: idOf(nobody.number) };
}

const names = { request: resolveNamesRequest, response: resolveNamesResponse };
const lists = { request: expandDLRequest, response: expandDLResponse };
type ResolveNames = ValueOf<typeof resolveNamesRequest.type>;
type Found = readonly { readonly Mailbox: { readonly EmailAddress?: string }; readonly Contact?: unknown }[];

async function resolve(session: EwsSession, UnresolvedEntry: string, more: Partial<ResolveNames> = {}) {
  const message = onlyMessage(await session.ask(names, { ReturnFullContactData: false, UnresolvedEntry, ...more }));
  const { Resolution: found = [], ...paging } = (message.ResolutionSet ?? {}) as { readonly Resolution?: Found };
  return { message, found, paging, addresses: found.map(({ Mailbox }) => Mailbox.EmailAddress) };
}

t.test('a name that means one is resolved', async (t) => {
  const session = new EwsSession(lab, user2);
  const { message, found, paging } = await resolve(session, 'USER1@msxfaq.de');
  t.match(message, { ResponseClass: 'Success', ResponseCode: 'NoError' });
  t.strictSame(paging, { TotalItemsInView: 1, IncludesLastItemInRange: true });
  t.strictSame(found, [
    {
      Mailbox: { Name: 'user1', EmailAddress: 'user1@msxfaq.de', RoutingType: 'SMTP', MailboxType: 'Mailbox' },
    },
  ]);
  const full = await resolve(session, 'smtp:second.extra7@', { ReturnFullContactData: true });
  t.match(full.found, [
    {
      Contact: {
        DisplayName: 'Zacharias Extra7',
        ContactSource: 'ActiveDirectory',
        EmailAddresses: { Entry: [{ text: 'SMTP:extra7@msxfaq.de', Key: 'EmailAddress1' }, {}, {}] },
      },
    },
  ]);
  const all = await resolve(session, 'Staff', { ReturnFullContactData: true, ContactDataShape: 'AllProperties' });
  t.match(all.found, [{ Mailbox: { MailboxType: 'PublicDL' }, Contact: { Alias: 'staff' } }]);
  const ids = await resolve(session, 'Staff', { ReturnFullContactData: true, ContactDataShape: 'IdOnly' });
  t.equal(ids.found[0]?.Contact, undefined);
  await session.hold(t);
});

t.test('several are a warning, with a hundred of them at most', async (t) => {
  const session = new EwsSession(lab, user2);
  const some = await resolve(session, 'user');
  t.match(some.message, {
    ResponseClass: 'Warning',
    MessageText: 'Multiple results were found.',
    ResponseCode: 'ErrorNameResolutionMultipleResults',
  });
  t.strictSame(some.addresses, ['user1@msxfaq.de', 'user2@msxfaq.de']);
  t.strictSame(some.paging, { TotalItemsInView: 2, IncludesLastItemInRange: true });
  const many = await resolve(session, 'zacharias');
  t.equal(many.found.length, 100);
  t.strictSame(many.paging, { TotalItemsInView: 100, IncludesLastItemInRange: false });
  const byParts = await resolve(session, 'extra11 zach');
  const beginning = Array.from({ length: 10 }, (_, index) => `extra11${index}@msxfaq.de`);
  t.strictSame(byParts.addresses, ['extra11@msxfaq.de', ...beginning]);
  await session.hold(t);
});

t.test('who is nobody is an error in its message', async (t) => {
  const session = new EwsSession(lab, user2);
  for (const name of ['nobody', 'smtp:ser1@msxfaq.de', 'sip:nobody@', 'second.extra7@msxfaq.de', 'constructor']) {
    const { message } = await resolve(session, name);
    t.match(message, {
      ResponseClass: 'Error',
      MessageText: 'No results were found.',
      ResponseCode: 'ErrorNameResolutionNoResults',
    });
    t.equal(message.ResolutionSet, undefined);
  }
  await session.hold(t);
});

t.test('contacts are looked through as the scope says', async (t) => {
  const session = new EwsSession(lab, user2);
  const both = await resolve(session, 'Erika');
  t.match(both.found, [
    {
      Mailbox: {
        Name: 'Erika Muster',
        EmailAddress: 'erika@contoso.example',
        RoutingType: 'SMTP',
        MailboxType: 'Contact',
        ItemId: { Id: ids.person },
      },
    },
  ]);
  const none = await resolve(session, 'Erika', { SearchScope: 'ActiveDirectory' });
  t.match(none.message, { ResponseCode: 'ErrorNameResolutionNoResults' });
  const scoped = await resolve(session, 'muster', { SearchScope: 'Contacts' });
  t.match(scoped.found, [{ Mailbox: { MailboxType: 'Contact' } }, { Mailbox: { MailboxType: 'PrivateDL' } }]);
  const byAddress = await resolve(session, 'smtp:ERIKA@contoso', { SearchScope: 'ContactsActiveDirectory' });
  t.equal(byAddress.found.length, 1);
  const elsewhere = await resolve(session, 'Erika', { ParentFolderIds: [{ DistinguishedFolderId: { Id: 'inbox' } }] });
  t.match(elsewhere.message, { ResponseCode: 'ErrorNameResolutionNoResults' });
  const foreign = { Id: 'contacts', Mailbox: { EmailAddress: 'admin@msxfaq.de' } } as const;
  const denied = await resolve(session, 'Erika', { ParentFolderIds: [{ DistinguishedFolderId: foreign }] });
  t.match(denied.message, { ResponseCode: 'ErrorAccessDenied' });
  await session.hold(t);
});

t.test('in the cloud the tenant is the address book', async (t) => {
  const session = new EwsSession(lab, 'user1@msxfaq.de', { url: lab.cloud.url, host: 'outlook.office365.com' });
  const found = await resolve(session, 'user', { SearchScope: 'ActiveDirectory' });
  t.strictSame(found.addresses, ['user1@msxfaq.de', 'user2@msxfaq.de']);
  const staff = onlyMessage(await session.ask(lists, { Mailbox: { EmailAddress: 'staff@msxfaq.de' } }));
  t.match(staff, { DLExpansion: { Mailbox: [{ Name: 'user1' }, { Name: 'user2' }] } });
  await session.hold(t);
});

t.test('lists have members', async (t) => {
  const session = new EwsSession(lab, user2);
  const members = (Mailbox: ValueOf<typeof expandDLRequest.type>['Mailbox']) =>
    session.ask(lists, { Mailbox }).then(onlyMessage);
  const staff = await members({ EmailAddress: 'SMTP:Staff@msxfaq.de' });
  t.match(staff, {
    ResponseCode: 'NoError',
    DLExpansion: {
      TotalItemsInView: 3,
      IncludesLastItemInRange: true,
      Mailbox: [{ Name: 'user1' }, { Name: 'user2' }, { Name: 'IT', MailboxType: 'PublicDL' }],
    },
  });
  t.match(await members({ Name: 'IT' }), { DLExpansion: { Mailbox: [{ EmailAddress: 'admin@msxfaq.de' }] } });
  const own = await members({ ItemId: { Id: ids.list } });
  t.match(own, { DLExpansion: { Mailbox: [{ EmailAddress: 'erika@contoso.example', MailboxType: 'OneOff' }, {}] } });
  for (const Mailbox of [{ EmailAddress: 'user1@msxfaq.de' }, { EmailAddress: 'nolist@msxfaq.de' }, {}]) {
    t.match(await members(Mailbox), { ResponseCode: 'ErrorNameResolutionNoResults' });
  }
  t.match(await members({ ItemId: { Id: ids.person } }), { ResponseCode: 'ErrorInvalidItemForOperationExpandDL' });
  t.match(await members({ ItemId: { Id: 'AAAA' } }), { ResponseCode: 'ErrorInvalidIdMalformed' });
  const admin = new EwsSession(lab, 'admin@msxfaq.de');
  t.match(onlyMessage(await admin.ask(lists, { Mailbox: { ItemId: { Id: ids.list } } })), {
    ResponseCode: 'ErrorAccessDenied',
  });
  await session.hold(t);
});

t.test('what clients send is answered', { skip: noSamples }, async (t) => {
  const session = new EwsSession(lab, user2);
  const own = (text: string) => text.replace('user1@lab.test', user2).replace('Exchange2019', 'Exchange2016');
  for (const client of ['ewsjs', 'exchangelib']) {
    const { status, body } = await session.send(own(sampleText(`${client}/ResolveNames-1`)));
    t.equal(status, 200);
    t.match(body, `<t:EmailAddress>${user2}</t:EmailAddress>`);
    t.match(body, 'IncludesLastItemInRange="true"');
  }
  await session.hold(t);
});

t.test('the lab is well', async (t) => {
  t.strictSame(labs.defects, []);
});
