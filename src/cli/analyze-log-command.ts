import { parseArgs } from 'node:util';
import { analyzeLogs } from '../evidence/log-analysis/analyze-logs.js';
import { redactReport } from '../evidence/log-analysis/redact-report.js';
import type { Analysis, LogReport } from '../evidence/log-analysis/report.js';
import { reportCsv } from '../evidence/log-analysis/report-csv.js';
import { reportText } from '../evidence/log-analysis/report-text.js';
import { findLogs } from '../evidence/log-reading/find-logs.js';
import { type LogSource, streamSource } from '../evidence/log-reading/log-source.js';
import { type Console, type ExitCode, exitCodes, UsageError } from './console.js';
import { analyzeLogHelp } from './evidence-help.js';
import { progressBar } from './progress-bar.js';

const formats = ['text', 'json', 'csv'] as const;
type Format = (typeof formats)[number];

/** `exchange-oauth-lab analyze-log`: what became of the OAuth conversations in the logs of real servers. */
export async function analyzeLogCommand(argv: readonly string[], console: Console): Promise<ExitCode> {
  const { values, positionals } = readArguments(argv);
  if (values.help) {
    console.out(analyzeLogHelp());
    return exitCodes.done;
  }
  const format = formatOf(values.format);
  if (positionals.length === 0)
    throw new UsageError('Name logs or folders of them; analyze-log --help shows examples.');
  const found = await findLogs(positionals.filter((path) => path !== '-'));
  const sources = positionals.includes('-') ? [...found.sources, standardInput(console)] : found.sources;
  const bar = progressBar(sources, console);
  const analysis = await analyzeLogs(sources, {
    since: momentOf(values.since, '--since', '00:00:00'),
    until: momentOf(values.until, '--until', '23:59:59.999'),
    userAgent: values['user-agent'],
    problems: found.problems,
    onProgress: bar.add,
  }).finally(bar.end);
  const report = values.redact ? redactReport(analysis.report) : analysis.report;
  if (format !== 'json' || !analysis.readable) tellProblems(report, console);
  if (!analysis.readable) console.err('exchange-oauth-lab: none of it is a log that can be read.\n');
  else console.out(formatted(format, { ...analysis, report }));
  if (!analysis.readable) return exitCodes.wrongUsage;
  return report.failures.length > 0 ? exitCodes.failureFound : exitCodes.done;
}

function readArguments(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      redact: { type: 'boolean' },
      since: { type: 'string' },
      until: { type: 'string' },
      'user-agent': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

function formatOf(value = 'text'): Format {
  const format = formats.find((candidate) => candidate === value.toLowerCase());
  if (!format) throw new UsageError(`There is no format '${value}'; there are ${formats.join(', ')}.`);
  return format;
}

/** Logs are in UTC, and so is what is asked of them unless it says otherwise; a day stands for this time of it. */
function momentOf(value: string | undefined, flag: string, timeOfDay: string): number | undefined {
  if (value === undefined) return undefined;
  const [, date, time = timeOfDay, zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?(Z|[+-]\d\d:\d\d)?$/.exec(value.trim()) ?? [];
  const milliseconds = Date.parse(`${date}T${time}${zone}`);
  if (Number.isNaN(milliseconds))
    throw new UsageError(`${flag} takes a time like 2025-11-03T08:00:00Z, not '${value}'.`);
  return milliseconds;
}

function standardInput(console: Console): LogSource {
  if (!console.input) throw new UsageError('Nothing comes in from standard input.');
  return streamSource('-', console.input);
}

function formatted(format: Format, { report, causes }: Analysis): string {
  if (format === 'json') return `${JSON.stringify(report)}\n`;
  return format === 'csv' ? reportCsv(report) : reportText(report, causes);
}

function tellProblems({ problems, problemsNotShown }: LogReport, console: Console): void {
  for (const { file, line, what } of problems) console.err(`${line > 0 ? `${file}:${line}` : file}: ${what}\n`);
  if (problemsNotShown > 0) console.err(`and ${problemsNotShown} more problems\n`);
}
