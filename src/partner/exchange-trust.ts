import { signingKeys } from '../authentication/signing-keys.js';
import { TokenMemory } from '../authentication/token-memory.js';
import type { TrustConfiguration, TrustedIssuer } from '../authentication/trust.js';
import { indexIssuers, indexPartners, indexUrlIssuers } from '../authentication/trust-index.js';
import type { Clock } from '../clock.js';
import type { PartnerApplication } from '../directory/organization.js';
import { sameText } from '../protocol/audience.js';
import type { IssuerMetadata } from '../protocol/metadata-document.js';
import { qualify } from '../protocol/well-known.js';
import type { LabPartner } from './partner.js';

/** How often a partner reads Exchange's metadata again is not known; a day is what Exchange takes (facts/oauth-inbound §5). */
export const refreshInterval = 24 * 60 * 60 * 1000;

/** What a partner remembers of the Exchange organisation: who it is, and its keys as its metadata showed them last. */
export class ExchangeTrust {
  readonly #partner: LabPartner;
  readonly #read: () => Promise<IssuerMetadata>;
  readonly #clock: Clock;
  #loaded: TrustConfiguration | undefined;
  #reading: Promise<void> | undefined;
  #readAt = 0;
  /** Why the last reading failed. */
  #failure: string | undefined;

  constructor(partner: LabPartner, read: () => Promise<IssuerMetadata>, clock: Clock) {
    this.#partner = partner;
    this.#read = read;
    this.#clock = clock;
  }

  get failure(): string | undefined {
    return this.#failure;
  }

  /** What it judges by; read first if that was never done or is long ago. */
  async current(): Promise<TrustConfiguration> {
    const age = this.#clock.now() - this.#readAt;
    if (!this.#loaded || age >= refreshInterval || age < 0) await this.refresh();
    return this.#loaded ?? trustOf(this.#partner, undefined, this.#clock.now());
  }

  /** Reads it now; when that fails, what was read before stays. */
  refresh(): Promise<void> {
    this.#reading ??= this.#readNow().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** The next token has it read again. */
  forget(): void {
    this.#loaded = undefined;
  }

  async #readNow(): Promise<void> {
    try {
      const metadata = await this.#read();
      this.#readAt = this.#clock.now();
      this.#loaded = trustOf(this.#partner, metadata, this.#readAt);
      this.#failure = undefined;
    } catch (error) {
      this.#failure = (error as Error).message;
    }
  }
}

/** A trust configuration that has one issuer, Exchange, and nothing else. */
function trustOf(partner: LabPartner, exchange: IssuerMetadata | undefined, now: number): TrustConfiguration {
  const issuers: TrustedIssuer[] = exchange
    ? [
        {
          kind: 'partnerApplication',
          name: exchangeName,
          id: exchange.issuerIdentifier,
          realm: exchange.realm,
          keys: signingKeys(exchange.certificates),
        },
      ]
    : [];
  const isOwn = (realm: string) => sameText(realm, partner.realm);
  return {
    loadedAt: now,
    memory: new TokenMemory(),
    serviceName: partner.applicationId,
    issuers: indexIssuers(issuers),
    urlIssuers: indexUrlIssuers([]),
    self: { kind: 'self', name: partner.product, id: partner.applicationId, realm: partner.realm, keys: [] },
    partnerApplications: indexPartners(exchange ? [exchangeAsPartner(exchange)] : []),
    hasAccount: () => true,
    rolesOf: () => new Set(),
    acceptsRealm: isOwn,
    sameOrganization: (realm, other) => isOwn(realm) && isOwn(other),
    ownHosts: new Set(),
    refusesModernAuthentication: () => false,
    challengeIssuers: issuers.map(({ id, realm }) => qualify(id, realm)),
    authorizationUri: undefined,
  };
}

const exchangeName = 'Exchange';

/** Exchange as its partner has registered it. That it may name users by their SID is inferred: both are of one forest. */
function exchangeAsPartner({ issuerIdentifier, realm, certificates }: IssuerMetadata): PartnerApplication {
  return {
    name: exchangeName,
    guid: issuerIdentifier,
    enabled: true,
    applicationIdentifier: issuerIdentifier,
    realm,
    useAuthServer: false,
    acceptSecurityIdentifierInformation: true,
    linkedAccount: '',
    certificateStrings: certificates,
    authMetadataUrl: '',
    accountType: 'OrganizationalAccount',
    issuerIdentifier: '',
    appOnlyPermissions: [],
    actAsPermissions: [],
  };
}
