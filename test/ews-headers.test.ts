import { randomUUID } from 'node:crypto';
import t, { type Test } from 'tap';
import type { Organization } from '../src/directory/organization.js';
import { getFolderRequest, getFolderResponse } from '../src/ews-schema/operations/get-folder.js';
import type { Lab } from '../src/index.js';
import { Xml } from '../src/protocol/xml.js';
import { EwsSession, onlyMessage } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { type Answer, ask, type Call, closeAgents } from './acceptance/wire.js';

// SOAP headers of EWS: versions, impersonation, time zones, and what is not understood.

const labs = new TestLabs('ews-headers');
const lab = await labs.start('impersonating', {}, mayImpersonate);
const version2016 = await labs.start('2016', { exchangeVersion: '2016' });
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

/** The linked account may impersonate, and user2 has a second address. */
function mayImpersonate(organization: Organization): Organization {
  const [assignment] = organization.managementRoleAssignments;
  if (!assignment) throw new Error('The default organisation has changed.');
  const more = { ...assignment, guid: randomUUID(), name: 'Impersonation', role: 'ApplicationImpersonation' };
  return {
    ...organization,
    managementRoleAssignments: [...organization.managementRoleAssignments, more],
    recipients: organization.recipients.map((recipient) =>
      recipient.alias === 'user2'
        ? {
            ...recipient,
            userPrincipalName: 'zwei@msxfaq.de',
            emailAddresses: [...recipient.emailAddresses, 'smtp:second@msxfaq.de'],
          }
        : recipient,
    ),
  };
}

const exoHost = 'outlook.office365.com';
const admin = lab.tokens.issue({ kind: 'actAsUser', mailbox: 'admin@msxfaq.de' }).token;
const application = lab.tokens.issue({ kind: 'appOnly' }).token;
const online = lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user1@msxfaq.de', host: exoHost }).token;
const cloud: Call = { url: lab.cloud.url, host: exoHost };
const user2 = (of: Lab) => of.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' }).token;

const types = 'http://schemas.microsoft.com/exchange/services/2006/types';
const messages = 'http://schemas.microsoft.com/exchange/services/2006/messages';

