import t from 'tap';
import { getMailTipsRequest, getMailTipsResponse } from '../src/ews-schema/operations/get-mail-tips.js';
import {
  getServiceConfigurationRequest,
  getServiceConfigurationResponse,
} from '../src/ews-schema/operations/get-service-configuration.js';
import {
  getUserOofSettingsRequest,
  getUserOofSettingsResponse,
} from '../src/ews-schema/operations/get-user-oof-settings.js';
import {
  setUserOofSettingsRequest,
  setUserOofSettingsResponse,
} from '../src/ews-schema/operations/set-user-oof-settings.js';
import type { ValueOf } from '../src/xsd/model.js';
import { EwsSession } from './acceptance/ews-session.js';
import { freeze, TestLabs } from './acceptance/labs.js';
import { closeAgents } from './acceptance/wire.js';

// Out-of-office replies, and what senders are told before they send.

const user2 = 'user2@msxfaq.de';
const labs = new TestLabs('ews-oof');
let lab = await labs.start('lab');
const start = Math.floor(lab.clock.now() / 1000);
const at = (hours: number) => new Date((start + hours * 3600) * 1000).toISOString().replace(/\.\d+/, '');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

const getOof = { request: getUserOofSettingsRequest, response: getUserOofSettingsResponse };
const setOof = { request: setUserOofSettingsRequest, response: setUserOofSettingsResponse };
const tips = { request: getMailTipsRequest, response: getMailTipsResponse };
const configuration = { request: getServiceConfigurationRequest, response: getServiceConfigurationResponse };

type Settings = ValueOf<typeof setUserOofSettingsRequest.type>['UserOofSettings'];
type Tip = ValueOf<typeof getMailTipsRequest.type>['MailTipsRequested'][number];

const replies = { InternalReply: { Message: 'I am away.' }, ExternalReply: { Message: 'We are <b>away</b>.' } };
const enabled: Settings = { OofState: 'Enabled', ExternalAudience: 'All', ...replies };

const read = (session: EwsSession, Address = user2) => session.ask(getOof, { Mailbox: { Address } });
const write = (session: EwsSession, UserOofSettings: Settings, Address = user2) =>
  session.ask(setOof, { Mailbox: { Address }, UserOofSettings });

async function tipsFor(session: EwsSession, addresses: readonly string[], wanted: readonly Tip[], from = user2) {
  const answer = await session.ask(tips, {
    SendingAs: { EmailAddress: from },
    Recipients: { Mailbox: addresses.map((EmailAddress) => ({ EmailAddress, RoutingType: 'SMTP' })) },
    MailTipsRequested: wanted,
  });
  return (answer.ResponseMessages?.MailTipsResponseMessageType ?? []).map(({ MailTips }) => MailTips);
}

t.test('nobody is away at first', async (t) => {
  const session = new EwsSession(lab, user2);
  t.match(await read(session), {
    ResponseMessage: { ResponseClass: 'Success', ResponseCode: 'NoError' },
    OofSettings: { OofState: 'Disabled', ExternalAudience: 'All', InternalReply: {}, ExternalReply: {} },
    AllowExternalOof: 'All',
  });
  const [tip] = await tipsFor(session, [user2], ['OutOfOfficeMessage']);
  t.strictSame(tip?.OutOfOffice, { ReplyBody: { Message: '' } });
  await session.hold(t);
});

t.test('replies are kept, and senders are told', async (t) => {
  const session = new EwsSession(lab, user2);
  t.match(await write(session, enabled), { ResponseMessage: { ResponseCode: 'NoError' } });
  t.match(await read(session), { OofSettings: enabled });
  const [inside] = await tipsFor(session, [user2], ['OutOfOfficeMessage', 'TotalMemberCount']);
  t.equal(inside?.OutOfOffice?.ReplyBody.Message, 'I am away.');
  const outsider = 'user1@contoso.onmicrosoft.com';
  const [outside] = await tipsFor(session, [user2], ['All'], outsider);
  t.equal(outside?.OutOfOffice?.ReplyBody.Message, 'We are <b>away</b>.');
  await write(session, { ...enabled, ExternalAudience: 'None' });
  const [silent] = await tipsFor(session, [user2], ['All'], outsider);
  t.equal(silent?.OutOfOffice?.ReplyBody.Message, '');
  await session.hold(t);
});

t.test('scheduled, they count in their time', async (t) => {
  const session = new EwsSession(lab, user2);
  const Duration = { StartTime: at(24), EndTime: at(48) };
  const scheduled: Settings = { ...enabled, OofState: 'Scheduled', Duration };
  t.match(await write(session, scheduled), { ResponseMessage: { ResponseCode: 'NoError' } });
  t.match(await read(session), { OofSettings: { OofState: 'Scheduled', Duration } });
  const told = async () => (await tipsFor(session, [user2], ['OutOfOfficeMessage']))[0]?.OutOfOffice;
  t.strictSame(await told(), { ReplyBody: { Message: '' } });
  await session.hold(t);
});

