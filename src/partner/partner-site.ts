import { authorizationOf, bearerToken } from '../authentication/door.js';
import type { Judgement, TokenPolicy } from '../authentication/judgement.js';
import { judge } from '../authentication/pipeline.js';
import type { TrustConfiguration } from '../authentication/trust.js';
import { usersOf } from '../authentication/user-index.js';
import type { Clock } from '../clock.js';
import type { Organization } from '../directory/organization.js';
import { notFoundPage } from '../iis/pages.js';
import type { BodyHandler, Site, SiteAnswer, SiteRequest } from '../iis/site.js';
import { formatBearerChallenge } from '../protocol/bearer-challenge.js';
import { diagnosticsHeader } from '../protocol/diagnostics.js';
import { partnerMetadataPaths, qualify } from '../protocol/well-known.js';
import { normalizedPath, type WireResponse, wwwAuthenticate } from '../protocol/wire.js';
import type { ExchangeTrust } from './exchange-trust.js';
import type { LabPartner } from './partner.js';
import { partnerMetadata } from './partner-metadata.js';

/** A partner with what it remembers of Exchange. */
export interface RunningPartner {
  readonly partner: LabPartner;
  readonly trust: ExchangeTrust;
}

export interface PartnerSiteOptions {
  readonly partners: readonly RunningPartner[];
  /** The directory: Exchange and its partners live in one forest. */
  readonly organization: () => Organization;
  readonly clock: Clock;
}

const serverHeader = 'Microsoft-IIS/10.0';

/** What partners take: tokens that Exchange signed itself, for a user or for Exchange alone. */
const policy: TokenPolicy = {
  protocol: 'ews',
  profiles: ['S2SAppActAs', 'S2SAppOnly'],
  v1AppScopes: '',
  v1AppRoles: '',
};

/** The partners' web servers on one listener, told apart by Host: a metadata document, and at `/` a door for Exchange. */
export function createPartnerSite(options: PartnerSiteOptions): Site {
  return {
    side: 'OnPremises',
    server: options.partners.map(({ partner }) => partner.server).join('+'),
    serverHeader: () => serverHeader,
    missingHost: 'httpSys',
    publicPorts: [],
    receive: (request) => route(request, options) ?? { response: notFoundPage(serverHeader) },
  };
}

function route(request: SiteRequest, options: PartnerSiteOptions): BodyHandler | undefined {
  const host = request.authority.toLowerCase();
  const running = options.partners.find(({ partner }) => partner.host === host);
  if (!running) return undefined;
  const path = normalizedPath(request.target);
  if (partnerMetadataPaths().includes(path)) return () => metadata(running.partner);
  return path === '/' ? () => door(request, running, options) : undefined;
}

async function metadata(partner: LabPartner): Promise<SiteAnswer> {
  const document = partnerMetadata(partner, (await partner.signing()).certificate);
  return { response: answer(200, 'application/json; charset=utf-8', JSON.stringify(document)) };
}

/**
 * Judges Exchange's token by Exchange's own rules: the protocol is the same (MS-XOAUTH). What the products say to who is
 * turned away is not known, so the words are the lab's.
 */
async function door(request: SiteRequest, running: RunningPartner, options: PartnerSiteOptions): Promise<SiteAnswer> {
  const { partner } = running;
  const trust = await running.trust.current();
  const token = bearerToken(authorizationOf(request)) ?? '';
  if (token === '') return turnedAway(partner, trust, undefined);
  const { exchangeVersion, recipients } = options.organization();
  const judgement = judge({
    token,
    scheme: request.scheme,
    authority: request.authority,
    server: partner.server,
    policy,
    trust,
    directory: {
      failing: 'nothing',
      findUsers: (_realm, claims) => usersOf(recipients)(claims),
      isDownLevel: () => false,
    },
    speaker: { side: 'OnPremises', exchangeVersion },
    now: options.clock.now(),
  });
  const { steps } = judgement;
  if (judgement.refusal ?? judgement.failure) {
    return { ...turnedAway(partner, trust, whyNot(judgement, running.trust.failure)), steps, token };
  }
  return { ...welcome(partner, judgement), steps, token };
}

function welcome(partner: LabPartner, { found }: Judgement): SiteAnswer {
  const { application, user } = found;
  const body = JSON.stringify({
    partner: partner.product,
    application: application && qualify(application.id, application.realm),
    user: user?.userPrincipalName ?? null,
  });
  return { response: answer(200, 'application/json; charset=utf-8', body), userName: user?.userPrincipalName };
}

function whyNot({ steps }: Judgement, failure: string | undefined): string {
  const detail = steps.find(({ verdict }) => verdict === 'failed')?.detail ?? '';
  return failure === undefined ? detail : `${detail} ${failure}`;
}

/** The challenge names the realm, as that of MS-XOAUTH does: it is what Exchange signs a token of its own for. */
function turnedAway(partner: LabPartner, trust: TrustConfiguration, reason: string | undefined): SiteAnswer {
  const challenge = formatBearerChallenge({
    clientId: partner.applicationId,
    realm: partner.realm,
    trustedIssuers: trust.challengeIssuers,
    offersTokenTypes: false,
    invalidToken: reason !== undefined,
  });
  const response = answer(401, 'text/plain', '');
  const diagnostics = reason === undefined ? [] : [[diagnosticsHeader, `[lab] ${reason}`] as const];
  return { response: { ...response, headers: [...response.headers, ...diagnostics, wwwAuthenticate(challenge)] } };
}

function answer(status: number, contentType: string, body: string): WireResponse {
  const headers = [
    ['Content-Type', contentType],
    ['Server', serverHeader],
  ] as const;
  return { status, headers, body };
}
