import { type Admission, knock } from '../authentication/door.js';
import type { TokenPolicy } from '../authentication/judgement.js';
import { knockUnconfigured } from '../authentication/not-loaded.js';
import type { Clock } from '../clock.js';
import { isProxyRequest } from '../connectivity/free-busy.js';
import type { VirtualDirectory } from '../directory/organization.js';
import type { EventLog } from '../evidence/event-log.js';
import { exchangeServices } from '../evidence/exchange-services.js';
import { serveAutodiscover } from '../ews/autodiscover/anonymous.js';
import { servePox } from '../ews/autodiscover/pox-service.js';
import { answerAutodiscover } from '../ews/autodiscover/service.js';
import { answerEws } from '../ews/ews.js';
import { exchangeResponse, type ServerIdentity } from '../ews/exchange-response.js';
import { ewsContext, type Service, serve } from '../ews/service.js';
import { serviceDescriptionPaths } from '../ews/service-description.js';
import { serveDescription } from '../ews/service-files.js';
import { poolDownAnswer } from '../iis/http-sys.js';
import { notFoundPage } from '../iis/pages.js';
import type { BodyHandler, Site, SiteAnswer, SiteRequest } from '../iis/site.js';
import { paths } from '../protocol/well-known.js';
import { headerValue, normalizedPath } from '../protocol/wire.js';
import { autodiscoverContext } from './autodiscover-context.js';
import { directoryManners, offeredSchemes } from './directory-manners.js';
import { type EwsOrganizationSource, ewsOrganization } from './ews-organization.js';
import { iisAdmission } from './iis-admission.js';
import { exchangeMetadata } from './metadata.js';
import { serverIdentity } from './server-identity.js';
import type { CertificatesByThumbprint } from './trust-configuration.js';
import { logonFormPage, logonFormTarget, type WebSiteOptions, webPaths, webSite } from './web-sites.js';
import type { WorkerProcess } from './worker-process.js';

export interface FrontEndOptions extends EwsOrganizationSource {
  readonly certificates: () => CertificatesByThumbprint;
  /** What the servers have in memory. */
  readonly worker: WorkerProcess;
  readonly eventLog: EventLog;
  readonly clock: Clock;
  readonly publicPorts: readonly number[];
  readonly anonymousChallenge: 'always' | 'whenOffered';
  readonly missingHost: 'judge' | 'httpSys';
  readonly schemaValidation: 'lenient' | 'strict';
}

/** The Default Web Site of the on-premises Exchange: takes a request, asks the door, answers. */
export function createFrontEnd(options: FrontEndOptions): Site {
  const server = options.organization().servers[0]?.name ?? 'EX01';
  return {
    side: 'OnPremises',
    server,
    serverHeader: () => identify(options).build.server,
    missingHost: options.missingHost,
    publicPorts: options.publicPorts,
    receive: (request) => route(request, options),
  };
}

/** Paths in lower case: IIS does not mind the case. */
const routes: ReadonlyMap<string, (request: SiteRequest, options: FrontEndOptions) => SiteAnswer | BodyHandler> =
  new Map([
    [paths.ews.toLowerCase(), ews],
    ...serviceDescriptionPaths.map((path) => [path, ewsDescription] as const),
    [paths.autodiscover.toLowerCase(), autodiscover],
    [paths.autodiscoverXml.toLowerCase(), autodiscoverXml],
    [paths.ewsHealthCheck.toLowerCase(), healthCheck],
    [paths.exchangeMetadata.toLowerCase(), metadata],
    [webPaths.owa, (request, options) => webSite(request, 'Owa', webSiteOptions(options, 'owa'))],
    [webPaths.ecp, (request, options) => webSite(request, 'Ecp', webSiteOptions(options, 'ecp'))],
    [webPaths.logonPage, (request, options) => logonFormPage(request, webSiteOptions(options, 'owa'))],
    [webPaths.logonForm, (request, options) => logonFormTarget(request, webSiteOptions(options, 'owa'))],
  ]);

function webSiteOptions(options: FrontEndOptions, site: 'owa' | 'ecp'): WebSiteOptions {
  const { organization, worker, eventLog } = options;
  return { organization: organization(), identity: identify(options), logon: worker.webLogon[site], eventLog };
}

function route(request: SiteRequest, options: FrontEndOptions): SiteAnswer | BodyHandler {
  const handler = routes.get(normalizedPath(request.target));
  return handler ? handler(request, options) : { response: notFoundPage(identify(options).build.server) };
}

