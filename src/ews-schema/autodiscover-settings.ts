import { xs } from '../xsd/simple-types.js';
import { element, many, optional } from '../xsd/types.js';
import { autodiscoverErrorCode } from './autodiscover.js';
import { a } from './namespaces.js';

/** Settings of users and domains (MS-OXWSADISC). Each is of a type that extends the declared one, and says so (`ofType`). */

export const userSetting = a.complex('UserSetting', { content: [{ Name: optional(xs.string) }] });

export const stringSetting = a.extended('StringSetting', userSetting, { content: [{ Value: optional(xs.string) }] });

/** Where the web client is, inside and outside. */
const webClientUrl = a.complex('WebClientUrl', {
  content: [{ AuthenticationMethods: optional(xs.string), Url: optional(xs.string) }],
});

export const webClientUrlCollectionSetting = a.extended('WebClientUrlCollectionSetting', userSetting, {
  content: [
    { WebClientUrls: optional(a.complex('WebClientUrls', { content: [{ WebClientUrl: many(webClientUrl) }] })) },
  ],
});

/** Servers for POP3, IMAP4 and SMTP. */
const protocolConnection = a.complex('ProtocolConnection', {
  content: [{ Hostname: optional(xs.string), Port: xs.int, EncryptionMethod: optional(xs.string) }],
});

export const protocolConnectionCollectionSetting = a.extended('ProtocolConnectionCollectionSetting', userSetting, {
  content: [
    {
      ProtocolConnections: optional(
        a.complex('ProtocolConnections', { content: [{ ProtocolConnection: many(protocolConnection) }] }),
      ),
    },
  ],
});

/** Other mailboxes that the user opens: the archive, and those of others with full access. */
const alternateMailbox = a.complex('AlternateMailbox', {
  content: [
    {
      Type: optional(xs.string),
      DisplayName: optional(xs.string),
      LegacyDN: optional(xs.string),
      Server: optional(xs.string),
      SmtpAddress: optional(xs.string),
      OwnerSmtpAddress: optional(xs.string),
    },
  ],
});

export const alternateMailboxCollectionSetting = a.extended('AlternateMailboxCollectionSetting', userSetting, {
  content: [
    {
      AlternateMailboxes: optional(
        a.complex('AlternateMailboxes', { content: [{ AlternateMailbox: many(alternateMailbox) }] }),
      ),
    },
  ],
});

/** Where attachments can be put instead of into a message. */
const documentSharingLocation = a.complex('DocumentSharingLocation', {
  content: [
    {
      ServiceUrl: xs.string,
      LocationUrl: xs.string,
      DisplayName: xs.string,
      SupportedFileExtensions: a.complex('ArrayOfFileExtension', { content: [{ FileExtension: many(xs.string) }] }),
      ExternalAccessAllowed: xs.boolean,
      AnonymousAccessAllowed: xs.boolean,
      CanModifyPermissions: xs.boolean,
      IsDefault: xs.boolean,
    },
  ],
});

export const documentSharingLocationCollectionSetting = a.extended(
  'DocumentSharingLocationCollectionSetting',
  userSetting,
  {
    content: [
      {
        DocumentSharingLocations: a.complex('DocumentSharingLocations', {
          content: [{ DocumentSharingLocation: many(documentSharingLocation) }],
        }),
      },
    ],
  },
);

/** A setting that was asked for and is not given. */
const settingError = {
  ErrorCode: autodiscoverErrorCode,
  ErrorMessage: optional(xs.string),
  SettingName: optional(xs.string),
};

export const userSettingError = a.complex('UserSettingError', { content: [settingError] });

export const domainSetting = a.complex('DomainSetting', { content: [{ Name: optional(xs.string) }] });

export const domainStringSetting = a.extended('DomainStringSetting', domainSetting, {
  content: [{ Value: optional(xs.string) }],
});

export const domainSettingError = a.complex('DomainSettingError', { content: [settingError] });

/** The types of settings; the schema declares an element for each, which is how they get into it. */
export const settingElements = [
  stringSetting,
  webClientUrlCollectionSetting,
  protocolConnectionCollectionSetting,
  alternateMailboxCollectionSetting,
  documentSharingLocationCollectionSetting,
  domainStringSetting,
].map((type) => element('a', type.name, type));
