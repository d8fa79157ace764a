import { enumeration, listOf, ranged, words, xs } from '../xsd/simple-types.js';
import { many, optional, some } from '../xsd/types.js';
import { m, t } from './namespaces.js';
import { responseMessage } from './responses.js';

/** What an organization has configured for clients (MS-OXWCONFIG). */

/** One value or several: a list. */
const serviceConfiguration = listOf(
  't',
  'ServiceConfigurationType',
  enumeration(
    't',
    'ServiceConfigurationNameType',
    words('MailTips UnifiedMessagingConfiguration ProtectionRules PolicyNudges SharePointURLs'),
  ),
);

export const configurationNames = m.complex('ArrayOfServiceConfigurationType', {
  content: [{ ConfigurationName: some(serviceConfiguration) }],
});

const smtpDomain = t.complex('SmtpDomain', {
  attributes: { Name: xs.string, IncludeSubdomains: optional(xs.boolean) },
});

const smtpDomains = t.complex('SmtpDomainList', { content: [{ Domain: many(smtpDomain) }] });

const serviceSettings = t.complex('ServiceConfiguration', {});

export const mailTipsConfiguration = t.extended('MailTipsServiceConfiguration', serviceSettings, {
  content: [
    {
      MailTipsEnabled: xs.boolean,
      MaxRecipientsPerGetMailTipsRequest: xs.int,
      MaxMessageSize: xs.int,
      LargeAudienceThreshold: xs.int,
      ShowExternalRecipientCount: xs.boolean,
      InternalDomains: smtpDomains,
      PolicyTipsEnabled: xs.boolean,
      LargeAudienceCap: xs.int,
    },
  ],
});

export const unifiedMessageConfiguration = t.extended('UnifiedMessageServiceConfiguration', serviceSettings, {
  content: [{ UmEnabled: xs.boolean, PlayOnPhoneDialString: xs.string, PlayOnPhoneEnabled: xs.boolean }],
});

/** Rules that protect messages before they leave a client; of the rules themselves nothing is declared: the lab has none. */
const protectionRules = t.extended('ProtectionRulesServiceConfiguration', serviceSettings, {
  attributes: { RefreshInterval: ranged('t', 'RefreshIntervalType', xs.int, { least: 1 }) },
  content: [{ Rules: t.complex('ArrayOfProtectionRulesType', {}), InternalDomains: smtpDomains }],
});

export const configurationResponseMessage = m.extended('ServiceConfigurationResponseMessageType', responseMessage, {
  content: [
    {
      MailTipsConfiguration: optional(mailTipsConfiguration),
      UnifiedMessagingConfiguration: optional(unifiedMessageConfiguration),
      ProtectionRulesConfiguration: optional(protectionRules),
    },
  ],
});
