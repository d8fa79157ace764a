import { element, optional, some } from '../../xsd/types.js';
import { emailAddress } from '../email-address.js';
import { m, t } from '../namespaces.js';
import { responseMessage } from '../responses.js';
import { configurationNames, configurationResponseMessage } from '../service-configuration.js';

/** GetServiceConfiguration (MS-OXWCONFIG). */
export const getServiceConfigurationRequest = element(
  'm',
  'GetServiceConfiguration',
  m.complex('GetServiceConfigurationType', {
    content: [
      {
        ActingAs: optional(emailAddress),
        RequestedConfiguration: configurationNames,
        ConfigurationRequestDetails: optional(t.complex('ConfigurationRequestDetailsType', { isOpen: true })),
      },
    ],
  }),
);

const responseMessages = m.complex('ArrayOfServiceConfigurationResponseMessageType', {
  content: [{ ServiceConfigurationResponseMessageType: some(configurationResponseMessage) }],
});

export const getServiceConfigurationResponse = element(
  'm',
  'GetServiceConfigurationResponse',
  m.extended('GetServiceConfigurationResponseMessageType', responseMessage, {
    content: [{ ResponseMessages: optional(responseMessages) }],
  }),
);
