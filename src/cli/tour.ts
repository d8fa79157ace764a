import type { DecodedToken } from '../evidence/decoded-token.js';
import { decodeToken } from '../evidence/decoded-token.js';
import { iisLogHeader, iisLogLine } from '../evidence/renderers/iis-log.js';
import type { Transaction } from '../evidence/transaction.js';
import type { Lab, TestOAuthConnectivityResult } from '../lab/lab-interface.js';
import type { Claims } from '../protocol/token.js';
import type { GivenParameters } from '../shell/parameter-binder.js';
import type { Console } from './console.js';

const normalFirst = 'In the IIS log (the first 401 is normal: so the client learns whom the server trusts):';
/** What Microsoft tells admins of the success in step 1 (facts/oauth-outbound-admin §1.2). */
const noMailbox =
  '(The SOAP answer is ErrorNonExistentMailbox, since user1 has his mailbox in the cloud. Microsoft says to ignore it: ResultType counts.)';
const microsoftsLog = "In Exchange Online's log (in life Microsoft alone sees it):";
const secondRefused = 'In the IIS log (the first 401 is normal, the second one is the failure; cs-host tells why):';

/**
 * Shows the hybrid working in both directions and failing once, each with the traces it left (design §2.1). A lab that
 * was left broken stays as it is, without a tour.
 */
export async function tour(lab: Lab, console: Console): Promise<void> {
  const { activeScenarios, mystery } = lab.details();
  if (mystery) {
    console.out('\nA mystery is on: no tour. `scenarios mystery` shows its tickets, `scenarios reset` gives it up.\n');
    return;
  }
  if (activeScenarios.length > 0) {
    console.out(
      `\nThe lab is broken by ${activeScenarios.join(', ')}: no tour. \`scenarios reset\` below makes it healthy.\n`,
    );
    return;
  }
  const { cloudAsksOnPremises, onPremisesAsksCloud } = lab.details().usualTests;
  const toOnPremises = cloudAsksOnPremises.parameters;
  const toCloud = onPremisesAsksCloud.parameters;
  const first = await stop(lab, '1. The cloud asks on-premises', toOnPremises, [normalFirst, fieldNames()]);
  const second = await stop(lab, '2. On-premises asks the cloud', toCloud, [microsoftsLog]);
  console.out(`${first.text}\n${first.succeeded ? `${noMailbox}\n` : ''}${second.text}`);
  if (!first.succeeded || !second.succeeded) {
    console.out(
      '\nThe lab was changed in an earlier session, so the tour ends here. `scenarios reset` makes it healthy.\n',
    );
    return;
  }
  const scenario = lab.scenario('host-rewritten');
  await scenario.activate();
  const title = '3. A failure: a proxy in front of Exchange rewrites Host (scenario host-rewritten)';
  try {
    console.out((await stop(lab, title, toOnPremises, [secondRefused])).text);
  } finally {
    await scenario.mend();
  }
  console.out('The proxy is mended again.\n');
}

/** One test with its traces: what it said, the lines it left, what its token says. */
async function stop(
  lab: Lab,
  title: string,
  parameters: GivenParameters,
  logHeading: readonly string[],
): Promise<{ readonly text: string; readonly succeeded: boolean }> {
  const result = await lab.testOAuthConnectivity(parameters);
  const transactions = result.transactionIds.flatMap((id) => lab.journal.find(id) ?? []);
  const asked = transactions.filter(({ request }) => request.target.toLowerCase().includes('/ews/'));
  const line = Object.entries(parameters)
    .map(([name, value]) => `-${name} ${value}`)
    .join(' ');
  const text = [
    '',
    title,
    `[PS] C:\\> Test-OAuthConnectivity ${line}`,
    ...verdict(result),
    ...logHeading,
    ...iisLines(asked).map((text) => `  ${text}`),
    'The token says:',
    ...tokenLines(asked.at(-1)?.token).map((text) => `  ${text}`),
    '',
  ].join('\n');
  return { text, succeeded: result.ResultType === 'Success' };
}

/** The end of an error's Detail is where the reason stands. */
function verdict({ ResultType, Detail }: TestOAuthConnectivityResult): readonly string[] {
  const end =
    ResultType === 'Success'
      ? []
      : Detail.slice(Detail.indexOf('Exception:'))
          .split('\n')
          .map((line) => `  ${line.trimEnd()}`);
  return [`ResultType : ${ResultType}`, ...end];
}

/** The lines as the server wrote them; the token is cut, as the seed page cuts it. */
function iisLines(transactions: readonly Transaction[]): readonly string[] {
  return transactions.map((transaction) => iisLogLine(transaction).replace(/(Bearer\+\S{12})\S+/, '$1........'));
}

/** The directive line that names the fields of all of them. */
function fieldNames(): string {
  return `  ${iisLogHeader(0).split('\n').at(-1) ?? ''}`;
}

function tokenLines(token: string | undefined): readonly string[] {
  const decoded = token === undefined ? undefined : decodeToken(token);
  if (!decoded) return ['(no token was sent)'];
  const { actorToken } = decoded;
  if (!actorToken) return describeToken('token', decoded);
  return [...describeToken('user context', decoded), ...describeToken('actor token', actorToken)];
}

function describeToken(name: string, { signed, header, claims }: DecodedToken): readonly string[] {
  const seal = signed ? `signed, x5t ${String(header.x5t)}` : 'unsigned';
  const shown = ['iss', 'aud', 'nameid', 'smtp'].filter((claim) => Object.hasOwn(claims, claim));
  return [
    `${name} (${seal})`,
    ...shown.map((claim) => `  ${claim.padEnd(6)} ${String(claims[claim])}`),
    `  valid  ${validity(claims)}`,
  ];
}

function validity(claims: Claims): string {
  const date = (claim: string) => new Date(Number(claims[claim]) * 1000).toISOString().replace('.000Z', 'Z');
  return `${date('nbf')} to ${date('exp')}`;
}
