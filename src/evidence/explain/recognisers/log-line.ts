import { withoutAnySignature } from '../../decoded-token.js';
import { diagnose } from '../../knowledge/diagnose.js';
import type { Diagnosis, Observation } from '../../knowledge/observation.js';
import { Conversations } from '../../log-analysis/conversations.js';
import { failureOf } from '../../log-analysis/failure-cause.js';
import { type OAuthRequest, type Part, partOf, RequestReader } from '../../log-analysis/oauth-request.js';
import type { LogKind, LogRecord } from '../../log-reading/log-record.js';
import { readPastedLogLine } from '../../log-reading/pasted-line.js';
import { type Finding, type Recogniser, weights } from '../finding.js';
import { unwrappedLines } from '../log-lines.js';
import { sentence, shortened } from '../pasted-text.js';

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
    const reader = new RequestReader();
    const read = unwrappedLines(lines, isLogLine)
      .filter((line) => line.length >= shortestLine && /\b\d{3}\b/.test(line))
      .slice(0, mostLines)
      .flatMap((line) => readLine(line, reader));
    const refused = refusedByOrder(read);
    return merged(read.map((pasted) => findingOf(pasted, refused.has(pasted.request.record))));
  },
};

function isLogLine(line: string): boolean {
  return readPastedLogLine(line) !== undefined;
}

interface ReadLine {
  readonly line: string;
  readonly request: OAuthRequest;
  readonly part: Part | undefined;
}

function readLine(line: string, reader: RequestReader): readonly ReadLine[] {
  const record = readPastedLogLine(line);
  if (!record) return [];
  const request = reader.read(record);
  return [{ line, request, part: partOf(request) }];
}

/** 401s that say nothing by themselves, but follow a challenge: the second of two is the refusal. */
function refusedByOrder(read: readonly ReadLine[]): ReadonlySet<LogRecord> {
  const refused = new Set<LogRecord>();
  const conversations = new Conversations({
    challenge: () => undefined,
    accepted: () => undefined,
    refused: ({ record }) => refused.add(record),
  });
  for (const { request, part } of read) {
    if (part !== undefined && part !== 'otherAuthentication' && part !== 'unclear') {
      conversations.add({ request, part });
    }
  }
  conversations.finish();
  return refused;
}

function findingOf({ line, request, part }: ReadLine, isRefused: boolean): Finding {
  const { record, diagnostics } = request;
  const found = diagnosisOf(request, part, isRefused);
  const { normal, causes, quoted } = found;
  return {
    ...{ normal, causes, quoted, kind: names[record.kind], words: shortened(withoutAnySignature(line)) },
    weight: normal ? weights.normal : diagnostics ? weights.diagnostics : weights.request,
    meaning: sentence(found.symptom),
    direction: 'cloud -> on-premises',
  };
}

function diagnosisOf(request: OAuthRequest, part: Part | undefined, isRefused: boolean): Diagnosis {
  if (part === 'refused' || isRefused) return { ...failureOf(request, part === 'refused'), normal: false };
  const { record } = request;
  const known = record.kind === 'httpErr' ? undefined : diagnose(observe(request));
  return known ?? nothingOfOurs(record);
}

function nothingOfOurs({ status }: LogRecord): Diagnosis {
  const symptom = `A request that has nothing to do with OAuth of the hybrid${status === undefined ? '' : ` (${status})`}`;
  return { symptom, normal: true, causes: [], quoted: {} };
}

function observe({ record, token, diagnostics }: OAuthRequest): Observation {
  const { authorization, challenge, port } = record;
  return {
    ...{ time: record.time, status: record.status, subStatus: record.subStatus, win32Status: record.win32Status },
    ...{ method: record.method, path: record.path, userAgent: record.userAgent, host: record.host },
    userName: record.userName,
    scheme: port === 80 ? 'http' : port === 443 ? 'https' : undefined,
    ...{ authorization: authorization?.kind, token: token?.decoded, diagnostics },
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