t.test('what can’t be is refused', async (t) => {
  const session = new EwsSession(lab, user2);
  const refused = async (settings: Settings, code: string) =>
    t.match(await write(session, settings), { ResponseMessage: { ResponseClass: 'Error', ResponseCode: code } });
  await refused({ OofState: 'Enabled', ExternalAudience: 'All' }, 'ErrorInvalidUserOofSettings');
  const { ExternalReply: _, ...half } = enabled;
  await refused(half, 'ErrorInvalidUserOofSettings');
  const scheduled: Settings = { ...enabled, OofState: 'Scheduled' };
  await refused(scheduled, 'ErrorInvalidScheduledOofDuration');
  await refused({ ...scheduled, Duration: { StartTime: at(5), EndTime: at(4) } }, 'ErrorInvalidScheduledOofDuration');
  await refused({ ...scheduled, Duration: { StartTime: at(-9), EndTime: at(-8) } }, 'ErrorInvalidScheduledOofDuration');
  t.match(await read(session), { OofSettings: { OofState: 'Scheduled', ...replies } }, 'nothing was changed');
  for (const [address, code] of [
    ['admin@msxfaq.de', 'ErrorAccessDenied'],
    ['nobody@msxfaq.de', 'ErrorNonExistentMailbox'],
  ] as const) {
    const answer = await read(session, address);
    t.match(answer, { ResponseMessage: { ResponseClass: 'Error', ResponseCode: code } });
    t.equal(answer.OofSettings, undefined);
    t.match(await write(session, enabled, address), { ResponseMessage: { ResponseCode: code } });
  }
  await session.hold(t);
});

t.test('a lab that starts again still has them, and the time passes', async (t) => {
  await lab.close();
  lab = await labs.reopen('lab');
  freeze(lab, start + 25 * 3600);
  const session = new EwsSession(lab, user2);
  const [tip] = await tipsFor(session, [user2], ['OutOfOfficeMessage']);
  t.match(tip?.OutOfOffice, { ReplyBody: { Message: 'I am away.' }, Duration: { EndTime: at(48) } });
  t.match(await write(session, { OofState: 'Disabled', ExternalAudience: 'All' }), {
    ResponseMessage: { ResponseCode: 'NoError' },
  });
  t.match(await read(session), { OofSettings: { OofState: 'Disabled', ...replies } });
  await session.hold(t);
});

t.test('tips of all kinds of recipients', async (t) => {
  const session = new EwsSession(lab, user2);
  const [person, group, unknown, outside, broken] = await tipsFor(
    session,
    ['user1@msxfaq.de', 'staff@msxfaq.de', 'nobody@msxfaq.de', 'x@contoso.example', 'no address'],
    ['All'],
  );
  t.match(person, {
    RecipientAddress: { EmailAddress: 'user1@msxfaq.de', RoutingType: 'SMTP' },
    TotalMemberCount: 1,
    ExternalMemberCount: 0,
    MailboxFull: false,
    DeliveryRestricted: false,
    IsModerated: false,
    InvalidRecipient: false,
  });
  t.match(group, { TotalMemberCount: 3, ExternalMemberCount: 0, InvalidRecipient: false });
  t.match(unknown, { InvalidRecipient: true });
  t.match(outside, { InvalidRecipient: false, ExternalMemberCount: 1 });
  t.match(broken, { InvalidRecipient: true });
  const [few] = await tipsFor(session, ['user1@msxfaq.de'], ['MailboxFullStatus', 'CustomMailTip', 'Scope']);
  t.strictSame(Object.keys(few ?? {}), ['RecipientAddress', 'PendingMailTips', 'MailboxFull']);
  t.strictSame(await tipsFor(session, [], ['All']), []);
  await session.hold(t);
});

t.test('fifty recipients are the most', async (t) => {
  const session = new EwsSession(lab, user2);
  const many = (count: number) => Array.from({ length: count }, (_, index) => `x${index}@contoso.example`);
  t.equal((await tipsFor(session, many(50), ['InvalidRecipient'])).length, 50);
  const answer = await session.ask(tips, {
    SendingAs: {},
    Recipients: { Mailbox: many(51).map((EmailAddress) => ({ EmailAddress })) },
    MailTipsRequested: ['All'],
  });
  t.match(answer, { ResponseClass: 'Error', ResponseCode: 'ErrorInvalidRequest', MessageText: /^\[lab\]/ });
  await session.hold(t);
});

t.test('what is configured is told', async (t) => {
  const session = new EwsSession(lab, user2);
  const ConfigurationName = [
    ['MailTips'],
    ['UnifiedMessagingConfiguration', 'ProtectionRules'],
    ['PolicyNudges'],
  ] as const;
  const answer = await session.ask(configuration, { RequestedConfiguration: { ConfigurationName } });
  t.equal(answer.ResponseCode, 'NoError');
  const [mailTips, um, rules, nudges] = answer.ResponseMessages?.ServiceConfigurationResponseMessageType ?? [];
  t.match(mailTips?.MailTipsConfiguration, {
    MailTipsEnabled: true,
    MaxRecipientsPerGetMailTipsRequest: 50,
    InternalDomains: { Domain: [{ Name: 'msxfaq.de', IncludeSubdomains: false }, {}] },
  });
  t.equal(um?.UnifiedMessagingConfiguration?.UmEnabled, false);
  t.match(rules?.ProtectionRulesConfiguration, { InternalDomains: { Domain: [{ Name: 'msxfaq.de' }, {}] } });
  t.strictSame(nudges, { ResponseClass: 'Success', ResponseCode: 'NoError' });
  await session.hold(t);
});

t.test('the lab is well', async (t) => {
  t.strictSame(labs.defects, []);
});
