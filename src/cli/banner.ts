import type { Lab } from '../lab/lab-interface.js';
import { paths } from '../protocol/well-known.js';
import { defaultLabUrl } from './lab-client.js';
import { packageVersion } from './version.js';

/** What a newcomer needs to know about a lab that has just started. */
export function banner(lab: Lab, milliseconds: number): string {
  const { exchange, cloud, control, ca } = lab.describe();
  const { organization, tenants, activeScenarios, mystery } = lab.details();
  const [tenant] = tenants;
  const rows = [
    ['on-premises', `${exchange.https}  ${exchange.http}  (${exchange.hosts.join(', ')})`],
    ['cloud', `${cloud.https}  (tenant ${tenant?.initialDomain ?? ''}, ${lab.tenantId})`],
    ['dashboard', `${control}  (open it in a browser; the control API is there too)`],
    ['roots', ca],
    ...(lab.control.token === undefined ? [] : [['token', lab.control.token]]),
    ...(activeScenarios.length === 0 ? [] : [['broken by', activeScenarios.join(', ')]]),
    ...(mystery ? [['mystery', 'one is on; scenarios mystery shows its tickets']] : []),
  ];
  const memory = Math.round(process.memoryUsage.rss() / 1024 / 1024);
  return `exchange-oauth-lab ${packageVersion()}: Exchange ${organization.exchangeVersion} of ${organization.name} and Exchange Online, up in ${milliseconds} ms (${memory} MB)

${rows.map(([name = '', value = '']) => `  ${name.padEnd(12)} ${value}`).join('\n')}

${leniency(lab)}  A real tenant has refused the shared principal (on-premises -> cloud) since 31 October 2025; ${
    tenant?.sharedPrincipalBlocked
      ? 'so does this one.'
      : 'this one takes it until: npx exchange-oauth-lab scenarios activate shared-principal-blocked'
  }
`;
}

function leniency(lab: Lab): string {
  const { anonymousChallenge, missingHost } = lab.details().manners;
  const lenient = [
    ...(anonymousChallenge === 'always' ? ['a request without Authorization is challenged too'] : []),
    ...(missingHost === 'judge' ? ['HTTP/1.1 without Host is judged'] : []),
  ];
  if (lenient.length === 0)
    return '  Strict: a request without Authorization or Host is answered as a real server does.\n';
  return `  More lenient than a real server, unless --strict: ${lenient.join(',\n  and ')}.\n  Every transaction says where it was.\n`;
}

/** Lines to copy: they work as printed, in bash and in PowerShell. */
export function nextSteps(lab: Lab): string {
  const { exchange, control, ca } = lab.describe();
  const [host = 'localhost'] = exchange.hosts;
  const { hostname, port } = new URL(exchange.https);
  const curl = (program: string) =>
    `${program} -i -X POST -H "Authorization: Bearer" --cacert "${ca}" --resolve ${host}:${port}:${hostname} https://${host}:${port}${paths.ews}`;
  // Windows' own curl asks for revocation lists (curl issue 3727); the lab's roots have none.
  const windowsCurl = curl('curl.exe --ssl-no-revoke');
  const where = control === defaultLabUrl ? '' : ` -Lab ${control}`;
  const flag = control === defaultLabUrl ? '' : ` --lab ${control}`;
  const { cloudAsksOnPremises, onPremisesAsksCloud } = lab.details().usualTests;
  const test = `npx ${cloudAsksOnPremises.type}${where}`;
  const scenarios = (words: string) => `npx exchange-oauth-lab scenarios ${words}${flag}`;
  const isBroken = lab.details().activeScenarios.length > 0 || lab.details().mystery;
  const outbound = `npx ${onPremisesAsksCloud.type}${where}`;
  // A scenario ends with a reset, which would take an import away again.
  const lines = lab.details().imported
    ? [test, outbound]
    : [...(isBroken ? [] : [scenarios('activate no-host-header')]), test, scenarios('reset'), test];
  return `
Next, in another terminal (bash and PowerShell alike, in this folder):
${lines.map((line) => `  ${line}`).join('\n')}
What the requests were, and how they were judged: open ${control}
bash:
  ${curl('curl')}
PowerShell:
  ${windowsCurl}

Ctrl-C stops the lab.
`;
}