/** GetFolder for the inbox with these header blocks; line 2 begins with them. */
function withHeader(blocks: string): string {
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="${types}" xmlns:m="${messages}"><s:Header>\n${blocks}</s:Header><s:Body><m:GetFolder><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id="inbox"/></m:FolderIds></m:GetFolder></s:Body></s:Envelope>`;
}

const send = (blocks: string, token = admin, where: Call = {}) =>
  ask(lab, token, { ...where, body: withHeader(blocks) });
const version = (name: string) => `<t:RequestServerVersion Version="${name}"/>`;

function faultOf(t: Test, { status, body }: Answer): string | undefined {
  t.equal(status, 500, body);
  return /<faultcode[^>]*>\w+:(\w+)</.exec(body)?.[1];
}

function worked(t: Test, answer: Answer, title: string): void {
  t.equal(answer.status, 200, title);
  t.match(answer.body, 'ResponseClass="Success"', title);
}

t.test('each server knows the versions of its schema', async (t) => {
  for (const known of ['Exchange2007_SP1', 'Exchange2012', 'Exchange2016', 'V2017_07_11']) {
    worked(t, await send(version(known)), known);
    worked(t, await send(version(known), online, cloud), `${known} in the cloud`);
  }
  worked(t, await send(''), 'none is as good');
  for (const newer of ['Exchange2019', 'V2018_01_08']) {
    const answer = await send(version(newer));
    t.equal(faultOf(t, answer), 'ErrorInvalidRequest', newer);
    t.match(answer.body, '>The request is invalid.</faultstring>');
    const older = await ask(version2016, user2(version2016), { body: withHeader(version(newer)) });
    t.equal(faultOf(t, older), 'ErrorInvalidServerVersion', `${newer} at Exchange 2016`);
    t.match(older.body, '>The specified server version is invalid.</faultstring>');
  }
  worked(t, await send(version('V2018_01_08'), online, cloud), 'Exchange Online knows newer schemas');
  for (const nonsense of ['', 'exchange2016', 'Exchange2099', 'V2099']) {
    t.equal(faultOf(t, await send(version(nonsense))), 'ErrorInvalidServerVersion', nonsense);
    t.equal(faultOf(t, await send(version(nonsense), online, cloud)), 'ErrorInvalidServerVersion', nonsense);
  }
  const missing = await send('<t:RequestServerVersion/>');
  t.equal(faultOf(t, missing), 'ErrorSchemaValidation');
  t.match(missing.body, '<t:LineNumber>2</t:LineNumber><t:LinePosition>2</t:LinePosition>');
  t.match(missing.body, /The required attribute .*Version.* is missing\./);
});

t.test('the version is looked at before anything else in the header', async (t) => {
  const answer = await send(`<t:ExchangeImpersonation/>${version('Exchange2099')}<x s:mustUnderstand="1"/>`);
  t.equal(faultOf(t, answer), 'ErrorInvalidServerVersion');
});

t.test('a header that does not fit the schema is a violation, with its place', async (t) => {
  const rows: readonly (readonly [blocks: string, violation: string])[] = [
    ['<t:ExchangeImpersonation/>', "The element 'ExchangeImpersonation' in namespace"],
    ['<t:ExchangeImpersonation><t:ConnectingSID/></t:ExchangeImpersonation>', "'PrincipalName, SID, Primary"],
    ['<t:TimeZoneContext><t:TimeZone/></t:TimeZoneContext>', "has invalid child element 'TimeZone'"],
    ['<t:DateTimePrecision>Hours</t:DateTimePrecision>', 'The Enumeration constraint failed.'],
    ['<t:MailboxCulture>!</t:MailboxCulture>', "'MailboxCulture' element is invalid"],
    ['<t:ManagementRole><t:Role/></t:ManagementRole>', "has invalid child element 'Role'"],
  ];
  for (const [blocks, violation] of rows) {
    const answer = await send(`${version('Exchange2013')}${blocks}`);
    t.equal(faultOf(t, answer), 'ErrorSchemaValidation', blocks);
    t.match(answer.body.replaceAll('&apos;', "'").replaceAll(`${types}:`, ''), violation);
    t.match(answer.body, '<t:LineNumber>2</t:LineNumber>');
  }
});

t.test('what has no effect is taken all the same', async (t) => {
  for (const blocks of [
    '<t:MailboxCulture>de-DE</t:MailboxCulture>',
    '<t:DateTimePrecision>Milliseconds</t:DateTimePrecision>',
    '<t:ManagementRole><t:ApplicationRoles><t:Role>MailboxSearch</t:Role></t:ApplicationRoles></t:ManagementRole>',
    '<t:TimeZoneContext><t:TimeZoneDefinition Id="W. Europe Standard Time"/></t:TimeZoneContext>',
    '<x:Unknown xmlns:x="urn:x"/><x:Unknown xmlns:x="urn:x" s:mustUnderstand="0"/>',
    '<t:MailboxCulture s:mustUnderstand="1">en-US</t:MailboxCulture>',
  ]) {
    worked(t, await send(blocks), blocks);
  }
  const anchored = await ask(lab, admin, {
    body: withHeader(''),
    headers: [
      ['Content-Type', 'text/xml; charset=utf-8'],
      ['X-AnchorMailbox', 'nobody@elsewhere.example'],
      ['X-PreferServerAffinity', 'true'],
    ],
  });
  worked(t, anchored, 'a hint for routing is no matter of rights');
  t.equal(
    anchored.header('Set-Cookie'),
    'X-BackEndOverrideCookie=ex01.msxfaq.de~1942129154; path=/; secure; HttpOnly',
    'the server, and its version in the bits of a number',
  );
  t.equal((await send('')).header('Set-Cookie'), undefined);
});

t.test('what must be understood and is not, what is documented as wrong, and what nobody may', async (t) => {
  const strange = await send('<x:Secret xmlns:x="urn:x" s:mustUnderstand="1"/>');
  t.equal(strange.status, 500);
  t.match(strange.body, '<faultcode>s:MustUnderstand</faultcode>');
  t.match(
    strange.body.replaceAll('&apos;', "'"),
    "The header 'Secret' from the namespace 'urn:x' was not understood by the recipient of this message",
  );
  t.equal(faultOf(t, await send('<t:ManagementRole/>')), 'ErrorInvalidManagementRoleHeader');
  const context = '<t:SerializedSecurityContext><t:UserSid>S-1-5-21-1</t:UserSid></t:SerializedSecurityContext>';
  t.equal(faultOf(t, await send(context)), 'ErrorTokenSerializationDenied');
});

const impersonate = (name: string, value: string) =>
  `${version('Exchange2013')}<t:ExchangeImpersonation><t:ConnectingSID><t:${name}>${value}</t:${name}></t:ConnectingSID></t:ExchangeImpersonation>`;

t.test('an application that may impersonate names the account in one of four ways', async (t) => {
  const sid = 'S-1-5-21-1275210071-448539723-725345543-1602';
  for (const [name, value] of [
    ['PrincipalName', 'ZWEI@msxfaq.de'],
    ['SID', sid],
    ['SID', sid.toLowerCase()],
    ['PrimarySmtpAddress', ' user2@msxfaq.de '],
    ['SmtpAddress', 'user2@msxfaq.de'],
    ['SmtpAddress', 'second@msxfaq.de'],
  ] as const) {
    worked(t, await send(impersonate(name, value), application), `${name} ${value}`);
  }
  const rows: readonly (readonly [name: string, value: string, code: string])[] = [
    ['PrincipalName', 'user2@msxfaq.de', 'ErrorInvalidUserPrincipalName'],
    ['PrincipalName', 'nobody@msxfaq.de', 'ErrorInvalidUserPrincipalName'],
    ['SID', 'S-1-5-21-1', 'ErrorInvalidUserSid'],
    ['SID', 'user2@msxfaq.de', 'ErrorInvalidUserSid'],
    ['PrimarySmtpAddress', 'second@msxfaq.de', 'ErrorNonPrimarySmtpAddress'],
    ['PrimarySmtpAddress', 'nobody@msxfaq.de', 'ErrorNonExistentMailbox'],
    ['SmtpAddress', 'zwei@msxfaq.de', 'ErrorNonExistentMailbox'],
    ['SmtpAddress', 'nobody@msxfaq.de', 'ErrorNonExistentMailbox'],
    ['SmtpAddress', 'user2', 'ErrorInvalidSmtpAddress'],
    ['SmtpAddress', ' ', 'ErrorInvalidExchangeImpersonationHeaderData'],
    ['PrincipalName', '', 'ErrorInvalidExchangeImpersonationHeaderData'],
  ];
  for (const [name, value, code] of rows) {
    t.equal(faultOf(t, await send(impersonate(name, value), application)), code, `${name} '${value}'`);
  }
  const wrong = await send(impersonate('PrimarySmtpAddress', 'second@msxfaq.de'), application);
  t.match(wrong.body, 'The primary SMTP address must be specified when referencing a mailbox.');
  t.match(wrong.body, '<t:Value Name="Primary">user2@msxfaq.de</t:Value>', 'the right one comes with it');
});

t.test('who may not impersonate is told so, whomever he names', async (t) => {
  const required = await send(version('Exchange2013'), application);
  t.equal(faultOf(t, required), 'ErrorInvalidExchangeImpersonationHeaderData');
  t.match(required.body, 'must be present');
  const forbidden = await send(impersonate('SID', 'S-1'), admin);
  t.equal(faultOf(t, forbidden), 'ErrorInvalidExchangeImpersonationHeaderData');
  t.match(forbidden.body, 'must not exist');
  const other = version2016.tokens.issue({ kind: 'appOnly' }).token;
  const denied = await ask(version2016, other, { body: withHeader(impersonate('SmtpAddress', 'nobody@msxfaq.de')) });
  t.equal(faultOf(t, denied), 'ErrorImpersonateUserDenied', 'he does not learn who exists');
});

t.test('a request with all of them is one of Exchange’s schema', async (t) => {
  const session = new EwsSession(lab, 'admin@msxfaq.de');
  const blocks = [
    version('Exchange2016'),
    '<t:MailboxCulture>en-US</t:MailboxCulture>',
    '<t:TimeZoneContext><t:TimeZoneDefinition Id="UTC"/></t:TimeZoneContext>',
    '<t:DateTimePrecision>Seconds</t:DateTimePrecision>',
  ];
  const declared = blocks.map((block) => block.replace(/(?=[ >])/, ` xmlns:t="${types}"`));
  const answer = await session.ask(
    { request: getFolderRequest, response: getFolderResponse },
    { FolderShape: { BaseShape: 'IdOnly' }, FolderIds: [{ DistinguishedFolderId: { Id: 'inbox' } }] },
    new Xml(declared.join('')),
  );
  t.match(onlyMessage(answer), { ResponseCode: 'NoError' });
  await session.hold(t);
});

t.test('the labs report no mistakes of their own', async (t) => {
  t.strictSame(labs.defects, []);
});
