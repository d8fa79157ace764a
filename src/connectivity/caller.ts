import type { Speaker } from '../protocol/exchange-version.js';
import type { UserContext } from '../protocol/token-claims.js';
import type { SigningIdentity } from '../tokens/signer.js';
import type { Culture } from './culture.js';

/** The side that asks: what the ladder needs of an organisation or a tenant, as plain data. */
export interface Caller extends Speaker {
  readonly culture: Culture;
  /** Who it says it is: AuthConfig.ServiceName, or the dedicated hybrid application; empty when there is no AuthConfig to load. */
  readonly serviceName: string;
  /** Empty on-premises, where the matched auth server's realm gives it. */
  readonly tenantId: string;
  readonly userDomain: string;
  /** The realm it speaks for itself with; left out in the cloud, which signs nothing for partners. */
  readonly ownRealm?: string | undefined;
  /** Those of type MicrosoftACS; other types issue no server-to-server tokens in the lab (design §2.2). */
  readonly authServers: readonly CallerAuthServer[];
  /** The current auth certificate, PEM; undefined when this server has none. */
  readonly signingCertificate: SigningIdentity | undefined;
  /** On whose behalf the call is made; not used when it is app-only. */
  readonly user: UserContext | undefined;
  /** The web proxy that the asking server goes through; empty or left out: none. */
  readonly internetWebProxy?: string | undefined;
  /** When the configuration was loaded (ms since 1970); only a call with -ReloadConfig shows it. Left out: just now. */
  readonly configurationLoadedAt?: number | undefined;
}

export interface CallerAuthServer {
  readonly name: string;
  readonly enabled: boolean;
  readonly issuerIdentifier: string;
  /** `*` is the cloud's own ACS: it matches whatever realm, and issues for the caller's tenant (design §2.2). */
  readonly realm: string;
  readonly tokenIssuingEndpoint: string;
}