function ews(request: SiteRequest, options: FrontEndOptions): SiteAnswer | BodyHandler {
  if (options.worker.services.isDown(request.arrived)) return poolDownAnswer(exchangeServices.Ews.pool);
  const identity = identify(options);
  const directory = options.organization().webServicesVirtualDirectories[0];
  return throughDoor(request, options, directory, 'ews', (admission) => {
    const { clock, schemaValidation } = options;
    const context = ewsContext(admission.admitted, identity, {
      organization: ewsOrganization(options),
      budgets: options.worker.budgets,
      isProxied: isProxyRequest(headerValue(request.headers, 'user-agent')),
      now: () => clock.now(),
      strict: schemaValidation === 'strict',
    });
    return (body) => answerEws(body, context);
  });
}

/** The WSDL and its schemas: in the directory of EWS, so behind its door. */
function ewsDescription(request: SiteRequest, options: FrontEndOptions): SiteAnswer {
  const identity = identify(options);
  const directory = options.organization().webServicesVirtualDirectories[0];
  if (!directory) return { response: notFoundPage(identity.build.server) };
  return serveDescription(request, admit(request, options, directory, 'ews'), identity);
}

function autodiscover(request: SiteRequest, options: FrontEndOptions): SiteAnswer | BodyHandler {
  const organization = options.organization();
  const context = autodiscoverContext(organization, identify(options));
  return throughDoor(
    request,
    options,
    organization.autodiscoverVirtualDirectories[0],
    'autodiscover',
    () => (body) => answerAutodiscover(body, context),
  );
}

function autodiscoverXml(request: SiteRequest, options: FrontEndOptions): SiteAnswer | BodyHandler {
  const identity = identify(options);
  const organization = options.organization();
  const [directory] = organization.autodiscoverVirtualDirectories;
  if (!directory) return { response: notFoundPage(identity.build.server) };
  return servePox(request, admit(request, options, directory, 'autodiscover'), {
    identity,
    now: options.clock.now(),
    context: () => autodiscoverContext(organization, identity),
  });
}

/** Authentication first, by the head alone: IIS's own, then Exchange's OAuth module; then the service. */
function throughDoor(
  request: SiteRequest,
  options: FrontEndOptions,
  directory: VirtualDirectory | undefined,
  protocol: TokenPolicy['protocol'],
  service: (admission: Admission) => Service,
): SiteAnswer | BodyHandler {
  const identity = identify(options);
  if (!directory) return { response: notFoundPage(identity.build.server) };
  const answer = protocol === 'autodiscover' ? serveAutodiscover : serve;
  return answer(request, admit(request, options, directory, protocol), identity, service);
}

/**
 * Who comes with a user name, or on a connection that is logged on, is IIS's; the others are the OAuth module's. A
 * signature that fails is a reason to look whether the issuer has new certificates; this request is judged by the old.
 */
function admit(
  request: SiteRequest,
  options: FrontEndOptions,
  virtualDirectory: VirtualDirectory,
  protocol: TokenPolicy['protocol'],
): Admission {
  const manners = directoryManners(virtualDirectory, protocol);
  const schemes = manners.schemes ?? offeredSchemes(virtualDirectory, request.authority);
  const logon = options.worker.iisAuthentication.logon(request, {
    directory: virtualDirectory,
    schemes: schemes.others,
  });
  if (logon) return iisAdmission(logon);
  const { speaker, name } = identify(options);
  const { trust, directory } = options.worker;
  const { policy } = manners;
  if (!trust) return knockUnconfigured(request, { speaker, schemes });
  const { anonymousChallenge } = options;
  const door = { speaker, server: name, trust, directory, schemes, policy, anonymousChallenge };
  const admission = knock(request, door, options.clock.now());
  const cause = admission.rejected?.cause;
  if (cause?.error === 'InvalidSignature') options.worker.signatureFailed(cause.issuer);
  return admission;
}

/** What load balancers ask: anonymous, says the server's name (well-known page of Exchange 2013 and newer). */
function healthCheck(request: SiteRequest, options: FrontEndOptions): SiteAnswer {
  const identity = identify(options);
  const body = `200 OK<br/>${identity.fqdn.toUpperCase()}`;
  return { response: exchangeResponse(request, identity, { status: 200, contentType: 'text/html', body }) };
}

/** Anonymous as well: who wants to trust this organisation reads its keys here (facts/oauth-inbound §4.3). */
function metadata(request: SiteRequest, options: FrontEndOptions): SiteAnswer {
  const host = request.authority || (options.organization().servers[0]?.fqdn ?? '');
  const document = exchangeMetadata(options.organization(), options.certificates(), host, options.clock.now());
  const body = JSON.stringify(document);
  return {
    response: exchangeResponse(request, identify(options), {
      status: 200,
      contentType: 'application/json; charset=utf-8',
      body,
    }),
  };
}

function identify({ organization }: FrontEndOptions): ServerIdentity {
  return serverIdentity(organization());
}
