import type { OAuthDependencies } from '../connectivity/oauth-request.js';
import type { TokenCache } from '../connectivity/token-cache.js';
import { certificateOn, clockOfServer } from '../directory/exchange-server.js';
import { signingCertificateUnusable } from '../evidence/events/oauth.js';
import type { CallingSide } from './callers.js';
import type { LabContext } from './cmdlet.js';

type Surroundings = CallingSide & Pick<LabContext, 'http' | 'clock' | 'random' | 'eventLog'>;

/** What a call with OAuth needs of the session that makes it; on-premises a missing certificate is in the event log. */
export function outboundDependencies(context: Surroundings, cache: TokenCache): OAuthDependencies {
  const { http, clock, random, session } = context;
  const dependencies = { http, clock, random, cache };
  if (session === 'Cloud') return dependencies;
  const own = context.state.state.organization.servers.find(({ name }) => name === context.server);
  return {
    ...dependencies,
    clock: clockOfServer(own, clock),
    onMissingCertificate: () => tellMissingCertificate(context),
  };
}

/** Name of the server that the shell is connected to, as the event log has it. */
export function shellServerFqdn({ server, state }: Pick<LabContext, 'server' | 'state'>): string {
  return state.state.organization.servers.find(({ name }) => name === server)?.fqdn ?? server;
}

/** Event 2004 is about a certificate that is not there, or its key (facts/oauth-inbound §5); an expired one is there. */
function tellMissingCertificate(context: Surroundings): void {
  const { server, eventLog, workerProcesses, state } = context;
  const { authConfig, servers } =
    workerProcesses.outboundConfiguration(false)?.organization ?? state.state.organization;
  const thumbprint = authConfig.currentCertificateThumbprint;
  const here = servers.find(({ name }) => name === server);
  const certificate = here && certificateOn(here, thumbprint);
  if (certificate?.hasPrivateKey) return;
  const problem = certificate ? 'noPrivateKey' : 'missing';
  eventLog.write(signingCertificateUnusable(thumbprint, problem, shellServerFqdn(context)));
}
