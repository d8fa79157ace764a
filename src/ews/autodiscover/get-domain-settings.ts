import { domainStringSetting } from '../../ews-schema/autodiscover-settings.js';
import {
  getDomainSettingsRequest,
  getDomainSettingsResponse,
} from '../../ews-schema/operations/get-domain-settings.js';
import { ofType } from '../../xsd/write.js';
import { type AutodiscoverContext, paddedVersion } from './context.js';
import { autodiscoverOperation, InvalidRequest, noError } from './operation.js';

/** GetDomainSettings: where the web services of a domain are. Public description: MS-OXWSADISC. */
export const getDomainSettings = autodiscoverOperation({
  name: 'GetDomainSettings',
  request: getDomainSettingsRequest,
  response: getDomainSettingsResponse,
  answer({ Domains, RequestedSettings }, context) {
    const domains = Domains?.Domain ?? [];
    const names = [...new Set(RequestedSettings?.Setting?.map((name) => name.trim()))];
    if (domains.length === 0) throw new InvalidRequest('[lab] The request names no domain.');
    if (names.length === 0) throw new InvalidRequest('[lab] The request names no setting.');
    const responses = domains.map((domain) => domainResponse(domain.trim(), names, context));
    return { ...noError, DomainResponses: { DomainResponse: responses } };
  },
});

function domainResponse(domain: string, names: readonly string[], context: AutodiscoverContext) {
  if (!context.isOwnDomain(domain)) {
    const ErrorMessage = `[lab] Invalid domain: '${domain}'`;
    return { ErrorCode: 'InvalidDomain', ErrorMessage, DomainSettingErrors: {}, DomainSettings: {} } as const;
  }
  const known: Readonly<Record<string, string>> = {
    ExternalEwsUrl: context.external.ews,
    ExternalEwsVersion: paddedVersion(context.identity.build),
  };
  const isKnown = (name: string) => Object.hasOwn(known, name) && known[name] !== '';
  const settings = names.filter(isKnown).map((Name) => ofType(domainStringSetting, { Name, Value: known[Name] }));
  return {
    ErrorCode: 'NoError',
    ErrorMessage: 'No error.',
    DomainSettingErrors: { DomainSettingError: names.filter((name) => !isKnown(name)).map(notAvailable) },
    DomainSettings: { DomainSetting: settings },
  } as const;
}

function notAvailable(name: string) {
  const ErrorMessage = `[lab] Domain setting '${name}' is not available.`;
  return { ErrorCode: 'SettingIsNotAvailable', ErrorMessage, SettingName: name } as const;
}
