import { join } from 'node:path';
import t from 'tap';
import { getUserSettings } from '../src/connectivity/probe.js';
import { autodiscoverServerVersionInfo, requestedServerVersion } from '../src/ews-schema/autodiscover.js';
import {
  alternateMailboxCollectionSetting,
  documentSharingLocationCollectionSetting,
  domainStringSetting,
  protocolConnectionCollectionSetting,
  stringSetting,
  webClientUrlCollectionSetting,
} from '../src/ews-schema/autodiscover-settings.js';
import { ewsNamespaces } from '../src/ews-schema/namespaces.js';
import {
  getDomainSettingsRequest,
  getDomainSettingsResponse,
} from '../src/ews-schema/operations/get-domain-settings.js';
import {
  getFederationInformationRequest,
  getFederationInformationResponse,
} from '../src/ews-schema/operations/get-federation-information.js';
import {
  getOrganizationRelationshipSettingsRequest,
  getOrganizationRelationshipSettingsResponse,
} from '../src/ews-schema/operations/get-organization-relationship-settings.js';
import { getUserSettingsRequest, getUserSettingsResponse } from '../src/ews-schema/operations/get-user-settings.js';
import { autodiscoverElements } from '../src/ews-schema/vocabulary.js';
import { parseSoapRequest } from '../src/protocol/soap.js';
import { child, parseXml } from '../src/protocol/xml-document.js';
import { schemaDocument } from '../src/xsd/schema-document.js';
import { ofType, writeElement } from '../src/xsd/write.js';
import { type Example, example, valueIn } from './acceptance/ews-messages.js';
import { noXmllint, schemaViolations } from './acceptance/tools.js';

// The vocabulary of Autodiscover. No schema of Exchange's lies beside it: what is written is held to our own.

t.test('what the probe asks for is read', async (t) => {
  const url = new URL('https://mail.lab.test/autodiscover/autodiscover.svc');
  const { header, operation } = parseSoapRequest(getUserSettings(url, 'user1@lab.test'));
  t.strictSame(valueIn(getUserSettingsRequest, operation), {
    Request: {
      Users: { User: [{ Mailbox: 'user1@lab.test' }] },
      RequestedSettings: { Setting: ['ExternalEwsUrl', 'ExternalEwsVersion'] },
    },
  });
  const version = header && child(header, ewsNamespaces.a, 'RequestedServerVersion');
  t.equal(valueIn(requestedServerVersion, version), 'Exchange2013');
});

const Domains = { Domain: ['lab.test'] };

const questions = [
  example(getUserSettingsRequest, { Request: { RequestedVersion: 'Exchange2016' } }),
  example(getDomainSettingsRequest, {
    Request: { Domains, RequestedSettings: { Setting: ['ExternalEwsUrl'] }, RequestedVersion: 'Exchange2013' },
  }),
  example(getFederationInformationRequest, { Request: { Domain: 'lab.test' } }),
  example(getOrganizationRelationshipSettingsRequest, { Request: { Domains } }),
  example(requestedServerVersion, 'Exchange2010'),
];

const noError = { ErrorCode: 'NoError', ErrorMessage: '' } as const;

const relationship = {
  DeliveryReportEnabled: false,
  DomainNames: Domains,
  FreeBusyAccessEnabled: true,
  FreeBusyAccessLevel: 'LimitedDetails',
  MailTipsAccessEnabled: true,
  MailTipsAccessLevel: 'All',
  MailboxMoveEnabled: false,
  Name: 'On-premises to cloud',
  TargetApplicationUri: 'outlook.com',
  TargetAutodiscoverEpr: 'https://cloud.test/autodiscover/autodiscover.svc/WSSecurity',
  TargetSharingEpr: 'https://cloud.test/EWS/Exchange.asmx',
};

const answers = [
  example(getFederationInformationResponse, {
    Response: {
      ...noError,
      ApplicationUri: 'FYDIBOHF25SPDLT.lab.test',
      TokenIssuers: { TokenIssuer: [{ Uri: 'urn:federation:lab', Endpoint: 'https://sts.lab.test/' }] },
      Domains,
    },
  }),
  example(getOrganizationRelationshipSettingsResponse, {
    Response: {
      ...noError,
      OrganizationRelationshipSettingsCollection: { OrganizationRelationshipSettings: [relationship] },
    },
  }),
  example(autodiscoverServerVersionInfo, {
    MajorVersion: 15,
    MinorVersion: 2,
    MajorBuildNumber: 2562,
    MinorBuildNumber: 17,
    Version: 'Exchange2015',
  }),
];

