import type { Cause, FixStep } from '../knowledge/cause.js';
import { undetermined } from './failure-groups.js';
import type { FailureGroup, LogReport } from './report.js';

const width = 100;
const mostClients = 5;

/** The report for people: what was read, what is normal, and what failed, cause by cause, with what to do next. */
export function reportText(report: LogReport, causes: ReadonlyMap<string, Cause>): string {
  const { failures, lumped } = report;
  const failed = failures.reduce((sum, group) => sum + group.count, lumped);
  const byCause = groupByCause(failures);
  return [
    ...summary(report),
    '',
    ...conversations(report, failed),
    '',
    failed > 0 ? `Failures: ${number(failed)}` : nothingFailed(report),
    ...[...byCause.values()].flatMap((groups) => ['', ...causeLines(groups, causes)]),
    ...(lumped === 0 ? [] : ['', `and ${number(lumped)} more, of further clients and causes.`]),
    '',
  ].join('\n');
}

function nothingFailed({ normal }: LogReport): string {
  const seen = normal.challenges + normal.accepted + normal.unanswered;
  if (seen > 0) return 'No failure found.';
  return "No failure found, and no OAuth request at all: are these the front end's logs (W3SVC1), of the right days?";
}

function groupByCause(failures: readonly FailureGroup[]): ReadonlyMap<string, readonly FailureGroup[]> {
  const groups = new Map<string, FailureGroup[]>();
  for (const failure of failures) {
    const key = `${failure.cause} ${failure.certain} ${failure.cause === undetermined ? failure.status : ''}`;
    groups.set(key, [...(groups.get(key) ?? []), failure]);
  }
  return groups;
}

function summary({ files, lines, range }: LogReport): readonly string[] {
  const read = `${number(files.length)} file${files.length === 1 ? '' : 's'}, ${number(lines)} line${lines === 1 ? '' : 's'}`;
  if (range.first === null || range.last === null) return [read];
  return [`${read}, ${moment(range.first)} to ${moment(range.last)} UTC`];
}

function conversations({ normal, tokens }: LogReport, failed: number): readonly string[] {
  const rows: readonly (readonly [string, number, string?])[] = [
    ['first 401s, as they should be', normal.challenges, 'each is followed by an answer'],
    ['first 401s that nothing followed', normal.unanswered, 'the caller got no token, or it is in another log'],
    ['accepted', normal.accepted],
    ['failed', failed],
  ];
  const seen = tokens.read + tokens.cut + tokens.unreadable;
  const beside = [
    ...(normal.otherAuthentication > 0 ? [`${number(normal.otherAuthentication)} 401s of Windows or Basic`] : []),
    ...(normal.unclear > 0 ? [`${number(normal.unclear)} 401s that may be OAuth's (no Authorization in the log)`] : []),
    ...(normal.backEnd > 0 ? [`${number(normal.backEnd)} lines of the back end for the same requests`] : []),
  ];
  const tokenParts = [`${number(tokens.read)} read`, `${number(tokens.cut)} cut by the log`];
  if (tokens.unreadable > 0) tokenParts.push(`${number(tokens.unreadable)} unreadable`);
  return [
    'OAuth conversations',
    ...rows.map(([what, count, remark]) =>
      `  ${what.padEnd(34)}${number(count).padStart(10)}${remark && count > 0 ? `   ${remark}` : ''}`.trimEnd(),
    ),
    ...(seen > 0 ? [`  tokens in the logs: ${tokenParts.join(', ')}`] : []),
    ...(beside.length > 0 ? wrap(`beside them: ${beside.join(', ')}`, '  ') : []),
  ];
}

function causeLines(groups: readonly FailureGroup[], causes: ReadonlyMap<string, Cause>): readonly string[] {
  const [head] = groups;
  if (!head) return [];
  const cause = causes.get(head.cause);
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const title = cause ? `${cause.title} (${cause.id})` : `Cause ${head.cause}: the log tells too little`;
  const others = cause ? head.causes.slice(1) : head.causes;
  return [
    ...wrap(`${number(count)} × ${head.certain || !cause ? '' : 'perhaps: '}${title}`, '', '    '),
    ...wrap(head.symptom, '    '),
    ...others.flatMap((id) =>
      wrap(`${cause ? 'or' : 'possible'}: ${causes.get(id)?.title ?? id} (${id})`, '    ', '      '),
    ),
    ...(head.diagnostics === null || head.symptom.includes(head.diagnostics)
      ? []
      : wrap(`x-ms-diagnostics: ${head.diagnostics}`, '    ')),
    ...groups.slice(0, mostClients).flatMap(clientLines),
    ...(groups.length > mostClients ? [`    and ${number(groups.length - mostClients)} more clients`] : []),
    ...nextSteps(head, cause),
  ];
}

function clientLines({ client, count, first, last, userAgents, hosts, examples }: FailureGroup): readonly string[] {
  const when = first === last ? moment(first) : `${moment(first)} to ${moment(last)}`;
  const who = [client, ...userAgents.slice(0, 1), ...hosts.slice(0, 1).map((host) => `to ${host}`)].join(', ');
  return [
    ...wrap(`${number(count).padStart(6)} × ${who}`, '    ', '             '),
    ...wrap(`${when}, ${examples[0] ?? ''}`, '             '),
  ];
}

function nextSteps({ examples }: FailureGroup, cause: Cause | undefined): readonly string[] {
  const [step] = cause?.fix ?? [moreFields];
  const line = `the line ${examples[0] ?? ''}`;
  const pasted = cause === undefined ? `${line}, with the one before it of the same client,` : line; // alone it may be a first 401
  const more = `More: paste ${pasted} into exchange-oauth-lab explain`;
  return [
    ...(step ? wrap(`Next: ${step.say}`, '    ', '          ') : []),
    ...(step?.command === undefined ? [] : step.command.split('\n').map((line) => `          ${line}`)),
    ...wrap(
      cause?.scenario ? `${more}; see it: exchange-oauth-lab scenarios run ${cause.scenario}` : more,
      '    ',
      '          ',
    ),
  ];
}

/** Where the log tells too little. */
const moreFields: FixStep = {
  say: 'Have IIS log Authorization and x-ms-diagnostics (docs/analyze-log.md), wait for the next failure and look again.',
};

function moment(time: string): string {
  return time.slice(0, 19).replace('T', ' ');
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

/** Lines of at most 100 columns; a word that is longer stays whole, so that it can be copied. */
function wrap(text: string, indent: string, hanging = indent): readonly string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line.length + word.length > width && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = hanging;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
