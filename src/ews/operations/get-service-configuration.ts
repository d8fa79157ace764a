import {
  getServiceConfigurationRequest,
  getServiceConfigurationResponse,
} from '../../ews-schema/operations/get-service-configuration.js';
import type { configurationResponseMessage } from '../../ews-schema/service-configuration.js';
import type { ValueOf } from '../../xsd/model.js';
import { type EwsCall, operation } from '../operation.js';
import { maxMessageSize } from '../people/mail-tips.js';
import { mostRecipients } from './get-mail-tips.js';

type Request = ValueOf<typeof getServiceConfigurationRequest.type>;
type Name = Request['RequestedConfiguration']['ConfigurationName'][number][number];
type Message = ValueOf<typeof configurationResponseMessage>;

const success = { ResponseClass: 'Success', ResponseCode: 'NoError' } as const;

/** GetServiceConfiguration (MS-OXWCONFIG): a message for each name that is asked for. */
export const getServiceConfiguration = operation({
  request: getServiceConfigurationRequest,
  response: getServiceConfigurationResponse,
  answer({ RequestedConfiguration }, call) {
    const names = RequestedConfiguration.ConfigurationName.flat();
    const messages = names.map((name) => ({ ...success, ...configurations[name](call) }));
    if (messages.length === 0) return success; // the schema has no list without messages
    return { ...success, ResponseMessages: { ServiceConfigurationResponseMessageType: messages } };
  },
});

/** A day, in hours: how often clients ask for the rules again. */
const refreshInterval = 24;

/** What a new organisation has; of policy nudges and SharePoint the lab knows nothing. */
const configurations: Readonly<Record<Name, (call: EwsCall) => Partial<Message>>> = {
  MailTips: (call) => ({
    MailTipsConfiguration: {
      MailTipsEnabled: true,
      MaxRecipientsPerGetMailTipsRequest: mostRecipients,
      MaxMessageSize: maxMessageSize,
      LargeAudienceThreshold: 25,
      ShowExternalRecipientCount: false,
      InternalDomains: internalDomains(call),
      PolicyTipsEnabled: false,
      LargeAudienceCap: 1000,
    },
  }),
  UnifiedMessagingConfiguration: () => ({
    UnifiedMessagingConfiguration: { UmEnabled: false, PlayOnPhoneDialString: '', PlayOnPhoneEnabled: false },
  }),
  ProtectionRules: (call) => ({
    ProtectionRulesConfiguration: {
      RefreshInterval: refreshInterval,
      Rules: {},
      InternalDomains: internalDomains(call),
    },
  }),
  PolicyNudges: () => ({}),
  SharePointURLs: () => ({}),
};

function internalDomains({ organization, user }: EwsCall) {
  return { Domain: organization.domainsOf(user).map((Name) => ({ Name, IncludeSubdomains: false })) };
}