const SettingName = 'Nonsense';

const settings = [
  ofType(stringSetting, { Name: 'ExternalEwsUrl', Value: 'https://mail.lab.test/EWS/Exchange.asmx' }),
  ofType(webClientUrlCollectionSetting, {
    Name: 'ExternalWebClientUrls',
    WebClientUrls: { WebClientUrl: [{ AuthenticationMethods: 'Fba', Url: 'https://mail.lab.test/owa/' }] },
  }),
  ofType(protocolConnectionCollectionSetting, {
    Name: 'ExternalImap4Connections',
    ProtocolConnections: {
      ProtocolConnection: [{ Hostname: 'mail.lab.test', Port: 993, EncryptionMethod: 'SSL' }],
    },
  }),
  ofType(alternateMailboxCollectionSetting, {
    Name: 'AlternateMailboxes',
    AlternateMailboxes: {
      AlternateMailbox: [{ Type: 'Archive', DisplayName: 'Archive', Server: 'mail.lab.test' }],
    },
  }),
  ofType(documentSharingLocationCollectionSetting, {
    Name: 'DocumentSharingLocations',
    DocumentSharingLocations: {
      DocumentSharingLocation: [
        {
          ServiceUrl: 'https://share.lab.test/_vti_bin/',
          LocationUrl: 'https://share.lab.test/',
          DisplayName: 'Share',
          SupportedFileExtensions: { FileExtension: ['docx'] },
          ExternalAccessAllowed: false,
          AnonymousAccessAllowed: false,
          CanModifyPermissions: true,
          IsDefault: true,
        },
      ],
    },
  }),
];

/** With types that say their name: those are written, and never read. */
const settingAnswers = [
  example(getUserSettingsResponse, {
    Response: {
      ...noError,
      UserResponses: {
        UserResponse: [
          {
            ...noError,
            UserSettingErrors: { UserSettingError: [{ ErrorCode: 'InvalidSetting', SettingName }] },
            UserSettings: { UserSetting: settings },
          },
          { ErrorCode: 'RedirectUrl', RedirectTarget: 'https://other.test/autodiscover/autodiscover.svc' },
        ],
      },
    },
  }),
  example(getDomainSettingsResponse, {
    Response: {
      ...noError,
      DomainResponses: {
        DomainResponse: [
          {
            ...noError,
            DomainSettingErrors: { DomainSettingError: [{ ErrorCode: 'InvalidSetting', SettingName }] },
            DomainSettings: {
              DomainSetting: [ofType(domainStringSetting, { Name: 'ExternalEwsUrl', Value: 'https://mail.lab.test/' })],
            },
          },
        ],
      },
    },
  }),
];

function written({ declaration, value }: Example, style: 'prefixed' | 'default'): string {
  const { text } = writeElement(declaration, value, { namespaces: ewsNamespaces, style, declared: ['a'] });
  return text.replace(/(?=\/?>)/, ` xmlns:xsi="${ewsNamespaces.xs}-instance"`);
}

t.test('what is written is read as it was', async (t) => {
  for (const one of [...questions, ...answers])
    t.strictSame(valueIn(one.declaration, parseXml(written(one, 'default'))), one.value, one.declaration.name);
});

t.test('what is written holds the schema', { skip: noXmllint }, async (t) => {
  const messages = [...questions, ...answers, ...settingAnswers].flatMap((one) => [
    written(one, 'prefixed'),
    written(one, 'default'),
  ]);
  const schema = schemaDocument({ prefix: 'a', imports: [] }, autodiscoverElements, ewsNamespaces);
  const folder = t.testdir({ ...Object.fromEntries(messages.entries()), 'autodiscover.xsd': schema });
  const files = messages.map((_, index) => join(folder, `${index}`));
  t.equal(await schemaViolations(files, join(folder, 'autodiscover.xsd')), '');
  t.match(messages.join('\n'), /<a:UserSetting xsi:type="a:StringSetting"><a:Name>ExternalEwsUrl<\/a:Name>/);
});
