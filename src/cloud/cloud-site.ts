import { signingKey } from '../authentication/signing-keys.js';
import type { TrustConfiguration } from '../authentication/trust.js';
import type { Tenant } from '../directory/tenant.js';
import { cloudHosts, exchangeOnlineHosts } from '../directory/world.js';
import { serviceDescriptionPaths } from '../ews/service-description.js';
import { notFoundPage } from '../iis/pages.js';
import type { BodyHandler, Site, SiteAnswer, SiteRequest } from '../iis/site.js';
import type { MailboxStore } from '../mailbox/mailbox-store.js';
import { paths } from '../protocol/well-known.js';
import { normalizedPath } from '../protocol/wire.js';
import { createTokenSigner, type SigningIdentity } from '../tokens/signer.js';
import {
  type ExchangeOnlineOptions,
  exchangeOnlineAutodiscover,
  exchangeOnlineAutodiscoverXml,
  exchangeOnlineDescription,
  exchangeOnlineEws,
} from './exchange-online.js';
import { acsMetadata, entraMetadata, type TokenServiceOptions, tokenEndpoint } from './token-service.js';
import { exchangeOnlineDirectory, exchangeOnlineTrust } from './trust-configuration.js';

export interface CloudOptions {
  readonly tenants: () => readonly Tenant[];
  /** The token service's signing certificates with their keys, the newest first: it signs with that one, and all of them count. */
  readonly tokenSigning: () => readonly [SigningIdentity, ...SigningIdentity[]];
  readonly publicPorts: readonly number[];
  readonly anonymousChallenge: 'always' | 'whenOffered';
  readonly missingHost: 'judge' | 'httpSys';
  readonly schemaValidation: 'lenient' | 'strict';
  readonly mailboxes: MailboxStore;
  readonly foreignFreeBusy: ExchangeOnlineOptions['foreignFreeBusy'];
  readonly setFolderPermissions: ExchangeOnlineOptions['setFolderPermissions'];
  /** Milliseconds since 1970 by the lab's clock. */
  readonly now: () => number;
}

/** Microsoft's half of the lab on one listener, told apart by Host: token service and Exchange Online. */
export function createCloudSite(options: CloudOptions): Site {
  const tokenService = memoizedTokenService(options);
  const exchangeOnline: ExchangeOnlineOptions = {
    tenants: options.tenants,
    trust: memoizedTrust(options, () => tokenService().microsoftKeys),
    directory: exchangeOnlineDirectory(options.tenants),
    anonymousChallenge: options.anonymousChallenge,
    schemaValidation: options.schemaValidation,
    mailboxes: options.mailboxes,
    foreignFreeBusy: options.foreignFreeBusy,
    setFolderPermissions: options.setFolderPermissions,
    now: options.now,
  };
  return {
    side: 'Cloud',
    server: 'FR2P281CA0001',
    serverHeader: () => 'Microsoft-IIS/10.0',
    missingHost: options.missingHost,
    publicPorts: options.publicPorts,
    receive: (request) =>
      route(request, tokenService(), exchangeOnline) ?? { response: notFoundPage('Microsoft-IIS/10.0') },
  };
}

/** The token service with its keys as they are; a signer is built anew when Microsoft has changed the key alone. */
function memoizedTokenService(options: CloudOptions): () => TokenServiceOptions {
  let built: TokenServiceOptions | undefined;
  return () => {
    const identities = options.tokenSigning();
    const [{ certificate }] = identities;
    if (built?.certificates[0] !== certificate) {
      const certificates = identities.map((identity) => identity.certificate);
      built = {
        tenants: options.tenants,
        certificates,
        sign: createTokenSigner(identities[0]),
        microsoftKeys: certificates.map(signingKey),
        now: options.now,
      };
    }
    return built;
  };
}

/** The cloud sees a change of its directory and of its keys at once; without one, nothing is built anew. */
function memoizedTrust(
  options: CloudOptions,
  keysNow: () => Parameters<typeof exchangeOnlineTrust>[1],
): () => TrustConfiguration {
  let from: { readonly tenants: readonly Tenant[]; readonly keys: ReturnType<typeof keysNow> } | undefined;
  let trust: TrustConfiguration | undefined;
  return () => {
    const tenants = options.tenants();
    const keys = keysNow();
    if (!trust || from?.tenants !== tenants || from.keys !== keys) {
      from = { tenants, keys };
      trust = exchangeOnlineTrust(tenants, keys, options.now());
    }
    return trust;
  };
}

/** A client that can't set DNS comes as localhost and may want either half. */
function route(
  request: SiteRequest,
  tokenService: TokenServiceOptions,
  exchangeOnline: ExchangeOnlineOptions,
): SiteAnswer | BodyHandler | undefined {
  const host = request.authority.toLowerCase();
  const named = (cloudHosts as readonly string[]).includes(host);
  const isExchange = exchangeOnlineHosts.includes(host);
  const path = normalizedPath(request.target);
  const exchangeAnswer = isExchange || !named ? exchangeOnlineRoute(path, request, exchangeOnline) : undefined;
  return exchangeAnswer ?? (isExchange ? undefined : tokenServiceRoute(path, request, tokenService));
}

function exchangeOnlineRoute(
  path: string,
  request: SiteRequest,
  options: ExchangeOnlineOptions,
): SiteAnswer | BodyHandler | undefined {
  if (path === paths.ews.toLowerCase()) return exchangeOnlineEws(request, options);
  if (path === paths.autodiscover.toLowerCase()) return exchangeOnlineAutodiscover(request, options);
  if (path === paths.autodiscoverXml.toLowerCase()) return exchangeOnlineAutodiscoverXml(request, options);
  if (serviceDescriptionPaths.includes(path)) return exchangeOnlineDescription(request, options);
  return undefined;
}

const tenantPath =
  /^\/([^/]+)\/(metadata\/json\/1|tokens\/oauth\/2|federationmetadata\/2007-06\/federationmetadata\.xml)$/;

function tokenServiceRoute(
  path: string,
  request: SiteRequest,
  options: TokenServiceOptions,
): SiteAnswer | BodyHandler | undefined {
  const [, tenant = '', document = ''] = tenantPath.exec(path) ?? [];
  switch (document) {
    case 'metadata/json/1':
      return acsMetadata(tenant, options);
    case 'tokens/oauth/2':
      return request.method === 'POST' ? tokenEndpoint(request, tenant, options) : undefined;
    case '':
      return undefined;
    default:
      return entraMetadata(tenant, options);
  }
}
