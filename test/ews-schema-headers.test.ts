import t from 'tap';
import {
  dateTimePrecision,
  exchangeImpersonation,
  mailboxCulture,
  managementRole,
  requestServerVersion,
  serializedSecurityContext,
  serverVersionInfo,
  timeZoneContext,
} from '../src/ews-schema/headers.js';
import { namespaces } from '../src/protocol/namespaces.js';
import { child, type XmlElement } from '../src/protocol/xml-document.js';
import { example, header, hold, noSamples, valueIn } from './acceptance/ews-messages.js';
import { noSchema, noXmllint } from './acceptance/tools.js';

// SOAP headers in the vocabulary of Exchange Web Services.

const inHeader = (header: XmlElement | undefined, name: string) => header && child(header, namespaces.ewsTypes, name);

t.test('what clients send is read', { skip: noSamples }, async (t) => {
  const sent = header('ewsjs/GetUserAvailability-1');
  t.strictSame(valueIn(requestServerVersion, inHeader(sent, 'RequestServerVersion')), { Version: 'Exchange2013' });
  t.strictSame(valueIn(timeZoneContext, inHeader(sent, 'TimeZoneContext')), {
    TimeZoneDefinition: { Name: '(UTC+00:00) Monrovia, Reykjavik', Id: 'Greenwich Standard Time' },
  });
  const newer = inHeader(header('exchangelib/GetFolder-1'), 'RequestServerVersion');
  t.throws(() => valueIn(requestServerVersion, newer), /'Exchange2019' is invalid .* Enumeration constraint failed/);
});

t.test('they hold Exchange’s schema', { skip: noXmllint || noSchema() }, async (t) => {
  const group = { Attributes: 7, SecurityIdentifier: 'S-1-1-0' };
  await hold(t, [
    ...(['Exchange2007_SP1', 'Exchange2012', 'V2016_10_10'] as const).map((Version) =>
      example(requestServerVersion, { Version }),
    ),
    example(exchangeImpersonation, { ConnectingSID: { PrimarySmtpAddress: 'user1@lab.test' } }),
    example(exchangeImpersonation, { ConnectingSID: { SID: 'S-1-5-21-1' } }),
    example(serializedSecurityContext, {
      UserSid: 'S-1-5-21-1',
      GroupSids: [{ GroupIdentifier: group }],
      RestrictedGroupSids: [{ RestrictedGroupIdentifier: group }],
      PrimarySmtpAddress: 'user1@lab.test',
    }),
    example(mailboxCulture, 'de-DE'),
    example(timeZoneContext, { TimeZoneDefinition: { Id: 'W. Europe Standard Time' } }),
    example(dateTimePrecision, 'Milliseconds'),
    example(managementRole, { ApplicationRoles: { Role: ['MailboxSearchApplication'] } }),
    example(managementRole, { UserRoles: { Role: ['LegalHold'] } }),
    example(serverVersionInfo, {
      MajorVersion: 15,
      MinorVersion: 2,
      MajorBuildNumber: 2562,
      MinorBuildNumber: 17,
      Version: 'V2017_07_11',
    }),
  ]);
});
