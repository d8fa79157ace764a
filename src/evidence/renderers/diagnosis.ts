import { formatDiagnostics } from '../../protocol/diagnostics.js';
import { fillSteps } from '../explain/fill-names.js';
import type { Cause, FailedPart, FixStep } from '../knowledge/cause.js';
import { diagnose } from '../knowledge/diagnose.js';
import type { Diagnosis, Observation } from '../knowledge/observation.js';
import type { Transaction } from '../transaction.js';
import { certainCauses } from './certain-cause.js';
import { observeTransaction } from './observe-transaction.js';

/** What a transaction means, in the words of the catalogue (design §2.4). */
export interface TransactionDiagnosis {
  readonly normal: boolean;
  readonly summary: string;
  /** The most likely, in a sentence; null where nothing is wrong, or nothing is known. */
  readonly cause: string | null;
  /** It, and further ones where the lab can't tell either, as the catalogue has them. */
  readonly causes: readonly DiagnosedCause[];
  /** What it rests on: names and values. */
  readonly evidence: readonly { readonly name: string; readonly value: string }[];
  readonly fix: readonly FixStep[];
}

interface DiagnosedCause {
  readonly id: string;
  readonly title: string;
  readonly part: FailedPart;
  readonly explanation: string;
  readonly scenario?: string;
}

/** The diagnosis of a transaction. What the wire alone leaves open, the judgement's failed step often decides. */
export function diagnoseTransaction(transaction: Transaction): TransactionDiagnosis {
  const observation = observeTransaction(transaction);
  const found = (isUnreadByExchange(transaction) ? undefined : diagnose(observation)) ?? withoutOAuth(transaction);
  const certain = certainCauses(transaction.steps, observation, found.causes);
  const causes = certain ?? found.causes;
  const [cause] = causes;
  return {
    normal: cause === undefined && found.normal,
    summary: found.normal && cause ? `${cause.title}.` : `${found.symptom}.`,
    cause: cause?.title ?? null,
    causes: causes.map(diagnosedCause),
    evidence: evidenceOf(transaction, observation, found),
    fix: fillSteps(cause?.fix ?? [], commandNames(transaction, found)),
  };
}

function diagnosedCause({ id, title, part, explanation, scenario }: Cause): DiagnosedCause {
  return { id, title, part, explanation, ...(scenario === undefined ? {} : { scenario }) };
}

/** http.sys refused the request for its form: whatever token is in it, nobody has looked at it. */
function isUnreadByExchange({ iis, response }: Transaction): boolean {
  return iis?.httpError !== undefined && response.status < 500;
}

/** A page, a document, a logon by Windows or a request to the token service. */
function withoutOAuth({ response, steps }: Transaction): Diagnosis {
  const failed = steps.find(({ verdict }) => verdict === 'failed');
  const symptom = failed ? `Refused with ${response.status}: ${failed.detail}` : `Answered with ${response.status}`;
  return { symptom: symptom.replace(/\.$/, ''), normal: !failed && response.status < 500, causes: [], quoted: {} };
}

function evidenceOf({ steps, diagnostics }: Transaction, { host, status }: Observation, { quoted }: Diagnosis) {
  const failed = steps.find(({ verdict }) => verdict === 'failed');
  return [
    { name: 'status', value: String(status) },
    ...(failed ? [{ name: `step ${failed.name}`, value: failed.detail }] : []),
    ...(diagnostics ? [{ name: 'x-ms-diagnostics', value: formatDiagnostics(diagnostics) }] : []),
    { name: 'host of the request', value: host === undefined || host === '' ? 'none' : host },
    ...Object.entries(quoted)
      .filter(([name]) => name !== 'requestHost')
      .map(([name, value]) => ({ name, value })),
  ];
}

function commandNames({ server }: Transaction, { quoted }: Diagnosis) {
  const { host, tenantId, mailbox } = quoted;
  return { host, mailbox, server, domain: mailbox?.split('@')[1], 'tenant id': tenantId };
}
