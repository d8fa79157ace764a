import { parseArgs } from 'node:util';
import { systemClock } from '../clock.js';
import { type ReadToken, readTokens } from '../evidence/read-token.js';
import { type ReportOptions, reportReadToken } from '../evidence/token-report/report-token.js';
import type { KnownKeys } from '../evidence/token-report/signature.js';
import type { TokenReport } from '../evidence/token-report/token-report.js';
import { type Console, type ExitCode, exitCodes, UsageError } from './console.js';
import { decodeHelp } from './help.js';
import { keysFrom, keysOfLab, type LabKeys } from './key-sources.js';
import { exists, readInput, readText } from './read-text.js';
import { renderReport } from './render-report.js';

/** So many tokens of a text are shown: more are a log, and have a command of their own. */
const mostShown = 5;
const secret =
  'A token is a secret: whoever has it can use it until it ends. Keep it out of mails, tickets and shell histories.';

/** `exchange-oauth-lab decode`: works on its own, and sends nothing anywhere. */
export async function decodeCommand(argv: readonly string[], console: Console): Promise<ExitCode> {
  const { values, positionals } = readArguments(argv);
  if (values.help) {
    console.out(decodeHelp());
    return exitCodes.done;
  }
  const { host, scheme } = readHost(values.host, readChoice('--scheme', values.scheme, ['https', 'http']));
  const format = readChoice('--format', values.format, ['text', 'json']) ?? 'text';
  const time = readTime(values.time);
  const reveal = values['show-signature'];
  const tokens = distinct(readTokens(await readSource(positionals, console), { reveal }));
  if (tokens.length === 0) {
    throw new UsageError(
      'There is no token in this: three parts of base64url with dots between them, the first beginning with eyJ.',
    );
  }
  const reports = await judge(tokens.slice(0, mostShown), { host, scheme, reveal, time }, values, console);
  console.err(`${secret}\n`);
  if (tokens.length > mostShown) console.err(`${tokens.length} tokens found; the first ${mostShown} are shown.\n`);
  if (format === 'json') console.out(`${JSON.stringify({ found: tokens.length, reports }, undefined, 2)}\n`);
  else console.out(reports.map((report) => renderReport(report, console)).join('\n'));
  return exitCodeOf(reports);
}

function readArguments(argv: readonly string[]) {
  const many = { type: 'string', multiple: true } as const;
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      host: { type: 'string' },
      scheme: { type: 'string' },
      time: { type: 'string' },
      format: { type: 'string' },
      ca: many,
      jwks: many,
      metadata: many,
      lab: { type: 'string' },
      'show-signature': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

function readChoice<Choice extends string>(
  flag: string,
  value: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  const found = choices.find((choice) => choice === value);
  if (value !== undefined && found === undefined)
    throw new UsageError(`${flag} is ${choices.join(' or ')}, not '${value}'.`);
  return found;
}

/** A host, with a port where it is not the scheme's default; an address is taken for its host and scheme. */
function readHost(value: string | undefined, chosen: 'https' | 'http' | undefined) {
  if (value === undefined) return { host: undefined, scheme: chosen };
  const address = /^https?:\/\//i.test(value) ? value : `${chosen ?? 'https'}://${value}`;
  if (!URL.canParse(address)) throw new UsageError(`--host is a host such as mail.contoso.com, not '${value}'.`);
  const { host, protocol } = new URL(address); // without the scheme's default port
  return { host, scheme: chosen ?? (protocol === 'http:' ? ('http' as const) : ('https' as const)) };
}

function readTime(value: string | undefined): number | undefined {
  const time = value === undefined ? undefined : Date.parse(value);
  if (Number.isNaN(time)) throw new UsageError(`--time is a time such as 2026-11-25T10:00:00Z, not '${value}'.`);
  return time;
}

/** The text that was given: on the command line, in a file, or piped in. */
async function readSource([source, ...more]: readonly string[], { input }: Console): Promise<string> {
  if (more.length > 0)
    throw new UsageError(`'${more[0]}' is one word too many: put what has blanks in quotes, or pipe it in.`);
  if (source === undefined || source === '-') {
    if (!input || (source === undefined && input.isTTY))
      throw new UsageError('Give a token, a file, or - and pipe it in.');
    return readInput(input);
  }
  const [isToken] = readTokens(source);
  return isToken && !(await exists(source)) ? source : readText(source);
}

function distinct(tokens: Iterable<ReadToken>): readonly ReadToken[] {
  return [...new Map([...tokens].map((token) => [token.text, token])).values()];
}

interface Circumstances extends Omit<ReportOptions, 'now' | 'keys'> {
  readonly time: number | undefined;
}

/** Judges with the keys that were named; else with those of a lab, whose clock counts for the tokens that it signed. */
async function judge(
  tokens: readonly ReadToken[],
  { time, ...options }: Circumstances,
  sources: Parameters<typeof keysFrom>[0] & { readonly lab?: string | undefined },
  console: Console,
): Promise<readonly TokenReport[]> {
  const named = await keysFrom(sources);
  const lab = named.length > 0 && sources.lab === undefined ? undefined : await keysOfLab(sources.lab, console);
  const keys: KnownKeys = { keys: [...named, ...(lab?.keys ?? [])], certain: named.length > 0 || lab?.named === true };
  const report = (token: ReadToken, now: number) => reportReadToken(token, { ...options, now, keys });
  return Promise.all(
    tokens.map(async (token) => {
      const now = time ?? (lab?.named ? lab.now : systemClock.now());
      const judged = await report(token, now);
      return time === undefined && lab && !lab.named && isOfLab(judged, lab) ? report(token, lab.now) : judged;
    }),
  );
}

function isOfLab({ checks }: TokenReport, { keys }: LabKeys): boolean {
  const vouched = checks.filter(({ name, verdict }) => name === 'signature' && verdict === 'passed');
  return vouched.some(({ detail }) => keys.some(({ name }) => detail.includes(name)));
}

function exitCodeOf(reports: readonly TokenReport[]): ExitCode {
  if (reports.every(({ token }) => token.header.length === 0 && token.claims.length === 0)) return exitCodes.wrongUsage;
  return reports.some(({ verdict }) => verdict === 'wrong') ? exitCodes.failureFound : exitCodes.done;
}
