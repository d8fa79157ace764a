import type { Recipient } from '../../directory/recipient.js';
import { stringSetting, webClientUrlCollectionSetting } from '../../ews-schema/autodiscover-settings.js';
import { ofType } from '../../xsd/write.js';
import {
  type AutodiscoverContext,
  legacyDn,
  mailboxServer,
  mailboxServerDn,
  paddedVersion,
  type ServiceUrls,
} from './context.js';

/** Schemas that EWS has versions of, as two traces of Exchange 2013 and 15.1 name them; that newer servers say the same is inferred. */
const supportedSchemas =
  'Exchange2007, Exchange2007_SP1, Exchange2010, Exchange2010_SP1, Exchange2010_SP2, Exchange2013, Exchange2013_SP1';

type Give = (user: Recipient, context: AutodiscoverContext) => string | undefined;

const either = (yes: boolean) => (yes ? 'True' : 'False');

/** Settings that are one text (names: MS-OXWSADISC); undefined or empty where there is none. */
const texts: Readonly<Record<string, Give>> = {
  UserDisplayName: ({ displayName }) => displayName,
  UserDN: legacyDn,
  UserDeploymentId: (_, { deploymentId }) => deploymentId,
  UserMSOnline: (_, context) => either(isOnline(context)),
  AutoDiscoverSMTPAddress: ({ primarySmtpAddress }) => primarySmtpAddress,
  ActiveDirectoryServer: (_, { globalCatalog }) => globalCatalog,
  InternalMailboxServer: mailboxServer,
  InternalMailboxServerDN: mailboxServerDn,
  InternalRpcClientServer: mailboxServer,
  MailboxDN: (user, context) => `${mailboxServerDn(user, context)}/cn=Microsoft Private MDB`,
  MailboxVersion: (_, { identity }) => paddedVersion(identity.build),
  CasVersion: (_, { identity }) => paddedVersion(identity.build),
  EwsSupportedSchemas: () => supportedSchemas,
  InternalEwsUrl: (_, { internal }) => internal.ews,
  InternalEwsVersion: (_, { identity }) => paddedVersion(identity.build),
  InternalEcpUrl: (_, { internal }) => internal.ecp,
  ExternalMailboxServer: (_, { external }) => hostOf(external.ews),
  ExternalMailboxServerRequiresSSL: () => 'On',
  ExternalEwsUrl: (_, { external }) => external.ews,
  ExternalEwsVersion: (_, { identity }) => paddedVersion(identity.build),
  ExternalEcpUrl: (_, { external }) => external.ecp,
  CrossOrganizationSharingEnabled: (_, { organizationRelationships: { length } }) => either(length > 0),
};

/** A setting, in the type that says what it is; undefined where it is not available. */
export function userSettingOf(name: string, user: Recipient, context: AutodiscoverContext) {
  if (name === 'InternalWebClientUrls') return webClientUrls(name, context.internal);
  if (name === 'ExternalWebClientUrls') return webClientUrls(name, context.external);
  const give = Object.hasOwn(texts, name) ? texts[name] : undefined;
  const text = give?.(user, context);
  return text ? ofType(stringSetting, { Name: name, Value: text }) : undefined;
}

function webClientUrls(name: string, { owa }: ServiceUrls) {
  if (owa === '') return undefined;
  const url = { AuthenticationMethods: 'Fba', Url: owa };
  return ofType(webClientUrlCollectionSetting, { Name: name, WebClientUrls: { WebClientUrl: [url] } });
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

export function isOnline({ identity }: AutodiscoverContext): boolean {
  return identity.speaker.side === 'Cloud';
}
