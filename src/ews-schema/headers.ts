import { enumeration, words, xs } from '../xsd/simple-types.js';
import { choice, element, optional, some } from '../xsd/types.js';
import { t } from './namespaces.js';
import { timeZoneDefinition } from './time-zones.js';

/** What stands in the SOAP header of requests and answers (MS-OXWSCDATA). */

/** All that a server on premises knows today; the probe of Test-OAuthConnectivity says `Exchange2012`. */
export const exchangeVersion = enumeration(
  't',
  'ExchangeVersionType',
  words(
    'Exchange2007 Exchange2007_SP1 Exchange2009 Exchange2010 Exchange2010_SP1 Exchange2010_SP2 Exchange2012 Exchange2013 Exchange2013_SP1 Exchange2015 Exchange2016 V2015_10_05 V2016_01_06 V2016_04_13 V2016_07_13 V2016_10_10 V2017_01_07 V2017_04_14 V2017_07_11',
  ),
);

export const requestServerVersion = element(
  't',
  'RequestServerVersion',
  t.complex('RequestServerVersionType', { attributes: { Version: exchangeVersion } }),
);

export const serverVersionInfo = element(
  't',
  'ServerVersionInfo',
  t.complex('ServerVersionInfoType', {
    attributes: {
      MajorVersion: optional(xs.int),
      MinorVersion: optional(xs.int),
      MajorBuildNumber: optional(xs.int),
      MinorBuildNumber: optional(xs.int),
      Version: optional(xs.string),
    },
  }),
);

/** Whom the caller acts for. */
const connectingSid = t.complex('ConnectingSIDType', {
  content: [
    choice({
      PrincipalName: xs.string,
      SID: xs.string,
      PrimarySmtpAddress: xs.string,
      SmtpAddress: xs.string,
    }),
  ],
});

export const exchangeImpersonation = element(
  't',
  'ExchangeImpersonation',
  t.complex('ExchangeImpersonationType', { content: [{ ConnectingSID: connectingSid }] }),
);

/** A culture (RFC 3066), such as `de-DE`. */
export const mailboxCulture = element('t', 'MailboxCulture', xs.language);

export const timeZoneContext = element(
  't',
  'TimeZoneContext',
  t.complex('TimeZoneContextType', { content: [{ TimeZoneDefinition: timeZoneDefinition }] }),
);

export const dateTimePrecision = element(
  't',
  'DateTimePrecision',
  enumeration('t', 'DateTimePrecisionType', words('Seconds Milliseconds')),
);

const roles = t.complex('NonEmptyArrayOfRoleType', { content: [{ Role: some(xs.string) }] });

export const managementRole = element(
  't',
  'ManagementRole',
  t.complex('ManagementRoleType', { content: [{ UserRoles: optional(roles), ApplicationRoles: optional(roles) }] }),
);

const sid = t.complex('SidAndAttributesType', {
  attributes: { Attributes: xs.unsignedInt },
  content: [{ SecurityIdentifier: xs.string }],
});

const groupSids = t.list('NonEmptyArrayOfGroupIdentifiersType', { GroupIdentifier: sid }, 1);
const restrictedSids = t.list('NonEmptyArrayOfRestrictedGroupIdentifiersType', { RestrictedGroupIdentifier: sid }, 1);

/** Whom a server acts for, by the SIDs of the user and of the user's groups. */
export const serializedSecurityContext = element(
  't',
  'SerializedSecurityContext',
  t.complex('SerializedSecurityContextType', {
    content: [
      {
        UserSid: xs.string,
        GroupSids: optional(groupSids),
        RestrictedGroupSids: optional(restrictedSids),
        PrimarySmtpAddress: optional(xs.string),
      },
    ],
  }),
);
