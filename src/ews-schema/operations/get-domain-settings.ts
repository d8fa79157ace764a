import { xs } from '../../xsd/simple-types.js';
import { many, nillable, optional } from '../../xsd/types.js';
import {
  autodiscoverRequest,
  autodiscoverRequestElement,
  autodiscoverResponse,
  autodiscoverResponseElement,
  autodiscoverVersion,
  domains,
  requestedSettings,
} from '../autodiscover.js';
import { domainSetting, domainSettingError } from '../autodiscover-settings.js';
import { a } from '../namespaces.js';

/** GetDomainSettings of Autodiscover (MS-OXWSADISC). */
export const getDomainSettingsRequest = autodiscoverRequestElement(
  'GetDomainSettings',
  a.extended('GetDomainSettingsRequest', autodiscoverRequest, {
    content: [
      {
        Domains: optional(domains),
        RequestedSettings: optional(requestedSettings),
        RequestedVersion: nillable(autodiscoverVersion),
      },
    ],
  }),
);

const domainResponse = a.extended('DomainResponse', autodiscoverResponse, {
  content: [
    {
      DomainSettingErrors: optional(
        a.complex('DomainSettingErrors', { content: [{ DomainSettingError: many(domainSettingError) }] }),
      ),
      DomainSettings: optional(a.complex('DomainSettings', { content: [{ DomainSetting: many(domainSetting) }] })),
      RedirectTarget: nillable(xs.string),
    },
  ],
});

export const getDomainSettingsResponse = autodiscoverResponseElement(
  'GetDomainSettings',
  a.extended('GetDomainSettingsResponse', autodiscoverResponse, {
    content: [
      {
        DomainResponses: optional(
          a.complex('ArrayOfDomainResponse', { content: [{ DomainResponse: many(domainResponse) }] }),
        ),
      },
    ],
  }),
);
