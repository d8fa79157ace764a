import type { Caller } from '../connectivity/caller.js';
import { dateTimeMinValue } from '../connectivity/culture.js';
import { certificateOn } from '../directory/exchange-server.js';
import { defaultDomain, type Organization, ownRealm, webProxyOf } from '../directory/organization.js';
import type { Recipient } from '../directory/recipient.js';
import { tokenSigningCertificates } from '../directory/token-signing.js';
import { withKey } from '../pki/certificate.js';
import { exchangeOnline } from '../protocol/exchange-version.js';
import type { UserContext } from '../protocol/token-claims.js';
import {
  acsHost,
  acsIssuerId,
  acsTokenPath,
  anyRealm,
  exchangeApplicationId,
  nameIdIssuers,
} from '../protocol/well-known.js';
import type { LabContext } from './cmdlet.js';
import { askingApplication } from './dedicated-application.js';

/** What a side has to know of itself when it calls the other one. */
export type CallingSide = Pick<
  LabContext,
  'session' | 'server' | 'state' | 'certificates' | 'culture' | 'variantConfiguration'
> & { readonly workerProcesses: Pick<LabContext['workerProcesses'], 'outboundConfiguration'> };

/** In the cloud the caller's own ACS stands as `@*` and issues for the caller's tenant (design §2.2). */
export function cloudCaller(
  { tenant, state, certificates, culture }: CallingSide & Pick<LabContext, 'tenant'>,
  user: Recipient | undefined,
): Caller {
  return {
    ...exchangeOnline,
    culture,
    serviceName: exchangeApplicationId,
    tenantId: tenant.tenantId,
    userDomain: domainOf(user) ?? tenant.initialDomain,
    authServers: [
      {
        name: 'MicrosoftSts',
        enabled: true,
        issuerIdentifier: acsIssuerId,
        realm: anyRealm,
        tokenIssuingEndpoint: `https://${acsHost}${acsTokenPath(tenant.tenantId)}`,
      },
    ],
    signingCertificate: tokenSigningCertificates(state.state, certificates)[0],
    user: user && claimsOf(user, user.puid ?? '', nameIdIssuers.microsoftOnline),
  };
}

/** On-premises the organisation's own auth servers and its current auth certificate, as the servers have loaded them. */
export function onPremisesCaller(context: CallingSide, user: Recipient | undefined, reload: boolean): Caller {
  const { state, culture, workerProcesses } = context;
  const loaded = workerProcesses.outboundConfiguration(reload);
  const organization = loaded?.organization ?? state.state.organization;
  const { authServers } = organization;
  return {
    side: 'OnPremises',
    exchangeVersion: organization.exchangeVersion,
    culture,
    serviceName: loaded ? askingApplication(context, organization) : '',
    tenantId: '',
    userDomain: domainOf(user) ?? defaultDomain(organization),
    ownRealm: ownRealm(organization),
    authServers: authServers.filter(({ type }) => type === 'MicrosoftACS'),
    signingCertificate: signingCertificate(context, organization),
    user: user && claimsOf(user, user.sid ?? '', nameIdIssuers.activeDirectory),
    internetWebProxy: webProxyOf(state.state.organization, context.server),
    configurationLoadedAt: loaded?.loadedAt ?? dateTimeMinValue,
  };
}

/** The current auth certificate with its key, if both are in the store of the server that the shell is connected to. */
function signingCertificate({ server, certificates }: CallingSide, { servers, authConfig }: Organization) {
  const current = authConfig.currentCertificateThumbprint;
  const here = servers.find(({ name }) => name === server);
  if (!here || !certificateOn(here, current)?.hasPrivateKey) return undefined;
  return withKey(certificates.exchangeCertificates.get(current));
}

function claimsOf(user: Recipient, nameId: string, nii: string): UserContext {
  const sip =
    user.emailAddresses.find((address) => address.toLowerCase().startsWith('sip:'))?.slice('sip:'.length) ?? '';
  return {
    nameId,
    nii,
    userPrincipalName: user.userPrincipalName,
    smtpAddress: user.primarySmtpAddress,
    sipAddress: sip,
  };
}

function domainOf(user: Recipient | undefined): string | undefined {
  return user?.primarySmtpAddress.split('@').at(-1);
}
