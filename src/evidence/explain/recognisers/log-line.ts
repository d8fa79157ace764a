import { parseDiagnostics } from '../../../protocol/diagnostics.js';
import { withoutAnySignature } from '../../decoded-token.js';
import { diagnose } from '../../knowledge/diagnose.js';
import type { Diagnosis, Observation } from '../../knowledge/observation.js';
import type { LogKind, LogRecord } from '../../log-reading/log-record.js';
import { readPastedLogLine } from '../../log-reading/pasted-line.js';
import { readToken } from '../../read-token.js';
import { type Finding, type Recogniser, weights } from '../finding.js';
import { shortened } from '../pasted-text.js';

const names: Readonly<Record<LogKind, string>> = {
  iis: 'line of an IIS log',
  httpErr: 'line of HTTPERR',
  httpProxy: 'line of an HttpProxy log',
  ews: 'line of an EWS log',
};

/** Whole logs are for analyze-log. */
const mostLines = 500;
const shortestLine = 40;

/** Lines of logs, with or without their header. */
export const logLine: Recogniser = {
  looksFor: 'lines of an IIS, HttpProxy, EWS or HTTPERR log (whole logs: exchange-oauth-lab analyze-log)',
  find({ lines }) {
    const findings = lines
      .filter((line) => line.length >= shortestLine && /\b\d{3}\b/.test(line))
      .slice(0, mostLines)
      .flatMap(findIn);
    return merged(findings);
  },
};

function findIn(line: string): readonly Finding[] {
  const record = readPastedLogLine(line);
  if (!record) return [];
  const found = diagnose(observe(record)) ?? nothingOfOurs(record);
  const weight = found.normal ? weights.normal : record.diagnostics ? weights.diagnostics : weights.request;
  const { normal, causes, quoted } = found;
  return [
    {
      ...{ normal, causes, quoted, weight },
      kind: names[record.kind],
      words: shortened(withoutAnySignature(line)),
      meaning: `${found.symptom}.`,
      direction: 'cloud -> on-premises',
    },
  ];
}

function nothingOfOurs({ status }: LogRecord): Diagnosis {
  const symptom = `A request that has nothing to do with OAuth of the hybrid${status === undefined ? '' : ` (${status})`}`;
  return { symptom, normal: true, causes: [], quoted: {} };
}

function observe(record: LogRecord): Observation {
  const { authorization, challenge, diagnostics, port } = record;
  return {
    ...{ time: record.time, status: record.status, subStatus: record.subStatus, win32Status: record.win32Status },
    ...{ method: record.method, path: record.path, userAgent: record.userAgent, host: record.host },
    scheme: port === 80 ? 'http' : port === 443 ? 'https' : undefined,
    authorization: authorization?.kind,
    token: authorization?.token === undefined ? undefined : readToken(authorization.token)?.decoded,
    diagnostics: diagnostics === undefined ? undefined : parseDiagnostics(diagnostics),
    challenges: challenge === undefined ? undefined : [challenge],
  };
}

/** Lines that say the same are one finding. */
function merged(findings: readonly Finding[]): readonly Finding[] {
  const byMeaning = new Map<string, { readonly finding: Finding; count: number }>();
  for (const finding of findings) {
    const known = byMeaning.get(finding.meaning);
    if (known) known.count += 1;
    else byMeaning.set(finding.meaning, { finding, count: 1 });
  }
  return [...byMeaning.values()].map(({ finding, count }) =>
    count === 1 ? finding : { ...finding, meaning: `${finding.meaning} (${count} lines)` },
  );
}
